// An entry in one line.
#include <algorithm>

#include "shared/casework/child_view.h"

namespace pillarbox::casework {

namespace {

// Lines become one, and a long text ends at a word.
std::string inOneLine(std::string_view text, std::size_t most) {
  std::string out;
  for (const char c : text) {
    const bool space = c == '\n' || c == '\t' || c == ' ';
    if (space && (out.empty() || out.back() == ' ')) continue;
    out += space ? ' ' : c;
    if (out.size() > most) break;
  }
  if (out.size() > most) {
    const std::size_t word = out.rfind(' ', most);
    std::size_t end = word == std::string::npos || word < most / 2 ? most : word;
    while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0) == 0x80) --end;  // never half a letter
    out.resize(end);
    out += "…";
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string joined(std::string_view first, std::string_view then) {
  std::string out(first);
  if (!then.empty() && out.ends_with('.') && !out.ends_with("..")) out.pop_back();  // never ".:"
  if (!then.empty()) out += (out.empty() ? "" : ": ") + std::string(then);
  return out;
}

std::string actionWords(const Entry& entry) {
  const Casework& work = entry.casework;
  const std::string what = work.what.empty() ? entry.body : work.what;
  if (work.state != "agreed") return joined(work.state == "done" ? "Done" : "", what);
  std::string who = work.ownerName;
  if (!work.due.empty()) who += (who.empty() ? "by " : ", by ") + dayWords(work.due);
  return joined("Agreed", what) + (who.empty() ? "" : " (" + who + ")");
}

std::string statusWords(const Entry& entry) {
  std::string out(childStatusWords(entry.casework.status));
  if (!entry.casework.since.empty()) out += " since " + dayWords(entry.casework.since);
  if (!entry.casework.bornOn.empty()) out += (out.empty() ? "" : ". ") + ("Born on " + dayWords(entry.casework.bornOn));
  return joined(out, entry.body);
}

std::string writtenWords(const Entry& entry) {
  if (!entry.account.empty()) return withNames(entry.account, entry);
  if (!entry.exactWords.empty()) return "“" + withNames(entry.exactWords.front().words, entry) + "”";
  if (!entry.pages.empty())
    return "On paper: " + std::to_string(entry.pages.size()) + " page" + (entry.pages.size() == 1 ? "" : "s");
  return entry.bodyMap.empty() ? "Nothing written" : "Marks on a body map";
}

}  // namespace

std::string_view rowKindWords(RowKind kind) {
  switch (kind) {
    case RowKind::concern:
      return "Concern";
    case RowKind::significantEvent:
      return "Significant event";
    case RowKind::parentContact:
      return "Contact with a parent";
    case RowKind::addition:
      return "Something added";
    case RowKind::mistake:
      return "A mistake pointed out";
    case RowKind::action:
      return "Action";
    case RowKind::outcome:
      return "Outcome of an action";
    case RowKind::decision:
      return "Decision";
    case RowKind::correction:
      return "Correction";
    case RowKind::closing:
      return "Closed";
    case RowKind::reopening:
      return "Opened again";
    case RowKind::note:
      return "Note";
    case RowKind::otherSchool:
      return "From another school";
    case RowKind::status:
      break;
  }
  return "Status of the child";
}

std::optional<RowKind> rowKindOf(const Entry& entry) {
  switch (entry.kind) {
    case Kind::concern:
    case Kind::call:
      if (entry.recordKind == "family-event") return RowKind::significantEvent;
      return entry.recordKind == "parent-contact" ? RowKind::parentContact : RowKind::concern;
    case Kind::addition:
      return RowKind::addition;
    case Kind::mistake:
      return RowKind::mistake;
    case Kind::action:
      return RowKind::action;
    case Kind::outcome:
      return RowKind::outcome;
    case Kind::decision:
      return RowKind::decision;
    case Kind::correction:
      return RowKind::correction;
    case Kind::close:
      return RowKind::closing;
    case Kind::reopen:
      return RowKind::reopening;
    case Kind::note:
      return RowKind::note;
    case Kind::child:
      return RowKind::status;
    case Kind::imported:  // its further parts follow it
      return entry.subject.empty() ? std::optional(RowKind::otherSchool) : std::nullopt;
    default:
      return std::nullopt;
  }
}

std::string lineOf(const Entry& entry, const CaseEntries& entries, std::size_t most) {
  const Casework& work = entry.casework;
  const std::string body = withNames(entry.body, entry);
  switch (entry.kind) {
    case Kind::action:
      return inOneLine(actionWords(entry), most);
    case Kind::outcome: {
      const auto action = entries.find(entry.subject);
      const std::string of = action == entries.end() ? std::string() : action->second.entry.casework.what;
      return inOneLine(joined(inOneLine(of, most / 2), body), most);
    }
    case Kind::decision: {
      std::string what(decisionWords(work.decision));
      if (!work.referredTo.empty()) what += " (" + work.referredTo + ")";
      return inOneLine(joined(what, body), most);
    }
    case Kind::close:
      return inOneLine(joined(work.outcome, body), most);
    case Kind::child:
      return inOneLine(statusWords(entry), most);
    case Kind::triage:
      return inOneLine(joined(entry.category, work.subcategory), most);
    case Kind::concern:
    case Kind::call:
    case Kind::addition:
    case Kind::mistake:
      return inOneLine(writtenWords(entry), most);
    default:
      return inOneLine(body.empty() ? std::string(kindWords(entry.kind)) : body, most);
  }
}

}  // namespace pillarbox::casework

// case list, case show.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "kiosk/command/case_command.h"
#include "kiosk/command/output.h"
#include "kiosk/command/program.h"
#include "kiosk/desk/casework_write.h"
#include "shared/record/entry_json.h"
#include "shared/record/entry_words.h"
#include "shared/record/ids.h"

namespace pillarbox::command {
namespace {

using Json = nlohmann::ordered_json;
using casework::Case;
using casework::CaseEntry;
using casework::Pile;

struct PileName {
  Pile pile;
  std::string_view name;
};
constexpr PileName piles[] = {{Pile::unread, "unread"},   {Pile::mine, "mine"}, {Pile::overdue, "overdue"},
                              {Pile::waiting, "waiting"}, {Pile::open, "open"}, {Pile::closed, "closed"}};

std::string_view pileName(Pile pile) {
  const auto found =
      std::find_if(std::begin(piles), std::end(piles), [&](const auto& row) { return row.pile == pile; });
  return found == std::end(piles) ? "open" : found->name;
}

std::string dumped(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

const Entry* entryOf(const OpenCases& cases, std::string_view id) {
  const auto found = cases.entries.find(id);
  return found == cases.entries.end() ? nullptr : &found->second.entry;
}

std::string childWords(const PupilPart& pupil) {
  std::string words = pupil.name.empty() ? pupil.description : pupil.name;
  if (!pupil.className.empty()) words += " (" + pupil.className + ")";
  if (!pupil.part.empty()) words += ": " + std::string(partWords(pupil.part));
  return words;
}

// The newest that the readers have said of a child; null if nothing.
const Entry* knownOf(const OpenCases& cases, const std::string& ref) {
  const auto about = cases.view.children.find(ref);
  return ref.empty() || about == cases.view.children.end() ? nullptr : entryOf(cases, about->second.back());
}

std::string actionWords(const casework::ActionView& action) {
  std::string words = referenceOf(action.id) + "  " + (action.agreed ? "agreed: " : "done: ") + action.what;
  if (!action.ownerName.empty())
    words += " (" + action.ownerName + (action.due.empty() ? ")" : ", by " + action.due + ")");
  if (action.open()) words += ": no outcome yet";
  return words;
}

// What a casework entry says, line by line; what a member of staff wrote in full.
std::string detailsOf(const Entry& entry) {
  const Casework& work = entry.casework;
  std::string text;
  const auto add = [&](std::string_view label, std::string_view value) {
    if (value.empty()) return;
    text.append("    ").append(label).append(label.empty() ? "" : ": ").append(value).append("\n");
  };
  add("", casework::withNames(entry.account, entry));
  add("Category", entry.category);
  add("Subcategory", work.subcategory);
  if (entry.kind == Kind::link || entry.kind == Kind::child) {
    for (const PupilPart& pupil : entry.pupils) add(work.removed ? "No longer linked" : "Child", childWords(pupil));
  }
  add(work.state == "agreed" ? "Agreed" : "Done", work.what);
  add("Who does it", work.ownerName);
  add("By when", work.due);
  add("Decision", decisionWords(work.decision));
  add("Referred to", work.referredTo);
  add("Parents told", work.parentsTold == "not-yet" ? "not yet" : work.parentsTold);
  add("Why", work.parentsWhy);
  if (!work.into.empty()) add("Made part of", referenceOf(work.into));
  add("Passed to", work.toAudience);
  add("How it ended", work.outcome);
  add("Taken out", work.report);
  add("For whom", work.forWhom);
  add(bodyTitle(entry.kind), entry.body);
  for (const AttachmentInfo& file : entry.attachments) add("File", file.name);
  return text;
}

Json itemJson(const OpenCases& cases, const casework::ListItem& item, const Case& made, Pile pile) {
  const Entry* head = entryOf(cases, item.head);
  std::string due;
  for (const casework::ActionView& action : made.actions) {
    if (action.open() && !action.due.empty() && (due.empty() || action.due < due)) due = action.due;
  }
  return Json{{"id", item.id},
              {"reference", referenceOf(item.id)},
              {"kind", kindName(item.kind)},
              {"pile", pileName(pile)},
              {"unread", made.unread.size()},
              {"urgent", item.urgent},
              {"written_at", formatTime(item.writtenAt)},
              {"about", head ? casework::aboutWords(*head) : ""},
              {"author", head ? head->author.name : ""},
              {"category", made.category},
              {"audience", made.audience},
              {"next_due", due},
              {"unchanged", !item.problem}};
}

Json caseJson(const OpenCases& cases, const std::string& id, const Case& made) {
  Json children = Json::array(), actions = Json::array(), understood = Json::array(), timeline = Json::array();
  for (const casework::LinkedChild& child : made.children) {
    const Entry* known = knownOf(cases, child.pupil.ref);
    children.push_back({{"ref", child.pupil.ref},
                        {"name", child.pupil.name},
                        {"class", child.pupil.className},
                        {"part", child.pupil.part},
                        {"linked_by", child.linkedBy},
                        {"status", known ? known->casework.status : ""},
                        {"since", known ? known->casework.since : ""},
                        {"family", known ? known->casework.family : ""}});
  }
  for (const casework::ActionView& action : made.actions) {
    actions.push_back({{"id", action.id},
                       {"what", action.what},
                       {"state", action.agreed ? "agreed" : "done"},
                       {"owner", action.ownerName},
                       {"due", action.due},
                       {"open", action.open()},
                       {"outcomes", action.outcomes}});
  }
  for (const casework::UnderstoodBy& one : made.understood) {
    understood.push_back({{"entry", one.entry}, {"person", one.person}, {"at", formatTime(one.at)}});
  }
  std::vector<std::string> ids{made.head};
  ids.insert(ids.end(), made.later.begin(), made.later.end());
  for (const std::string& one : ids) {
    const auto found = cases.entries.find(one);
    if (found == cases.entries.end()) continue;
    const SecretBytes text = encodeEntry(found->second.entry);
    timeline.push_back({{"entry", Json::parse(text.text(), nullptr, false)},
                        {"integrity", {{"ok", found->second.problems.empty()}, {"problems", found->second.problems}}}});
  }
  return Json{{"id", id},
              {"reference", referenceOf(id)},
              {"pile", pileName(casework::pileOf(made, cases.entries, cases.person.person.id, cases.today))},
              {"closed", made.closed},
              {"outcome", made.outcome},
              {"category", made.category},
              {"subcategory", made.subcategory},
              {"sorted_twice", made.sortedTwice},
              {"audience", made.audience},
              {"unread", made.unread},
              {"merged", made.merged},
              {"children", std::move(children)},
              {"actions", std::move(actions)},
              {"decisions", made.decisions},
              {"corrections", made.corrections},
              {"understood", std::move(understood)},
              {"parents_told", made.parentsTold},
              {"opened_by", made.openedBy},
              {"why_not_close", made.closed ? "" : casework::whyNotClose(made)},
              {"timeline", std::move(timeline)}};
}

std::string summary(const OpenCases& cases, const std::string& id, const Case& made) {
  std::string text = referenceOf(id) + "  " + (made.closed ? "Closed: " + made.outcome : std::string("Open"));
  if (!made.category.empty()) text += "; " + made.category;
  if (!made.subcategory.empty()) text += ", " + made.subcategory;
  text += "; read by " + made.audience;
  if (!made.parentsTold.empty())
    text += "; parents told: " + (made.parentsTold == "not-yet" ? "not yet" : made.parentsTold);
  text += "\n";
  if (made.sortedTwice) text += "Two readers have sorted it differently: sort it again.\n";
  const auto list = [&](std::string_view title, const std::vector<std::string>& lines) {
    if (lines.empty()) return;
    text.append("\n").append(title).append("\n");
    for (const std::string& line : lines) text += "  " + line + "\n";
  };
  std::vector<std::string> children, actions, decisions, opened;
  for (const casework::LinkedChild& child : made.children) {
    std::string line = childWords(child.pupil);
    if (const Entry* known = knownOf(cases, child.pupil.ref)) {
      line += ". " + std::string(childStatusWords(known->casework.status));
      if (!known->casework.since.empty()) line += " since " + known->casework.since;
      if (!known->casework.family.empty()) line += ". The family: " + known->casework.family;
    }
    children.push_back(std::move(line));
  }
  for (const casework::ActionView& action : made.actions) actions.push_back(actionWords(action));
  for (const std::string& decision : made.decisions) {
    if (const Entry* entry = entryOf(cases, decision)) {
      decisions.push_back(std::string(decisionWords(entry->casework.decision)) + ". " + entry->body);
    }
  }
  list("Children", children);
  list("Actions", actions);
  list("Decisions", decisions);
  list("Opened by", made.openedBy);
  return text;
}

}  // namespace

Result<Pile> pileNamed(std::string_view name) {
  const auto found =
      std::find_if(std::begin(piles), std::end(piles), [&](const auto& row) { return row.name == name; });
  if (found != std::end(piles)) return found->pile;
  return Fault{FaultCode::wrongUsage, "case list: --pile is unread, mine, overdue, waiting, open or closed"};
}

Result<int> listCases(const OpenCases& cases, std::string_view pile) {
  Json rows = Json::array();
  std::string text;
  for (const casework::ListItem& item : cases.view.items) {
    const Case& made = cases.view.cases.find(item.id)->second;
    const Pile on = casework::pileOf(made, cases.entries, cases.person.person.id, cases.today);
    if (!pile.empty() && pileName(on) != pile) continue;
    const Json row = itemJson(cases, item, made, on);
    std::string line = referenceOf(item.id) + "  " + formatShort(item.writtenAt) + "  " + std::string(pileName(on));
    if (item.urgent) line += "  URGENT";
    line += "  " + row["about"].get<std::string>() + "  " + row["author"].get<std::string>();
    if (!made.category.empty()) line += "  " + made.category;
    if (const std::string due = row["next_due"]; !due.empty()) line += "  by " + due;
    if (item.problem) line += "  NOT AS IT WAS POSTED";
    text += line + "\n";
    rows.push_back(row);
  }
  for (const casework::SetAside& aside : cases.view.setAside) {
    if (aside.readable || !pile.empty()) continue;
    text += aside.reference + "  " + formatShort(aside.writtenAt) + "  cannot be opened\n";
  }
  if (text.empty()) text = "There is nothing here.\n";
  PB_TRY(print(cases.asJson ? dumped(rows) : text));
  return exitOk;
}

Result<int> showCase(const OpenCases& cases, const std::string& id) {
  const Case* made = desk::findCase(cases.view, id);
  if (!made) return Fault{FaultCode::notFound, "the entry " + id + " belongs to no concern"};
  const std::string caseId = desk::caseId(*made, cases.entries);
  if (cases.asJson) {
    PB_TRY(print(dumped(caseJson(cases, caseId, *made))));
    return exitOk;
  }
  std::string text = summary(cases, caseId, *made);
  std::string problems;
  const auto check = [&](const CaseEntry& entry) {
    for (const std::string& problem : entry.problems) {
      problems += "  " + referenceOf(entry.entry.id) + "  " + problem + "\n";
    }
  };
  const CaseEntry& head = cases.entries.find(made->head)->second;
  text += "\n";
  text += entryText(head.entry, cases.school.directory().schoolName).text();
  check(head);
  text += "\nWhat followed\n-------------\n";
  if (made->later.empty()) text += "Nothing yet.\n";
  for (const std::string& later : made->later) {
    const auto found = cases.entries.find(later);
    if (found == cases.entries.end()) continue;
    const Entry& entry = found->second.entry;
    text += formatTime(entry.writtenAt.wall) + "  " + std::string(kindWords(entry.kind)) + ", " + entry.author.name +
            "  " + referenceOf(later) + "\n" + detailsOf(entry);
    check(found->second);
  }
  text += problems.empty() ? "\nAll of it is unchanged since it was posted.\n"
                           : "\nNOT AS IT WAS POSTED, or that cannot be proved:\n" + problems;
  PB_TRY(print(text));
  return exitOk;
}

}  // namespace pillarbox::command

// From the words of the command `case` to a step.
#include <algorithm>
#include <array>
#include <cctype>

#include "kiosk/command/case_command.h"
#include "kiosk/desk/casework_write.h"
#include "shared/base/files.h"
#include "shared/record/ids.h"

namespace pillarbox::command {
namespace {

using casework::Step;

constexpr std::array whats{
    CaseWhat{"list", "", "", "", "pile", "the concerns; --pile unread, mine, overdue, waiting, open or closed"},
    CaseWhat{"show", "ID", "", "", "", "one concern and everything that followed; changes nothing"},
    CaseWhat{"read", "ENTRY", "", "", "", "mark it as read"},
    CaseWhat{"understood", "ENTRY", "", "", "", "say that you have read and understood it"},
    CaseWhat{"sort", "ID", "", "category", "subcategory", "give it a category"},
    CaseWhat{"link", "ID", "", "pupil part", "", "link a child, with the part the child has in it"},
    CaseWhat{"unlink", "ID", "", "pupil why", "", "take such a link back"},
    CaseWhat{"action", "ID", "", "what", "done agreed owner owner-file due", "what was done, or agreed with its owner"},
    CaseWhat{"outcome", "ACTION", "", "text", "", "what came of an action"},
    CaseWhat{"decide", "ID", "DECISION", "reason", "referred-to parents-told parents-why",
             "a decision with its reason"},
    CaseWhat{"correct", "ENTRY", "", "text", "", "put right what an entry says; the entry stays as it is"},
    CaseWhat{"note", "ID", "", "text", "file", "a note, with files"},
    CaseWhat{"merge", "ID", "INTO", "why", "", "make it part of another concern"},
    CaseWhat{"unmerge", "ID", "", "why", "", "it stands by itself again"},
    CaseWhat{"move", "ID", "READERS", "why", "", "pass it on to other readers"},
    CaseWhat{"thank", "ENTRY", "", "", "", "say to its writer: thank you"},
    CaseWhat{"come", "ENTRY", "", "", "", "say to its writer: please come and see me"},
    CaseWhat{"more", "ENTRY", "", "", "", "say to its writer: please add what you remember"},
    CaseWhat{"close", "ID", "", "outcome reason", "", "close it; its actions need outcomes first"},
    CaseWhat{"reopen", "ID", "", "reason", "", "open it again"},
    CaseWhat{"child", "PUPIL", "", "status", "since family", "what the readers should know of a child"},
};

// From the file that an option names, without its last newlines.
Result<std::string> textOf(const Args& args, std::string_view option) {
  const auto file = args.valueIf(option);
  if (!file) return std::string();
  PB_TRY_VALUE(const SecretBytes bytes, readSecretFile(*file, maxAccountBytes));
  std::string text(bytes.text());
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  return text;
}

Result<PupilPart> pupilOf(const OpenCases& cases, const std::string& id, const std::string& part) {
  const Pupil* pupil = cases.school.roster.pupil(id);
  if (!pupil) return Fault{FaultCode::notFound, "no child of the roster has the id " + id};
  return PupilPart{pupil->id, pupil->displayName(), pupil->className, part, ""};
}

// One who left the roster meanwhile can still be unlinked.
PupilPart linkedOr(const OpenCases& cases, const std::string& caseEntry, PupilPart otherwise) {
  if (const casework::Case* made = desk::findCase(cases.view, caseEntry)) {
    for (const casework::LinkedChild& child : made->children) {
      if (child.pupil.ref == otherwise.ref) return child.pupil;
    }
  }
  return otherwise;
}

Status fillOwner(Step& step, const Args& args, const OpenCases& cases) {
  if (const auto id = args.valueIf("owner")) {
    if (const Person* person = cases.school.directory().person(*id)) {
      step.work.ownerRef = person->id;
      step.work.ownerName = person->name;
      return {};
    }
    const Staff* member = cases.school.roster.member(*id);
    if (!member) return Fault{FaultCode::notFound, "nobody at this school has the id " + *id};
    step.work.ownerRef = member->personId.empty() ? member->id : member->personId;
    step.work.ownerName = member->name;
    return {};
  }
  PB_TRY_VALUE(step.work.ownerName, textOf(args, "owner-file"));
  return {};
}

Status fillAction(Step& step, const Args& args, const OpenCases& cases) {
  if (args.has("done") == args.has("agreed")) {
    return Fault{FaultCode::wrongUsage, "case action: say either --done or --agreed"};
  }
  step.kind = Kind::action;
  step.work.state = args.has("done") ? "done" : "agreed";
  step.work.due = args.value("due");
  PB_TRY_VALUE(step.work.what, textOf(args, "what"));
  return fillOwner(step, args, cases);
}

Status fillDecision(Step& step, const Args& args) {
  step.kind = Kind::decision;
  step.work.decision = args.positional("OTHER").value_or("");
  const bool known = std::any_of(std::begin(decisionNames), std::end(decisionNames),
                                 [&](const NameAndWords& row) { return row.name == step.work.decision; });
  if (!known) {
    std::string names;
    for (const NameAndWords& row : decisionNames) names += (names.empty() ? "" : ", ") + std::string(row.name);
    return Fault{FaultCode::wrongUsage, "case decide: DECISION is one of " + names};
  }
  step.work.parentsTold = args.value("parents-told");
  PB_TRY_VALUE(step.body, textOf(args, "reason"));
  PB_TRY_VALUE(step.work.referredTo, textOf(args, "referred-to"));
  PB_TRY_VALUE(step.work.parentsWhy, textOf(args, "parents-why"));
  return {};
}

Status fillLink(Step& step, const Args& args, const OpenCases& cases, bool removed) {
  step.kind = Kind::link;
  step.work.removed = removed;
  PupilPart wanted{args.value("pupil"), "that child", "", args.value("part"), ""};
  if (removed) {
    wanted = linkedOr(cases, step.subject, wanted);
    PB_TRY_VALUE(step.body, textOf(args, "why"));
  } else {
    PB_TRY_VALUE(wanted, pupilOf(cases, wanted.ref, wanted.part));
  }
  step.pupils = {std::move(wanted)};
  return {};
}

Status fillChild(Step& step, const Args& args, const OpenCases& cases, const std::string& id) {
  step.kind = Kind::child;
  step.subject.clear();
  PB_TRY_VALUE(PupilPart pupil, pupilOf(cases, id, ""));
  step.pupils = {std::move(pupil)};
  step.work.status = args.value("status");
  step.work.since = args.value("since");
  PB_TRY_VALUE(step.work.family, textOf(args, "family"));
  return {};
}

Status fillText(Step& step, Kind kind, const Args& args, std::string_view option) {
  step.kind = kind;
  PB_TRY_VALUE(step.body, textOf(args, option));
  return {};
}

}  // namespace

const CaseWhat* caseWhat(std::string_view name) {
  const auto found = std::find_if(whats.begin(), whats.end(), [&](const CaseWhat& what) { return what.name == name; });
  return found == whats.end() ? nullptr : &*found;
}

std::string caseHelp() {
  constexpr std::size_t width = 24;
  std::string text = "WHAT is one of:\n";
  for (const CaseWhat& what : whats) {
    std::string left = "  " + std::string(what.name);
    for (const std::string_view word : {what.first, what.second}) {
      if (!word.empty()) left.append(" ").append(word);
    }
    left.resize(std::max(width, left.size() + 1), ' ');
    text.append(left).append(what.does).append("\n");
  }
  text +=
      "ID, ENTRY and ACTION are whole ids or short references (K7M-4QX), PUPIL is an id of the roster.\n"
      "What is written comes from files, or from standard input if the file is named -, and never from\n"
      "the command line, which others on this computer can see.\n";
  return text;
}

Result<std::string> caseEntryId(const OpenCases& cases, const std::string& idOrReference) {
  if (cases.entries.contains(idOrReference)) return idOrReference;
  std::string reference = idOrReference;
  for (char& c : reference) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  std::string found;
  for (const auto& [id, entry] : cases.entries) {
    if (referenceOf(id) != reference) continue;
    if (!found.empty()) {
      return Fault{FaultCode::badInput, "more than one entry has the reference " + reference + ": use its whole id"};
    }
    found = id;
  }
  if (!found.empty()) return found;
  return Fault{FaultCode::notFound, cases.person.person.id + " has no entry " + idOrReference + " in this inbox"};
}

Result<Step> caseStep(const CaseWhat& what, const Args& args, const OpenCases& cases, const std::string& id) {
  Step step;
  step.subject = id;
  const std::string_view name = what.name;
  const auto only = [&](Kind kind) {
    step.kind = kind;
    return Status{};
  };
  const auto fill = [&]() -> Status {
    if (name == "read") return only(Kind::read);
    if (name == "understood") return only(Kind::understood);
    if (name == "thank") return only(Kind::thanks);
    if (name == "come") return only(Kind::seeMe);
    if (name == "more") return only(Kind::morePlease);
    if (name == "link" || name == "unlink") return fillLink(step, args, cases, name == "unlink");
    if (name == "action") return fillAction(step, args, cases);
    if (name == "decide") return fillDecision(step, args);
    if (name == "child") return fillChild(step, args, cases, id);
    if (name == "outcome") return fillText(step, Kind::outcome, args, "text");
    if (name == "correct") return fillText(step, Kind::correction, args, "text");
    if (name == "note") return fillText(step, Kind::note, args, "text");
    if (name == "reopen") return fillText(step, Kind::reopen, args, "reason");
    if (name == "close") {
      PB_TRY_VALUE(step.work.outcome, textOf(args, "outcome"));
      return fillText(step, Kind::close, args, "reason");
    }
    if (name == "merge") {
      PB_TRY_VALUE(step.work.into, caseEntryId(cases, args.positional("OTHER").value_or("")));
      return fillText(step, Kind::merge, args, "why");
    }
    if (name == "unmerge") {
      step.work.removed = true;
      return fillText(step, Kind::merge, args, "why");
    }
    if (name == "move") {
      step.work.toAudience = args.positional("OTHER").value_or("");
      return fillText(step, Kind::move, args, "why");
    }
    step.category = args.value("category");
    step.work.subcategory = args.value("subcategory");
    return only(Kind::triage);
  };
  PB_TRY(fill());
  return step;
}

}  // namespace pillarbox::command

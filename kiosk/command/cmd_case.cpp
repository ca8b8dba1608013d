// case list, show, and every step that a reader takes on a concern.
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "kiosk/command/case_command.h"
#include "kiosk/command/open_folder.h"
#include "kiosk/command/output.h"
#include "kiosk/command/program.h"
#include "kiosk/command/unlock_options.h"
#include "kiosk/desk/casework_write.h"
#include "kiosk/desk/files_to_add.h"
#include "shared/base/files.h"
#include "shared/casework/calendar.h"
#include "shared/record/ids.h"

namespace pillarbox::command {
namespace {

// Those that name a file, so that no two of them are standard input.
constexpr std::array<std::string_view, 11> fileOptions{"card-file",  "passphrase-file", "text",       "what",
                                                       "why",        "reason",          "family",     "outcome",
                                                       "owner-file", "referred-to",     "parents-why"};

const std::string& help() {
  static const std::string text = caseHelp();
  return text;
}

const Syntax& caseSyntax() {
  static const Syntax syntax{
      "case",
      "Work on concerns: list, show, and every step a reader takes",
      {{"DIR", true}, {"WHAT", true}, {"ID", false}, {"OTHER", false}},
      {cardFileOption,
       passphraseFileOption,
       personOption,
       {"pile", '\0', "PILE", "unread, mine, overdue, waiting, open or closed"},
       {"category", '\0', "NAME", "one of the school's categories"},
       {"subcategory", '\0', "NAME", "a finer one"},
       {"pupil", '\0', "PUPIL", "the child's id in the roster"},
       {"part", '\0', "PART", "worried-about, hurt, saw-it, said-to-have-done-it, sibling or friend"},
       {"what", '\0', "F", "the file that says what was done or agreed"},
       {"done", '\0', "", "it has been done"},
       {"agreed", '\0', "", "it has been agreed with its owner"},
       {"owner", '\0', "ID", "who does it: a person's or staff member's id"},
       {"owner-file", '\0', "F", "the file with the name of somebody else who does it"},
       {"due", '\0', "DAY", "by when, as in 2026-12-01"},
       {"text", '\0', "F", "the file with what you write"},
       {"reason", '\0', "F", "the file with the reason"},
       {"why", '\0', "F", "the file that says why"},
       {"outcome", '\0', "F", "the file that says how it ended"},
       {"referred-to", '\0', "F", "the file that says to whom it was referred"},
       {"parents-told", '\0', "ANSWER", "yes, no or not-yet"},
       {"parents-why", '\0', "F", "the file that says why they were told, or not"},
       {"status", '\0', "STATUS", "none, early-help, child-in-need, child-protection, looked-after, ..."},
       {"since", '\0', "DAY", "since when, as in 2026-09-01"},
       {"family", '\0', "F", "the file with what to know of the family"},
       {"file", '\0', "FILE", "a picture or document to go with a note; may be given more than once", true},
       {"json", '\0', "", "print JSON"}},
      help()};
  return syntax;
}

bool hasWord(std::string_view words, std::string_view word) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    if (words.substr(0, end) == word) return true;
    words.remove_prefix(std::min(words.size(), end + 1));
  }
  return false;
}

// Precisely the words and options that this WHAT takes.
Status checkUsage(const Args& args, const CaseWhat& what) {
  const auto wrong = [&](const std::string& sentence) {
    return Fault{FaultCode::wrongUsage,
                 "case " + std::string(what.name) + ": " + sentence + "; see pillarbox case --help"};
  };
  const auto id = args.positional("ID"), other = args.positional("OTHER");
  if (what.first.empty() && id) return wrong("'" + *id + "' is one argument too many");
  if (!what.first.empty() && !id) return wrong(std::string(what.first) + " is missing");
  if (what.second.empty() && other) return wrong("'" + *other + "' is one argument too many");
  if (!what.second.empty() && !other) return wrong(std::string(what.second) + " is missing");
  constexpr std::string_view always = "card-file passphrase-file person json";
  for (const Option& option : caseSyntax().options) {
    if (hasWord(always, option.name)) continue;
    const bool needed = hasWord(what.needs, option.name);
    if (needed && !args.has(option.name)) return wrong("--" + std::string(option.name) + " is missing");
    if (!needed && !hasWord(what.may, option.name) && args.has(option.name)) {
      return wrong("it has no option --" + std::string(option.name));
    }
  }
  const auto fromInput = std::count_if(fileOptions.begin(), fileOptions.end(),
                                       [&](std::string_view option) { return args.value(option) == "-"; });
  if (fromInput > 1) return wrong("standard input can be only one of its files");
  return {};
}

std::string said(Kind kind, const std::string& about) {
  if (kind == Kind::move) {
    return about +
           " is passed on. Those who could read it before keep what they have; what follows goes to its new readers.\n";
  }
  if (isMessage(kind)) return "The writer of " + about + " sees it when they next show their badge.\n";
  if (kind == Kind::child) return "Kept and signed.\n";
  std::string words(kindWords(kind));
  return about + ": " + words + ". Kept and signed.\n";
}

Result<int> takeStep(const CaseWhat& what, const Args& args, const OpenCases& cases, const std::string& id) {
  PB_TRY_VALUE(casework::Step step, caseStep(what, args, cases, id));
  PB_TRY_VALUE(const desk::FilesToAdd files, desk::readFilesToAdd(args.values("file")));
  PB_TRY_VALUE(const casework::CaseEntry posted, desk::postStep(cases.school, cases.person, cases.entries, cases.view,
                                                                std::move(step), files.attachments));
  const Entry& entry = posted.entry;
  const std::string about = entry.subject.empty() ? "" : referenceOf(entry.subject);
  if (cases.asJson) {
    const nlohmann::ordered_json json{{"id", entry.id},
                                      {"reference", referenceOf(entry.id)},
                                      {"kind", kindName(entry.kind)},
                                      {"subject", entry.subject},
                                      {"audience", entry.audience}};
    PB_TRY(print(json.dump() + "\n"));
  } else {
    PB_TRY(print(said(entry.kind, about)));
  }
  return exitOk;
}

Result<int> runCase(const Args& args, Program& program) {
  const std::string& word = args.required("WHAT");
  const CaseWhat* what = caseWhat(word);
  if (!what) {
    return Fault{FaultCode::wrongUsage, "case: there is no '" + word + "'; see pillarbox case --help"};
  }
  PB_TRY(checkUsage(args, *what));
  const std::string pile = args.value("pile");
  if (!pile.empty()) PB_TRY(pileNamed(pile));

  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  PB_TRY_VALUE(const desk::Unlocked person, unlockFrom(args, school, desk::Starter::refuse));
  PB_TRY_VALUE(const desk::ReadAll read, desk::readAll(school, person));
  const casework::CaseView view = casework::project(read.entries, read.unopened);
  const OpenCases cases{school, person, read.entries, view, casework::dayOn(program.clock.now()), args.has("json")};
  if (what->name == "list") return listCases(cases, pile);
  const std::string given = args.positional("ID").value_or("");
  if (what->name == "child") return takeStep(*what, args, cases, given);
  PB_TRY_VALUE(const std::string id, caseEntryId(cases, given));
  if (what->name == "show") return showCase(cases, id);
  return takeStep(*what, args, cases, id);
}

}  // namespace

std::span<const Command> caseCommands() {
  static const std::array commands{Command{caseSyntax(), runCase}};
  return commands;
}

}  // namespace pillarbox::command

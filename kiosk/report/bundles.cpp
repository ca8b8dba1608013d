#include "kiosk/report/bundles.h"

#include <array>
#include <utility>

namespace pillarbox::report {
namespace {

constexpr std::array<std::pair<Asked, std::string_view>, 6> names{{{Asked::chronology, "chronology"},
                                                                   {Asked::incident, "incident"},
                                                                   {Asked::transfer, "transfer"},
                                                                   {Asked::subjectAccess, "subject-access"},
                                                                   {Asked::police, "police"},
                                                                   {Asked::summary, "summary"}}};

std::string hidingNote(const Hiding& hiding) {
  const std::string who = hiding.staffToo ? "other children and of staff" : "other children";
  std::string note =
      hiding.blackedOut
          ? "The names of " + who + " are blacked out, each by a bar of the same length."
          : "The names of " + who + " are replaced by letters. The same letter is the same person on every page.";
  if (!hiding.blackedOut) {
    note += " Square brackets inside somebody's exact words were put there when this copy was made.";
  }
  note += hiding.withFiles
              ? " Pictures of paper and attached files are not changed: names can be read on them."
              : " Pictures of paper and attached files are left out, because names on them cannot be hidden "
                "by the program.";
  return note;
}

}  // namespace

std::string_view askedName(Asked asked) {
  for (const auto& [each, name] : names) {
    if (each == asked) return name;
  }
  return {};
}

std::optional<Asked> askedFrom(std::string_view name) {
  for (const auto& [asked, each] : names) {
    if (each == name) return asked;
  }
  return std::nullopt;
}

Bundle bundleFor(Asked asked, const Hiding* hiding) {
  Bundle bundle;
  switch (asked) {
    case Asked::transfer:
      bundle.title = "Child protection file";
      bundle.marking = "Confidential: child protection file for transfer";
      bundle.notes = {
          "This is the whole file that this school keeps about the child, for the designated safeguarding lead of the "
          "next school. Keep it apart from the main pupil file. Please confirm that you have received it."};
      bundle.wholeIncidents = bundle.fileList = true;
      bundle.family = hiding == nullptr;
      break;
    case Asked::subjectAccess:
      bundle.title = "Records about a child: copy for whoever asked for their data";
      bundle.marking = "Confidential: personal data";
      break;
    case Asked::police:
      bundle.title = "Records about a child: copy for the police";
      bundle.marking = "Official: sensitive. Safeguarding record";
      break;
    default:
      bundle.patterns = bundle.family = hiding == nullptr;
      break;
  }
  if (hiding != nullptr) bundle.notes.push_back(hidingNote(*hiding));
  return bundle;
}

void markUndecided(Report& report, std::size_t undecided) {
  if (undecided == 0) return;
  report.document.marking = "DRAFT: not to be handed out";
  const std::string count =
      undecided == 1 ? "1 name is still to be decided." : std::to_string(undecided) + " names are still to be decided.";
  report.document.blocks.insert(
      report.document.blocks.begin(),
      Paragraph{"This is a draft. In its text " + count + " Decide them in the list of names and make it again.",
                Paragraph::Look::notice});
}

}  // namespace pillarbox::report

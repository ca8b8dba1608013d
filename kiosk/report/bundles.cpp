#include "kiosk/report/bundles.h"

#include <array>
#include <utility>

namespace pillarbox::report {
namespace {

constexpr std::array<std::pair<Asked, std::string_view>, 7> names{{{Asked::chronology, "chronology"},
                                                                   {Asked::incident, "incident"},
                                                                   {Asked::transfer, "transfer"},
                                                                   {Asked::subjectAccess, "subject-access"},
                                                                   {Asked::police, "police"},
                                                                   {Asked::summary, "summary"},
                                                                   {Asked::review, "review"}}};

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

bool aboutSchool(Asked asked) {
  return asked == Asked::summary || asked == Asked::review;
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
  return bundle;
}

}  // namespace pillarbox::report

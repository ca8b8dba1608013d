// What the parts of the command `case` share: one school, opened and read by one person.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/command/args.h"
#include "kiosk/desk/inbox_entries.h"
#include "shared/casework/step.h"

namespace pillarbox::command {

struct OpenCases {
  office::School& school;
  const desk::Unlocked& person;
  const casework::CaseEntries& entries;
  const casework::CaseView& view;
  std::string today;  // "2026-11-30"
  bool asJson = false;
};

// cmd_case_show.cpp
Result<int> showCase(const OpenCases& cases, const std::string& id);
// `pile` by name; empty: every one.
Result<int> listCases(const OpenCases& cases, std::string_view pile);
// wrongUsage if there is none of that name.
Result<casework::Pile> pileNamed(std::string_view name);

// cmd_case_steps.cpp
// What one WHAT of the command takes besides DIR, WHAT and the options that all have.
struct CaseWhat {
  std::string_view name;
  std::string_view first, second;  // what its one or two words are called in the help; empty if there is none
  std::string_view needs, may;     // options, a space between them
  std::string_view does;
};
const CaseWhat* caseWhat(std::string_view name);
std::string caseHelp();
// From the options to the step; `id` is an entry's whole id, or a child's of the roster for `child`.
Result<casework::Step> caseStep(const CaseWhat& what, const Args& args, const OpenCases& cases, const std::string& id);
// An entry by whole id or by reference. notFound, or badInput if a reference fits more than one.
Result<std::string> caseEntryId(const OpenCases& cases, const std::string& idOrReference);

}  // namespace pillarbox::command

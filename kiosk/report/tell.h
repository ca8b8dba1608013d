// One entry as blocks of a report: all that it says, in the order a reader needs it. Pure.
#pragma once

#include <string>
#include <vector>

#include "kiosk/report/document.h"
#include "kiosk/report/names.h"
#include "shared/casework/case_view.h"

namespace pillarbox::report {

struct Telling {
  bool withCategory = true;
  bool withPages = false;  // pictures of paper, unless names on them are to be hidden
  std::string follows;  // reference of the incident it belongs to; empty: it is the incident, or that is plain anyway
};

// "Concern: something a child told me", "Decision: referral made"
std::string titleOf(const Entry& entry, Names& names);
// Who wrote it, when, how they were identified, its reference, and whether it is unchanged: one line.
std::string provenance(const casework::CaseEntry& member, Names& names);
std::vector<Block> tell(const casework::CaseEntry& member, Names& names, const Telling& telling);
// The children of an entry with their parts: "Amina Okafor (3B), worried about; Tom Bell, saw it".
std::string childrenWords(const std::vector<PupilPart>& pupils, const Entry& entry, Names& names);
// The words of blocks as plain text, a line for each, for a cell of a CSV file.
std::string plainText(const std::vector<Block>& blocks);

}  // namespace pillarbox::report

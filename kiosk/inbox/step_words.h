// What followed a concern, in words: a line and its details for each kind of entry. Pure.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "kiosk/inbox/state.h"

namespace pillarbox::inbox {

// What a category that comes with Pillarbox means to somebody who reads; empty of any other.
std::string_view categoryMeaning(std::string_view category);
std::string stepTitle(const Entry& entry);  // "Sorted: Bullying", "Action agreed"
// Label and words of what else its kind says; the reason or the note itself is Entry::body.
std::vector<std::pair<std::string, std::string>> stepDetails(const Entry& entry);
std::string bodyLabel(const Entry& entry);  // of Entry::body: "Why", "What is right"; empty for a note

std::string pupilWords(const PupilPart& pupil);                    // "Amina Okafor, 3B: the worry is about them"
std::string parentsWords(std::string_view told);                   // of a decision: "Yes"
std::string caseStatus(const Case& made, std::string_view today);  // "Closed on 1 Dec 2026", "Open. 2 actions open"
std::string actionsWords(const Case& made);                        // "2 actions open"; empty if there are none
// What is known of a child: "Child protection plan since 1 Sep 2026", family beneath; empty if nothing is.
std::string childWords(const InboxState& inbox, std::string_view pupilRef);

}  // namespace pillarbox::inbox

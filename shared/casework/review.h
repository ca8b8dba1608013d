// The quality review: what a DSL looks through now and then, so that records stay good. It points at records to open
// and says in one sentence why; it judges nobody and scores nothing. Pure: the same entries, day and seed give the same
// list. What it looks for is what reviews of safeguarding records ask: are concerns closed once everything is done, is
// what was done logged under its concern, are categories few and used alike, can everything be understood years later?
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/casework/calendar.h"
#include "shared/casework/case_view.h"

namespace pillarbox::casework {

struct ReviewAsked {
  std::string today;                    // "2026-11-30"
  std::string from;                     // the first day of writing that the review looks at; empty: all
  int openDays = 28;                    // open longer than that is to be looked at
  int quietDays = 7;                    // without an action or a decision for longer than that
  std::size_t rare = 2;                 // a category with at most so many concerns is rarely used
  std::vector<std::string> categories;  // of the school
  // What may be hard to understand later in what somebody wrote (initials, opinion): one sentence each, none if it is
  // well. Empty: not looked for. Text is passed as written, with names in it.
  std::function<std::vector<std::string>(const Entry&)> hints;
  std::size_t sample = 5;  // records to read at random
  std::uint64_t seed = 0;
  std::string sampleFrom;  // they were written from that day on, or the newest if there are too few; empty: any
};

struct Finding {
  enum class Of {
    unread,            // nobody has read something in it
    openTooLong,       // says how long
    nothingDone,       // no action and no decision
    outcomeOverdue,    // agreed, the day is past, nothing says what came of it
    closedUnfinished,  // closed while an action has no outcome
    noReason,          // a decision of old data without one
    noCategory,
    sortedTwice,  // two readers gave it different categories
    wording,      // initials or opinion
    oddLink,      // a child linked with no part, and in no other record
  };
  Of of = Of::unread;
  std::string caseId;
  std::string entryId;   // what to look at in it; may be the concern itself
  std::string sentence;  // without a name
  bool operator==(const Finding&) const = default;
};
std::string_view findingWords(Finding::Of of);  // "Open for a long time": a heading

// A category and how it is used.
struct CategoryUse {
  std::string category;
  std::size_t concerns = 0;
  std::string last;         // day of the newest
  bool rare = false;        // used, or offered, and hardly needed
  bool notOffered = false;  // used in records but none of the school's any more
  bool operator==(const CategoryUse&) const = default;
};
// Two categories that may be one.
struct Overlap {
  std::string smaller, larger;  // by how often they are used
  std::string sentence;         // why, and what consolidating would do
  bool operator==(const Overlap&) const = default;
};

struct Review {
  std::vector<Finding> findings;        // by kind, then oldest concern first
  std::vector<CategoryUse> categories;  // most used first
  std::vector<Overlap> overlaps;
  std::vector<std::string> sample;  // case ids, to be read whole, in the order of writing
  std::size_t looked = 0;           // concerns
  bool operator==(const Review&) const = default;
};
// How categories are used by the concerns that the review looks at, and which of them look alike: a word in common, or
// readers who moved concerns from one to the other or disagreed.
std::vector<CategoryUse> categoryUse(const CaseView& view, const CaseEntries& entries, const ReviewAsked& asked);
std::vector<Overlap> overlapsIn(const std::vector<CategoryUse>& categories, const CaseView& view,
                                const CaseEntries& entries);

// The sample stays nearly the same while records arrive: a new one may take the place of one, no more.
Review reviewOf(const CaseView& view, const CaseEntries& entries, const ReviewAsked& asked);

// What was found, in numbers: the text of a finished review. Without a name and without a reference.
std::string summaryOf(const Review& review, std::size_t notes);
// After it what the reviewer decided, if they say so.
inline constexpr std::string_view decidedLabel = "Decided: ";

// What would be different if `from` were made part of `into`: nothing is posted by looking.
struct Consolidation {
  std::string from, into;
  std::vector<std::string> cases;  // that have it now; each would be sorted anew
  std::string sentence;            // "12 concerns are in “Bullying”. …"
  bool operator==(const Consolidation&) const = default;
};
Consolidation previewConsolidation(const CaseView& view, std::string_view from, std::string_view into);

}  // namespace pillarbox::casework

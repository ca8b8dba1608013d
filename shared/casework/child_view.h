// One child's story over all cases that the reader has, and what stands out in it: counted and listed, never scored.
// Pure; a projection as case_view.h is, made anew when it is looked at.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "shared/casework/calendar.h"
#include "shared/casework/case_view.h"
#include "shared/record/roster.h"

namespace pillarbox::casework {

enum class RowKind {
  concern,
  significantEvent,  // in the family
  parentContact,
  addition,
  mistake,
  action,
  outcome,
  decision,
  correction,
  closing,
  reopening,
  note,
  status,       // of the child, from then on
  otherSchool,  // a file that came from there
};
inline constexpr std::size_t rowKinds = 14;
std::string_view rowKindWords(RowKind kind);  // "Concern", "Contact with a parent"...

// One row of a chronology.
struct ChildRow {
  WallTime at{};           // when it happened, as well as it is known; else when it was written
  std::string day;         // of `at`
  bool happened = false;   // `at` is of what happened, not of the writing
  bool timeKnown = false;  // the hour of `at` means something
  RowKind kind = RowKind::concern;
  std::string caseId;  // empty: a status, which belongs to none
  std::string entryId;
  std::string part;      // the child's in the case: PupilPart::part
  std::string category;  // of the case; only if the child is in it itself, never by a later link
  std::string by;        // who wrote it
  std::string words;     // one line, names as the entry's school calls them
  bool caseClosed = false;
  bool operator==(const ChildRow&) const = default;
};

// What the reader wants to see. Empty: all.
struct ChildFilter {
  std::string from, to;  // days, both included
  std::set<RowKind> kinds;
  std::string category;
  SchoolDay hours;
  int gapDays = 28;  // a gap is at least so many days without anything written by staff
};

// Another child: a brother or sister, or one that shares cases with this one.
struct OtherChild {
  PupilPart pupil;  // part: empty
  bool family = false;
  std::size_t together = 0;          // cases that name both
  std::size_t cases = 0;             // cases that name the other at all
  std::vector<std::string> caseIds;  // those that name both
  bool operator==(const OtherChild&) const = default;
};

// A mark of a body map, with when it was noted.
struct ChildMark {
  WallTime at{};  // when it was placed on the drawing
  std::string day;
  std::string caseId, entryId;
  BodyOutline outline = BodyOutline::younger;
  std::string drawings;  // the edition its points are on
  BodyMark mark;         // may be struck through: removedAt
  bool operator==(const ChildMark&) const = default;
};

struct ChildStatus {
  std::string entryId;
  std::string status;  // childStatusNames
  std::string since, family;
  std::string by;
  WallTime at{};
  bool operator==(const ChildStatus&) const = default;
};

struct CountOf {
  std::string words;
  std::size_t count = 0;
  bool operator==(const CountOf&) const = default;
};
struct Gap {
  std::string from, to;  // the last day before and the first after
  int days = 0;
  bool operator==(const Gap&) const = default;
};
// Of what staff wrote about the child: concerns, additions, events and contacts among the rows shown.
struct Patterns {
  std::vector<CountOf> weekdays;  // Monday first, those of no known day last; none left out
  std::vector<CountOf> times;     // in the order of the day; none left out
  std::vector<CountOf> places;    // most first
  std::vector<CountOf> writers;   // most first
  std::vector<Gap> gaps;          // in the order of time
  bool operator==(const Patterns&) const = default;
};

struct OpenedBy {
  std::string person, name;
  std::size_t times = 0;
  WallTime first{}, last{};
  bool operator==(const OpenedBy&) const = default;
};

struct ChildView {
  std::string ref, name, className;
  std::vector<std::string> cases;      // that the child is linked to, oldest first
  std::vector<std::string> namedOnly;  // cases that name the child in a text without being about it
  std::vector<ChildRow> rows;          // oldest first, filtered
  std::size_t unfiltered = 0;          // rows with no filter
  std::vector<OtherChild> others;      // family first, then those most often together
  std::vector<ChildMark> marks;        // oldest first, whatever the filter but its days
  // In force; more than one if two readers set it without knowing of each other. Family context: `family` of these.
  std::vector<ChildStatus> status;
  Patterns patterns;
  std::vector<OpenedBy> openedBy;     // whoever opened anything of these cases, last first
  std::vector<std::string> exported;  // entries: what was taken out of it, newest first
  bool operator==(const ChildView&) const = default;
};

// `ref`: of the roster; a child that has left it is named as the cases name it.
ChildView childView(std::string_view ref, const CaseView& view, const CaseEntries& entries, const Roster& roster,
                    const ChildFilter& filter = {});

// The statuses of a child that no other one has taken the place of; a new one takes the place of all of them.
std::vector<ChildStatus> statusInForce(std::string_view ref, const CaseView& view, const CaseEntries& entries);

// The row's kind of an entry; nothing for what no chronology shows (read, sorted, linked...).
std::optional<RowKind> rowKindOf(const Entry& entry);
// One line of an entry for a list, at most `most` letters or so; names as the entry's school calls them.
std::string lineOf(const Entry& entry, const CaseEntries& entries, std::size_t most = 160);

}  // namespace pillarbox::casework

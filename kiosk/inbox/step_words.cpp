#include "kiosk/inbox/step_words.h"

#include <algorithm>
#include <cctype>

#include "kiosk/inbox/days.h"
#include "kiosk/inbox/words.h"
#include "shared/record/ids.h"

namespace pillarbox::inbox {
namespace {

std::string lowered(std::string words) {
  if (!words.empty()) words[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(words[0])));
  return words;
}

std::string namesOf(const Entry& entry) {
  std::string names;
  for (const PupilPart& pupil : entry.pupils) {
    names += (names.empty() ? "" : ", ") + (pupil.name.empty() ? pupil.description : pupil.name);
  }
  return names;
}

struct Meaning {
  std::string_view category, words;
};
constexpr Meaning meanings[] = {
    {"Neglect", "Basic needs not met at home, again and again: food, warmth, care, safety, health."},
    {"Physical harm", "Somebody hurt the child, or may have: hitting, shaking, burning, poisoning."},
    {"Emotional harm", "Lasting harm from being shamed, frightened, rejected or made to see violence."},
    {"Sexual harm", "Any sexual act with or in front of a child, touching or not, in person or online."},
    {"Harm between children", "One child hurts, threatens, bullies or sexually harms another."},
    {"Online safety", "The harm comes through a phone, a game or the internet."},
    {"Home and family", "Strain at home that is not neglect: money, illness, parting, moving, a carer."},
    {"Attendance and missing from school", "Absence or lateness that may hide something, or a child gone missing."},
    {"Mental health and self-harm", "Very low or anxious, hurting themselves, or speaking of not living."},
    {"Radicalisation and extremism", "Being drawn towards violence or hatred for a cause."},
    {"Low-level concern about an adult", "An adult here acted against the code of conduct; below the harm threshold."},
    {"Something else", "None of these fits."},
};

}  // namespace

std::string_view categoryMeaning(std::string_view category) {
  const auto found = std::find_if(std::begin(meanings), std::end(meanings),
                                  [&](const Meaning& each) { return each.category == category; });
  return found == std::end(meanings) ? std::string_view() : found->words;
}

std::string stepTitle(const Entry& entry) {
  const Casework& work = entry.casework;
  switch (entry.kind) {
    case Kind::concern:
      return "Another concern, part of this one: " + referenceOf(entry.id);
    case Kind::triage:
      return "Sorted: " + entry.category + (work.subcategory.empty() ? "" : ", " + work.subcategory);
    case Kind::link:
      return (work.removed ? "Link taken back: " : "Child linked: ") + namesOf(entry);
    case Kind::action:
      return work.state == "agreed" ? "Action agreed" : "Action, done already";
    case Kind::outcome:
      return "Outcome of an action";
    case Kind::decision:
      return "Decision: " + lowered(std::string(decisionWords(work.decision)));
    case Kind::merge:
      return work.removed ? "A concern of its own again: " + referenceOf(entry.subject)
                          : "Made part of " + referenceOf(work.into);
    case Kind::move:
      if (!work.person.empty()) return "Alerted: " + work.forWhom;
      return "Passed to " + lowered(audienceWords(work.toAudience));
    case Kind::understood:
      return "Read and understood";
    case Kind::exported:
      return "Printed or taken out: " + work.report;
    default:
      return std::string(kindWords(entry.kind));
  }
}

std::vector<std::pair<std::string, std::string>> stepDetails(const Entry& entry) {
  const Casework& work = entry.casework;
  std::vector<std::pair<std::string, std::string>> rows;
  const auto add = [&](std::string_view label, std::string words) {
    if (!words.empty()) rows.emplace_back(label, std::move(words));
  };
  if (entry.kind == Kind::action) {
    add("What", work.what);
    add(work.state == "agreed" ? "Who agreed to it" : "Who did it", work.ownerName);
    if (!work.due.empty()) add("By when", dayWords(work.due));
  }
  if (entry.kind == Kind::decision) {
    add("To whom", work.referredTo);
    add("Parents told", parentsWords(work.parentsTold));
    add("Why not", work.parentsWhy);
  }
  if (entry.kind == Kind::link && !work.removed) {
    for (const PupilPart& pupil : entry.pupils) add("Part", partWords(pupil.part));
  }
  if (entry.kind == Kind::close) add("How it ended", work.outcome);
  if (entry.kind == Kind::exported) add("For", work.forWhom);
  return rows;
}

std::string bodyLabel(const Entry& entry) {
  switch (entry.kind) {
    case Kind::correction:
      return "What is right";
    case Kind::outcome:
      return "What came of it";
    case Kind::decision:
    case Kind::link:
    case Kind::merge:
    case Kind::move:
    case Kind::close:
    case Kind::reopen:
      return "Why";
    default:
      return {};
  }
}

std::string pupilWords(const PupilPart& pupil) {
  std::string words = pupil.name.empty() ? pupil.description : pupil.name;
  if (!pupil.className.empty()) words += ", " + pupil.className;
  if (!pupil.part.empty()) words += ": " + partWords(pupil.part);
  if (!pupil.name.empty() && !pupil.description.empty()) words += ". " + pupil.description;
  if (pupil.name.empty()) {
    words += " (name not known)";
  } else if (pupil.ref.empty()) {
    words += " (name typed, not chosen from the school's list)";
  }
  return words;
}

std::string parentsWords(std::string_view told) {
  if (told == "yes") return "Yes";
  if (told == "no") return "No";
  return told == "not-yet" ? "Not yet" : std::string(told);
}

std::string actionsWords(const Case& made) {
  const auto open =
      std::count_if(made.actions.begin(), made.actions.end(), [](const ActionView& action) { return action.open(); });
  if (open == 0) return {};
  return open == 1 ? "1 action open" : std::to_string(open) + " actions open";
}

std::string caseStatus(const Case& made, std::string_view today) {
  if (made.closed) {
    return "Closed " + formatShort(made.closedAt) + (made.outcome.empty() ? "" : ". " + made.outcome);
  }
  std::string words = made.unread.empty() ? "Open" : "Open, not all of it read";
  const std::string actions = actionsWords(made);
  if (!actions.empty()) words += ". " + actions;
  const bool late = std::any_of(made.actions.begin(), made.actions.end(), [&](const ActionView& action) {
    return action.open() && !action.due.empty() && action.due < today;
  });
  return late ? words + ", overdue" : words;
}

std::string childWords(const InboxState& inbox, std::string_view pupilRef) {
  const auto known = inbox.view.children.find(pupilRef);
  if (known == inbox.view.children.end()) return {};
  // In the order they were written: the newest that says something of it counts.
  std::string status, family;
  for (const std::string& id : known->second) {
    const auto found = inbox.entries.find(id);
    if (found == inbox.entries.end()) continue;
    const Casework& work = found->second.entry.casework;
    status = work.status == "none" ? std::string() : std::string(childStatusWords(work.status));
    if (!status.empty() && !work.since.empty()) status += " since " + dayShort(work.since);
    if (!work.family.empty()) family = work.family;
  }
  if (!status.empty() && !family.empty()) status += "\n";
  return status + family;
}

}  // namespace pillarbox::inbox

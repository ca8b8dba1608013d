// The rest of what a concern may say: the day and time chosen from a picker, who should know, a category, what the
// writer has done. The screens for them lie over the step they belong to, and lead back to it.
#pragma once

#include <string>
#include <variant>

#include "kiosk/post/draft.h"
#include "kiosk/post/event_time.h"
#include "shared/record/directory.h"

namespace pillarbox::post {

enum class DetailView { none, picker, shouldKnow, category };

struct DetailsState {
  DetailView view = DetailView::none;
  Day month;                // shown in the picker: the first of it
  bool otherHours = false;  // before 7 and after 18 o'clock are shown
};

struct OpenDetail {
  DetailView view = DetailView::none;
};
struct CloseDetail {};
struct TurnMonth {
  int by = 0;  // -1: the month before
};
struct PickDay {
  Day day;
};
struct PickHour {
  int hour = 0;
};
struct PickMinute {
  int minute = 0;
};
struct ToggleAbout {};
struct ToggleTimeUnknown {};
struct ToggleOtherHours {};
struct ToggleRoughly {};  // "I only know roughly"
struct SetShouldKnow {
  ShouldKnow who = ShouldKnow::team;
  std::string personId;  // for ShouldKnow::person
};
struct SetCategory {
  std::string category;  // empty: "I'm not sure"
};
struct SetParentHow {
  ParentHow how = ParentHow::unsaid;
};
struct SetParentWhen {
  ToldWhen when = ToldWhen::unsaid;
};
struct ToggleAgreed {};
using DetailEvent = std::variant<OpenDetail, CloseDetail, TurnMonth, PickDay, PickHour, PickMinute, ToggleAbout,
                                 ToggleTimeUnknown, ToggleOtherHours, ToggleRoughly, SetShouldKnow, SetCategory,
                                 SetParentHow, SetParentWhen, ToggleAgreed>;

// Whether the senior leaders may be let in: the school offers it, and this is surely not safeguarding. A child who told
// something, an injury, an adult who works here, anything on paper and anything urgent always stays with the
// safeguarding team, as does what is not yet said to be of any kind.
bool mayBePastoral(const Directory* directory, const Draft& draft);
// Whether the check screen asks who should know at all.
bool asksWhoShouldKnow(const Directory* directory, const Draft& draft);
// Whom the writer may name; never the adult it is about.
std::vector<const Person*> whoMayBeNamed(const Directory* directory, const Draft& draft);
// The school's categories that staff may choose; empty unless its policy lets them.
std::vector<std::string> categoriesOffered(const Directory* directory);

}  // namespace pillarbox::post

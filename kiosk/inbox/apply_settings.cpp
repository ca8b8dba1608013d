#include <algorithm>
#include <charconv>
#include <utility>

#include "kiosk/inbox/apply.h"
#include "kiosk/inbox/fields.h"
#include "kiosk/inbox/settings_words.h"
#include "shared/record/policy_words.h"

namespace pillarbox::inbox {
namespace {

constexpr std::size_t longestName = 80;  // of a category or place, in bytes

SettingsState& settingsOf(State& state) {
  return state.inbox.manage.settings;
}

std::string typed(const SettingsState& settings, SettingsSlot slot) {
  return trimmed(settings.text(slot).text());
}

// The draft, made when first something is changed.
Directory& draftOf(State& state) {
  SettingsState& settings = settingsOf(state);
  if (!settings.draft) {
    settings.from = state.school.directory;
    settings.draft = *state.school.directory;
  }
  state.inbox.manage.done.clear();
  settings.problem.clear();
  return *settings.draft;
}

// What was changed and changed back is no change.
void tidy(State& state) {
  SettingsState& settings = settingsOf(state);
  if (settings.draft && settings.from && *settings.draft == *settings.from) settings.draft.reset();
}

bool canEdit(const State& state) {
  const ManageState& manage = state.inbox.manage;
  return state.school.directory && !manage.working && !manage.settings.checking && !manage.settings.leaving;
}

void clearTexts(SettingsState& settings) {
  for (ui::TextModel& text : settings.texts) text = ui::TextModel();
  settings.text(SettingsSlot::value) = ui::TextModel(200, true);
  settings.text(SettingsSlot::name) = ui::TextModel(longestName, true);
  settings.text(SettingsSlot::guidance) = ui::TextModel(1500);
  settings.text(SettingsSlot::source) = ui::TextModel(200, true);
  settings.text(SettingsSlot::phrase) = ui::TextModel(100, true);
  settings.text(SettingsSlot::says) = ui::TextModel(300, true);
  settings.text(SettingsSlot::sentence) = ui::TextModel(600, true);
}

void begin(SettingsState& settings) {
  settings = SettingsState{};
  clearTexts(settings);
}

void on(State& state, SettingsShown&, Effects& out) {
  begin(settingsOf(state));
  out.emplace_back(std::in_place_type<SettingsEffect>, std::in_place_type<LoadSettings>);
}

void on(State& state, SettingsTabChosen& event, Effects&) {
  SettingsState& settings = settingsOf(state);
  if (settings.checking || settings.leaving) return;
  settings.tab = event.tab;
  settings.open.clear();
  settings.problem.clear();
  clearTexts(settings);
  settings.tried.clear();
}

void on(State& state, SettingsOpened& event, Effects&) {
  SettingsState& settings = settingsOf(state);
  if (!canEdit(state)) return;
  settings.problem.clear();
  settings.open = settings.open == event.what ? std::string() : std::move(event.what);
  const Directory& shown = *settingsShown(state);
  if (settings.tab == SettingsTab::rules) {
    const PolicyRow* row = policyNamed(settings.open);
    settings.text(SettingsSlot::value).setText(row == nullptr ? std::string() : policyValue(shown.policies, *row));
  } else if (settings.tab == SettingsTab::categories) {
    const auto kept = shown.categoryGuidance.find(settings.open);
    const GuidanceText text = kept == shown.categoryGuidance.end() ? GuidanceText{} : guidanceFrom(kept->second);
    settings.text(SettingsSlot::guidance).setText(text.says);
    settings.text(SettingsSlot::source).setText(text.source);
  }
}

void keepGuidance(State& state) {
  SettingsState& settings = settingsOf(state);
  if (settings.open.empty()) return;
  const std::string text = guidanceText(typed(settings, SettingsSlot::guidance), typed(settings, SettingsSlot::source));
  Directory& draft = draftOf(state);
  if (text.empty()) {
    draft.categoryGuidance.erase(settings.open);
  } else {
    draft.categoryGuidance[settings.open] = text;
  }
  tidy(state);
}

void tryHints(State& state, Effects& out) {
  SettingsState& settings = settingsOf(state);
  const std::string sentence = typed(settings, SettingsSlot::sentence);
  ++settings.asked;
  settings.tried.clear();
  if (sentence.empty()) return;
  const Directory& shown = *settingsShown(state);
  out.emplace_back(SettingsEffect{TryHints{settings.asked, sentence, shown.hintsOff, shown.schoolHints}});
}

void on(State& state, SettingsEdited& event, Effects& out) {
  SettingsState& settings = settingsOf(state);
  if (!canEdit(state)) return;
  settings.problem.clear();
  settings.text(event.slot).apply(event.action);
  if (event.slot == SettingsSlot::guidance || event.slot == SettingsSlot::source) {
    if (mayChangeSchool(state)) keepGuidance(state);
  }
  if (event.slot == SettingsSlot::sentence) tryHints(state, out);
}

// Whether it is the value now; otherwise the problem says why not.
bool setRule(State& state, const std::string& name, const std::string& value) {
  const PolicyRow* row = policyNamed(name);
  if (row == nullptr || !canEdit(state) || !mayChange(state, *row)) return false;
  Directory& draft = draftOf(state);
  Policies next = draft.policies;
  const Status set = setPolicy(next, *row, value);
  SettingsState& settings = settingsOf(state);
  if (!set.ok()) {
    settings.problem = "That must be " + policyRange(*row) + ".";
    tidy(state);
    return false;
  }
  if (next.lockAfterSeconds < next.blurAfterSeconds) {
    settings.problem = "The writer cannot be signed out before what is written is covered.";
    tidy(state);
    return false;
  }
  draft.policies = std::move(next);
  tidy(state);
  return true;
}

void on(State& state, RuleSet& event, Effects&) {
  (void)setRule(state, event.name, event.value);
}

void on(State& state, RuleStepped& event, Effects&) {
  const PolicyRow* row = policyNamed(event.name);
  const auto* whole = row == nullptr ? nullptr : std::get_if<WholePolicy>(&row->kind);
  if (whole == nullptr || !state.school.directory) return;
  const int step = policyWords(*row).step;
  const int now = settingsShown(state)->policies.*(whole->member);
  // To the next full step: from 35 by tens to 40, not to 45.
  int next = event.by > 0 ? (now / step + 1) * step : ((now + step - 1) / step - 1) * step;
  next = std::clamp(next, whole->least, whole->most);
  if (setRule(state, event.name, std::to_string(next)) && settingsOf(state).open == event.name) {
    settingsOf(state).text(SettingsSlot::value).setText(std::to_string(next));
  }
}

void on(State& state, RuleTyped&, Effects&) {
  SettingsState& settings = settingsOf(state);
  const std::string name = settings.open;
  if (setRule(state, name, typed(settings, SettingsSlot::value))) settings.open.clear();
}

bool listed(const std::vector<std::string>& list, const std::string& name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

void addHint(State& state, Effects& out) {
  SettingsState& settings = settingsOf(state);
  const SchoolHint hint{typed(settings, SettingsSlot::phrase), typed(settings, SettingsSlot::says)};
  if (hint.phrase.empty() || hint.says.empty()) {
    settings.problem = "Type the words to look for, and what the hint says.";
    return;
  }
  if (!writing::hintPhraseHasWords(hint.phrase)) {
    settings.problem = "There is no word to look for in that.";
    return;
  }
  std::vector<SchoolHint>& own = draftOf(state).schoolHints;
  const auto same =
      std::find_if(own.begin(), own.end(), [&](const SchoolHint& one) { return one.phrase == hint.phrase; });
  if (same == own.end()) {
    own.push_back(hint);
  } else {
    *same = hint;
  }
  settings.text(SettingsSlot::phrase).clear();
  settings.text(SettingsSlot::says).clear();
  tidy(state);
  tryHints(state, out);
}

void on(State& state, SettingsAdded&, Effects& out) {
  SettingsState& settings = settingsOf(state);
  if (!canEdit(state) || !mayChangeSchool(state)) return;
  if (settings.tab == SettingsTab::hints) return addHint(state, out);
  const bool places = settings.tab == SettingsTab::places;
  const std::string name = typed(settings, SettingsSlot::name);
  if (name.empty()) {
    settings.problem = places ? "Type the name of the place first." : "Type the name of the category first.";
    return;
  }
  const Directory& shown = *settingsShown(state);
  if (listed(places ? shown.places : shown.categories, name)) {
    settings.problem = "“" + name + "” is on the list already.";
    return;
  }
  Directory& draft = draftOf(state);
  (places ? draft.places : draft.categories).push_back(name);
  settings.text(SettingsSlot::name).clear();
  tidy(state);
  if (!places) {
    settings.open = name;
    settings.text(SettingsSlot::guidance).clear();
    settings.text(SettingsSlot::source).clear();
  }
}

void on(State& state, SettingsRemoved& event, Effects& out) {
  SettingsState& settings = settingsOf(state);
  if (!canEdit(state) || !mayChangeSchool(state)) return;
  Directory& draft = draftOf(state);
  switch (settings.tab) {
    case SettingsTab::categories:
      std::erase(draft.categories, event.what);
      draft.categoryGuidance.erase(event.what);
      break;
    case SettingsTab::places:
      std::erase(draft.places, event.what);
      break;
    case SettingsTab::hints:
      std::erase_if(draft.schoolHints, [&](const SchoolHint& one) { return one.phrase == event.what; });
      tryHints(state, out);
      break;
    case SettingsTab::rules:
      break;
  }
  settings.open.clear();
  tidy(state);
}

void on(State& state, HintSwitched& event, Effects& out) {
  if (!canEdit(state) || !mayChangeSchool(state)) return;
  std::vector<std::string>& off = draftOf(state).hintsOff;
  if (listed(off, event.id)) {
    std::erase(off, event.id);
  } else {
    off.push_back(event.id);
    std::sort(off.begin(), off.end());
  }
  tidy(state);
  tryHints(state, out);
}

void on(State& state, ChangesShown&, Effects&) {
  SettingsState& settings = settingsOf(state);
  if (settings.draft && !state.inbox.manage.working) settings.checking = true;
}

void on(State& state, ChangesHidden&, Effects&) {
  if (!state.inbox.manage.working) settingsOf(state).checking = false;
}

void on(State& state, ChangesSigned&, Effects& out) {
  SettingsState& settings = settingsOf(state);
  if (!settings.draft || state.inbox.manage.working) return;
  settings.signing = true;
  signDirectory(state, *settings.draft, "Signed. It reaches the other devices when they next sync.", out);
}

void on(State& state, ChangesThrownAway&, Effects&) {
  SettingsState& settings = settingsOf(state);
  if (state.inbox.manage.working) return;
  const bool leaving = settings.leaving;
  settings.draft.reset();
  settings.checking = settings.leaving = false;
  settings.open.clear();
  settings.problem.clear();
  clearTexts(settings);
  if (leaving) leaveManage(state);
}

void on(State& state, ChangesKept&, Effects&) {
  settingsOf(state).leaving = false;
}

void on(State& state, SettingsTold& event, Effects&) {
  settingsOf(state).rules = std::move(event.rules);
}

void on(State& state, HintsTried& event, Effects&) {
  SettingsState& settings = settingsOf(state);
  if (event.number != settings.asked) return;
  settings.answered = event.number;
  settings.tried = std::move(event.messages);
}

}  // namespace

bool backInSettings(State& state) {
  SettingsState& settings = settingsOf(state);
  if (settings.leaving || settings.checking) {
    settings.leaving = settings.checking = false;
    return true;
  }
  if (settings.draft) {
    settings.leaving = true;
    return true;
  }
  return false;
}

void settingsSigned(State& state) {
  SettingsState& settings = settingsOf(state);
  if (!std::exchange(settings.signing, false)) return;
  settings.draft.reset();
  settings.from.reset();
  settings.checking = settings.leaving = false;
  settings.open.clear();
}

void on(State& state, SettingsEvent& event, Effects& out) {
  if (!reading(state)) return;
  std::visit([&](auto& each) { on(state, each, out); }, event);
}

}  // namespace pillarbox::inbox

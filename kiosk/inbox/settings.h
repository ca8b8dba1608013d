// Manage: what the school has decided: rules, categories, places and hints. Everything is changed in a draft of the
// school's directory; nothing counts before it was looked through ("What will change") and signed. State, events and
// effects.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/ui/text_model.h"
#include "shared/record/directory.h"
#include "shared/writing/rules.h"

namespace pillarbox::inbox {

enum class SettingsTab { rules, categories, places, hints };

// What is typed.
enum class SettingsSlot {
  value,     // of the rule that is open: a number or words
  name,      // of a new category or place
  guidance,  // of the category that is open…
  source,    // …and where that is from, and of when
  phrase,    // a hint of the school's own…
  says,      // …and what it says
  sentence,  // to see which hints it gives
  count
};

struct SettingsState {
  SettingsState() = default;  // no aggregate: a text's constructor is explicit
  SettingsTab tab = SettingsTab::rules;
  std::shared_ptr<const Directory> from;  // that the draft was made from
  std::optional<Directory> draft;         // no value: nothing is changed yet
  std::string open;                       // the rule, category or phrase whose details are shown
  std::array<ui::TextModel, static_cast<std::size_t>(SettingsSlot::count)> texts;
  bool checking = false;                  // "What will change" is shown
  bool leaving = false;                   // Back was pressed although something is changed
  bool signing = false;                   // sent to be signed
  std::vector<writing::RuleFacts> rules;  // every rule of hints that there is
  std::uint64_t asked = 0, answered = 0;  // sentences tried
  std::vector<std::string> tried;         // the hints of the sentence
  std::string problem;                    // one sentence

  ui::TextModel& text(SettingsSlot slot) { return texts[static_cast<std::size_t>(slot)]; }
  const ui::TextModel& text(SettingsSlot slot) const { return texts[static_cast<std::size_t>(slot)]; }
};

// --- from the screens ---
struct SettingsShown {};  // this part was opened
struct SettingsTabChosen {
  SettingsTab tab = SettingsTab::rules;
};
struct SettingsOpened {  // or closed again, if it was open
  std::string what;
};
struct SettingsEdited {
  SettingsSlot slot = SettingsSlot::value;
  ui::EditAction action;
};
struct RuleSet {  // a policy of policyTable()
  std::string name, value;
};
struct RuleStepped {
  std::string name;
  int by = 0;
};
struct RuleTyped {};      // what was typed is the value of the rule that is open
struct SettingsAdded {};  // what was typed: a category, a place or a hint of the school's own
struct SettingsRemoved {
  std::string what;
};
struct HintSwitched {  // off, or on again
  std::string id;
};
struct ChangesShown {};
struct ChangesHidden {};
struct ChangesSigned {};
struct ChangesThrownAway {};
struct ChangesKept {};  // not left after all

// --- from the worker ---
struct SettingsTold {
  std::vector<writing::RuleFacts> rules;
};
struct HintsTried {
  std::uint64_t number = 0;
  std::vector<std::string> messages;
};

using SettingsEvent =
    std::variant<SettingsShown, SettingsTabChosen, SettingsOpened, SettingsEdited, RuleSet, RuleStepped, RuleTyped,
                 SettingsAdded, SettingsRemoved, HintSwitched, ChangesShown, ChangesHidden, ChangesSigned,
                 ChangesThrownAway, ChangesKept, SettingsTold, HintsTried>;

// → performed on the worker's thread (settings_main.cpp), answered by SettingsEvents.
struct LoadSettings {};  // → SettingsTold
struct TryHints {        // → HintsTried; only the newest number matters
  std::uint64_t number = 0;
  std::string sentence;
  std::vector<std::string> off;
  std::vector<SchoolHint> own;
};

using SettingsEffect = std::variant<LoadSettings, TryHints>;

}  // namespace pillarbox::inbox

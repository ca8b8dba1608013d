#include "kiosk/inbox/settings_parts.h"

#include <algorithm>

#include "kiosk/inbox/guidance_parts.h"
#include "kiosk/inbox/settings_words.h"

namespace pillarbox::inbox {
namespace {

constexpr std::string_view editors[] = {"settings.value",  "settings.name", "settings.guidance", "settings.source",
                                        "settings.phrase", "settings.says", "settings.sentence"};

std::string countWords(std::size_t count) {
  return count == 0 ? "no concern" : count == 1 ? "1 concern" : std::to_string(count) + " concerns";
}

void drawAdd(ui::Flow& flow, const State& state, std::string_view label, std::string_view button, Events& out) {
  const bool entered = drawSettingsEditor(flow, state, SettingsSlot::name, "settings.name", label, "", out);
  const bool pressed = flow.button("settings.add", button);
  if (!entered && !pressed) return;
  out.emplace_back(SettingsEvent{SettingsAdded{}});
  // A new category is of little use without its words.
  const bool category = state.inbox.manage.settings.tab == SettingsTab::categories;
  if (category && !state.inbox.manage.settings.text(SettingsSlot::name).empty()) {
    flow.frame().focusByKey("settings.guidance");
  }
}

void drawCategory(ui::Flow& flow, const State& state, const std::string& category, Events& out) {
  if (mayChangeSchool(state)) {
    drawSettingsEditor(flow, state, SettingsSlot::guidance, "settings.guidance",
                       "When to use it, in the school's own words", "Staff see this beside the category", out);
    drawSettingsEditor(flow, state, SettingsSlot::source, "settings.source", "Where that is from, and of when",
                       "Such as: our child protection policy, September 2026", out);
  }
  drawGuidance(flow, state, category, "settings.program");
  if (!mayChangeSchool(state)) return;
  const std::size_t used = concernsOf(state, category);
  flow.text(used == 0 ? std::string("No concern that you may read has it.")
                      : "You may read " + countWords(used) +
                            " of it. They keep it if it is removed; it is only no longer "
                            "offered.",
            ui::Words::small, ui::Tone::quiet);
  if (flow.button("settings.remove", "Remove “" + category + "”", ui::Look::danger)) {
    out.emplace_back(SettingsEvent{SettingsRemoved{category}});
  }
  flow.space(flow.frame().gap());
}

}  // namespace

bool typingIntoSettings(const ui::Frame& frame) {
  return std::any_of(std::begin(editors), std::end(editors), [&](std::string_view id) { return frame.hasFocus(id); });
}

bool drawSettingsEditor(ui::Flow& flow, const State& state, SettingsSlot slot, std::string_view id,
                        std::string_view label, std::string_view placeholder, Events& out) {
  ui::Frame& frame = flow.frame();
  const ui::TextModel& model = state.inbox.manage.settings.text(slot);
  ui::EditorOptions options;
  options.label = label;
  options.placeholder = placeholder;
  const float height = frame.rowHeight() * (model.singleLine() ? 1.0F : 2.0F);
  for (ui::EditAction& action : flow.editor(id, model, options, height)) {
    out.emplace_back(SettingsEvent{SettingsEdited{slot, std::move(action)}});
  }
  // Where the keyboard leaves no room for the tabs there must be another way to put it away.
  const bool low = frame.textScale() > 1.4F || frame.area().h < 700;
  if (low && frame.hasFocus(id) && flow.button("settings.typed", "Done typing")) frame.focusNow("settings.typed");
  return model.singleLine() && frame.submitted(id);
}

void drawSettingsCategories(ui::Flow& flow, const State& state, Events& out) {
  const SettingsState& settings = state.inbox.manage.settings;
  const Directory& shown = *settingsShown(state);
  flow.text(
      "Few and clear is best. What staff or a DSL choose from; Child Protection and Child in Need are always there for "
      "the DSL. Touch one for the words that stand beside it.",
      ui::Words::small);
  if (mayChangeSchool(state)) drawAdd(flow, state, "A new category", "Add this category", out);
  for (const std::string& category : shown.categories) {
    const auto kept = shown.categoryGuidance.find(category);
    const std::string says =
        kept == shown.categoryGuidance.end() ? std::string("No words of the school's own.") : kept->second;
    const std::size_t used = concernsOf(state, category);
    const std::string id = "settings.category." + category;
    if (flow.listRow(id, category, says, used == 0 ? std::string() : std::to_string(used), settings.open == category)) {
      flow.frame().focusNow(id);
      out.emplace_back(SettingsEvent{SettingsOpened{category}});
    }
    if (settings.open == category) drawCategory(flow, state, category, out);
  }
}

void drawSettingsPlaces(ui::Flow& flow, const State& state, Events& out) {
  const Directory& shown = *settingsShown(state);
  flow.text("What staff choose from when they are asked where it happened. They may always type another.",
            ui::Words::small);
  if (mayChangeSchool(state)) drawAdd(flow, state, "A new place", "Add this place", out);
  ui::Frame& frame = flow.frame();
  for (const std::string& place : shown.places) {
    if (!mayChangeSchool(state)) {
      flow.text(place);
      continue;
    }
    const float removeWidth = frame.textWidth("Remove", ui::Words::strong) + 3 * frame.gap();
    const float height =
        std::max(frame.rowHeight(), frame.textHeight(place, ui::Words::body, flow.width() - removeWidth - frame.gap()));
    ui::Rect row = flow.take(height);
    const ui::Rect button = ui::cutRight(row, removeWidth, frame.gap());
    const float words = frame.textHeight(place, ui::Words::body, row.w);
    frame.text("settings.place." + place, {row.x, row.y + (row.h - words) / 2, row.w, words}, place);
    if (frame.button("settings.remove." + place, {button.x, button.y, button.w, frame.rowHeight()}, "Remove")) {
      out.emplace_back(SettingsEvent{SettingsRemoved{place}});
    }
    flow.space(-frame.gap() / 2);
  }
}

void drawSettingsHints(ui::Flow& flow, const State& state, Events& out) {
  const SettingsState& settings = state.inbox.manage.settings;
  const Directory& shown = *settingsShown(state);
  const bool may = mayChangeSchool(state);
  // While a sentence is tried the keyboard leaves room for it and its answer only.
  if (!flow.frame().hasFocus("settings.sentence")) {
    flow.text(
        "Before it is posted, staff see hints on how it is written. They are offers: nothing is held up or changed by "
        "them, and nothing is said inside somebody's exact words.",
        ui::Words::small);
    flow.heading("Try a sentence");
  }
  drawSettingsEditor(flow, state, SettingsSlot::sentence, "settings.sentence", "A sentence as staff might write it",
                     "It is not kept", out);
  if (!settings.text(SettingsSlot::sentence).empty() && settings.answered == settings.asked) {
    std::string words;
    for (const std::string& message : settings.tried) words += (words.empty() ? "" : "\n") + message;
    flow.notice("settings.tried", words.empty() ? "No hint for that." : words, ui::Tone::normal);
  }
  flow.heading("The school's own");
  for (const SchoolHint& hint : shown.schoolHints) {
    if (flow.listRow("settings.own." + hint.phrase, "“" + hint.phrase + "”", hint.says, "", false) && may) {
      out.emplace_back(SettingsEvent{SettingsOpened{hint.phrase}});
    }
    if (settings.open == hint.phrase && may && flow.button("settings.remove", "Remove this hint", ui::Look::danger)) {
      out.emplace_back(SettingsEvent{SettingsRemoved{hint.phrase}});
    }
  }
  if (may) {
    drawSettingsEditor(flow, state, SettingsSlot::phrase, "settings.phrase", "Where exactly these words stand",
                       "Such as: had a meltdown", out);
    const bool entered = drawSettingsEditor(flow, state, SettingsSlot::says, "settings.says", "…offer this",
                                            "Such as: What did the child do? For how long?", out);
    const bool pressed = flow.button("settings.add", "Add this hint");
    if (entered || pressed) {
      flow.frame().focusNow("settings.add");  // the keyboard makes room for the way to sign it
      out.emplace_back(SettingsEvent{SettingsAdded{}});
    }
  }
  flow.heading("Those that come with it");
  for (const writing::RuleFacts& rule : settings.rules) {
    const bool off = std::find(shown.hintsOff.begin(), shown.hintsOff.end(), rule.id) != shown.hintsOff.end();
    if (may) {
      if (flow.toggle("settings.hint." + rule.id, rule.title, !off)) {
        flow.frame().focusNow("settings.hint." + rule.id);
        out.emplace_back(SettingsEvent{HintSwitched{rule.id}});
      }
    } else {
      flow.text(rule.title + (off ? ": off" : ": on"));
    }
    flow.space(-flow.frame().gap() / 2);
    flow.text("Such as: “" + rule.example + "”", ui::Words::small, ui::Tone::quiet);
  }
}

}  // namespace pillarbox::inbox

// The page of the school's rules: every policy there is, by its plain name.
#include "kiosk/inbox/settings_parts.h"
#include "kiosk/inbox/settings_words.h"
#include "shared/record/policy_words.h"

namespace pillarbox::inbox {
namespace {

std::string idOf(const PolicyRow& row) {
  return "settings.rule." + std::string(row.name);
}

void send(Events& out, SettingsEvent event) {
  out.emplace_back(std::move(event));
}

void drawSentence(ui::Flow& flow, const PolicyRow& row) {
  flow.space(-flow.frame().gap() / 2);
  std::string words(row.does);
  if (row.headsOnly) words += " Only the headteacher or the chair of governors changes this.";
  flow.text(words, ui::Words::small, ui::Tone::quiet);
}

// The editor of a rule that is typed.
void drawTyped(ui::Flow& flow, const State& state, const PolicyRow& row, Events& out) {
  const bool entered = drawSettingsEditor(flow, state, SettingsSlot::value, "settings.value", policyWords(row).title,
                                          policyRange(row), out);
  const std::vector<ui::Rect> cells = flow.row(2, flow.frame().rowHeight());
  if (flow.frame().button("settings.value.cancel", cells[0], "Leave it")) {
    flow.frame().focusNow("settings.value.cancel");
    send(out, SettingsOpened{std::string(row.name)});
  }
  if (flow.frame().button("settings.value.take", cells[1], "Take this", ui::Look::primary) || entered) {
    send(out, RuleTyped{});
  }
}

void drawNumber(ui::Flow& flow, const State& state, const PolicyRow& row, const Policies& policies, Events& out) {
  ui::Frame& frame = flow.frame();
  const std::string title = policyWords(row).title, value = policyValueWords(policies, row);
  flow.text(title, ui::Words::strong);
  drawSentence(flow, row);
  const float height =
      std::max(frame.rowHeight(), frame.textHeight(value, ui::Words::strong, flow.width() / 2) + frame.gap());
  const std::vector<ui::Rect> cells =
      flow.width() < 700 * frame.textScale() ? flow.row({1, 2, 1}, height) : flow.row({1, 2, 1, 3}, height);
  if (frame.shortButton(idOf(row) + ".less", cells[0], "−", "Less: " + title)) {
    send(out, RuleStepped{std::string(row.name), -1});
  }
  if (frame.button(idOf(row), cells[1], value)) {
    send(out, SettingsOpened{std::string(row.name)});
    if (state.inbox.manage.settings.open != row.name) frame.focusByKey("settings.value");
  }
  if (frame.shortButton(idOf(row) + ".more", cells[2], "+", "More: " + title)) {
    send(out, RuleStepped{std::string(row.name), 1});
  }
  if (state.inbox.manage.settings.open == row.name) drawTyped(flow, state, row, out);
}

void drawChoices(ui::Flow& flow, const PolicyRow& row, const Policies& policies,
                 std::initializer_list<std::pair<std::string_view, std::string_view>> choices, Events& out) {
  ui::Frame& frame = flow.frame();
  flow.text(policyWords(row).title, ui::Words::strong);
  drawSentence(flow, row);
  const std::string value = policyValue(policies, row);
  const bool narrow = flow.width() < 600 * frame.textScale();
  const std::vector<ui::Rect> cells = narrow ? std::vector<ui::Rect>{} : flow.row(choices.size(), frame.rowHeight());
  std::size_t at = 0;
  for (const auto& [name, words] : choices) {
    const std::string id = idOf(row) + "." + std::string(name);
    const bool touched =
        narrow ? flow.choice(id, words, value == name) : frame.choice(id, cells[at], words, value == name);
    ++at;
    if (touched) send(out, RuleSet{std::string(row.name), std::string(name)});
  }
}

void drawRule(ui::Flow& flow, const State& state, const PolicyRow& row, Events& out) {
  const Policies& policies = settingsShown(state)->policies;
  const PolicyWords words = policyWords(row);
  if (!mayChange(state, row)) {
    flow.text(words.title + ": " + policyValueWords(policies, row), ui::Words::strong);
    return drawSentence(flow, row);
  }
  if (std::holds_alternative<YesNoPolicy>(row.kind)) {
    const bool on = policyValue(policies, row) == "yes";
    if (flow.toggle(idOf(row), words.title, on)) send(out, RuleSet{std::string(row.name), on ? "no" : "yes"});
    return drawSentence(flow, row);
  }
  if (std::holds_alternative<WholePolicy>(row.kind)) return drawNumber(flow, state, row, policies, out);
  if (std::holds_alternative<NamesPolicy>(row.kind)) {
    return drawChoices(flow, row, policies, {{"full", "Full names"}, {"initials", "Initials"}}, out);
  }
  if (std::holds_alternative<PinPolicy>(row.kind)) {
    return drawChoices(flow, row, policies, {{"off", "No"}, {"optional", "Who wants one"}, {"required", "Everybody"}},
                       out);
  }
  if (state.inbox.manage.settings.open == row.name) return drawTyped(flow, state, row, out);
  if (flow.listRow(idOf(row), words.title, policyValueWords(policies, row))) {
    flow.frame().focusByKey("settings.value");
    send(out, SettingsOpened{std::string(row.name)});
  }
  drawSentence(flow, row);
}

}  // namespace

void drawSettingsRules(ui::Flow& flow, const State& state, Events& out) {
  if (!mayChangeSchool(state)) {
    flow.text("Safeguarding leads and deputies change these. You see how they are.", ui::Words::small);
  }
  for (const PolicyGroup group : policyGroups) {
    flow.heading(policyGroupWords(group));
    for (const PolicyRow& row : policyTable()) {
      if (policyWords(row).group == group) drawRule(flow, state, row, out);
    }
    flow.space(flow.frame().gap());
  }
}

}  // namespace pillarbox::inbox

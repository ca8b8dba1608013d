#include "kiosk/inbox/settings_screen.h"

#include <algorithm>

#include "kiosk/inbox/parts.h"
#include "kiosk/inbox/settings_parts.h"
#include "kiosk/inbox/settings_words.h"

namespace pillarbox::inbox {
namespace {

constexpr SettingsTab allTabs[] = {SettingsTab::rules, SettingsTab::categories, SettingsTab::places,
                                   SettingsTab::hints};

void send(Events& out, SettingsEvent event) {
  out.emplace_back(std::move(event));
}

void drawTabs(ui::Frame& frame, const State& state, ui::Rect& rect, Events& out) {
  const float gap = frame.gap() / 2;
  float widest = 0;
  for (const SettingsTab tab : allTabs) {
    widest = std::max(widest, frame.textWidth(settingsTabWords(tab), ui::Words::strong));
  }
  const std::size_t inRow = rect.w >= 4 * (widest + 2 * frame.gap()) + 3 * gap ? 4 : 2;
  for (std::size_t i = 0; i < std::size(allTabs); i += inRow) {
    ui::Rect row = ui::cutTop(rect, frame.rowHeight(), gap);
    const float width = (row.w - gap * static_cast<float>(inRow - 1)) / static_cast<float>(inRow);
    for (std::size_t k = i; k < i + inRow; ++k) {
      const std::string id = "settings.tab." + std::to_string(k);
      if (frame.tab(id, ui::cutLeft(row, width, gap), settingsTabWords(allTabs[k]),
                    state.inbox.manage.settings.tab == allTabs[k])) {
        frame.focusNow(id);  // nothing is typed now: the keyboard makes room
        send(out, SettingsTabChosen{allTabs[k]});
      }
    }
  }
  ui::cutTop(rect, gap);
}

std::string changesWords(std::size_t count) {
  return count == 1 ? "Save 1 change for the whole school"
                    : "Save " + std::to_string(count) + " changes for the whole school";
}

void drawChanges(ui::Flow& flow, const State& state) {
  std::size_t at = 0;
  for (const DirectoryChange& change : settingsChanges(state)) {
    flow.notice("settings.change." + std::to_string(++at), change.says, ui::Tone::normal);
  }
}

// Two buttons, one above the other where there is little room.
std::pair<ui::Rect, ui::Rect> twoButtons(ui::Frame& frame, ui::Rect& rect) {
  const float gap = frame.gap();
  if (rect.w >= 700 * frame.textScale()) {
    ui::Rect row = ui::cutBottom(rect, frame.rowHeight(), gap);
    const ui::Rect left = ui::cutLeft(row, row.w * 0.4F, gap);
    return {left, row};
  }
  const ui::Rect second = ui::cutBottom(rect, frame.rowHeight(), gap / 2);
  const ui::Rect first = ui::cutBottom(rect, frame.rowHeight(), gap);
  return {second, first};
}

void drawChecking(ui::Frame& frame, const State& state, ui::Rect rect, Events& out) {
  const ManageState& manage = state.inbox.manage;
  const bool leaving = manage.settings.leaving;
  const auto [back, go] = twoButtons(frame, rect);
  if (leaving) {
    if (frame.button("settings.discard", back, "Throw it away", ui::Look::danger)) send(out, ChangesThrownAway{});
    if (frame.button("settings.keep", go, "Keep at it", ui::Look::primary)) send(out, ChangesKept{});
  } else {
    if (frame.button("settings.back", back, "Not yet", ui::Look::secondary, !manage.working)) {
      send(out, ChangesHidden{});
    }
    if (frame.button("settings.sign", go, manage.working ? "Saving…" : "Save for the whole school", ui::Look::primary,
                     !manage.working)) {
      send(out, ChangesSigned{});
    }
  }
  frame.flow(leaving ? "settings.leaving" : "settings.checking", rect, [&](ui::Flow& flow) {
    flow.heading(leaving ? "These changes are not signed yet" : "What will change");
    if (!leaving) {
      flow.text(
          "For the whole school, on every device, once you sign it. It can be changed back, and the list of who "
          "did what keeps both.",
          ui::Words::small);
    }
    drawChanges(flow, state);
    if (!leaving && !manage.working && flow.button("settings.discard", "Throw these changes away", ui::Look::quiet)) {
      send(out, ChangesThrownAway{});
    }
  });
}

}  // namespace

void drawSettings(ui::Frame& frame, const State& state, ui::Rect rect, Events& out) {
  if (!state.school.directory) return;
  const SettingsState& settings = state.inbox.manage.settings;
  const float gap = frame.gap();
  const ui::Rect column = middleColumn(rect, 1000 * frame.textScale());
  if (settings.checking || settings.leaving) return drawChecking(frame, state, column, out);
  rect = column;
  const bool typing = typingIntoSettings(frame);
  if (typing) rect = drawKeyboardUnder(frame, rect);
  // While something is typed on a low screen its field needs the room.
  if (!typing || rect.h > 3.5F * frame.rowHeight()) drawTabs(frame, state, rect, out);
  if (settings.draft && (!typing || rect.h > 6 * frame.rowHeight())) {
    if (frame.button("settings.check", ui::cutBottom(rect, frame.rowHeight(), gap),
                     changesWords(settingsChanges(state).size()), ui::Look::primary)) {
      send(out, ChangesShown{});
    }
  }
  if (!settings.problem.empty()) {
    frame.notice("settings.problem", ui::cutBottom(rect, frame.noticeHeight(settings.problem, rect.w), gap),
                 settings.problem, ui::Tone::warning);
  }
  const std::string id = "settings." + std::to_string(static_cast<int>(settings.tab));
  frame.flow(id, rect, [&](ui::Flow& flow) {
    switch (settings.tab) {
      case SettingsTab::rules:
        return drawSettingsRules(flow, state, out);
      case SettingsTab::categories:
        return drawSettingsCategories(flow, state, out);
      case SettingsTab::places:
        return drawSettingsPlaces(flow, state, out);
      case SettingsTab::hints:
        return drawSettingsHints(flow, state, out);
    }
  });
}

}  // namespace pillarbox::inbox

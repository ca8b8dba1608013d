// A lost key card, and every key card lost: what is done before anybody has unlocked.
#include <algorithm>
#include <utility>

#include "kiosk/inbox/apply.h"
#include "kiosk/inbox/fields.h"
#include "kiosk/inbox/words.h"

namespace pillarbox::inbox {
namespace {

using Page = LostState::Page;

// Null while it is not shown, or while the worker is at it.
LostState* lostNow(State& state) {
  if (state.screen != Screen::unlock || !state.unlock.lost || state.unlock.lost->working) return nullptr;
  state.unlock.lost->problem.clear();
  return &*state.unlock.lost;
}

void on(State& state, LostOpened&, Effects&) {
  if (state.screen != Screen::unlock || state.unlock.working) return;
  state.unlock = UnlockState{};
  state.unlock.lost.emplace();
}

void on(State& state, LostLeft&, Effects& out) {
  LostState* lost = lostNow(state);
  if (lost == nullptr) return;
  // Back to the staff's screens, where they came from.
  if (state.config.cardLost && (lost->page == Page::whose || lost->page == Page::reported)) return end(state, out);
  switch (lost->page) {
    case Page::sure:
      lost->page = Page::whose;
      return;
    case Page::sheet:
      lost->sheetText.clear();
      lost->page = Page::whose;
      return;
    case Page::who:
      lost->page = Page::sheet;
      return;
    default:
      state.unlock = UnlockState{};
  }
}

void on(State& state, LostCardChosen& event, Effects&) {
  LostState* lost = lostNow(state);
  if (lost == nullptr || lost->page != Page::whose) return;
  const auto& holders = state.config.cardHolders;
  const auto holder =
      std::find_if(holders.begin(), holders.end(), [&](const auto& one) { return one.cardId == event.cardId; });
  if (holder == holders.end()) return;
  lost->cardId = holder->cardId;
  lost->name = holder->name;
  lost->page = Page::sure;
}

void on(State& state, LostTyped& event, Effects&) {
  LostState* lost = lostNow(state);
  if (lost == nullptr) return;
  (event.field == LostField::reporter ? lost->reporter : lost->sheetText).apply(event.action);
}

void on(State& state, LostConfirmed&, Effects& out) {
  LostState* lost = lostNow(state);
  if (lost == nullptr || lost->page != Page::sure) return;
  lost->working = true;
  out.emplace_back(PeopleEffect{ReportLoss{lost->cardId, trimmed(lost->reporter.text())}});
}

void on(State& state, EveryCardLost&, Effects&) {
  LostState* lost = lostNow(state);
  if (lost != nullptr && lost->page == Page::whose && mayRecoverHere(state)) lost->page = Page::sheet;
}

void on(State& state, LostShowTyping&, Effects&) {
  if (LostState* lost = lostNow(state)) lost->showTyping = !lost->showTyping;
}

void on(State& state, LostSheetTyped&, Effects& out) {
  LostState* lost = lostNow(state);
  if (lost == nullptr || lost->page != Page::sheet) return;
  if (lost->sheetText.empty()) {
    lost->problem = "Type the long line on the sheet, or scan its code with a reader.";
    return;
  }
  lost->working = true;
  lost->showTyping = false;
  out.emplace_back(PeopleEffect{TrySheet{SecretBytes::copyOf(lost->sheetText.text())}});
}

void on(State& state, LostPersonToggled& event, Effects&) {
  LostState* lost = lostNow(state);
  if (lost == nullptr || lost->page != Page::who) return;
  if (lost->chosen.erase(event.person) == 0) lost->chosen.insert(std::move(event.person));
}

void on(State& state, LostRecovered&, Effects& out) {
  LostState* lost = lostNow(state);
  if (lost == nullptr || lost->page != Page::who) return;
  if (lost->chosen.empty()) {
    lost->problem = "Choose at least one person who gets a new key card.";
    return;
  }
  lost->working = true;
  out.emplace_back(PeopleEffect{
      RecoverWithSheet{SecretBytes::copyOf(lost->sheetText.text()), {lost->chosen.begin(), lost->chosen.end()}}});
}

// The worker's answers come while it is working.
LostState* lostWorking(State& state) {
  if (state.screen != Screen::unlock || !state.unlock.lost || !state.unlock.lost->working) return nullptr;
  state.unlock.lost->working = false;
  state.lastTouch = state.now;
  return &*state.unlock.lost;
}

void on(State& state, LossReported&, Effects&) {
  if (LostState* lost = lostWorking(state)) lost->page = Page::reported;
}

void on(State& state, SheetOpens& event, Effects&) {
  LostState* lost = lostWorking(state);
  if (lost == nullptr) return;
  lost->others = std::move(event.people);
  lost->chosen.clear();
  for (const auto& [id, name] : lost->others) lost->chosen.insert(id);
  lost->page = Page::who;
}

void on(State& state, CardsRecovered& event, Effects&) {
  LostState* lost = lostWorking(state);
  if (lost == nullptr) return;
  lost->sheetText.clear();
  lost->folder = std::move(event.folder);
  lost->papers = std::move(event.papers);
  lost->page = Page::made;
  state.config.cardHolders = std::move(event.config.cardHolders);
}

void on(State& state, LostFailed& event, Effects&) {
  if (LostState* lost = lostWorking(state)) lost->problem = event.fault.detail;
}

}  // namespace

bool mayRecoverHere(const State& state) {
  return !state.config.startedByStaffScreens || state.config.openOnTerminals;
}

void on(State& state, LostEvent& event, Effects& out) {
  std::visit([&](auto& each) { on(state, each, out); }, event);
}

}  // namespace pillarbox::inbox

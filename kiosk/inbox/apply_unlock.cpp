#include <algorithm>

#include "kiosk/inbox/apply.h"
#include "kiosk/inbox/fields.h"
#include "kiosk/inbox/words.h"
#include "shared/open/key_card.h"

namespace pillarbox::inbox {
namespace {

void takeCard(State& state, std::string_view code, std::string_view notACard) {
  UnlockState& u = state.unlock;
  if (state.config.startedByStaffScreens && !state.config.openOnTerminals) {
    u.problem = "Your school does not open the inbox on a terminal where staff write. Use your own device.";
    return;
  }
  Result<SecretBytes> secret = open::parseCardCode(code);
  if (!secret) {
    u.problem = notACard.empty() ? std::string_view(secret.fault().detail) : notACard;
    return;
  }
  const std::string id = open::cardId(*secret);
  const auto& holders = state.config.cardHolders;
  const auto holder = std::find_if(holders.begin(), holders.end(), [&](const auto& h) { return h.cardId == id; });
  if (holder == holders.end() && !holders.empty()) {
    u.problem = "This is not a key card of this school, or it has been replaced by a newer one.";
    return;
  }
  u.card = std::move(*secret);
  u.softPerson.clear();
  u.cardName = holder == holders.end() ? std::string() : holder->name;
  u.cardTyped.clear();
  u.passphrase.clear();
  u.problem.clear();
}

void on(State& state, CardShown& event, Effects&) {
  if (state.screen != Screen::unlock || state.unlock.working || state.covered) return;
  if (state.unlock.lost) {
    if (working(state) || state.unlock.lost->page == LostState::Page::made) return;
    state.unlock = UnlockState{};  // it was found
  }
  takeCard(state, event.code.text(), "That is not a key card. Use your own folded key card, not your badge.");
}

void on(State& state, CardTyped&, Effects&) {
  if (state.screen != Screen::unlock || state.unlock.working) return;
  takeCard(state, state.unlock.cardTyped.text(), {});
}

void on(State& state, SoftKeyChosen& event, Effects&) {
  UnlockState& u = state.unlock;
  const auto& known = state.config.softKeys;
  const auto whose =
      std::find_if(known.begin(), known.end(), [&](const auto& one) { return one.person == event.person; });
  if (state.screen != Screen::unlock || u.working || whose == known.end()) return;
  u = UnlockState{};
  u.softPerson = whose->person;
  u.cardName = whose->name;
}

void on(State& state, OtherCard&, Effects&) {
  if (!state.unlock.working) state.unlock = UnlockState{};
}

void on(State& state, ShowTyping& event, Effects&) {
  state.unlock.showTyping = state.choose.showTyping = event.on;
}

void on(State& state, UnlockPressed&, Effects& out) {
  UnlockState& u = state.unlock;
  if (state.screen != Screen::unlock || u.working || (u.card.empty() && u.softPerson.empty())) return;
  if (u.passphrase.empty()) {
    u.problem = "Type your passphrase first.";
    return;
  }
  u.working = true;
  u.showTyping = false;
  u.problem.clear();
  out.emplace_back(Unlock{u.card.clone(), SecretBytes::copyOf(u.passphrase.text()), u.softPerson});
}

void on(State& state, Unlocked& event, Effects& out) {
  if (!state.unlock.working) return;
  state.unlock.working = false;
  state.reader = std::move(event.reader);
  state.lastTouch = state.now;
  if (event.starterPassphrase || event.oldAfterDays > 0) {
    state.screen = Screen::ownPassphrase;
    state.choose.mix = event.mix;
    state.choose.oldAfterDays = event.starterPassphrase ? 0 : event.oldAfterDays;
    out.emplace_back(OfferWords{});
  } else {
    openInbox(state, out);
  }
}

void on(State& state, UnlockFailed& event, Effects&) {
  UnlockState& u = state.unlock;
  if (!u.working) return;
  u.working = false;
  u.passphrase.clear();
  state.lastTouch = state.now;
  const bool soft = !u.softPerson.empty();
  u.problem = soft && event.fault.code == FaultCode::wrongSecret ? "That passphrase does not fit. Try again."
              : soft && event.fault.code == FaultCode::notFound
                  ? "This device cannot open it with the passphrase alone any more. Use your key card."
              : soft && event.fault.code == FaultCode::retryLater
                  ? "There were too many wrong passphrases on this device. Use your key card, or try again later."
              : event.fault.code == FaultCode::wrongSecret ? "That card and passphrase do not fit together. Try again."
              : event.fault.code == FaultCode::notFound
                  ? "There is no key here for this card. Check that it is your newest key card."
                  : faultSentence(event.fault);
}

void on(State& state, WordsWanted&, Effects& out) {
  if (!state.choose.working) out.emplace_back(OfferWords{});
}

void on(State& state, WordsOffered& event, Effects&) {
  if (state.screen == Screen::ownPassphrase || state.screen == Screen::setupPassphrase) {
    state.choose.offered = std::move(event.words);
  }
}

void on(State& state, WordsTaken&, Effects&) {
  PassphraseState& choose = state.choose;
  if (choose.working || choose.offered.empty()) return;
  choose.first.setText(choose.offered.text());
  choose.again.clear();
  choose.problem.clear();
}

void on(State& state, PassphraseChosen&, Effects& out) {
  PassphraseState& choose = state.choose;
  if (state.screen != Screen::ownPassphrase || choose.working) return;
  choose.problem = passphraseProblem(choose, state.unlock.passphrase.text());
  if (!choose.problem.empty()) return;
  choose.working = true;
  choose.showTyping = false;
  out.emplace_back(ChangePassphrase{state.unlock.card.clone(), SecretBytes::copyOf(choose.first.text())});
}

void on(State& state, PassphraseChanged&, Effects& out) {
  if (state.screen == Screen::ownPassphrase && state.choose.working) openInbox(state, out);
}

void on(State& state, PassphraseNotChanged& event, Effects&) {
  if (state.screen != Screen::ownPassphrase) return;
  state.choose.working = false;
  state.choose.problem = "Your new passphrase was not saved; the old one still works. " + faultSentence(event.fault);
}

}  // namespace

void openInbox(State& state, Effects& out) {
  state.unlock = UnlockState{};
  state.choose = PassphraseState{};
  state.screen = Screen::list;
  state.lastTouch = state.inbox.openedAt = state.now;
  out.emplace_back(LoadList{});
}

void on(State& state, UnlockEvent& event, Effects& out) {
  std::visit([&](auto& each) { on(state, each, out); }, event);
}

}  // namespace pillarbox::inbox

#include <algorithm>

#include "kiosk/inbox/fields.h"
#include "kiosk/inbox/inbox.h"
#include "kiosk/inbox/words.h"
#include "shared/open/key_card.h"

namespace pillarbox::inbox {
namespace {

bool inSetup(Screen screen) {
  return screen >= Screen::setupSchool && screen <= Screen::setupDone;
}
bool working(const State& state) {
  return state.unlock.working || state.choose.working || state.screen == Screen::setupMaking ||
         state.inbox.scans.working;
}
// Past every lock: a starter passphrase alone opens nothing.
bool reading(const State& state) {
  return state.screen == Screen::list || state.screen == Screen::concern || state.screen == Screen::setAside ||
         state.screen == Screen::importScans;
}
int idleLimit(const State& state) {
  return inSetup(state.screen) ? setupIdleSeconds : state.config.lockAfterSeconds;
}
Milliseconds idle(const State& state) {
  return std::max(state.now - state.lastTouch, Milliseconds(0));
}

// One overload for each event: a new event does not compile until it is dealt with here.
class Applier {
 public:
  Applier(State& state, Effects& effects) : s(state), m_effects(effects) {}

  // --- the moment
  // -----------------------------------------------------------------------------------------------------
  void operator()(Touched& e) {
    s.now = std::max(s.now, e.now);
    s.lastTouch = s.now;
  }
  void operator()(Tick& e) {
    s.now = std::max(s.now, e.now);
    if (working(s)) s.lastTouch = s.now;  // waiting is not idling
    if (idle(s) >= std::chrono::seconds(idleLimit(s))) end();
  }
  void operator()(CoverPressed&) {
    s.covered = true;
    s.unlock.showTyping = s.choose.showTyping = false;
    s.inbox.showNames = false;
  }
  void operator()(CoverLifted&) { s.covered = false; }
  void operator()(LockPressed&) { end(); }

  // --- unlocking
  // --------------------------------------------------------------------------------------------------------
  void operator()(Edited& e) {
    if (working(s)) return;
    fieldOf(s, e.field).apply(e.action);
    s.unlock.problem.clear();
    s.choose.problem.clear();
    s.setup.problem.clear();
  }
  void operator()(CardShown& e) {
    if (s.screen != Screen::unlock || s.unlock.working || s.covered) return;
    takeCard(e.code.text(), "That is not a key card. Use your own folded key card, not your badge.");
  }
  void operator()(CardTyped&) {
    if (s.screen != Screen::unlock || s.unlock.working) return;
    takeCard(s.unlock.cardTyped.text(), {});
  }
  void operator()(OtherCard&) {
    if (s.unlock.working) return;
    s.unlock = UnlockState{};
  }
  void operator()(ShowTyping& e) { s.unlock.showTyping = s.choose.showTyping = e.on; }
  void operator()(UnlockPressed&) {
    UnlockState& u = s.unlock;
    if (s.screen != Screen::unlock || u.working || u.card.empty()) return;
    if (u.passphrase.empty()) {
      u.problem = "Type your passphrase first.";
      return;
    }
    u.working = true;
    u.showTyping = false;
    u.problem.clear();
    m_effects.emplace_back(Unlock{u.card.clone(), SecretBytes::copyOf(u.passphrase.text())});
  }
  void operator()(Unlocked& e) {
    if (!s.unlock.working) return;
    s.unlock.working = false;
    s.reader = std::move(e.reader);
    s.lastTouch = s.now;
    if (e.starterPassphrase) {
      s.screen = Screen::ownPassphrase;
      m_effects.emplace_back(OfferWords{});
    } else {
      openInbox();
    }
  }
  void operator()(UnlockFailed& e) {
    if (!s.unlock.working) return;
    s.unlock.working = false;
    s.unlock.passphrase.clear();
    s.lastTouch = s.now;
    s.unlock.problem = e.fault.code == FaultCode::wrongSecret
                           ? "That card and passphrase do not fit together. Try again."
                       : e.fault.code == FaultCode::notFound
                           ? "There is no key here for this card. Check that it is your newest key card."
                           : faultSentence(e.fault);
  }

  // --- one's own passphrase
  // ---------------------------------------------------------------------------------------------
  void operator()(WordsWanted&) {
    if (!s.choose.working) m_effects.emplace_back(OfferWords{});
  }
  void operator()(WordsOffered& e) {
    if (s.screen == Screen::ownPassphrase || s.screen == Screen::setupPassphrase) s.choose.offered = std::move(e.words);
  }
  void operator()(WordsTaken&) {
    if (s.choose.working || s.choose.offered.empty()) return;
    s.choose.first.setText(s.choose.offered.text());
    s.choose.again.clear();
    s.choose.problem.clear();
  }
  void operator()(PassphraseChosen&) {
    if (s.screen != Screen::ownPassphrase || s.choose.working) return;
    s.choose.problem = passphraseProblem(s.choose, s.unlock.passphrase.text());
    if (!s.choose.problem.empty()) return;
    s.choose.working = true;
    s.choose.showTyping = false;
    m_effects.emplace_back(ChangePassphrase{s.unlock.card.clone(), SecretBytes::copyOf(s.choose.first.text())});
  }
  void operator()(PassphraseChanged&) {
    if (s.screen == Screen::ownPassphrase && s.choose.working) openInbox();
  }
  void operator()(PassphraseNotChanged& e) {
    if (s.screen != Screen::ownPassphrase) return;
    s.choose.working = false;
    s.choose.problem = "Your new passphrase was not saved; the old one still works. " + faultSentence(e.fault);
  }

  // --- reading
  // ------------------------------------------------------------------------------------------------------------
  void operator()(EntriesArrived& e) {
    if (!reading(s)) return;
    merge(s.inbox.entries, std::move(e.entries));
    for (Unopened& posting : e.unopened) s.inbox.unopened.insert_or_assign(posting.id, posting);
    s.inbox.complete = s.inbox.complete || e.complete;
    refresh();
  }
  void operator()(ListFailed& e) {
    if (!reading(s)) return;
    s.inbox.complete = true;
    s.inbox.problem = faultSentence(e.fault);
  }
  void operator()(FilterChosen& e) { s.inbox.showAll = e.all; }
  void operator()(NamesToggled&) { s.inbox.showNames = !s.inbox.showNames; }
  void operator()(CaseChosen& e) {
    if (!reading(s) || !s.inbox.view.cases.contains(e.caseId)) return;
    s.inbox.chosen = std::move(e.caseId);
    s.inbox.markedCase.clear();
    s.inbox.problem.clear();
    s.inbox.saidCase.clear();
    s.screen = Screen::concern;
    forgetPages();
    askForThumbnails();
    // Whoever called is told at once that somebody has seen it.
    const Case& chosen = s.inbox.view.cases.find(s.inbox.chosen)->second;
    const Entry* head = entryOf(chosen.head);
    if (head != nullptr && head->kind == Kind::call) markAll(chosen);
  }
  void operator()(BackPressed&) {
    if (s.inbox.page) {
      s.inbox.page.reset();
      return;
    }
    if (s.screen != Screen::concern && s.screen != Screen::setAside && s.screen != Screen::importScans) return;
    if (s.inbox.scans.working) return;
    forgetPages();
    s.screen = Screen::list;
    s.inbox.chosen.clear();
    s.inbox.markedCase.clear();
    s.inbox.problem.clear();
  }
  void operator()(SetAsideChosen&) {
    if (reading(s)) s.screen = Screen::setAside;
  }
  void operator()(ReadPressed& e) {
    const auto found = s.inbox.view.cases.find(e.caseId);
    if (found == s.inbox.view.cases.end()) return;
    s.inbox.problem.clear();
    markAll(found->second);
  }
  void operator()(MessagePressed& e) {
    const auto found = s.inbox.view.cases.find(e.caseId);
    if (!reading(s) || found == s.inbox.view.cases.end() || !s.inbox.saying.empty() || !isMessage(e.kind)) return;
    s.inbox.problem.clear();
    s.inbox.saying = found->second.head;
    m_effects.emplace_back(SendMessage{found->second.head, e.kind});
  }
  void operator()(MessageSent& e) {
    if (!reading(s) || s.inbox.saying != e.subject) return;
    s.inbox.saying.clear();
    std::vector<CaseEntry> one;
    one.push_back(std::move(e.entry));
    merge(s.inbox.entries, std::move(one));
    refresh();
    const auto chosen = s.inbox.view.cases.find(s.inbox.chosen);
    if (chosen != s.inbox.view.cases.end() && chosen->second.head == e.subject) s.inbox.saidCase = s.inbox.chosen;
  }
  void operator()(MessageNotSent& e) {
    if (s.inbox.saying != e.subject) return;
    s.inbox.saying.clear();
    s.inbox.problem = "Your message was not sent. " + faultSentence(e.fault);
  }
  void operator()(Marked& e) {
    if (!reading(s)) return;
    s.inbox.marking.erase(e.id);
    std::vector<CaseEntry> one;
    one.push_back(std::move(e.readEntry));
    merge(s.inbox.entries, std::move(one));
    refresh();
    const auto found = s.inbox.view.cases.find(s.inbox.chosen);
    if (found != s.inbox.view.cases.end() && found->second.unread.empty()) s.inbox.markedCase = s.inbox.chosen;
  }
  // --- pages of paper
  // ---------------------------------------------------------------------------------------------------------
  void operator()(PageTapped& e) {
    const Entry* entry = entryOf(e.entryId);
    if (s.screen != Screen::concern || entry == nullptr || e.index >= entry->pages.size()) return;
    showPage(std::move(e.entryId), e.index);
  }
  void operator()(PageClosed&) { s.inbox.page.reset(); }
  void operator()(PageTurned& e) {
    if (!s.inbox.page) return;
    const Entry* entry = entryOf(s.inbox.page->entryId);
    if (entry == nullptr) return;
    const std::int64_t wanted = static_cast<std::int64_t>(s.inbox.page->index) + e.by;
    if (wanted < 0 || wanted >= static_cast<std::int64_t>(entry->pages.size())) return;
    showPage(s.inbox.page->entryId, static_cast<std::size_t>(wanted));
  }
  void operator()(PageZoomed& e) {
    if (!s.inbox.page) return;
    s.inbox.page->zoom = std::clamp(s.inbox.page->zoom + e.by, 1, mostZoom);
    keepOnPage();
  }
  void operator()(PageMoved& e) {
    if (!s.inbox.page) return;
    s.inbox.page->x += e.right / s.inbox.page->zoom;
    s.inbox.page->y += e.down / s.inbox.page->zoom;
    keepOnPage();
  }
  void operator()(PagePixelsArrived& e) {
    if (s.screen != Screen::concern) return;
    if (e.large) {
      const Entry* entry = s.inbox.page ? entryOf(s.inbox.page->entryId) : nullptr;
      if (entry == nullptr || entry->id != e.entryId || entry->pages[s.inbox.page->index].attachment != e.attachment) {
        return;
      }
      s.inbox.page->large = {std::move(e.picture), std::move(e.problem)};
      return;
    }
    const std::string key = pageKey(e.entryId, e.attachment);
    if (s.inbox.decoding.erase(key) == 0) return;  // of a case that was closed since
    s.inbox.thumbnails[key] = {std::move(e.picture), std::move(e.problem)};
  }

  // --- what the photocopier left
  // ----------------------------------------------------------------------------------------------
  void operator()(ScansChosen&) {
    if (!reading(s) || !s.inbox.scans.found) return;
    forgetPages();
    s.inbox.chosen.clear();
    s.inbox.scans.imported = false;
    s.inbox.scans.removed.reset();
    s.inbox.scans.problem.clear();
    s.screen = Screen::importScans;
    m_effects.emplace_back(LookForScans{});
  }
  void operator()(ScansFound& e) {
    if (!reading(s)) return;
    s.inbox.scans.found = e.count;
    s.inbox.scans.folder = std::move(e.folder);
  }
  void operator()(ScansImportPressed&) {
    ScansState& scans = s.inbox.scans;
    if (s.screen != Screen::importScans || scans.working || scans.found.value_or(0) == 0) return;
    scans.working = true;
    scans.problem.clear();
    m_effects.emplace_back(ImportScans{});
  }
  void operator()(ScansImported& e) {
    ScansState& scans = s.inbox.scans;
    if (!scans.working) return;
    scans.working = false;
    scans.imported = true;
    scans.posted = e.posted;
    scans.postedBefore = e.postedBefore;
    scans.notRead = std::move(e.notRead);
    scans.removable = e.removable;
    scans.removed.reset();
    s.lastTouch = s.now;
  }
  void operator()(ScansRemovePressed&) {
    ScansState& scans = s.inbox.scans;
    if (s.screen != Screen::importScans || scans.working || !scans.imported || scans.removable == 0) return;
    scans.working = true;
    scans.problem.clear();
    m_effects.emplace_back(RemoveScans{});
  }
  void operator()(ScansKept&) { s.inbox.scans.removable = 0; }
  void operator()(ScansRemoved& e) {
    ScansState& scans = s.inbox.scans;
    if (!scans.working) return;
    scans.working = false;
    scans.removable = 0;
    scans.removed = e.count;
    s.lastTouch = s.now;
    m_effects.emplace_back(LookForScans{});
  }
  void operator()(ScansFailed& e) {
    if (!s.inbox.scans.working) return;
    s.inbox.scans.working = false;
    s.inbox.scans.problem = faultSentence(e.fault);
    s.lastTouch = s.now;
  }

  void operator()(MarkFailed& e) {
    if (!reading(s)) return;
    s.inbox.marking.erase(e.id);
    s.inbox.problem = "It could not be marked as read. " + faultSentence(e.fault);
  }

  // --- setting up
  // -----------------------------------------------------------------------------------------------------------
  void operator()(SetupNext&) { setupNext(s, m_effects); }
  void operator()(SetupBack&) {
    s.setup.problem.clear();
    if (s.screen == Screen::setupYou) {
      s.screen = Screen::setupSchool;
    } else if (s.screen == Screen::setupOthers) {
      s.screen = Screen::setupYou;
    } else if (s.screen == Screen::setupPassphrase) {
      s.screen = Screen::setupOthers;
      s.choose = PassphraseState{};
    }
  }
  void operator()(SchoolMade& e) {
    if (s.screen != Screen::setupMaking) return;
    s.config = std::move(e.config);
    s.choose = PassphraseState{};
    s.setup = SetupState{};
    s.setup.folder = std::move(e.folder);
    s.setup.papers = std::move(e.papers);
    s.screen = Screen::setupDone;
    s.lastTouch = s.now;
  }
  void operator()(SchoolNotMade& e) {
    if (s.screen != Screen::setupMaking) return;
    s.screen = Screen::setupPassphrase;
    s.choose.problem = "The school could not be set up, and nothing was kept. " + faultSentence(e.fault);
    s.lastTouch = s.now;
  }

 private:
  void markAll(const Case& chosen) {
    for (const std::string& id : chosen.unread) {
      if (s.inbox.marking.insert(id).second) m_effects.emplace_back(MarkRead{id});
    }
  }
  const Entry* entryOf(std::string_view id) const {
    const auto found = s.inbox.entries.find(id);
    return found == s.inbox.entries.end() ? nullptr : &found->second.entry;
  }
  void forgetPages() {
    s.inbox.thumbnails.clear();
    s.inbox.decoding.clear();
    s.inbox.page.reset();
  }
  // Of the chosen case: each picture once.
  void askForThumbnails() {
    const auto found = s.inbox.view.cases.find(s.inbox.chosen);
    if (s.screen != Screen::concern || found == s.inbox.view.cases.end()) return;
    std::vector<std::string> ids{found->second.head};
    ids.insert(ids.end(), found->second.later.begin(), found->second.later.end());
    for (const std::string& id : ids) {
      const Entry* entry = entryOf(id);
      if (entry == nullptr) continue;
      for (const PaperPage& page : entry->pages) {
        const std::string key = pageKey(id, page.attachment);
        if (page.attachment.empty() || s.inbox.thumbnails.contains(key)) continue;
        if (s.inbox.decoding.insert(key).second) m_effects.emplace_back(DecodePage{id, page.attachment, false});
      }
    }
  }
  void showPage(std::string entryId, std::size_t index) {
    const std::string attachment = entryOf(entryId)->pages[index].attachment;
    s.inbox.page = PageShown{entryId, index, 1, 0.5, 0.5, {}};
    if (!attachment.empty()) m_effects.emplace_back(DecodePage{std::move(entryId), attachment, true});
  }
  // What is in the middle stays so far inside that no empty rim is seen.
  void keepOnPage() {
    const double least = 0.5 / s.inbox.page->zoom;
    s.inbox.page->x = std::clamp(s.inbox.page->x, least, 1 - least);
    s.inbox.page->y = std::clamp(s.inbox.page->y, least, 1 - least);
  }

  void takeCard(std::string_view code, std::string_view notACard) {
    UnlockState& u = s.unlock;
    Result<SecretBytes> secret = open::parseCardCode(code);
    if (!secret) {
      u.problem = notACard.empty() ? std::string_view(secret.fault().detail) : notACard;
      return;
    }
    const std::string id = open::cardId(*secret);
    const auto& holders = s.config.cardHolders;
    const auto holder = std::find_if(holders.begin(), holders.end(), [&](const auto& h) { return h.cardId == id; });
    if (holder == holders.end() && !holders.empty()) {
      u.problem = "This is not a key card of this school, or it has been replaced by a newer one.";
      return;
    }
    u.card = std::move(*secret);
    u.cardName = holder == holders.end() ? std::string() : holder->name;
    u.cardTyped.clear();
    u.passphrase.clear();
    u.problem.clear();
  }

  void openInbox() {
    s.unlock = UnlockState{};
    s.choose = PassphraseState{};
    s.screen = Screen::list;
    s.lastTouch = s.now;
    m_effects.emplace_back(LoadList{});
  }

  void refresh() {
    s.inbox.view = project(s.inbox.entries, s.inbox.unopened);
    askForThumbnails();
  }

  void end() {
    s.screen = Screen::ended;
    s.covered = false;
    s.unlock = UnlockState{};
    s.choose = PassphraseState{};
    s.inbox = InboxState{};
    s.setup = SetupState{};
    s.reader = Reader{};
    m_effects.emplace_back(EndProcess{});
  }

  State& s;
  Effects& m_effects;
};

}  // namespace

std::string pageKey(std::string_view entryId, std::string_view attachment) {
  return std::string(entryId).append("/").append(attachment);
}

State begin(Config config, bool haveSchool, Milliseconds now) {
  State state;
  state.config = std::move(config);
  state.screen = haveSchool ? Screen::unlock : Screen::setupSchool;
  state.now = state.lastTouch = now;
  return state;
}

Effects apply(State& state, Event event) {
  Effects effects;
  if (state.screen != Screen::ended) std::visit(Applier(state, effects), event);
  return effects;
}

std::optional<int> lockCountdown(const State& state) {
  if (state.screen == Screen::ended || working(state)) return std::nullopt;
  const Milliseconds left = std::chrono::seconds(idleLimit(state)) - idle(state);
  if (left > std::chrono::seconds(lockWarningSeconds)) return std::nullopt;
  return std::max(static_cast<int>((left.count() + 999) / 1000), 0);
}

std::optional<Milliseconds> untilTick(const State& state) {
  if (state.screen == Screen::ended) return std::nullopt;
  const Milliseconds left = std::chrono::seconds(idleLimit(state)) - idle(state);
  const Milliseconds warning = std::chrono::seconds(lockWarningSeconds);
  if (left > warning) return left - warning;
  return std::clamp(Milliseconds(left.count() % 1000 == 0 ? 1000 : left.count() % 1000), Milliseconds(1),
                    Milliseconds(1000));
}

}  // namespace pillarbox::inbox

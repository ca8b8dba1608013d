#include "kiosk/inbox/apply_keeping.h"

#include <algorithm>
#include <utility>

#include "kiosk/inbox/days.h"
#include "kiosk/inbox/fields.h"
#include "kiosk/inbox/words.h"
#include "shared/casework/child_view.h"

namespace pillarbox::inbox {
namespace {

constexpr std::size_t mostPupils = 20;

KeepingState& keeping(State& state) {
  return state.inbox.manage.keeping;
}

// What was posted meanwhile may have changed both.
void project(State& state) {
  KeepingState& now = keeping(state);
  const InboxState& inbox = state.inbox;
  now.sent = casework::transfersOf(inbox.view, inbox.entries, state.today);
  now.rows.clear();
  if (now.page != KeepingPage::due && now.page != KeepingPage::record) return;
  const int years = state.school.directory ? state.school.directory->policies.retentionYears : casework::retentionYears;
  const Roster none;
  now.rows = casework::retentionOf(inbox.view, inbox.entries, state.school.roster ? *state.school.roster : none,
                                   casework::retentionAsked(inbox.view, inbox.entries, state.today, years));
}

}  // namespace

void askKeeping(State& state, KeepingEffect effect, Effects& out) {
  ManageState& manage = state.inbox.manage;
  if (manage.working) return;
  manage.working = true;
  manage.done.clear();
  manage.problem.clear();
  out.emplace_back(std::move(effect));
}

void sayKeeping(State& state, std::string problem) {
  state.inbox.manage.done.clear();
  state.inbox.manage.problem = std::move(problem);
}

void goToKeeping(State& state, KeepingPage page) {
  keeping(state).page = page;
  project(state);
}

namespace {

void find(State& state) {
  KeepingState& now = keeping(state);
  now.pupils.clear();
  const std::string words = trimmed(now.typed.text());
  if (!words.empty() && state.school.pupils) now.pupils = state.school.pupils->find(words, mostPupils).pupils;
}

void on(State& state, KeepingShown&, Effects& out) {
  keeping(state) = KeepingState{};
  project(state);
  out.emplace_back(KeepingEffect{LoadKeeping{}});
}

void on(State& state, KeepingPageChosen& event, Effects&) {
  if (state.inbox.manage.working) return;
  sayKeeping(state, {});
  KeepingState& now = keeping(state);
  if (event.page == KeepingPage::child) {
    now.typed.setText("");
    now.pupils.clear();
    now.childFor = KeepingPage::send;
    now.hideOthers = now.wordsSame = false;
  }
  goToKeeping(state, event.page);
}

void on(State& state, KeepingTyped& event, Effects&) {
  KeepingState& now = keeping(state);
  switch (event.field) {
    case KeepingField::typed:
      now.typed.apply(event.action);
      return find(state);
    case KeepingField::how:
      return now.how.apply(event.action);
    case KeepingField::bornOn:
      return now.bornOn.apply(event.action);
    case KeepingField::reason:
      return now.reason.apply(event.action);
  }
}

void on(State& state, KeepingChildChosen& event, Effects&) {
  if (state.inbox.manage.working) return;
  KeepingState& now = keeping(state);
  now.child = std::move(event.child);
  sayKeeping(state, {});
  if (now.page == KeepingPage::due) {
    now.bornOn.setText("");
    now.reason.setText("");
    return goToKeeping(state, KeepingPage::record);
  }
  if (now.page == KeepingPage::look) return;
  goToKeeping(state, KeepingPage::send);
}

void on(State& state, KeepingCardChosen& event, Effects&) {
  KeepingState& now = keeping(state);
  if (event.at >= now.here.cards.size()) return;
  now.card = now.here.cards[event.at];
  now.wordsSame = false;
  sayKeeping(state, {});
  goToKeeping(state, KeepingPage::check);
}

void on(State& state, KeepingHideToggled&, Effects&) {
  keeping(state).hideOthers = !keeping(state).hideOthers;
}
void on(State& state, KeepingWordsToggled&, Effects&) {
  keeping(state).wordsSame = !keeping(state).wordsSame;
}

void on(State& state, KeepingSendPressed&, Effects& out) {
  const KeepingState& now = keeping(state);
  if (now.page != KeepingPage::check || !now.wordsSame || now.child.ref.empty()) return;
  askKeeping(state, SendChildsFile{now.child, now.card.path, now.hideOthers}, out);
}

void on(State& state, KeepingSentChosen& event, Effects&) {
  KeepingState& now = keeping(state);
  now.chosen = std::move(event.id);
  now.how.setText("");
  sayKeeping(state, {});
  goToKeeping(state, KeepingPage::arrived);
}

void on(State& state, KeepingSentPressed&, Effects& out) {
  const KeepingState& now = keeping(state);
  const auto found = std::find_if(now.sent.begin(), now.sent.end(),
                                  [&](const casework::Transfer& one) { return one.id == now.chosen; });
  if (found == now.sent.end() || found->sentSaid || found->fileSha256.empty()) return;
  PostKept post;
  post.step.kind = Kind::exported;
  post.step.pupils = {found->pupil};
  post.step.pupils.front().part.clear();
  post.step.body = "The sealed file was sent.";
  post.step.work.report = casework::transferSentReport;
  post.step.work.forWhom = found->toSchool;
  post.step.work.fileSha256 = found->fileSha256;
  post.done = "Written down: it was sent to " + found->toSchool + ".";
  post.page = KeepingPage::sent;
  askKeeping(state, std::move(post), out);
}

void on(State& state, KeepingArrivedPressed&, Effects& out) {
  const KeepingState& now = keeping(state);
  const std::string how = trimmed(now.how.text());
  if (how.empty()) return sayKeeping(state, "Write how you know: whom you rang, and when.");
  askKeeping(state, NoteArrival{now.chosen, how}, out);
}

void on(State& state, KeepingReceiptChosen& event, Effects& out) {
  const KeepingState& now = keeping(state);
  if (event.at < now.here.receipts.size()) askKeeping(state, TakeReceipt{now.here.receipts[event.at].path}, out);
}

void on(State& state, KeepingFileChosen& event, Effects& out) {
  const KeepingState& now = keeping(state);
  if (event.at < now.here.files.size()) askKeeping(state, LookAtFile{now.here.files[event.at].path}, out);
}

void on(State& state, KeepingTakeInPressed&, Effects& out) {
  const KeepingState& now = keeping(state);
  if (now.page != KeepingPage::look || !now.file) return;
  if (now.child.ref.empty()) return sayKeeping(state, "Choose whose file it is first.");
  askKeeping(state, TakeInFile{now.file->path, now.child}, out);
}

void on(State& state, KeepingKeptChosen& event, Effects& out) {
  askKeeping(state, SaveKeptFile{std::move(event.id)}, out);
}

void on(State& state, KeepingCardWanted&, Effects& out) {
  askKeeping(state, SaveOwnCard{}, out);
}

void on(State& state, KeepingBornPressed&, Effects& out) {
  const KeepingState& now = keeping(state);
  const auto day = dayFrom(now.bornOn.text(), state.today);
  if (!day || *day >= state.today) {
    return sayKeeping(state, "Write the date of birth like 3/4/2015 or 3 April 2015.");
  }
  PostKept post;
  post.step.kind = Kind::child;
  post.step.pupils = {now.child};
  post.step.pupils.front().part.clear();
  post.step.work.bornOn = *day;
  // Those that said another day are no longer in force; a status stays.
  if (const auto known = state.inbox.view.children.find(now.child.ref); known != state.inbox.view.children.end()) {
    for (const std::string& id : known->second) {
      const Entry* entry = entryOf(state, id);
      if (entry != nullptr && entry->casework.status.empty()) post.step.work.replaces.push_back(id);
    }
  }
  post.done = "Written down: born on " + dayWords(*day) + ".";
  askKeeping(state, std::move(post), out);
}

void on(State& state, KeepingHoldPressed&, Effects& out) {
  const KeepingState& now = keeping(state);
  const std::string reason = trimmed(now.reason.text());
  const auto holds = casework::holdsOf(state.inbox.view, state.inbox.entries);
  const auto held = holds.find(now.child.ref);
  if (reason.empty()) {
    return sayKeeping(state, held == holds.end() ? "Write why these records must be kept."
                                                 : "Write why they need not be kept any longer.");
  }
  PostKept post;
  post.step.kind = Kind::hold;
  post.step.pupils = {now.child};
  post.step.pupils.front().part.clear();
  post.step.body = reason;
  post.done = "These records are held: nobody may destroy them.";
  if (held != holds.end()) {
    post.step.work.removed = true;
    post.step.work.replaces = held->second.ids;
    post.done = "They are no longer held.";
  }
  askKeeping(state, std::move(post), out);
}

void on(State& state, KeepingKnown& event, Effects&) {
  keeping(state).here = std::move(event.here);
  keeping(state).looked = true;
}

void on(State& state, KeepingLookedAt& event, Effects&) {
  state.inbox.manage.working = false;
  KeepingState& now = keeping(state);
  now.typed.setText(event.file.childName);
  now.file = std::move(event.file);
  now.child = {};
  find(state);
  // One child of that name: most likely theirs, to be confirmed.
  if (now.pupils.size() == 1 && state.school.roster) {
    const Pupil& pupil = state.school.roster->pupils[now.pupils.front()];
    now.child = {pupil.id, pupil.displayName(), pupil.className, "", ""};
  }
  goToKeeping(state, KeepingPage::look);
}

void on(State& state, KeepingDone& event, Effects& out) {
  state.inbox.manage.working = false;
  state.inbox.manage.done = std::move(event.done);
  KeepingState& now = keeping(state);
  now.how.setText("");
  now.bornOn.setText("");
  now.reason.setText("");
  state.lastTouch = state.now;
  goToKeeping(state, event.page);
  out.emplace_back(KeepingEffect{LoadKeeping{}});
}

void on(State& state, KeepingFailed& event, Effects&) {
  state.inbox.manage.working = false;
  state.inbox.manage.problem = event.fault.detail.empty() ? faultSentence(event.fault) : event.fault.detail;
  state.lastTouch = state.now;
}

}  // namespace

bool backInKeeping(State& state) {
  KeepingState& now = keeping(state);
  switch (now.page) {
    case KeepingPage::overview:
      return false;
    case KeepingPage::send:
      goToKeeping(state, KeepingPage::child);
      return true;
    case KeepingPage::check:
      goToKeeping(state, KeepingPage::send);
      return true;
    case KeepingPage::arrived:
      goToKeeping(state, KeepingPage::sent);
      return true;
    case KeepingPage::look:
      now.file.reset();
      goToKeeping(state, KeepingPage::files);
      return true;
    case KeepingPage::record:
      goToKeeping(state, KeepingPage::due);
      return true;
    case KeepingPage::destroy:
      goToKeeping(state, KeepingPage::record);
      return true;
    case KeepingPage::destroyingOne:
      goToKeeping(state, KeepingPage::destroying);
      return true;
    default:
      goToKeeping(state, KeepingPage::overview);
      return true;
  }
}

void on(State& state, KeepingEvent& event, Effects& out) {
  std::visit([&](auto& each) { on(state, each, out); }, event);
}

}  // namespace pillarbox::inbox

#include <algorithm>
#include <utility>

#include "kiosk/inbox/apply.h"
#include "kiosk/inbox/fields.h"
#include "kiosk/inbox/narrowing.h"
#include "kiosk/inbox/review_wording.h"
#include "shared/casework/calendar.h"

namespace pillarbox::inbox {
namespace {

constexpr int sampleDays = 365;          // records at random are of the last year
constexpr int wordingDays = 90;          // and wording is looked at in what is new
constexpr std::size_t mostWorded = 400;  // entries: each costs some tenths of a millisecond

ReviewState& review(State& state) {
  return state.inbox.manage.review;
}

// The same until somebody finishes a review, on every device: nobody draws again until it suits.
std::uint64_t seedOf(const State& state) {
  const std::optional<casework::ReviewDone>& last = state.inbox.manage.review.last;
  std::uint64_t seed = 7;
  for (const char c : last ? last->entry : state.config.schoolName) seed = seed * 31 + static_cast<unsigned char>(c);
  return seed;
}

// Of what is new only, each entry once.
void lookAtWording(State& state) {
  ReviewState& now = review(state);
  if (!now.rules || !state.school.directory) return;
  const WallTime from = casework::startOf(casework::daysLater(state.today, -wordingDays));
  std::size_t room = mostWorded;
  for (const auto& [id, each] : state.inbox.entries) {
    const Entry& entry = each.entry;
    if (entry.writtenAt.wall < from || (entry.account.empty() && entry.body.empty())) continue;
    if (now.wording.contains(id)) continue;
    if (room-- == 0) return;
    now.wording.emplace(id, wordingOf(entry, *now.rules, state.school.directory->policies));
  }
}

void takeNotes(State& state) {
  ReviewState& now = review(state);
  now.notes.clear();
  const Entry* last = now.last ? entryOf(state, now.last->entry) : nullptr;
  for (const auto& [id, made] : state.inbox.view.cases) {
    for (const std::string& later : made.later) {
      const Entry* entry = entryOf(state, later);
      if (entry == nullptr || entry->kind != Kind::reviewed || entry->body.empty()) continue;
      if (last == nullptr || entry->writtenAt.wall > last->writtenAt.wall) now.notes[id] = entry->body;
    }
  }
}

void countFigures(State& state) {
  ReviewState& now = review(state);
  if (!state.school.directory || !state.school.roster) return;
  Narrowing year;
  year.span = Span::schoolYear;
  casework::FiguresAsked asked;
  asked.from = daysOf(year, state.today).from;
  asked.to = state.today;
  asked.categories = state.school.directory->categories;
  asked.places = state.school.directory->places;
  if (now.byClass) asked.childrenBy = casework::FiguresAsked::ChildrenBy::schoolClass;
  now.figures = casework::figuresOf(state.inbox.view, state.inbox.entries, *state.school.roster, asked);
}

void lookAgain(State& state) {
  ReviewState& now = review(state);
  if (!state.school.directory || state.today.empty()) return;
  const Directory& directory = *state.school.directory;
  const InboxState& inbox = state.inbox;
  now.turn = casework::reviewTurn(directory, inbox.view, inbox.entries, state.today);
  const std::vector<casework::ReviewDone> done = casework::reviewsDone(inbox.view, inbox.entries);
  now.last = done.empty() ? std::nullopt : std::optional(done.back());
  lookAtWording(state);
  casework::ReviewAsked asked;
  asked.today = state.today;
  asked.openDays = directory.policies.reviewOpenDays;
  asked.categories = directory.categories;
  asked.seed = seedOf(state);
  asked.sampleFrom = casework::daysLater(state.today, -sampleDays);
  asked.hints = [&now](const Entry& entry) {
    const auto found = now.wording.find(entry.id);
    return found == now.wording.end() ? std::vector<std::string>{} : found->second;
  };
  now.found = casework::reviewOf(inbox.view, inbox.entries, asked);
  takeNotes(state);
  if (now.page == ReviewPage::figures) countFigures(state);
}

// The next of what is on its way into another category.
void moveNext(State& state, Effects& out) {
  ReviewJoin& join = review(state).join;
  if (join.moving.empty() || isTaking(state, Kind::triage)) return;
  std::erase_if(join.moving, [&](const std::string& id) {
    const Case* made = caseOf(state, id);
    return made == nullptr || made->category != join.from;
  });
  if (join.moving.empty()) {
    join.done = true;
    state.lastTouch = state.now;
    return;
  }
  Step step;
  step.kind = Kind::triage;
  step.subject = join.moving.front();
  step.category = join.into;
  (void)take(state, step.subject, step, out);
}

void turnTo(State& state, ReviewPage page) {
  ReviewState& now = review(state);
  now.page = page;
  state.inbox.problem.clear();
  state.inbox.manage.done.clear();
  state.inbox.manage.problem.clear();
}

void on(State& state, ReviewShown&, Effects& out) {
  review(state) = ReviewState{};
  lookAgain(state);
  out.emplace_back(ReviewEffect{LoadReview{}});
}

void on(State& state, ReviewRulesKnown& event, Effects&) {
  review(state).rules = std::move(event.rules);
  lookAgain(state);
}

void on(State& state, ReviewPageChosen& event, Effects&) {
  ReviewState& now = review(state);
  if (event.page == ReviewPage::finish && !now.looked && !now.found.findings.empty() && !now.sure) {
    now.sure = true;
    return;
  }
  if (event.page == ReviewPage::sample || event.page == ReviewPage::categories) now.looked = true;
  turnTo(state, event.page);
  if (event.page == ReviewPage::figures) countFigures(state);
  if (event.page != ReviewPage::reviewers || !state.school.directory) return;
  std::vector<std::string>& chosen = review(state).reviewers;
  chosen.clear();
  for (const Person* person : casework::reviewersOf(*state.school.directory)) chosen.push_back(person->id);
}

void on(State& state, ReviewFindingsChosen& event, Effects&) {
  review(state).looked = true;
  review(state).of = event.of;
  turnTo(state, ReviewPage::heading);
}

void on(State& state, ReviewCaseOpened& event, Effects& out) {
  if (state.screen != Screen::manage || caseOf(state, event.caseId) == nullptr) return;
  state.inbox.side = Side::list;
  state.inbox.before.clear();
  review(state).opened = event.caseId;
  openCase(state, std::move(event.caseId), out);
}

void on(State& state, ReviewJoinOpened& event, Effects&) {
  if (isReservedCategory(event.from)) return;
  review(state).join = ReviewJoin{};
  review(state).join.from = std::move(event.from);
  review(state).join.into = std::move(event.into);
  turnTo(state, ReviewPage::join);
}

void on(State& state, ReviewJoinInto& event, Effects&) {
  ReviewJoin& join = review(state).join;
  if (!join.moving.empty() || event.into == join.from) return;
  join.into = std::move(event.into);
  join.sure = join.done = false;
}

void on(State& state, ReviewJoinPressed&, Effects& out) {
  ReviewJoin& join = review(state).join;
  if (review(state).page != ReviewPage::join || join.into.empty()) return;
  state.inbox.problem.clear();
  if (!join.moving.empty()) return moveNext(state, out);
  casework::Consolidation preview = casework::previewConsolidation(state.inbox.view, join.from, join.into);
  if (preview.cases.empty()) return;
  if (!std::exchange(join.sure, true)) return;
  join.sure = false;
  join.total = preview.cases.size();
  join.moving = std::move(preview.cases);
  moveNext(state, out);
}

void on(State& state, ReviewCategoryRemoved&, Effects& out) {
  const ReviewJoin& join = review(state).join;
  if (!state.school.directory || review(state).page != ReviewPage::join || !join.moving.empty()) return;
  Directory next = *state.school.directory;
  if (std::erase(next.categories, join.from) == 0) return;
  next.categoryGuidance.erase(join.from);
  signDirectory(state, std::move(next),
                "“" + join.from + "” is off the list. Concerns that had it keep it in their story.", out);
}

void on(State& state, ReviewNoteOpened& event, Effects&) {
  if (caseOf(state, event.caseId) == nullptr) return;
  review(state).noteOn = std::move(event.caseId);
  review(state).note.clear();
  turnTo(state, ReviewPage::note);
}

void on(State& state, ReviewNoteTyped& event, Effects&) {
  review(state).note.apply(event.action);
}

void on(State& state, ReviewNotePosted&, Effects& out) {
  ReviewState& now = review(state);
  if (now.page != ReviewPage::note || trimmed(now.note.text()).empty() || isTaking(state, Kind::reviewed)) return;
  state.inbox.problem.clear();
  Step step;
  step.kind = Kind::reviewed;
  step.subject = now.noteOn;
  step.body = trimmed(now.note.text());
  (void)take(state, now.noteOn, std::move(step), out);
}

void on(State& state, ReviewDecidedTyped& event, Effects&) {
  review(state).decided.apply(event.action);
}

void on(State& state, ReviewFinished&, Effects& out) {
  ReviewState& now = review(state);
  if (now.page != ReviewPage::finish || isTaking(state, Kind::reviewed)) return;
  state.inbox.problem.clear();
  Step step;
  step.kind = Kind::reviewed;
  step.body = casework::summaryOf(now.found, now.notes.size());
  const std::string decided = trimmed(now.decided.text());
  if (!decided.empty()) step.body += "\n" + std::string(casework::decidedLabel) + decided;
  step.work.report = casework::reviewReport;
  (void)take(state, {}, std::move(step), out);
}

void on(State& state, ReviewReviewerToggled& event, Effects&) {
  std::vector<std::string>& chosen = review(state).reviewers;
  if (std::erase(chosen, event.person) == 0) chosen.push_back(std::move(event.person));
}

void on(State& state, ReviewReviewersSaved&, Effects& out) {
  if (!state.school.directory || review(state).page != ReviewPage::reviewers) return;
  Directory next = *state.school.directory;
  next.reviewers = review(state).reviewers;
  signDirectory(state, std::move(next), "Saved. They take turns in this order.", out);
}

void on(State& state, ReviewClassesToggled&, Effects&) {
  review(state).byClass = !review(state).byClass;
  countFigures(state);
}

}  // namespace

bool backInReview(State& state) {
  ReviewState& now = review(state);
  switch (now.page) {
    case ReviewPage::overview:
      return false;
    case ReviewPage::join:
      if (isTaking(state, Kind::triage)) return true;
      turnTo(state, ReviewPage::categories);
      return true;
    case ReviewPage::note:
      if (isTaking(state, Kind::reviewed)) return true;
      turnTo(state, ReviewPage::sample);
      return true;
    default:
      turnTo(state, ReviewPage::overview);
      return true;
  }
}

bool backToReview(State& state) {
  ReviewState& now = review(state);
  if (state.inbox.manage.part != ManagePart::review || now.opened.empty()) return false;
  now.opened.clear();
  state.screen = Screen::manage;
  lookAgain(state);
  return true;
}

void refreshReview(State& state, Effects& out) {
  if (state.inbox.manage.part != ManagePart::review || state.screen != Screen::manage) return;
  ReviewState& now = review(state);
  const std::optional<casework::ReviewDone> last = now.last;
  moveNext(state, out);
  if (!now.join.moving.empty()) return;  // once at the end, not after each of a hundred
  lookAgain(state);
  if (now.page == ReviewPage::note && !isTaking(state, Kind::reviewed) && now.notes.contains(now.noteOn) &&
      now.notes.at(now.noteOn) == trimmed(now.note.text())) {
    turnTo(state, ReviewPage::sample);
  }
  if (now.page == ReviewPage::finish && now.last != last) {
    now.decided.clear();
    now.looked = now.sure = false;
    turnTo(state, ReviewPage::overview);
    state.inbox.manage.done = "This review is finished and signed.";
  }
}

void on(State& state, ReviewEvent& event, Effects& out) {
  if (!reading(state) || state.inbox.manage.part != ManagePart::review) return;
  std::visit([&](auto& each) { on(state, each, out); }, event);
}

}  // namespace pillarbox::inbox

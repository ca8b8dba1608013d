#include "kiosk/inbox/list_notices.h"

#include <algorithm>

#include "kiosk/inbox/days.h"
#include "kiosk/inbox/people_words.h"
#include "kiosk/inbox/state.h"
#include "shared/casework/calendar.h"
#include "shared/casework/review_rota.h"
#include "shared/casework/transfers.h"

namespace pillarbox::inbox {
namespace {

void addTransfers(const State& state, std::vector<ListNotice>& out) {
  const auto sent = casework::transfersOf(state.inbox.view, state.inbox.entries, state.today);
  const auto late = std::count_if(sent.begin(), sent.end(), [](const casework::Transfer& one) {
    return one.state == casework::Transfer::State::overdue;
  });
  if (late == 0) return;
  out.push_back(
      {"list.notice.transfer",
       late == 1 ? "Did a child's file arrive? Please ring" : std::to_string(late) + " files: did they arrive?",
       ManagePart::keeping});
}

// Whoever's turn it is, from a week before.
void addReview(const State& state, std::vector<ListNotice>& out) {
  if (!state.school.directory) return;
  const auto turn = casework::reviewTurn(*state.school.directory, state.inbox.view, state.inbox.entries, state.today);
  if (!turn || turn->person != state.reader.id || turn->due > casework::daysLater(state.today, 7)) return;
  std::string day = dayShort(turn->due);
  day.resize(day.size() - std::min<std::size_t>(day.size(), 5));  // the year
  out.push_back({"list.notice.review", "Your turn: review records by " + day, ManagePart::review});
}

// Until the card is another one.
void addLostCards(const State& state, std::vector<ListNotice>& out) {
  const std::vector<LostCard> lost = lostCards(state);
  if (lost.empty()) return;
  out.push_back(
      {"list.notice.card-lost",
       lost.size() == 1 ? "Key card lost: " + lost.front().name : std::to_string(lost.size()) + " key cards are lost",
       ManagePart::people});
}

}  // namespace

std::vector<ListNotice> noticesOf(const State& state) {
  std::vector<ListNotice> out;
  if (!state.school.chainDoubt.empty()) {
    out.push_back({"list.notice.chain", "The server's records do not fit: tell your technician", ManagePart::audit});
  }
  if (state.school.fetchesLess) {
    out.push_back({"list.notice.fetches", "Not all that is for you comes to this device", ManagePart::people});
  }
  addLostCards(state, out);
  if (state.today.empty()) return out;
  addTransfers(state, out);
  addReview(state, out);
  return out;
}

}  // namespace pillarbox::inbox

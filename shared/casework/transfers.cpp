#include "shared/casework/transfers.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace pillarbox::casework {
namespace {

// Who said that it arrived: a checked receipt says more than a word by hand, else the first who said it.
const Entry* better(const Entry* known, const Entry& other) {
  if (known == nullptr) return &other;
  const auto rank = [](const Entry& entry) {
    return std::make_tuple(entry.casework.fileSha256.empty(), entry.writtenAt.wall, entry.id);
  };
  return rank(other) < rank(*known) ? &other : known;
}

}  // namespace

std::vector<Transfer> transfersOf(const CaseView& view, const CaseEntries& entries, std::string_view today) {
  std::map<std::string, const Entry*, std::less<>> said;  // by what was sent
  if (const auto received = view.apart.find(Kind::received); received != view.apart.end()) {
    for (const std::string& id : received->second) {
      const auto entry = entries.find(id);
      if (entry == entries.end()) continue;
      const Entry*& known = said[entry->second.entry.subject];
      known = better(known, entry->second.entry);
    }
  }
  std::map<std::string, std::string, std::less<>> sent;  // the days somebody said so, by the file's hash
  for (const std::string& id : view.log) {
    const auto found = entries.find(id);
    if (found == entries.end() || found->second.entry.kind != Kind::exported) continue;
    const Casework& work = found->second.entry.casework;
    if (work.report != transferSentReport || work.fileSha256.empty()) continue;
    const std::string day = dayOn(found->second.entry.writtenAt.wall);
    const auto known = sent.emplace(work.fileSha256, day).first;
    known->second = std::min(known->second, day);
  }
  std::vector<Transfer> out;
  for (const std::string& id : view.log) {
    const auto found = entries.find(id);
    if (found == entries.end()) continue;
    const Entry& entry = found->second.entry;
    if (entry.kind != Kind::exported || entry.casework.due.empty() || entry.pupils.empty()) continue;
    Transfer one;
    one.id = id;
    one.pupil = entry.pupils.front();
    one.toSchool = entry.casework.forWhom;
    one.sentOn = dayOn(entry.writtenAt.wall);
    one.due = entry.casework.due;
    one.fileSha256 = entry.casework.fileSha256;
    one.sentBy = entry.author.name;
    if (const auto when = sent.find(one.fileSha256); when != sent.end() && !one.fileSha256.empty()) {
      one.sentSaid = true;
      one.sentOn = when->second;
    }
    if (const auto arrived = said.find(id); arrived != said.end()) {
      one.state = Transfer::State::arrived;
      one.arrivedOn = dayOn(arrived->second->writtenAt.wall);
      one.arrivedHow = arrived->second->body;
      one.receiptChecked = !one.fileSha256.empty() && arrived->second->casework.fileSha256 == one.fileSha256;
    } else if (!today.empty() && one.due < today) {
      one.state = Transfer::State::overdue;
    }
    out.push_back(std::move(one));
  }
  std::sort(out.begin(), out.end(), [](const Transfer& a, const Transfer& b) {
    if (a.state != b.state) return a.state < b.state;
    if (a.state == Transfer::State::arrived) return std::tie(b.arrivedOn, b.id) < std::tie(a.arrivedOn, a.id);
    return std::tie(a.due, a.id) < std::tie(b.due, b.id);
  });
  return out;
}

std::string schoolDaysLater(std::string_view day, int days) {
  std::string at(day);
  if (!isDay(at)) return {};
  while (days > 0) {
    at = daysLater(at, 1);
    if (weekdayOf(at) <= 5) --days;
  }
  return at;
}

}  // namespace pillarbox::casework

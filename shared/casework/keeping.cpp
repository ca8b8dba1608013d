#include "shared/casework/keeping.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace pillarbox::casework {
namespace {

template <class Each>
void eachApart(const CaseView& view, const CaseEntries& entries, Kind kind, Each&& each) {
  const auto found = view.apart.find(kind);
  if (found == view.apart.end()) return;
  for (const std::string& id : found->second) {
    const auto entry = entries.find(id);
    if (entry != entries.end()) each(entry->second.entry);
  }
}

}  // namespace

ByChild bornOnOf(const CaseView& view, const CaseEntries& entries) {
  ByChild out;
  for (const auto& [ref, ids] : view.children) {
    std::set<std::string, std::less<>> replaced;
    for (const std::string& id : ids) {
      const auto entry = entries.find(id);
      if (entry == entries.end() || entry->second.entry.casework.bornOn.empty()) continue;
      const auto& names = entry->second.entry.casework.replaces;
      replaced.insert(names.begin(), names.end());
    }
    std::string day;
    for (const std::string& id : ids) {
      const auto entry = entries.find(id);
      if (entry != entries.end() && !replaced.contains(id)) day = std::max(day, entry->second.entry.casework.bornOn);
    }
    if (!day.empty()) out.emplace(ref, day);
  }
  return out;
}

std::map<std::string, Hold, std::less<>> holdsOf(const CaseView& view, const CaseEntries& entries) {
  std::set<std::string, std::less<>> lifted;
  eachApart(view, entries, Kind::hold, [&](const Entry& entry) {
    if (entry.casework.removed) lifted.insert(entry.casework.replaces.begin(), entry.casework.replaces.end());
  });
  std::map<std::string, Hold, std::less<>> out;
  eachApart(view, entries, Kind::hold, [&](const Entry& entry) {
    if (entry.casework.removed || entry.pupils.empty() || lifted.contains(entry.id)) return;
    Hold& hold = out[entry.pupils.front().ref];
    if (hold.ids.empty()) {
      hold = {{}, entry.pupils.front(), entry.body, dayOn(entry.writtenAt.wall), entry.author.name};
    }
    hold.ids.push_back(entry.id);
  });
  return out;
}

std::vector<Destruction> destructionsOf(const CaseView& view, const CaseEntries& entries) {
  std::map<std::string, Destruction, std::less<>> all;
  eachApart(view, entries, Kind::destroy, [&](const Entry& entry) {
    if (entry.casework.stage != "proposed" || entry.pupils.empty()) return;
    Destruction one;
    one.id = entry.id;
    one.pupil = entry.pupils.front();
    one.reason = entry.body;
    one.proposedOn = dayOn(entry.writtenAt.wall);
    one.proposedAt = entry.writtenAt.wall;
    one.proposedBy = entry.author.name;
    one.proposedById = entry.author.id;
    one.orderSha256 = entry.casework.orderSha256;
    one.covers = entry.casework.covers;
    all.emplace(entry.id, std::move(one));
  });
  using State = Destruction::State;
  eachApart(view, entries, Kind::destroy, [&](const Entry& entry) {
    const auto found = all.find(entry.subject);
    if (found == all.end()) return;
    Destruction& one = found->second;
    const std::string& stage = entry.casework.stage;
    if (stage == "agreed" && entry.author.id != one.proposedById) {
      one.agreedOn = dayOn(entry.writtenAt.wall);
      one.agreedBy = entry.author.name;
      one.agreedById = entry.author.id;
      one.state = std::max(one.state, State::agreed);
    } else if (stage == "withdrawn" || stage == "done") {
      const State state = stage == "done" ? State::done : State::withdrawn;
      if (state < one.state) return;
      one.state = state;
      one.endedOn = dayOn(entry.writtenAt.wall);
      one.endedBy = entry.author.name;
    }
  });
  std::vector<Destruction> out;
  for (auto& [id, one] : all) out.push_back(std::move(one));
  std::sort(out.begin(), out.end(), [](const Destruction& a, const Destruction& b) {
    return std::tie(b.proposedAt, b.id) < std::tie(a.proposedAt, a.id);
  });
  return out;
}

std::string destructionWords(const Destruction& one, std::string_view agreeFrom) {
  using State = Destruction::State;
  const std::string count =
      " (" + std::to_string(one.covers.size()) + (one.covers.size() == 1 ? " entry)" : " entries)");
  const std::string both = one.proposedBy + (one.agreedBy.empty() ? "" : " and " + one.agreedBy);
  switch (one.state) {
    case State::done:
      return "Records destroyed on " + dayWords(one.endedOn) + " by " + both + count + ".";
    case State::agreed:
      return "To be destroyed: agreed by " + both + count + ". It is done as soon as the server has the order.";
    case State::withdrawn:
      return "Withdrawn on " + dayWords(one.endedOn) + " by " + one.endedBy + ": the records are kept.";
    case State::proposed:
      break;
  }
  const std::string proposed = "Proposed on " + dayWords(one.proposedOn) + " by " + one.proposedBy + count + ".";
  return proposed + (agreeFrom.empty() ? " The days of notice begin when the server has it."
                                       : " Another person may agree from " + dayWords(agreeFrom) + " on.");
}

RetentionAsked retentionAsked(const CaseView& view, const CaseEntries& entries, std::string_view today, int years) {
  RetentionAsked asked;
  asked.today = today;
  asked.years = years;
  asked.bornOn = bornOnOf(view, entries);
  for (const auto& [ref, hold] : holdsOf(view, entries)) asked.holds.emplace(ref, hold.reason);
  return asked;
}

}  // namespace pillarbox::casework

#include "shared/alert/schedule.h"

#include <algorithm>
#include <cstdio>
#include <ctime>

#include "shared/alert/mail.h"
#include "shared/record/rota.h"

namespace pillarbox::alert {

namespace {

constexpr int digestHours = 4;

using People = std::vector<const Person*>;

std::tm localOf(WallTime time) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
  std::tm parts{};
  ::localtime_r(&seconds, &parts);
  return parts;
}

// The next full hour of that number, after `time`.
WallTime nextHour(WallTime time, int hour) {
  std::tm parts = localOf(time);
  if (parts.tm_hour >= hour) ++parts.tm_mday;
  parts.tm_hour = hour;
  parts.tm_min = parts.tm_sec = 0;
  parts.tm_isdst = -1;
  return std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::from_time_t(std::mktime(&parts)));
}

bool isPrivate(std::string_view audience) {
  return audience == "head" || audience == "chair";
}

bool canBeWritten(const Person& person) {
  return person.active && isMailAddress(person.email);
}

bool reads(const Directory& directory, std::string_view audience, const Person& person) {
  const Audience* const found = directory.audience(audience);
  return found != nullptr && std::find(found->people.begin(), found->people.end(), person.id) != found->people.end();
}

People readersOf(const Directory& directory, std::string_view audience) {
  People readers;
  for (const Person& person : directory.people) {
    if (canBeWritten(person) && reads(directory, audience, person)) readers.push_back(&person);
  }
  return readers;
}

People readersAmong(const Directory& directory, std::string_view audience, const People& people) {
  People readers;
  for (const Person* person : people) {
    if (canBeWritten(*person) && reads(directory, audience, *person)) readers.push_back(person);
  }
  return readers;
}

class Planner {
 public:
  Planner(const Directory& directory, WallTime now) : m_directory(directory), m_now(now) {}

  void plan(const Waiting& posting) {
    if (posting.seen || (posting.told.empty() && m_now - posting.receivedAt > freshFor)) return;
    m_posting = &posting;
    const Policies& policies = m_directory.policies;
    const Milliseconds patience = posting.urgent ? Milliseconds(std::chrono::seconds(policies.callEscalateSeconds))
                                                 : std::chrono::hours(policies.notReadAfterHours);
    const bool closed = isPrivate(posting.audience);
    // As on the day it came: the rota of another day must not make it new to somebody else.
    People first = closed ? readersOf(m_directory, posting.audience)
                          : readersAmong(m_directory, posting.audience, dutyToday(m_directory, whenFirst(posting)));
    if (first.empty()) first = readersOf(m_directory, posting.audience);
    const Reason why = posting.urgent ? Reason::urgent : Reason::posted;
    tell(first, why, whenFirst(posting), closed);

    const bool nobodyReached = !first.empty() && std::all_of(first.begin(), first.end(), [&](const Person* person) {
      return std::any_of(posting.told.begin(), posting.told.end(), [&](const Told& told) {
        return told.person == person->id && told.reason == why && told.refused;
      });
    });
    const WallTime second = nobodyReached ? m_now : late(posting.receivedAt + patience);
    if (closed) return tell(first, Reason::unseen, second, true);
    People others = readersAmong(m_directory, posting.audience, nextAfter(m_directory, m_now));
    others.erase(std::remove_if(others.begin(), others.end(), [&](const Person* one) { return toldOf(*one, why); }),
                 others.end());
    tell(others, Reason::unseen, second, false);
    if (posting.audience != "safeguarding") return;
    People heads;
    for (const Person& person : m_directory.people) {
      const bool reader = reads(m_directory, posting.audience, person);
      if (person.role == PersonRole::head && canBeWritten(person) && !reader) heads.push_back(&person);
    }
    const bool someBetween = !others.empty() || std::any_of(posting.told.begin(), posting.told.end(),
                                                            [](const Told& t) { return t.reason == Reason::unseen; });
    tell(heads, Reason::lastCall, someBetween ? late(posting.receivedAt + 2 * patience) : second, false);
  }

  Plan take() { return std::move(m_plan); }

 private:
  WallTime whenFirst(const Waiting& posting) const { return late(posting.receivedAt); }
  WallTime late(WallTime time) const { return m_posting->urgent ? time : afterQuiet(m_directory.policies, time); }
  bool toldOf(const Person& person, Reason reason) const {
    return std::any_of(m_posting->told.begin(), m_posting->told.end(),
                       [&](const Told& told) { return told.person == person.id && told.reason == reason; });
  }
  void tell(const People& people, Reason reason, WallTime when, bool closed) {
    for (const Person* person : people) {
      if (toldOf(*person, reason)) continue;
      if (when > m_now) {
        if (!m_plan.next || when < *m_plan.next) m_plan.next = when;
        return;
      }
      const bool first = reason == Reason::urgent || reason == Reason::posted;
      m_plan.now.push_back({m_posting->id, person->id, reason, m_posting->urgent, closed, first && !closed, 0});
    }
  }

  const Directory& m_directory;
  WallTime m_now;
  const Waiting* m_posting = nullptr;
  Plan m_plan;
};

}  // namespace

std::string dayKey(WallTime time) {
  const std::tm parts = localOf(time);
  char text[40];
  std::snprintf(text, sizeof text, "digest-%04d-%02d-%02d", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday);
  return text;
}

bool isQuiet(const Policies& policies, WallTime time) {
  const int from = policies.quietFromHour, until = policies.quietUntilHour, hour = localOf(time).tm_hour;
  if (from == until) return false;
  return from < until ? hour >= from && hour < until : hour >= from || hour < until;
}

WallTime afterQuiet(const Policies& policies, WallTime time) {
  return isQuiet(policies, time) ? nextHour(time, policies.quietUntilHour) : time;
}

Plan planFor(const Directory& directory, const std::vector<Waiting>& postings, WallTime now) {
  Planner planner(directory, now);
  for (const Waiting& posting : postings) planner.plan(posting);
  return planner.take();
}

std::vector<Due> digestFor(const Directory& directory, const std::vector<Waiting>& postings, WallTime now) {
  std::tm parts = localOf(now);
  const int hour = directory.policies.digestHour;
  if (parts.tm_hour < hour || parts.tm_hour >= hour + digestHours) return {};
  parts.tm_hour = hour;
  parts.tm_min = parts.tm_sec = 0;
  const auto since =
      std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::from_time_t(std::mktime(&parts)));
  std::vector<Due> due;
  for (const Person* person : onDuty(directory, now)) {
    if (!canBeWritten(*person)) continue;
    const auto unread = std::count_if(postings.begin(), postings.end(), [&](const Waiting& posting) {
      return !posting.seen && posting.receivedAt < since && !isPrivate(posting.audience) &&
             reads(directory, posting.audience, *person);
    });
    if (unread > 0) {
      due.push_back({dayKey(now), person->id, Reason::digest, false, false, false, static_cast<int>(unread)});
    }
  }
  return due;
}

std::optional<WallTime> nextDigest(const Directory& directory, const std::vector<Waiting>& postings, WallTime now) {
  const bool any = std::any_of(postings.begin(), postings.end(),
                               [](const Waiting& posting) { return !posting.seen && !isPrivate(posting.audience); });
  if (!any) return std::nullopt;
  return nextHour(now, directory.policies.digestHour);
}

}  // namespace pillarbox::alert

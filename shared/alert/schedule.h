// Who is told what, and when: from the directory, what was posted, what was seen and who was told already. Pure; hours
// and days are those of the machine's time zone. What it says is due is due again until it is told, so that whoever
// asks may be stopped at any moment.
//
// What can wait, waits for the end of the school's quiet hours. What is urgent goes at once to whoever is on duty,
// after Policies::callEscalateSeconds unseen to the other leads, and after twice that to the heads. The rest does so
// after Policies::notReadAfterHours. What is for a head or a chair alone goes to them, never to anybody else, and once
// more after that time.
#pragma once

#include <string>
#include <vector>

#include "shared/alert/letter.h"
#include "shared/base/clock.h"
#include "shared/record/directory.h"

namespace pillarbox::alert {

// Older than that and never told: it was there before there were e-mails, and the daily one counts it.
inline constexpr Milliseconds freshFor = std::chrono::hours(72);

struct Told {
  std::string person;
  Reason reason = Reason::posted;
  bool refused = false;  // the mail server does not take it, for good
};

struct Waiting {
  std::string id;
  std::string audience;
  bool urgent = false;
  WallTime receivedAt{};
  bool seen = false;
  std::vector<Told> told;  // or about to be: in the queue
};

struct Due {
  std::string posting;  // or dayKey() for a digest
  std::string person;
  Reason reason = Reason::posted;
  bool urgent = false;
  bool pleaseLook = false;
  // Whether the letter may name author and category: the person can read it, and it is the first word of it.
  bool mayName = false;
  int unread = 0;
  bool operator==(const Due&) const = default;
};

struct Plan {
  std::vector<Due> now;
  std::optional<WallTime> next;  // when to ask again; none: nothing is known to come
};
Plan planFor(const Directory& directory, const std::vector<Waiting>& postings, WallTime now);

// The daily e-mail to those on duty: due from Policies::digestHour for four hours, if something their audience may read
// was there and unseen by then. Not what is for a head or a chair. `postings` are all that are unseen.
std::vector<Due> digestFor(const Directory& directory, const std::vector<Waiting>& postings, WallTime now);

// When the next one may be due: the next full digest hour after `now`, if anything readable is unseen.
std::optional<WallTime> nextDigest(const Directory& directory, const std::vector<Waiting>& postings, WallTime now);

std::string dayKey(WallTime time);                             // "digest-2026-11-22", here
bool isQuiet(const Policies& policies, WallTime time);         // in the quiet hours
WallTime afterQuiet(const Policies& policies, WallTime time);  // itself outside of them, else their end

}  // namespace pillarbox::alert

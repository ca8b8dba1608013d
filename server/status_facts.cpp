#include "server/status_facts.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace pillarbox::server {

namespace {

using std::chrono::hours;

constexpr Milliseconds day = hours(24);

std::string plural(std::int64_t count, const std::string& one) {
  return std::to_string(count) + " " + one + (count == 1 ? "" : "s");
}

Check diskCheck(const StatusFacts& facts) {
  constexpr std::uintmax_t gigabyte = 1'000'000'000;
  Check check{Health::good, "Disk", bytesInWords(facts.diskFree) + " of " + bytesInWords(facts.diskAll) + " are free.",
              ""};
  if (facts.diskFree < 1 * gigabyte || facts.diskFree < facts.diskAll / 50) {
    check.health = Health::now;
    check.todo = "Make room now: when the disk is full, terminals keep what is written and wait.";
  } else if (facts.diskFree < 5 * gigabyte && facts.diskFree < facts.diskAll / 10) {
    check.health = Health::soon;
    check.todo = "Make room, or move to a larger disk.";
  }
  return check;
}

Check backupCheck(const StatusFacts& facts) {
  Check check{Health::good, "Backup", "", "Run: pillarbox-server backup, and see that its timer is on."};
  if (!facts.backedUpAt) {
    check.health = Health::now;
    check.says = "There is no backup yet.";
    return check;
  }
  check.says = "The newest backup was made " + agoInWords(*facts.backedUpAt, facts.now) + ".";
  const Milliseconds age = facts.now - *facts.backedUpAt;
  if (age > 7 * day) {
    check.health = Health::now;
  } else if (age > day + hours(6)) {
    check.health = Health::soon;
  } else {
    check.todo.clear();
  }
  return check;
}

Check certificateCheck(const StatusFacts& facts) {
  Check check{Health::now, "Certificate", "The certificate cannot be read.",
              "See that the file given with --cert is there and readable."};
  if (!facts.certificateUntil) return check;
  const Milliseconds left = *facts.certificateUntil - facts.now;
  const auto days = std::chrono::duration_cast<std::chrono::days>(left).count();
  check.says = left <= Milliseconds(0) ? "The certificate has run out: no terminal trusts this server."
                                       : "The certificate is good for " + plural(days, "day") + " more.";
  check.todo = "Put the new certificate in place of the old one; the server notices within a minute.";
  if (left > 21 * day) {
    check.health = Health::good;
    check.todo.clear();
  } else if (left > 5 * day) {
    check.health = Health::soon;
  }
  return check;
}

Check mailCheck(const StatusFacts& facts) {
  Check check{Health::good, "E-mail", "E-mails are handed over.", ""};
  int waiting = 0, refused = 0;
  std::string problem;
  for (const SchoolFacts& school : facts.schools) {
    waiting += school.alertsWaiting;
    refused += school.alertsRefused;
    if (problem.empty()) problem = school.alertProblem;
  }
  if (!facts.mailProblem.empty()) {
    return {Health::now, "E-mail", facts.mailProblem, "Correct smtp.conf; nothing needs to be restarted."};
  }
  if (!facts.mailSet) {
    return {Health::soon, "E-mail", "No mail server is set up: nobody is told of a new concern or an urgent call.",
            "Write smtp.conf (see the technician's guide), then ask a safeguarding lead for a test alert."};
  }
  for (const SchoolFacts& school : facts.schools) {
    if (school.leadHasAddress) continue;
    return {Health::now, "E-mail", "No safeguarding lead of " + school.name + " has an e-mail address.",
            "Ask one of them to add it under Manage, People."};
  }
  if (waiting > 0) {
    return {Health::now, "E-mail", plural(waiting, "e-mail") + " could not be sent yet. " + problem,
            "Check the mail server and smtp.conf; the e-mails are tried again by themselves."};
  }
  if (refused > 0) {
    check.health = Health::soon;
    check.says = plural(refused, "e-mail") + " could not be delivered in the last two weeks.";
    check.todo = "Ask the safeguarding lead to check the e-mail addresses under Manage, People.";
  }
  return check;
}

Check recordsCheck(const SchoolFacts& school, WallTime now) {
  Check check{Health::good, "Records of " + school.name, "", ""};
  if (school.walkFaults > 0) {
    check.health = Health::now;
    check.says = plural(school.walkFaults, "place") + " in what is kept " + (school.walkFaults == 1 ? "is" : "are") +
                 " not as it was posted.";
    check.todo = "Run: pillarbox-server verify, and restore the newest backup that is sound.";
    return check;
  }
  if (!school.walkedAt || now - *school.walkedAt > 3 * day) {
    check.health = Health::soon;
    check.says = school.walkedAt ? "Last checked from end to end " + agoInWords(*school.walkedAt, now) + "."
                                 : "Not checked from end to end yet.";
    check.todo = "This happens by itself once a day; if it does not, run: pillarbox-server verify.";
    return check;
  }
  check.says = "All as posted, checked " + agoInWords(*school.walkedAt, now) + ".";
  return check;
}

Check testCheck(const SchoolFacts& school, WallTime now) {
  Check check{Health::soon, "Test alert of " + school.name, "",
              "Ask a safeguarding lead to run the test alert: until then terminals do not offer to call them."};
  if (!school.alertTestedAt) {
    check.says = "The way from a terminal to a safeguarding lead has never been proved.";
    return check;
  }
  check.says = "The way to a safeguarding lead was proved " + agoInWords(*school.alertTestedAt, now) + ".";
  const Milliseconds left = *school.alertTestedAt + school.alertTestDays * day - now;
  if (left > 3 * day) {
    check.health = Health::good;
    check.todo.clear();
  }
  return check;
}

std::optional<WallTime> lastOf(const DeviceFacts& device) {
  if (!device.heardAt) return device.postedAt;
  return device.postedAt ? std::max(*device.heardAt, *device.postedAt) : device.heardAt;
}

std::optional<Check> deviceCheck(const SchoolFacts& school, const DeviceFacts& device, WallTime now) {
  const std::string what = device.name + ", " + school.name;
  if (device.standing == "waiting to be let in") {
    return Check{Health::soon, what, "It waits to be let in.", "Ask a safeguarding lead to let it in, or not."};
  }
  if (!device.standing.empty()) return std::nullopt;
  // A day of waiting although it reaches the server: it will not end by itself.
  if (device.oldestAt && now - *device.oldestAt > day) {
    return Check{Health::now, what,
                 plural(device.waiting, "posting") + " could not be sent, the oldest for " +
                     lengthInWords(now - *device.oldestAt) + ".",
                 "Run on it: pillarbox doctor. Nothing is lost: it keeps them and goes on trying."};
  }
  const auto last = lastOf(device);
  if (last && now - *last <= 3 * day) return std::nullopt;
  return Check{Health::soon, what, last ? "Last heard of " + agoInWords(*last, now) + "." : "Never heard of.",
               "See that it is switched on and on the network. If it is gone for good, ask a safeguarding lead to "
               "take it off the list."};
}

}  // namespace

std::string bytesInWords(std::uintmax_t bytes) {
  constexpr std::array<const char*, 5> units = {"bytes", "KB", "MB", "GB", "TB"};
  auto value = static_cast<double>(bytes);
  std::size_t unit = 0;
  while (value >= 1000 && unit + 1 < units.size()) {
    value /= 1000;
    ++unit;
  }
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), value < 10 && unit > 0 ? "%.1f %s" : "%.0f %s", value, units.at(unit));
  return text.data();
}

std::string lengthInWords(Milliseconds length) {
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(length).count();
  if (minutes < 2) return "a moment";
  if (minutes < 120) return plural(minutes, "minute");
  if (minutes < 48 * 60) return plural(minutes / 60, "hour");
  return plural(minutes / 60 / 24, "day");
}

std::string agoInWords(WallTime then, WallTime now) {
  return now - then < std::chrono::minutes(2) ? "just now" : lengthInWords(now - then) + " ago";
}

std::vector<Check> checksOf(const StatusFacts& facts) {
  std::vector<Check> checks = {diskCheck(facts), backupCheck(facts)};
  if (facts.certificateKnown) checks.push_back(certificateCheck(facts));
  checks.push_back(mailCheck(facts));
  for (const SchoolFacts& school : facts.schools) {
    checks.push_back(recordsCheck(school, facts.now));
    checks.push_back(testCheck(school, facts.now));
    for (const DeviceFacts& device : school.devices) {
      if (auto check = deviceCheck(school, device, facts.now)) checks.push_back(std::move(*check));
    }
  }
  if (facts.schools.empty()) {
    checks.push_back({Health::soon, "Schools", "No school is here yet.", "Run: pillarbox-server school add."});
  }
  return checks;
}

std::string statusText(const std::vector<Check>& checks) {
  std::string out;
  for (const Check& check : checks) {
    const char* const mark = check.health == Health::good   ? "good  "
                             : check.health == Health::soon ? "soon  "
                                                            : "NOW   ";
    out += mark + check.what + ": " + check.says + "\n";
    if (!check.todo.empty()) out += "      " + check.todo + "\n";
  }
  return out;
}

}  // namespace pillarbox::server

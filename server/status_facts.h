// How the server is doing, for its technician: nothing about children, nothing of what was written. Facts are collected
// by status_book.h; what they mean and what to do about it is said here, once, for the page and for `doctor`. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/base/clock.h"

namespace pillarbox::server {

struct DeviceFacts {
  std::string id, name;
  std::string standing;              // "", "waiting to be let in", "taken off the school's list", "shut out here"
  std::optional<WallTime> heardAt;   // it asked for something
  std::optional<WallTime> postedAt;  // it posted something
  std::int64_t waiting = 0;          // postings that wait there, as it told
  std::optional<WallTime> oldestAt;  // the oldest of them
};

struct SchoolFacts {
  std::string id, name;
  std::int64_t entries = 0;
  std::int64_t bytes = 0;
  std::optional<WallTime> walkedAt;
  std::int64_t walkFaults = 0;
  std::optional<WallTime> alertTestedAt;
  int alertTestDays = 35;
  int alertsWaiting = 0;  // tried and not gone yet
  int alertsRefused = 0;  // in the last fortnight
  std::string alertProblem;
  bool leadHasAddress = true;
  std::vector<DeviceFacts> devices;
};

struct StatusFacts {
  std::string serverName;
  WallTime now{};
  std::string database;  // "SQLite" or "PostgreSQL"
  std::uintmax_t diskFree = 0, diskAll = 0;
  std::optional<WallTime> backedUpAt;
  std::optional<WallTime> certificateUntil;  // none: there is no file to read, or none was named
  bool certificateKnown = true;              // false where nobody said which file it is (doctor without --cert)
  bool mailSet = false;
  std::string mailProblem;  // of the settings themselves
  std::vector<SchoolFacts> schools;
};

enum class Health { good, soon, now };  // nothing to do; soon; now

struct Check {
  Health health = Health::good;
  std::string what;  // "Disk"
  std::string says;  // "12 GB of 100 GB are free."
  std::string todo;  // empty when good
};

std::vector<Check> checksOf(const StatusFacts& facts);

std::string bytesInWords(std::uintmax_t bytes);            // "1.2 GB"
std::string lengthInWords(Milliseconds length);            // "3 hours"; "a moment"
std::string agoInWords(WallTime then, WallTime now);       // "3 hours ago"
std::string statusPage(const StatusFacts& facts);          // a whole HTML document
std::string statusPagePolicy();                            // its Content-Security-Policy
std::string statusText(const std::vector<Check>& checks);  // for a console

}  // namespace pillarbox::server

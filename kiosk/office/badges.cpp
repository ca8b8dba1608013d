#include "kiosk/office/badges.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <vector>

#include "kiosk/office/badges_here.h"
#include "kiosk/office/settings.h"
#include "shared/base/hash.h"
#include "shared/base/log.h"
#include "shared/base/slow_hash.h"
#include "shared/record/badge_code.h"

namespace pillarbox::office {

namespace {

constexpr std::size_t badgeKeyBytes = 32;

std::int64_t nowMs(const School& school) {
  return school.clock->now().time_since_epoch().count();
}

std::string guessesSetting(std::string_view staffId) {
  return std::string(settingPinGuessesPrefix) + std::string(staffId);
}

// Numbers with spaces between; what is none is left out.
std::vector<std::int64_t> numbersOf(std::string_view text) {
  std::vector<std::int64_t> numbers;
  while (!text.empty()) {
    const auto space = text.find(' ');
    const std::string_view word = text.substr(0, space);
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (error == std::errc() && end == word.data() + word.size()) numbers.push_back(number);
    text = space == std::string_view::npos ? std::string_view() : text.substr(space + 1);
  }
  return numbers;
}

Status keepGuesses(School& school, std::string_view staffId, const std::vector<std::int64_t>& guesses) {
  std::string text;
  for (const std::int64_t at : guesses) text += (text.empty() ? "" : " ") + std::to_string(at);
  return school.store->setSetting(guessesSetting(staffId), text);
}

// When wrong PINs were typed within the last five minutes. A time still to come (the clock was set back) counts as now.
Result<std::vector<std::int64_t>> guessesOf(School& school, std::string_view staffId) {
  PB_TRY_VALUE(const auto kept, school.store->setting(guessesSetting(staffId)));
  std::vector<std::int64_t> guesses = numbersOf(kept.value_or(""));
  const std::int64_t now = nowMs(school);
  for (std::int64_t& at : guesses) at = std::min(at, now);
  std::erase_if(guesses, [&](std::int64_t at) { return now - at >= pinGuessWindow.count(); });
  std::sort(guesses.begin(), guesses.end());
  return guesses;
}

BadgeAnswer waitFor(const School& school, const std::vector<std::int64_t>& guesses) {
  BadgeAnswer answer;
  answer.what = BadgeAnswer::What::wait;
  answer.wait = pinGuessWindow - Milliseconds(nowMs(school) - guesses.front());
  return answer;
}

// "HASH EXPIRES LEFT": the hash has no spaces.
struct OneTimePin {
  std::string hash;
  std::int64_t expires = 0, left = 0;
};
std::string oneTimeSetting(std::string_view onlyFor) {
  return onlyFor.empty() ? std::string(settingOneTimePin) : std::string(settingOneTimePinPrefix) + std::string(onlyFor);
}
Result<OneTimePin> oneTimePin(School& school, std::string_view onlyFor) {
  PB_TRY_VALUE(const auto kept, school.store->setting(oneTimeSetting(onlyFor)));
  OneTimePin pin;
  const std::string text = kept.value_or("");
  const auto space = text.find(' ');
  if (space == std::string::npos) return pin;
  const std::vector<std::int64_t> numbers = numbersOf(std::string_view(text).substr(space + 1));
  if (numbers.size() == 2) pin = {text.substr(0, space), numbers[0], numbers[1]};
  return pin;
}
Status keepOneTimePin(School& school, std::string_view onlyFor, const OneTimePin& pin) {
  return school.store->setSetting(
      oneTimeSetting(onlyFor),
      pin.left <= 0 ? "" : pin.hash + " " + std::to_string(pin.expires) + " " + std::to_string(pin.left));
}

Status saveChanged(School& school, const Roster& roster, const BadgesHere& here) {
  if (roster == school.roster) return {};
  PB_TRY(keepBadgesHere(school, here));
  PB_TRY(saveRoster(school, roster));
  return rosterIsDueForOthers(school);
}

Staff* memberOf(Roster& roster, std::string_view staffId) {
  const auto found =
      std::find_if(roster.staff.begin(), roster.staff.end(), [&](const Staff& one) { return one.id == staffId; });
  return found == roster.staff.end() ? nullptr : &*found;
}

Fault nobody() {
  return Fault{FaultCode::notFound, "nobody on the staff list has that id"};
}

Status setPinHash(School& school, std::string_view staffId, const std::string& hash) {
  Roster roster = school.roster;
  Staff* member = memberOf(roster, staffId);
  if (member == nullptr) return nobody();
  member->pin = hash;
  PB_TRY_VALUE(BadgesHere here, badgesHere(school));
  here.pins[member->id] = hash;
  PB_TRY(keepGuesses(school, staffId, {}));
  return saveChanged(school, roster, here);
}

// The members of staff whose badges differ, noted as they are now.
void noteBadges(const Roster& before, const Roster& after, BadgesHere& here) {
  for (std::size_t i = 0; i < after.staff.size() && i < before.staff.size(); ++i) {
    const Staff &was = before.staff[i], &is = after.staff[i];
    for (const std::string& hash : was.badgeHashes) {
      if (std::find(is.badgeHashes.begin(), is.badgeHashes.end(), hash) != is.badgeHashes.end()) continue;
      here.dropped.insert(hash);
      here.joined[is.id].erase(hash);
    }
    for (const std::string& hash : is.badgeHashes) {
      if (std::find(was.badgeHashes.begin(), was.badgeHashes.end(), hash) != was.badgeHashes.end()) continue;
      here.joined[is.id].insert(hash);
      here.dropped.erase(hash);
    }
  }
}

BadgeAnswer answerOf(const Result<BadgeAnswer>& result) {
  if (result.ok()) return *result;
  log::fault("badge", result.fault());
  return {};
}

}  // namespace

Result<BadgeAnswer> checkPin(School& school, std::string_view staffId, const SecretBytes& pin) {
  PB_TRY(refresh(school));
  BadgeAnswer answer;
  const Staff* staff = school.roster.member(staffId);
  if (staff == nullptr || staff->pin.empty()) {
    answer.what = BadgeAnswer::What::noneGiven;
    return answer;
  }
  PB_TRY_VALUE(std::vector<std::int64_t> guesses, guessesOf(school, staffId));
  if (guesses.size() >= static_cast<std::size_t>(mostPinGuesses)) return waitFor(school, guesses);
  guesses.push_back(nowMs(school));
  PB_TRY(keepGuesses(school, staffId, guesses));
  if (slowHashFits(staff->pin, pin)) {
    PB_TRY(keepGuesses(school, staffId, {}));
    answer.what = BadgeAnswer::What::right;
    return answer;
  }
  answer.triesLeft = mostPinGuesses - static_cast<int>(guesses.size());
  if (answer.triesLeft <= 0) return waitFor(school, guesses);
  answer.what = BadgeAnswer::What::wrong;
  return answer;
}

Status setPin(School& school, std::string_view staffId, const SecretBytes& pin) {
  if (!isPin(pin.text())) return Fault{FaultCode::badInput, "a PIN has 6 to 12 digits and nothing else"};
  if (easyPin(pin.text())) {
    return Fault{FaultCode::badInput, "that PIN is easy to guess; choose one that does not count up or repeat"};
  }
  PB_TRY(refresh(school));
  if (school.roster.member(staffId) == nullptr) return nobody();
  PB_TRY_VALUE(const std::string hash, slowHash(pin));
  return setPinHash(school, staffId, hash);
}

Status clearPin(School& school, std::string_view staffId) {
  return setPinHash(school, staffId, {});
}

Result<std::string> makeOneTimePin(School& school, Milliseconds validFor, std::string_view onlyFor) {
  PB_TRY(refresh(school));
  if (!onlyFor.empty() && school.roster.member(onlyFor) == nullptr) return nobody();
  std::string digits;
  do {
    digits.clear();
    for (std::size_t i = 0; i < leastPin; ++i) {
      digits.push_back(static_cast<char>('0' + static_cast<char>(school.random->below(10))));
    }
  } while (easyPin(digits));
  PB_TRY_VALUE(const std::string hash, slowHash(SecretBytes::copyOf(digits)));
  PB_TRY(keepOneTimePin(school, onlyFor, {hash, nowMs(school) + validFor.count(), mostOneTimeGuesses}));
  return digits;
}

Result<BadgeAnswer> joinWithOneTimePin(School& school, std::string_view staffId, std::string_view code,
                                       const SecretBytes& typed) {
  BadgeAnswer answer;
  const std::array<std::string_view, 2> theirsThenAnybodys{staffId, std::string_view()};
  std::optional<std::string_view> fits;
  for (const std::string_view onlyFor : theirsThenAnybodys) {
    PB_TRY_VALUE(OneTimePin pin, oneTimePin(school, onlyFor));
    if (pin.left <= 0 || nowMs(school) >= pin.expires) continue;
    --pin.left;
    PB_TRY(keepOneTimePin(school, onlyFor, pin));
    if (slowHashFits(pin.hash, typed)) {
      fits = onlyFor;
      break;
    }
    answer.triesLeft = std::max(answer.triesLeft, static_cast<int>(pin.left));
  }
  if (!fits) {
    answer.what = answer.triesLeft > 0 ? BadgeAnswer::What::wrong : BadgeAnswer::What::noneGiven;
    return answer;
  }
  const Status added = addBadge(school, staffId, code);
  if (!added.ok() && added.fault().code == FaultCode::alreadyExists) {
    answer.what = BadgeAnswer::What::taken;
    answer.triesLeft = 0;
    return answer;
  }
  PB_TRY(added);
  PB_TRY(keepOneTimePin(school, *fits, {}));
  answer.what = BadgeAnswer::What::right;
  answer.triesLeft = 0;
  return answer;
}

Status addBadge(School& school, std::string_view staffId, std::string_view code) {
  PB_TRY(refresh(school));
  Roster roster = school.roster;
  if (roster.badgeKey.empty()) roster.badgeKey = school.random->bytes(badgeKeyBytes);
  PB_TRY(pillarbox::joinBadge(roster, staffId, code));
  PB_TRY_VALUE(BadgesHere here, badgesHere(school));
  noteBadges(school.roster, roster, here);
  return saveChanged(school, roster, here);
}

Result<int> revokeBadge(School& school, std::string_view code) {
  PB_TRY(refresh(school));
  Roster roster = school.roster;
  const int had = dropBadge(roster, code);
  PB_TRY_VALUE(BadgesHere here, badgesHere(school));
  noteBadges(school.roster, roster, here);
  PB_TRY(saveChanged(school, roster, here));
  return had;
}

Status revokeBadgesOf(School& school, std::string_view staffId) {
  PB_TRY(refresh(school));
  Roster roster = school.roster;
  Staff* member = memberOf(roster, staffId);
  if (member == nullptr) return nobody();
  member->badgeHashes.clear();
  member->pin.clear();
  PB_TRY_VALUE(BadgesHere here, badgesHere(school));
  noteBadges(school.roster, roster, here);
  here.pins[member->id] = "";
  PB_TRY(keepGuesses(school, staffId, {}));
  return saveChanged(school, roster, here);
}

BadgeAnswer perform(School& school, const BadgeWork& work) {
  BadgeAnswer answer;
  if (const auto* check = std::get_if<CheckPin>(&work)) {
    answer = answerOf(checkPin(school, check->staffId, check->pin));
    answer.asked = check->asked;
  } else if (const auto* set = std::get_if<SetFirstPin>(&work)) {
    const Staff* staff = school.roster.member(set->staffId);
    const Status done = staff != nullptr && !staff->pin.empty()
                            ? Status(Fault{FaultCode::alreadyExists, "there is a PIN already"})
                            : setPin(school, set->staffId, set->pin);
    if (done.ok()) answer.what = BadgeAnswer::What::right;
    if (!done.ok()) log::fault("badge", done.fault());
    answer.asked = set->asked;
    answer.ofSetting = true;
  } else if (const auto* join = std::get_if<JoinBadge>(&work)) {
    answer = answerOf(joinWithOneTimePin(school, join->staffId, join->code.text(), join->oneTimePin));
    answer.asked = join->asked;
  }
  return answer;
}

std::string rosterDueSetting(std::string_view device) {
  return "roster.due:" + std::string(device);
}

Status rosterIsDueFor(School& school, std::string_view device) {
  return school.store->setSetting(rosterDueSetting(device), "1");
}

Status rosterIsDueForOthers(School& school) {
  for (const Device& device : school.directory().devices) {
    if (device.id != school.deviceId && !device.revoked) PB_TRY(rosterIsDueFor(school, device.id));
  }
  return {};
}

Result<bool> takeRosterFromServer(School& school, BytesView box) {
  const std::string sha256 = sha256Hex(box);
  PB_TRY_VALUE(const auto last, school.store->setting(settingRosterFromServer));
  if (last == sha256) return false;
  PB_TRY(adoptRosterBox(school, box));
  PB_TRY_VALUE(BadgesHere here, badgesHere(school));
  Roster roster = school.roster;
  const bool more = addBadgesHere(here, roster);
  PB_TRY(keepBadgesHere(school, here));
  if (more) {
    PB_TRY(saveRoster(school, roster));
    PB_TRY(rosterIsDueForOthers(school));
  }
  PB_TRY(school.store->setSetting(settingRosterFromServer, sha256));
  return true;
}

}  // namespace pillarbox::office

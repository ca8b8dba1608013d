#include "kiosk/office/badges_here.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "kiosk/office/settings.h"
#include "shared/base/log.h"
#include "shared/record/json_fields.h"
#include "shared/seal/sealed_box.h"

namespace pillarbox::office {

namespace {

bool has(const std::vector<std::string>& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

// Everything in it is text; anything else makes the whole worthless.
std::optional<BadgesHere> read(const nlohmann::json& json) {
  BadgesHere here;
  if (!json.is_object()) return {};
  const nlohmann::json joined = json.value("joined", nlohmann::json::object());
  const nlohmann::json dropped = json.value("dropped", nlohmann::json::array());
  const nlohmann::json pins = json.value("pins", nlohmann::json::object());
  if (!joined.is_object() || !dropped.is_array() || !pins.is_object()) return {};
  for (const auto& [staff, hashes] : joined.items()) {
    if (!hashes.is_array()) return {};
    for (const auto& hash : hashes) {
      if (!hash.is_string()) return {};
      here.joined[staff].insert(hash.get<std::string>());
    }
  }
  for (const auto& hash : dropped) {
    if (!hash.is_string()) return {};
    here.dropped.insert(hash.get<std::string>());
  }
  for (const auto& [staff, pin] : pins.items()) {
    if (!pin.is_string()) return {};
    here.pins[staff] = pin.get<std::string>();
  }
  return here;
}

}  // namespace

Result<BadgesHere> badgesHere(School& school) {
  PB_TRY_VALUE(const auto kept, school.store->setting(settingBadgesHere));
  const auto box = kept && !kept->empty() ? fromBase64(*kept, Base64::padded) : std::nullopt;
  if (!box) return BadgesHere{};
  const Result<SecretBytes> opened = school.keys.openBox(*box);
  const Result<nlohmann::json> json =
      opened.ok() ? parseJson(opened->text(), "The badges kept here") : Result<nlohmann::json>(opened.fault());
  const std::optional<BadgesHere> here = json.ok() ? read(*json) : std::nullopt;
  if (!here) log::fault("badges-here", json.ok() ? Fault{FaultCode::damaged, "not as it was kept"} : json.fault());
  return here.value_or(BadgesHere{});
}

Status keepBadgesHere(School& school, const BadgesHere& here) {
  if (here.joined.empty() && here.dropped.empty() && here.pins.empty()) {
    return school.store->setSetting(settingBadgesHere, "");
  }
  nlohmann::json json;
  json["joined"] = nlohmann::json::object();
  for (const auto& [staff, hashes] : here.joined) json["joined"][staff] = hashes;
  json["dropped"] = here.dropped;
  json["pins"] = nlohmann::json::object();
  for (const auto& [staff, pin] : here.pins) json["pins"][staff] = pin;
  std::string text = json.dump();
  const Bytes box = seal::boxTo(school.keys.boxPublic, viewOf(text));
  wipe(text);
  return school.store->setSetting(settingBadgesHere, toBase64(box, Base64::padded));
}

bool addBadgesHere(BadgesHere& here, Roster& roster) {
  bool changed = false;
  std::set<std::string> stillDropped;
  for (Staff& member : roster.staff) {
    const auto before = member.badgeHashes.size();
    std::erase_if(member.badgeHashes, [&](const std::string& hash) {
      const bool gone = here.dropped.contains(hash);
      if (gone) stillDropped.insert(hash);
      return gone;
    });
    changed = changed || member.badgeHashes.size() != before;
  }
  here.dropped = std::move(stillDropped);
  const auto taken = [&](const std::string& staffId, const std::string& hash) {
    return std::any_of(roster.staff.begin(), roster.staff.end(),
                       [&](const Staff& one) { return one.id != staffId && has(one.badgeHashes, hash); });
  };
  std::map<std::string, std::set<std::string>> stillJoined;
  std::map<std::string, std::string> stillPins;
  for (Staff& member : roster.staff) {
    if (const auto joined = here.joined.find(member.id); joined != here.joined.end()) {
      for (const std::string& hash : joined->second) {
        if (has(member.badgeHashes, hash) || taken(member.id, hash)) continue;
        member.badgeHashes.push_back(hash);
        stillJoined[member.id].insert(hash);
        changed = true;
      }
    }
    if (const auto pin = here.pins.find(member.id); pin != here.pins.end() && member.pin != pin->second) {
      member.pin = pin->second;
      stillPins.insert(*pin);
      changed = true;
    }
  }
  here.joined = std::move(stillJoined);
  here.pins = std::move(stillPins);
  return changed;
}

}  // namespace pillarbox::office

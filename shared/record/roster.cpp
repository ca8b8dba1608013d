#include "shared/record/roster.h"

#include <algorithm>

#include "shared/base/hash.h"
#include "shared/record/badge_code.h"
#include "shared/record/folding.h"
#include "shared/record/ids.h"
#include "shared/record/json_fields.h"

namespace pillarbox {

namespace {

using Json = nlohmann::ordered_json;
constexpr auto refuse = JsonFields::Unknown::refuse;
constexpr std::size_t mostPupils = 10'000;

// How well every typed word matches the beginning of a word of the name: smaller is better, -1 not at all.
int matchRank(const std::vector<std::string>& typed, const std::vector<std::string>& words) {
  int rank = 0;
  for (const std::string& word : typed) {
    int best = -1;
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (!words[i].starts_with(word)) continue;
      const int score = static_cast<int>(i) * 2 + (words[i].size() == word.size() ? 0 : 1);
      if (best < 0 || score < best) best = score;
    }
    if (best < 0) return -1;
    rank += best;
  }
  return rank;
}

template <class Item, class Words>
std::vector<const Item*> findBy(const std::vector<Item>& items, std::string_view typed, std::size_t most,
                                Words&& wordsOf) {
  const std::vector<std::string> wanted = foldedWords(typed);
  std::vector<std::pair<int, const Item*>> found;
  if (wanted.empty()) return {};
  for (const Item& item : items) {
    const int rank = matchRank(wanted, foldedWords(wordsOf(item)));
    if (rank >= 0) found.emplace_back(rank, &item);
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<const Item*> best;
  for (const auto& [rank, item] : found) {
    if (best.size() == most) break;
    best.push_back(item);
  }
  return best;
}

}  // namespace

std::string Pupil::displayName() const {
  if (!knownAs.empty() && knownAs != forename) return knownAs + " (" + forename + ") " + surname;
  return forename + " " + surname;
}

const Pupil* Roster::pupil(std::string_view id) const {
  const auto found = std::find_if(pupils.begin(), pupils.end(), [&](const Pupil& pupil) { return pupil.id == id; });
  return found == pupils.end() ? nullptr : &*found;
}

const Staff* Roster::member(std::string_view id) const {
  const auto found = std::find_if(staff.begin(), staff.end(), [&](const Staff& member) { return member.id == id; });
  return found == staff.end() ? nullptr : &*found;
}

const Staff* Roster::staffWithBadge(std::string_view code) const {
  return matchBadge(*this, code).staff;
}

std::string badgeHash(const Roster& roster, std::string_view form) {
  if (roster.badgeKey.size() < 16) return {};
  return toHex(keyedHash(roster.badgeKey, viewOf(form)));
}

std::string normaliseBadge(std::string_view code) {
  std::string normal;
  for (const char c : code) {
    const auto u = static_cast<unsigned char>(c);
    if (u == ' ' || u == '\t' || u == '\r' || u == '\n') continue;
    if (u < 0x21 || u > 0x7E) return {};  // readers send printable ASCII; anything else is not a badge
    normal.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
  }
  return normal.size() <= 64 ? normal : std::string();
}

std::string encodeRoster(const Roster& roster) {
  Json json;
  json["v"] = 1;
  json["badge_key"] = toBase64(roster.badgeKey, Base64::padded);
  json["pupils"] = Json::array();
  for (const Pupil& pupil : roster.pupils) {
    Json one{{"id", pupil.id},           {"forename", pupil.forename},
             {"surname", pupil.surname}, {"known_as", pupil.knownAs},
             {"class", pupil.className}, {"year", pupil.year}};
    if (!pupil.otherSurname.empty()) one["other_surname"] = pupil.otherSurname;
    if (!pupil.family.empty()) one["family"] = pupil.family;
    if (!pupil.matchKeys.empty()) one["match"] = pupil.matchKeys;
    json["pupils"].push_back(std::move(one));
  }
  json["staff"] = Json::array();
  for (const Staff& member : roster.staff) {
    json["staff"].push_back({{"id", member.id},
                             {"name", member.name},
                             {"role", member.role},
                             {"person", member.personId},
                             {"badge_hashes", member.badgeHashes}});
    if (!member.pin.empty()) json["staff"].back()["pin"] = member.pin;
  }
  return json.dump();
}

Result<Roster> decodeRoster(std::string_view text) {
  PB_TRY_VALUE(const nlohmann::json document, parseJson(text, "The roster"));
  JsonFields fields(document, "roster");
  Roster roster;
  std::int64_t version = 0;
  std::string key;
  fields.integer("v", version);
  if (fields.status().ok() && version != 1) return Fault{FaultCode::newerVersion, "The roster is of a newer version."};
  fields.text("badge_key", key);
  fields.eachOf("pupils", true, mostPupils, [&](const nlohmann::json& json, const std::string& where) {
    Pupil pupil;
    JsonFields part(json, where);
    part.text("id", pupil.id);
    part.text("forename", pupil.forename);
    part.text("surname", pupil.surname);
    part.optionalText("known_as", pupil.knownAs);
    part.optionalText("class", pupil.className);
    part.optionalText("year", pupil.year);
    part.optionalText("other_surname", pupil.otherSurname);
    part.optionalText("family", pupil.family);
    part.optionalTexts("match", pupil.matchKeys);
    roster.pupils.push_back(std::move(pupil));
    return part.done(refuse);
  });
  fields.eachOf("staff", true, mostPupils, [&](const nlohmann::json& json, const std::string& where) {
    Staff member;
    JsonFields part(json, where);
    part.text("id", member.id);
    part.text("name", member.name);
    part.optionalText("role", member.role);
    part.optionalText("person", member.personId);
    part.optionalText("pin", member.pin);
    part.optionalTexts("badge_hashes", member.badgeHashes);
    roster.staff.push_back(std::move(member));
    return part.done(refuse);
  });
  PB_TRY(fields.done(refuse));
  std::optional<Bytes> badgeKey = fromBase64(key, Base64::padded);
  if (!badgeKey || badgeKey->size() != 32)
    return Fault{FaultCode::badInput, "roster.badge_key is not 32 bytes in base64."};
  roster.badgeKey = std::move(*badgeKey);
  return roster;
}

std::vector<const Staff*> findStaff(const Roster& roster, std::string_view typed, std::size_t most) {
  return findBy(roster.staff, typed, most, [](const Staff& member) { return member.name; });
}

}  // namespace pillarbox

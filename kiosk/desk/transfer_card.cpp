#include "kiosk/desk/transfer_card.h"

#include "shared/base/hash.h"
#include "shared/open/passphrase.h"
#include "shared/record/json_fields.h"
#include "shared/seal/recipient.h"

namespace pillarbox::desk {
namespace {

constexpr std::size_t mostReaders = 100, mostCardBytes = 256 * 1024;
constexpr int wordsOfACard = 6;

Status check(const SchoolCard& card) {
  const bool pinGood = card.pin.size() == 64 && fromHex(card.pin);
  if (card.school.empty() || card.name.empty() || !pinGood || card.recipients.empty()) {
    return Fault{FaultCode::badInput, "Something is missing in the school's card."};
  }
  for (const std::string& recipient : card.recipients) {
    if (!seal::parseRecipient(recipient)) return Fault{FaultCode::badInput, "A key in the school's card is not one."};
  }
  for (const SchoolCard::Reader& reader : card.readers) {
    if (!seal::parseVerifyKey(reader.verifyKey)) {
      return Fault{FaultCode::badInput, "A key in the school's card is not one."};
    }
  }
  return {};
}

}  // namespace

Result<SchoolCard> schoolCardOf(const office::School& school) {
  return schoolCardOf(school.directory(), school.pin);
}

Result<SchoolCard> schoolCardOf(const Directory& directory, const std::string& pin) {
  SchoolCard card{directory.schoolId, directory.schoolName, pin, {}, {}};
  PB_TRY_VALUE(const Route route, routeFor(directory, {}));
  card.recipients = route.recipients;
  const Audience* audience = directory.audience("safeguarding");
  for (const std::string& id : audience == nullptr ? std::vector<std::string>{} : audience->people) {
    const Person* person = directory.person(id);
    if (person != nullptr && person->active) card.readers.push_back({person->name, person->verifyKey});
  }
  PB_TRY(check(card));
  return card;
}

std::string encodeSchoolCard(const SchoolCard& card) {
  nlohmann::ordered_json json{
      {"pillarbox_school_card", 1},   {"school", card.school},         {"name", card.name},
      {"directory_sha256", card.pin}, {"recipients", card.recipients}, {"readers", nlohmann::ordered_json::array()}};
  for (const SchoolCard::Reader& reader : card.readers) {
    json["readers"].push_back({{"name", reader.name}, {"verify_key", reader.verifyKey}});
  }
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

Result<SchoolCard> readSchoolCard(std::string_view text) {
  const Fault none{FaultCode::badInput, "This is not the card of a school."};
  if (text.size() > mostCardBytes) return none;
  const Result<nlohmann::json> json = parseJson(text, "The card");
  if (!json || !json->is_object() || !json->contains("pillarbox_school_card")) return none;
  JsonFields fields(*json, "card");
  SchoolCard card;
  std::int64_t version = 0;
  fields.integer("pillarbox_school_card", version);
  if (fields.status().ok() && version != 1) {
    return Fault{FaultCode::newerVersion, "The school's card was made by a newer Pillarbox."};
  }
  fields.text("school", card.school, 100);
  fields.text("name", card.name, 200);
  fields.text("directory_sha256", card.pin, 64);
  fields.optionalTexts("recipients", card.recipients, mostReaders);
  fields.eachOf("readers", true, mostReaders, [&](const nlohmann::json& each, const std::string& where) -> Status {
    JsonFields part(each, where);
    SchoolCard::Reader reader;
    part.text("name", reader.name, 200);
    part.text("verify_key", reader.verifyKey, 100);
    PB_TRY(part.done(JsonFields::Unknown::refuse));
    card.readers.push_back(std::move(reader));
    return {};
  });
  if (!fields.done(JsonFields::Unknown::refuse)) return Fault{FaultCode::badInput, "The school's card is damaged."};
  PB_TRY(check(card));
  return card;
}

std::string schoolCardWords(const SchoolCard& card) {
  const Sha256 hash = sha256(viewOf(encodeSchoolCard(card)));
  const auto words = open::passphraseWords();
  std::string out;
  std::uint32_t bits = 0;
  int held = 0;
  std::size_t at = 0;
  for (int i = 0; i < wordsOfACard; ++i) {
    for (; held < 10; held += 8) bits = bits << 8 | hash[at++];
    held -= 10;
    out += (i == 0 ? "" : "-") + std::string(words[bits >> held & 1023U]);
  }
  return out;
}

}  // namespace pillarbox::desk

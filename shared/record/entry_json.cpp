#include "shared/record/entry_json.h"

#include "shared/record/body_map_json.h"
#include "shared/record/casework_json.h"
#include "shared/record/json_fields.h"
#include "shared/record/paper_json.h"

namespace pillarbox {

namespace {

using Json = nlohmann::ordered_json;

Json writtenAtJson(const WrittenAt& at) {
  Json json{{"wall", formatTime(at.wall)}, {"monotonic_ms", at.monotonicMs}, {"boot_id", at.bootId}};
  json["last_server_time"] = at.lastServerTime ? Json(formatTime(*at.lastServerTime)) : Json(nullptr);
  return json;
}

Json entryJson(const Entry& entry) {
  Json json;
  json["v"] = 1;
  json["id"] = entry.id;
  json["nonce"] = entry.nonce;
  json["school"] = entry.school;
  json["kind"] = kindName(entry.kind);
  if (!entry.subject.empty()) json["subject"] = entry.subject;
  json["author"] = {{"id", entry.author.id},
                    {"name", entry.author.name},
                    {"role", entry.author.role},
                    {"verified_by", verifiedByName(entry.author.verifiedBy)}};
  json["device"] = entry.device;
  json["written_at"] = writtenAtJson(entry.writtenAt);
  json["happened_at"] = entry.happenedAt;
  if (!entry.happenedFrom.empty()) json["happened_from"] = entry.happenedFrom;
  json["happened_where"] = entry.happenedWhere;
  json["audience"] = entry.audience;
  json["urgent"] = entry.urgent;
  json["unfinished"] = entry.unfinished;
  if (entry.aboutAdult) json["adult"] = {{"ref", entry.adultRef}, {"name", entry.adultName}};
  json["record_kind"] = entry.recordKind;
  json["pupils"] = Json::array();
  for (const PupilPart& pupil : entry.pupils) {
    json["pupils"].push_back({{"ref", pupil.ref},
                              {"name", pupil.name},
                              {"class", pupil.className},
                              {"part", pupil.part},
                              {"description", pupil.description}});
  }
  json["account"] = entry.account;
  json["mentions"] = Json::array();
  for (const EntryMention& mention : entry.mentions) {
    json["mentions"].push_back({{"ref", mention.ref}, {"kind", mentionKindName(mention.kind)}, {"name", mention.name}});
  }
  json["linked_initials"] = entry.linkedInitials;
  json["exact_words"] = Json::array();
  for (const ExactWords& said : entry.exactWords) {
    json["exact_words"].push_back(
        {{"speaker_ref", said.speakerRef}, {"speaker", said.speaker}, {"words", said.words}, {"asked", said.asked}});
  }
  json["done"] = Json::array();
  for (const Done& done : entry.done) {
    json["done"].push_back({{"what", done.what}, {"who", done.who}, {"when", done.when}, {"detail", done.detail}});
  }
  json["dsl_told_in_person"] = entry.dslToldInPerson;
  json["category"] = entry.category;
  if (!entry.shouldKnow.empty()) {
    json["should_know"] = {{"who", entry.shouldKnow}, {"ref", entry.shouldKnowRef}, {"name", entry.shouldKnowName}};
  }
  json["body"] = entry.body;
  if (!entry.casework.empty()) json["casework"] = caseworkJson(entry.casework);
  if (!entry.bodyMap.empty()) json["body_map"] = bodyMapJson(entry.bodyMap);
  if (!entry.pages.empty()) {
    json["pages"] = Json::array();
    for (const PaperPage& page : entry.pages) json["pages"].push_back(paperPageJson(page));
  }
  json["attachments"] = Json::array();
  for (const AttachmentInfo& attachment : entry.attachments) {
    json["attachments"].push_back({{"name", attachment.name},
                                   {"type", attachment.type},
                                   {"bytes", attachment.bytes},
                                   {"sha256", attachment.sha256}});
  }
  return json;
}

Status readAuthor(const nlohmann::json& json, Author& author, JsonFields::Unknown unknown) {
  JsonFields fields(json, "author");
  std::string how = "typed";
  fields.optionalText("id", author.id);
  fields.text("name", author.name);
  fields.optionalText("role", author.role);
  fields.optionalText("verified_by", how);
  PB_TRY(fields.done(unknown));
  const std::optional<VerifiedBy> verified = verifiedByFrom(how);
  if (!verified) return Fault{FaultCode::badInput, "author.verified_by is not a way of identifying someone."};
  author.verifiedBy = *verified;
  return {};
}

Status readWrittenAt(const nlohmann::json& json, WrittenAt& at, JsonFields::Unknown unknown) {
  JsonFields fields(json, "written_at");
  fields.time("wall", at.wall);
  fields.optionalInteger("monotonic_ms", at.monotonicMs);
  fields.optionalText("boot_id", at.bootId);
  if (const nlohmann::json* last = fields.field("last_server_time", false); last != nullptr && !last->is_null()) {
    WallTime time{};
    fields.time("last_server_time", time);
    at.lastServerTime = time;
  }
  return fields.done(unknown);
}

Result<Entry> decode(std::string_view text, JsonFields::Unknown unknown, bool toPost) {
  PB_TRY_VALUE(const nlohmann::json document, parseJson(text, "The entry"));
  JsonFields fields(document, "");
  Entry entry;
  std::int64_t version = 1;
  fields.optionalInteger("v", version);
  if (fields.status().ok() && version != 1) {
    return Fault{FaultCode::newerVersion, "The entry was written by a newer Pillarbox."};
  }
  const bool required = !toPost;
  const auto text1 = [&](const char* key, std::string& out, bool must, std::size_t limit = 2000) {
    must ? fields.text(key, out, limit) : fields.optionalText(key, out, limit);
  };
  std::string kind = "concern";
  text1("id", entry.id, required);
  text1("nonce", entry.nonce, required);
  text1("school", entry.school, required);
  text1("kind", kind, required);
  fields.optionalText("subject", entry.subject);
  Status nested;
  if (const nlohmann::json* author = fields.field("author", true)) nested = readAuthor(*author, entry.author, unknown);
  PB_TRY(nested);
  text1("device", entry.device, required);
  if (const nlohmann::json* at = fields.field("written_at", required))
    nested = readWrittenAt(*at, entry.writtenAt, unknown);
  PB_TRY(nested);
  fields.optionalText("happened_at", entry.happenedAt);
  fields.optionalText("happened_from", entry.happenedFrom);
  fields.optionalText("happened_where", entry.happenedWhere);
  text1("audience", entry.audience, required);
  fields.optionalBoolean("urgent", entry.urgent);
  fields.optionalBoolean("unfinished", entry.unfinished);
  if (const nlohmann::json* adult = fields.field("adult", false)) {
    entry.aboutAdult = true;
    JsonFields part(*adult, "adult");
    part.optionalText("ref", entry.adultRef);
    part.optionalText("name", entry.adultName);
    PB_TRY(part.done(unknown));
  }
  fields.optionalText("record_kind", entry.recordKind);
  fields.eachOf("pupils", false, 100, [&](const nlohmann::json& json, const std::string& where) -> Status {
    PupilPart pupil;
    JsonFields part(json, where);
    part.optionalText("ref", pupil.ref);
    part.optionalText("name", pupil.name);
    part.optionalText("class", pupil.className);
    part.optionalText("part", pupil.part);
    part.optionalText("description", pupil.description);
    PB_TRY(part.done(unknown));
    entry.pupils.push_back(std::move(pupil));
    return {};
  });
  fields.optionalText("account", entry.account, maxAccountBytes);
  fields.eachOf("mentions", false, maxMentions, [&](const nlohmann::json& json, const std::string& where) -> Status {
    EntryMention mention;
    std::string what;
    JsonFields part(json, where);
    part.text("ref", mention.ref);
    part.text("kind", what);
    part.text("name", mention.name);
    PB_TRY(part.done(unknown));
    if (what != "pupil" && what != "staff") return Fault{FaultCode::badInput, where + ".kind is not pupil or staff."};
    mention.kind = what == "pupil" ? MentionKind::pupil : MentionKind::staff;
    entry.mentions.push_back(std::move(mention));
    return {};
  });
  fields.optionalBoolean("linked_initials", entry.linkedInitials);
  fields.eachOf("exact_words", false, maxExactWords,
                [&](const nlohmann::json& json, const std::string& where) -> Status {
                  ExactWords said;
                  JsonFields part(json, where);
                  part.optionalText("speaker_ref", said.speakerRef);
                  part.optionalText("speaker", said.speaker);
                  part.text("words", said.words, maxAccountBytes);
                  part.optionalText("asked", said.asked, 20'000);
                  PB_TRY(part.done(unknown));
                  entry.exactWords.push_back(std::move(said));
                  return {};
                });
  fields.eachOf("done", false, 50, [&](const nlohmann::json& json, const std::string& where) -> Status {
    Done done;
    JsonFields part(json, where);
    part.text("what", done.what);
    part.optionalText("who", done.who);
    part.optionalText("when", done.when);
    part.optionalText("detail", done.detail, 20'000);
    PB_TRY(part.done(unknown));
    entry.done.push_back(std::move(done));
    return {};
  });
  fields.optionalBoolean("dsl_told_in_person", entry.dslToldInPerson);
  fields.optionalText("category", entry.category);
  if (const nlohmann::json* know = fields.field("should_know", false)) {
    JsonFields part(*know, "should_know");
    part.text("who", entry.shouldKnow);
    part.optionalText("ref", entry.shouldKnowRef);
    part.optionalText("name", entry.shouldKnowName);
    PB_TRY(part.done(unknown));
  }
  fields.optionalText("body", entry.body, maxAccountBytes);
  const UnknownFields within = unknown == JsonFields::Unknown::refuse ? UnknownFields::refuse : UnknownFields::ignore;
  if (const nlohmann::json* work = fields.field("casework", false)) {
    PB_TRY_VALUE(entry.casework, caseworkFrom(*work, "casework", within));
  }
  if (const nlohmann::json* map = fields.field("body_map", false)) {
    auto read = bodyMapFrom(*map, "body_map", within);
    if (!read.ok()) return read.fault();
    entry.bodyMap = *std::move(read);
  }
  fields.eachOf("pages", false, maxPages, [&](const nlohmann::json& json, const std::string& where) -> Status {
    PB_TRY_VALUE(PaperPage page, paperPageFrom(json, where, within));
    entry.pages.push_back(std::move(page));
    return {};
  });
  fields.eachOf("attachments", false, 200, [&](const nlohmann::json& json, const std::string& where) -> Status {
    AttachmentInfo attachment;
    std::int64_t bytes = 0;
    JsonFields part(json, where);
    part.text("name", attachment.name);
    part.text("type", attachment.type);
    part.integer("bytes", bytes);
    part.text("sha256", attachment.sha256);
    PB_TRY(part.done(unknown));
    if (bytes < 0) return Fault{FaultCode::badInput, where + ".bytes is negative."};
    attachment.bytes = static_cast<std::uint64_t>(bytes);
    entry.attachments.push_back(std::move(attachment));
    return {};
  });
  PB_TRY(fields.done(unknown));
  const std::optional<Kind> known = kindFrom(kind);
  if (!known) return Fault{FaultCode::badInput, "kind is not a kind of entry."};
  entry.kind = *known;
  if (!toPost) PB_TRY(validate(entry));
  return entry;
}

}  // namespace

SecretBytes encodeEntry(const Entry& entry) {
  std::string text = entryJson(entry).dump(2) + "\n";
  SecretBytes bytes = SecretBytes::copyOf(text);
  wipe(text);
  return bytes;
}

Result<Entry> decodeEntry(std::string_view json, UnknownFields unknown) {
  return decode(json, unknown == UnknownFields::refuse ? JsonFields::Unknown::refuse : JsonFields::Unknown::ignore,
                false);
}

Result<Entry> decodeEntryToPost(std::string_view json) {
  return decode(json, JsonFields::Unknown::refuse, true);
}

std::string exampleEntryToPost() {
  Json json;
  json["kind"] = "concern";
  json["author"] = {{"name", "Pat Example"}, {"role", "Lunchtime supervisor"}};
  json["happened_at"] = "Today, at lunch";
  json["happened_where"] = "Playground";
  json["urgent"] = false;
  json["record_kind"] = "child-told-me";
  json["pupils"] = Json::array({{{"name", "Sam Invented"}, {"class", "3B"}, {"part", "worried-about"}}});
  json["account"] = "This example is invented. At 12:40 Sam came to me by the climbing frame and was crying.";
  json["exact_words"] = Json::array({{{"speaker", "Sam Invented"},
                                      {"words", "I don't want to go home today."},
                                      {"asked", "I asked: Do you want to tell me about it?"}}});
  json["done"] = Json::array({{{"what", "told-dsl"}, {"who", "Mrs Example"}, {"when", "12:50"}}});
  json["dsl_told_in_person"] = true;
  return json.dump(2) + "\n";
}

}  // namespace pillarbox

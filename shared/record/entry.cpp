#include "shared/record/entry.h"

#include <array>
#include <utility>

#include "shared/base/bytes.h"
#include "shared/record/check_text.h"
#include "shared/record/ids.h"

namespace pillarbox {

namespace {

struct KindRow {
  Kind kind;
  std::string_view name;
  std::string_view words;
};
constexpr std::array<KindRow, 30> kinds{{
    {Kind::concern, "concern", "Concern"},
    {Kind::addition, "addition", "Something added"},
    {Kind::mistake, "mistake", "A mistake pointed out"},
    {Kind::call, "call", "Urgent call"},
    {Kind::action, "action", "Action"},
    {Kind::correction, "correction", "Correction"},
    {Kind::read, "read", "Marked as read"},
    {Kind::triage, "triage", "Sorted"},
    {Kind::link, "link", "Linked"},
    {Kind::close, "close", "Closed"},
    {Kind::reopen, "reopen", "Opened again"},
    {Kind::note, "note", "Note"},
    {Kind::thanks, "thanks", "Said to the writer: thank you"},
    {Kind::seeMe, "see-me", "Said to the writer: please come and see me"},
    {Kind::morePlease, "more-please", "Said to the writer: please add what you remember"},
    {Kind::understood, "understood", "Read and understood"},
    {Kind::outcome, "outcome", "Outcome of an action"},
    {Kind::decision, "decision", "Decision"},
    {Kind::merge, "merge", "Made part of another concern"},
    {Kind::move, "move", "Passed to other readers"},
    {Kind::child, "child", "About the child"},
    {Kind::seen, "seen", "Opened and read"},
    {Kind::exported, "exported", "Taken out"},
    {Kind::received, "received", "Arrived"},
    {Kind::imported, "imported", "From another school"},
    {Kind::hold, "hold", "Records held"},
    {Kind::destroy, "destroy", "Destruction"},
    {Kind::reviewed, "reviewed", "Looked through"},
    {Kind::grant, "grant", "Older records opened to a reader"},
    {Kind::cardLost, "card-lost", "Key card lost"},
}};

constexpr std::array<std::pair<VerifiedBy, std::string_view>, 5> verifications{{
    {VerifiedBy::badge, "badge"},
    {VerifiedBy::badgeAndPin, "badge+pin"},
    {VerifiedBy::keyCard, "key-card"},
    {VerifiedBy::typed, "typed"},
    {VerifiedBy::paper, "paper"},
}};

Fault bad(std::string_view sentence) {
  return Fault{FaultCode::badInput, std::string(sentence)};
}

// Kinds that need not belong to a concern.
bool standsAlone(Kind kind) {
  return kind == Kind::concern || kind == Kind::call || kind == Kind::note || kind == Kind::exported ||
         (standsApart(kind, {}) && kind != Kind::received);
}

Status checkPages(const std::vector<PaperPage>& pages) {
  if (pages.size() > maxPages) return bad("pages has more than 100 sheets.");
  for (const PaperPage& page : pages) {
    PB_TRY(checkText("pages.attachment", page.attachment, 64));
    PB_TRY(checkText("pages.problem", page.problem, 400));
    if (page.form) {
      PB_TRY(checkText("pages.form.template", page.form->templateId, 60));
      PB_TRY(checkText("pages.form.edition", page.form->edition, 60));
      PB_TRY(checkText("pages.form.serial", page.form->serial, 60));
    }
    for (const PaperTick& tick : page.ticks) {
      PB_TRY(checkText("pages.ticks.id", tick.id, 60));
      PB_TRY(checkText("pages.ticks.words", tick.words, 400));
      PB_TRY(checkText("pages.ticks.confirmed_by", tick.confirmedBy, 200));
    }
    for (const PaperMark& mark : page.marks) {
      PB_TRY(checkText("pages.marks.figure", mark.figure, 60));
      PB_TRY(checkText("pages.marks.kind", mark.kind, 40));
    }
    for (const PaperField& field : page.fields) {
      PB_TRY(checkText("pages.fields.id", field.id, 60));
      PB_TRY(checkText("pages.fields.words", field.words, 400));
      PB_TRY(checkText("pages.fields.suggestion", field.suggestion, 100));
      PB_TRY(checkText("pages.fields.confirmed_by", field.confirmedBy, 200));
    }
  }
  return {};
}

}  // namespace

std::string_view kindName(Kind kind) {
  return kinds[static_cast<std::size_t>(kind)].name;
}
std::string_view kindWords(Kind kind) {
  return kinds[static_cast<std::size_t>(kind)].words;
}

std::optional<Kind> kindFrom(std::string_view name) {
  for (const KindRow& row : kinds) {
    if (row.name == name) return row.kind;
  }
  return std::nullopt;
}

bool isCasework(Kind kind) {
  switch (kind) {
    case Kind::concern:
    case Kind::addition:
    case Kind::mistake:
    case Kind::call:
    case Kind::cardLost:
      return false;
    case Kind::action:
    case Kind::correction:
    case Kind::read:
    case Kind::triage:
    case Kind::link:
    case Kind::close:
    case Kind::reopen:
    case Kind::note:
    case Kind::thanks:
    case Kind::seeMe:
    case Kind::morePlease:
    case Kind::understood:
    case Kind::outcome:
    case Kind::decision:
    case Kind::merge:
    case Kind::move:
    case Kind::child:
    case Kind::seen:
    case Kind::exported:
    case Kind::received:
    case Kind::imported:
    case Kind::hold:
    case Kind::destroy:
    case Kind::reviewed:
    case Kind::grant:
      return true;
  }
  return true;
}

bool standsApart(Kind kind, std::string_view subject) {
  switch (kind) {
    case Kind::child:
    case Kind::seen:
    case Kind::received:
    case Kind::imported:
    case Kind::hold:
    case Kind::destroy:
    case Kind::grant:
    case Kind::cardLost:
      return true;
    case Kind::exported:
    case Kind::reviewed:
      return subject.empty();
    default:
      return false;
  }
}

bool isMessage(Kind kind) {
  return kind == Kind::thanks || kind == Kind::seeMe || kind == Kind::morePlease;
}

std::string_view mentionKindName(MentionKind kind) {
  return kind == MentionKind::pupil ? "pupil" : "staff";
}

std::string_view verifiedByName(VerifiedBy how) {
  return verifications[static_cast<std::size_t>(how)].second;
}

std::optional<VerifiedBy> verifiedByFrom(std::string_view name) {
  for (const auto& [how, text] : verifications) {
    if (text == name) return how;
  }
  return std::nullopt;
}

Status validate(const Entry& entry) {
  if (!isId(entry.id)) return bad("id is not a version 7 UUID in lower case.");
  if (entry.nonce.size() != 64 || !fromHex(entry.nonce)) return bad("nonce is not 32 bytes in hex.");
  if (!isLocalId(entry.school)) return bad("school is not a school id.");
  if (!entry.subject.empty() && !isId(entry.subject)) return bad("subject is not the id of a concern.");
  if (!standsAlone(entry.kind) && entry.subject.empty())
    return bad("subject is missing: this kind belongs to a concern.");
  if (entry.kind == Kind::concern && !entry.subject.empty()) return bad("subject is not allowed on a concern.");
  if (!entry.author.id.empty() && !isLocalId(entry.author.id)) return bad("author.id is not a staff or person id.");
  PB_TRY(checkText("author.name", entry.author.name, 200));
  PB_TRY(checkText("author.role", entry.author.role, 200));
  if (entry.author.name.empty()) return bad("author.name is missing.");
  if (!isLocalId(entry.device)) return bad("device is not a device id.");
  if (!isLocalId(entry.audience)) return bad("audience is not an audience id.");
  PB_TRY(checkText("written_at.boot_id", entry.writtenAt.bootId, 64));
  PB_TRY(checkText("happened_at", entry.happenedAt, 500));
  const bool dayOnly = entry.happenedFrom.size() == 10;
  if (!entry.happenedFrom.empty() && !parseTime(entry.happenedFrom + (dayOnly ? "T00:00:00.000Z" : ""))) {
    return bad("happened_from is neither a day nor a time.");
  }
  PB_TRY(checkText("happened_where", entry.happenedWhere, 500));
  PB_TRY(checkText("adult.name", entry.adultName, 200));
  if (!entry.adultRef.empty() && !isLocalId(entry.adultRef)) return bad("adult.ref is not a staff id.");
  PB_TRY(checkText("record_kind", entry.recordKind, 60));
  if (entry.pupils.size() > 100) return bad("pupils has more than 100 children.");
  for (const PupilPart& pupil : entry.pupils) {
    if (!pupil.ref.empty() && !isLocalId(pupil.ref)) return bad("pupils.ref is not a pupil id.");
    PB_TRY(checkText("pupils.name", pupil.name, 200));
    PB_TRY(checkText("pupils.class", pupil.className, 100));
    PB_TRY(checkText("pupils.part", pupil.part, 60));
    PB_TRY(checkText("pupils.description", pupil.description, 2000, true));
  }
  PB_TRY(checkText("account", entry.account, maxAccountBytes, true));
  if (entry.mentions.size() > maxMentions) return bad("mentions has more than 1000 people.");
  for (const EntryMention& mention : entry.mentions) {
    if (!isLocalId(mention.ref)) return bad("mentions.ref is not a pupil or staff id.");
    PB_TRY(checkText("mentions.name", mention.name, 200));
  }
  if (entry.exactWords.size() > maxExactWords) return bad("exact_words has more than 50 parts.");
  for (const ExactWords& said : entry.exactWords) {
    if (!said.speakerRef.empty() && !isLocalId(said.speakerRef)) {
      return bad("exact_words.speaker_ref is not a pupil id.");
    }
    PB_TRY(checkText("exact_words.speaker", said.speaker, 200));
    PB_TRY(checkText("exact_words.words", said.words, maxAccountBytes, true));
    PB_TRY(checkText("exact_words.asked", said.asked, 20'000, true));
  }
  PB_TRY(checkText("body", entry.body, maxAccountBytes, true));
  PB_TRY(checkText("category", entry.category, 200));
  if (!entry.shouldKnow.empty() && entry.shouldKnow != "pastoral" && entry.shouldKnow != "person") {
    return bad("should_know.who is neither pastoral nor person.");
  }
  if (!entry.shouldKnowRef.empty() && !isLocalId(entry.shouldKnowRef)) return bad("should_know.ref is not an id.");
  PB_TRY(checkText("should_know.name", entry.shouldKnowName, 200));
  if (entry.done.size() > 50) return bad("done has more than 50 rows.");
  for (const Done& done : entry.done) {
    PB_TRY(checkText("done.what", done.what, 60));
    PB_TRY(checkText("done.who", done.who, 200));
    PB_TRY(checkText("done.when", done.when, 200));
    PB_TRY(checkText("done.detail", done.detail, 20'000, true));
  }
  PB_TRY(validateCasework(entry));
  PB_TRY(validate(entry.bodyMap));
  PB_TRY(checkPages(entry.pages));
  if (entry.attachments.size() > 200) return bad("attachments has more than 200 files.");
  for (const AttachmentInfo& attachment : entry.attachments) {
    PB_TRY(checkText("attachments.name", attachment.name, 64));
    PB_TRY(checkText("attachments.type", attachment.type, 100));
    if (attachment.sha256.size() != 64 || !fromHex(attachment.sha256))
      return bad("attachments.sha256 is not 32 bytes in hex.");
  }
  return {};
}

}  // namespace pillarbox

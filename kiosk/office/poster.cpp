#include "kiosk/office/poster.h"

#include <algorithm>
#include <array>

#include "kiosk/office/alert_pass.h"
#include "kiosk/office/settings.h"
#include "shared/alert/round.h"
#include "shared/base/hash.h"
#include "shared/record/ids.h"
#include "shared/record/seats.h"
#include "shared/record/staff_link.h"
#include "shared/seal/dsse.h"
#include "shared/store/process_mark.h"

namespace pillarbox::office {

namespace {

constexpr std::array<std::string_view, 2> audiencesWithoutRouting = {"head", "chair"};

std::vector<std::string> adultsMeant(const Place& place, const Entry& entry) {
  const Staff* member = place.roster.member(entry.adultRef);
  const std::string& person = member != nullptr && !member->personId.empty() ? member->personId : entry.adultRef;
  return peopleMeant(place.directory, person, entry.adultName);
}

// For the alert e-mail: who wrote it and what kind of concern, as far as the school allows it, and nothing else. None
// where even that is too much.
Bytes routingNote(const Place& place, const Entry& entry) {
  const bool secret = std::find(audiencesWithoutRouting.begin(), audiencesWithoutRouting.end(), entry.audience) !=
                      audiencesWithoutRouting.end();
  const Policies& policies = place.directory.policies;
  if (!place.noteKey || secret || entry.aboutAdult || isCasework(entry.kind)) return {};
  if (!policies.alertAuthor && !policies.alertCategory) return {};
  std::string note =
      alert::encodeNote({policies.alertAuthor ? entry.author.name : "", policies.alertCategory ? entry.category : ""});
  Bytes box = seal::boxTo(*place.noteKey, viewOf(note));
  wipe(note);
  return box;
}

struct Sealed {
  seal::SealedEntry entry;
  Route route;
  Bytes routing;
};

Result<Sealed> fillAndSeal(const Place& place, Entry entry, std::span<const seal::Attachment> attachments,
                           const PostOptions& options, const Clock& clock, Random& random) {
  Sealed made;
  if (options.route) {
    made.route = *options.route;
  } else {
    PB_TRY_VALUE(made.route, routeOf(place, entry, options.lowLevel));
  }
  entry.audience = made.route.audience;
  if (entry.id.empty()) entry.id = newId(clock, random);
  entry.school = place.directory.schoolId;
  entry.device = place.deviceId;
  if (entry.writtenAt == WrittenAt{}) {
    entry.writtenAt = {clock.now(), clock.monotonic().count(), clock.bootId(), place.lastServerTime};
  }
  made.routing = routingNote(place, entry);
  std::vector<std::string> recipients = made.route.recipients;
  // A writer reads again what they wrote; what is about an adult only its readers do.
  const Person* writer = writerBehind(place.directory, place.roster, entry.author.id);
  if (writer != nullptr && !entry.aboutAdult && !isCasework(entry.kind) && !made.route.nobodyEligible) {
    recipients.push_back(writer->recipient);
  }
  PB_TRY_VALUE(made.entry,
               seal::sealEntry(std::move(entry), attachments, place.directory.schoolName, recipients, random));
  return made;
}

store::NewPosting postingOf(const School& school, const store::Draft& draft) {
  store::NewPosting posting;
  Slip& slip = posting.slip;
  slip.id = draft.id;
  slip.school = school.directory().schoolId;
  slip.device = school.deviceId;
  slip.kind = draft.kind;
  slip.subject = draft.subject;
  slip.audience = draft.audience;
  slip.urgent = draft.urgent;
  slip.writtenAt = draft.writtenAt;
  slip.contentSha256 = draft.contentSha256;
  slip.sealedSha256 = sha256Hex(draft.sealed);
  slip.sealedBytes = static_cast<std::int64_t>(draft.sealed.size());
  slip.directoryVersion = draft.directoryVersion;
  posting.sealed = draft.sealed;
  posting.routing = draft.routing;
  posting.authorTag = draft.authorTag;
  posting.dropDraft = draft.id;
  return posting;
}

}  // namespace

Bytes Place::authorTag(std::string_view authorId) const {
  if (authorId.empty() || tagSecret == nullptr) return {};
  return keyedHash(tagSecret->view(), viewOf(authorId));
}

Result<Place> placeOf(School& school) {
  Place place;
  place.directory = school.directory();
  place.roster = school.roster;
  place.deviceId = school.deviceId;
  place.tagSecret = std::make_shared<const SecretBytes>(school.keys.tagSecret.clone());
  PB_TRY_VALUE(const std::optional<Server> server, serverOf(school));
  PB_TRY_VALUE(const Mailer mailer, mailerOf(school));
  place.mailsFromHere = mailer == Mailer::here;
  if (server) place.noteKey = server->boxKey;
  if (place.mailsFromHere) place.noteKey = school.keys.boxPublic;
  PB_TRY_VALUE(const std::optional<std::string> time, school.store->setting(settingServerTime));
  if (time) place.lastServerTime = parseTime(*time);
  return place;
}

Result<Route> routeOf(const Place& place, const Entry& entry, bool lowLevel) {
  RouteQuestion question;
  question.aboutAdult = entry.aboutAdult;
  question.lowLevel = lowLevel;
  question.audience = entry.audience;
  if (entry.aboutAdult) question.alsoMeant = adultsMeant(place, entry);
  return routeFor(place.directory, question);
}

Result<Prepared> prepare(const Place& place, Entry entry, std::span<const seal::Attachment> attachments,
                         const PostOptions& options, const Clock& clock, Random& random) {
  PB_TRY_VALUE(Sealed made, fillAndSeal(place, std::move(entry), attachments, options, clock, random));
  const Entry& done = made.entry.entry;
  Prepared prepared;
  Slip& slip = prepared.posting.slip;
  slip.id = done.id;
  slip.school = done.school;
  slip.device = done.device;
  slip.kind = done.kind;
  slip.subject = done.subject;
  slip.audience = done.audience;
  slip.urgent = done.urgent;
  slip.writtenAt = done.writtenAt.wall;
  slip.contentSha256 = made.entry.contentSha256;
  slip.sealedSha256 = made.entry.sealedSha256;
  slip.sealedBytes = static_cast<std::int64_t>(made.entry.sealed.size());
  slip.directoryVersion = place.directory.version;
  prepared.posting.sealed = std::move(made.entry.sealed);
  prepared.posting.routing = std::move(made.routing);
  prepared.posting.authorTag = options.authorTag;
  prepared.posting.dropDraft = slip.id;
  prepared.route = std::move(made.route);
  return prepared;
}

Result<store::Draft> prepareDraft(const Place& place, Entry entry, std::span<const seal::Attachment> attachments,
                                  const PostOptions& options, const Clock& clock, Random& random) {
  entry.unfinished = true;
  // Kept even before anybody has said who they are.
  if (entry.author.name.empty()) entry.author.name = "Name not given";
  // Sealed to a fresh nonce each time, so that two saves of one draft tell nothing when compared.
  entry.nonce.clear();
  PB_TRY_VALUE(Sealed made, fillAndSeal(place, std::move(entry), attachments, options, clock, random));
  const Entry& done = made.entry.entry;
  store::Draft draft;
  draft.id = done.id;
  draft.kind = done.kind;
  draft.subject = done.subject;
  draft.audience = done.audience;
  draft.urgent = done.urgent;
  draft.writtenAt = done.writtenAt.wall;
  draft.contentSha256 = made.entry.contentSha256;
  draft.directoryVersion = place.directory.version;
  draft.sealed = std::move(made.entry.sealed);
  draft.routing = std::move(made.routing);
  draft.authorTag = options.authorTag;
  draft.session = store::processMark(clock);
  return draft;
}

Result<store::Posting> postPrepared(School& school, const store::NewPosting& posting, const seal::SigningKey* person) {
  if (isCasework(posting.slip.kind) && person == nullptr) {
    return Fault{FaultCode::badInput, "This must be signed by the person who does it."};
  }
  return school.store->post(posting, [&](const Slip& slip) -> Result<std::string> {
    const std::string bytes = encodeSlip(slip);
    seal::Envelope envelope = seal::sign(slipType, viewOf(bytes), school.keys.signing);
    if (isCasework(slip.kind)) seal::addSignature(envelope, *person);
    return seal::encode(envelope);
  });
}

Result<store::Posting> postEntry(School& school, Entry entry, std::span<const seal::Attachment> attachments,
                                 const PostOptions& options, const seal::SigningKey* person) {
  PB_TRY_VALUE(const Place place, placeOf(school));
  PB_TRY_VALUE(const Prepared prepared,
               prepare(place, std::move(entry), attachments, options, *school.clock, *school.random));
  return postPrepared(school, prepared.posting, person);
}

Status saveDraft(School& school, Entry entry, std::span<const seal::Attachment> attachments,
                 const PostOptions& options) {
  PB_TRY_VALUE(const Place place, placeOf(school));
  PB_TRY_VALUE(const store::Draft draft,
               prepareDraft(place, std::move(entry), attachments, options, *school.clock, *school.random));
  return school.store->saveDraft(draft);
}

Result<store::Posting> postDraft(School& school, std::string_view id) {
  PB_TRY_VALUE(const std::vector<store::Draft> drafts, school.store->drafts());
  const auto draft = std::find_if(drafts.begin(), drafts.end(), [&](const store::Draft& d) { return d.id == id; });
  if (draft == drafts.end()) return Fault{FaultCode::notFound, "There is no unfinished concern with this id."};
  return postPrepared(school, postingOf(school, *draft), nullptr);
}

Result<int> postDraftsLeftBehind(School& school) {
  PB_TRY_VALUE(const std::vector<store::Draft> drafts, school.store->drafts());
  int posted = 0;
  for (const store::Draft& draft : drafts) {
    if (isCasework(draft.kind) || store::stillRunning(draft.session, *school.clock)) continue;
    PB_TRY(postPrepared(school, postingOf(school, draft), nullptr));
    ++posted;
  }
  return posted;
}

}  // namespace pillarbox::office

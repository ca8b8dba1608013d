#include "kiosk/office/read_status.h"

#include <algorithm>

#include "shared/seal/dsse.h"

namespace pillarbox::office {

namespace {

Fault notBelieved(std::string_view why) {
  return Fault{FaultCode::notTrusted, std::string(why)};
}

bool revokedBefore(const Device& device, const Slip& slip) {
  if (!device.revoked) return false;
  // Whatever it signed in another chain may have been signed after it was stolen.
  return device.revokedChain != slip.chainId || slip.seq >= device.revokedFromSeq;
}

const KnownDirectory* versionOf(const std::vector<KnownDirectory>& directories, std::int64_t version) {
  const auto found = std::find_if(directories.begin(), directories.end(),
                                  [&](const KnownDirectory& known) { return known.directory.version == version; });
  return found == directories.end() ? nullptr : &*found;
}

std::string eligibleSigner(const Directory& directory, std::string_view audienceId, const seal::Envelope& envelope) {
  const Audience* audience = directory.audience(audienceId);
  if (audience == nullptr) return {};
  for (const std::string& id : audience->people) {
    const Person* person = directory.person(id);
    if (person == nullptr || !person->active) continue;
    const Result<seal::VerifyKey> key = seal::parseVerifyKey(person->verifyKey);
    if (key.ok() && seal::verifiedBy(envelope, *key)) return id;
  }
  return {};
}

// The sheet of an audience speaks for it where its people may all have lost their keys: it opens older entries to a new
// one, and proves in a drill that it can.
bool bySheet(const Directory& directory, const Slip& slip, const seal::Envelope& envelope) {
  if (slip.kind != Kind::grant && slip.kind != Kind::reviewed) return false;
  const Audience* audience = directory.audience(slip.audience);
  const Sheet* sheet = audience == nullptr ? nullptr : directory.sheet(audience->sheet);
  if (sheet == nullptr) return false;
  const Result<seal::VerifyKey> key = seal::parseVerifyKey(sheet->verifyKey);
  return key.ok() && seal::verifiedBy(envelope, *key);
}

// `passedOnBy`: the audiences whose readers may have signed a move besides those of the slip's own.
Result<Believed> believe(const Directory& directory, const std::vector<KnownDirectory>& older,
                         std::string_view envelopeText, const std::set<std::string>& passedOnBy = {}) {
  PB_TRY_VALUE(const seal::Envelope envelope, seal::decode(envelopeText));
  if (envelope.payloadType != slipType) return notBelieved("This is not a slip.");
  PB_TRY_VALUE(Slip slip, decodeSlip(textOf(envelope.payload)));
  if (slip.school != directory.schoolId) return notBelieved("The slip is another school's.");
  const Device* device = directory.device(slip.device);
  if (device == nullptr) return notBelieved("The device that signed it has not been approved.");
  PB_TRY_VALUE(const seal::VerifyKey deviceKey, seal::parseVerifyKey(device->verifyKey));
  if (!seal::verifiedBy(envelope, deviceKey)) return notBelieved("The device's signature is not right.");
  if (revokedBefore(*device, slip)) return notBelieved("The device that signed it had been withdrawn.");
  if (!isCasework(slip.kind)) return Believed{std::move(slip), ""};

  const KnownDirectory* named = versionOf(older, slip.directoryVersion);
  std::set<std::string> mayHaveSigned{slip.audience};
  if (slip.kind == Kind::move) mayHaveSigned.insert(passedOnBy.begin(), passedOnBy.end());
  for (const Directory* version : {&directory, named == nullptr ? nullptr : &named->directory}) {
    if (version == nullptr) continue;
    for (const std::string& audience : mayHaveSigned) {
      if (const std::string person = eligibleSigner(*version, audience, envelope); !person.empty()) {
        return Believed{std::move(slip), person};
      }
    }
  }
  if (bySheet(directory, slip, envelope)) {
    std::string sheet = directory.audience(slip.audience)->sheet;
    return Believed{std::move(slip), std::move(sheet)};
  }
  return notBelieved("Nobody who may read it has signed it.");
}

// The person whose casework slip this is, if it is to be believed. Each slip is checked once for each directory
// version: 10,000 of them would take a second.
Result<std::optional<std::string>> whoDidThis(School& school, const store::Posting& posting) {
  if (school.believedUnder != school.directory().version) {
    school.believed.clear();
    school.believedUnder = school.directory().version;
  }
  const std::string& id = posting.slip.id;
  if (const auto known = school.believed.find(id); known != school.believed.end()) return known->second;
  PB_TRY_VALUE(const std::optional<store::Posting> subject, school.store->posting(posting.slip.subject));
  const Result<Believed> believed = believeSlip(school.directories, posting.envelope);
  // What the database says must be what was signed, and somebody of another audience cannot have read it, unless it was
  // passed on to them.
  bool good = believed.ok() && believed->slip == posting.slip;
  bool final = subject.has_value();
  if (good && subject && subject->slip.audience != posting.slip.audience) {
    PB_TRY_VALUE(const std::set<std::string> readers, audiencesOf(school, posting.slip.subject));
    good = readers.contains(posting.slip.audience);
    final = good;  // the move may still come
  }
  std::optional<std::string> person;
  if (good) person = believed->person;
  // The audience cannot be compared until the concern is here too.
  if (final) school.believed[id] = person;
  return person;
}

}  // namespace

Result<Believed> believeSlip(const std::vector<KnownDirectory>& directories, std::string_view envelope) {
  if (directories.empty()) return notBelieved("There is no directory.");
  return believe(directories.back().directory, directories, envelope);
}

Result<Believed> believeSlip(const Directory& directory, std::string_view envelope) {
  return believe(directory, {}, envelope);
}

Result<Believed> believePosting(School& school, std::string_view envelope, std::string_view first) {
  Result<Believed> plain = believeSlip(school.directories, envelope);
  if (plain) return plain;
  const Result<seal::Envelope> decoded = seal::decode(envelope);
  const Result<Slip> slip = decoded ? decodeSlip(textOf(decoded->payload)) : Result<Slip>(decoded.fault());
  if (!slip || slip->kind != Kind::move) return plain;
  PB_TRY_VALUE(const std::set<std::string> before, audiencesOf(school, slip->subject, first));
  return believe(school.directory(), school.directories, envelope, before);
}

Result<std::set<std::string>> audiencesOf(School& school, const std::string& subject, std::string_view first) {
  std::set<std::string> known;
  PB_TRY_VALUE(const std::optional<store::Posting> own, school.store->posting(subject));
  if (own) known.insert(own->slip.audience);
  if (!own && !first.empty()) known.insert(std::string(first));
  PB_TRY_VALUE(const std::vector<store::Posting> moves,
               school.store->postings({.kind = Kind::move, .subject = subject}));
  // Each may follow from any other, whatever order they came in.
  for (bool more = true; more;) {
    more = false;
    for (const store::Posting& move : moves) {
      if (known.contains(move.slip.audience)) continue;
      const auto believed = believe(school.directory(), school.directories, move.envelope, known);
      if (believed && believed->slip == move.slip) more = known.insert(move.slip.audience).second;
    }
  }
  return known;
}

Result<std::map<std::string, ProgressOf>> progressOfAll(School& school) {
  const auto stepOf = [](Kind kind) {
    switch (kind) {
      case Kind::read:
        return Progress::read;
      case Kind::action:
      case Kind::decision:
      case Kind::reopen:
        return Progress::acted;
      case Kind::close:
        return Progress::closed;
      default:
        return Progress::none;
    }
  };
  std::map<std::string, ProgressOf> known;
  std::vector<store::Posting> slips;
  for (const Kind kind : {Kind::read, Kind::action, Kind::decision, Kind::close, Kind::reopen}) {
    PB_TRY_VALUE(std::vector<store::Posting> some, school.store->postings({.kind = kind}));
    slips.insert(slips.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
  }
  // UUIDv7 ids sort by when they were made; that decides between a close and a reopen.
  std::sort(slips.begin(), slips.end(),
            [](const store::Posting& a, const store::Posting& b) { return a.slip.id < b.slip.id; });
  for (const store::Posting& posting : slips) {
    PB_TRY_VALUE(const std::optional<std::string> person, whoDidThis(school, posting));
    if (!person) continue;
    ProgressOf& now = known[posting.slip.subject];
    const Progress step = stepOf(posting.slip.kind);
    const bool reopened = posting.slip.kind == Kind::reopen && now.progress == Progress::closed;
    if (step > now.progress || reopened) now = {step, posting.slip.writtenAt, *person};
  }
  return known;
}

Result<std::map<std::string, std::vector<MessageTo>>> messagesToAll(School& school) {
  std::map<std::string, std::vector<MessageTo>> known;
  for (const Kind kind : {Kind::thanks, Kind::seeMe, Kind::morePlease}) {
    PB_TRY_VALUE(const std::vector<store::Posting> slips, school.store->postings({.kind = kind}));
    for (const store::Posting& posting : slips) {
      PB_TRY_VALUE(const std::optional<std::string> person, whoDidThis(school, posting));
      if (!person) continue;
      known[posting.slip.subject].push_back({posting.slip.id, kind, posting.slip.writtenAt, *person});
    }
  }
  for (auto& [subject, messages] : known) {
    std::sort(messages.begin(), messages.end(), [](const MessageTo& a, const MessageTo& b) { return a.id < b.id; });
  }
  return known;
}

}  // namespace pillarbox::office

// Posting: filling in, routing, sealing, signing. Used by the screens, the inbox and the command line alike.
// `prepare` and `prepareDraft` touch no disk and may run on a screen's thread; the rest belongs to the School's thread.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kiosk/office/school_folder.h"
#include "shared/record/entry.h"
#include "shared/seal/sealed_entry.h"

namespace pillarbox::office {

// What is needed to write and seal here, as values, so that another thread can hold it.
struct Place {
  Directory directory;
  Roster roster;
  std::string deviceId;
  std::shared_ptr<const SecretBytes> tagSecret;
  // Who tells by e-mail that there is something to read, and is told who wrote for that: the server or, without one and
  // with a mail.conf, this device itself. None: nobody.
  std::optional<seal::BoxKey> noteKey;
  bool mailsFromHere = false;  // it is this device
  std::optional<WallTime> lastServerTime;

  // Which postings are whose, without names: keyed hash of the author's id. Empty for an empty id.
  Bytes authorTag(std::string_view authorId) const;
};
Result<Place> placeOf(School& school);

struct PostOptions {
  Bytes authorTag;             // Place::authorTag
  std::optional<Route> route;  // otherwise asked of the directory from the entry
  bool lowLevel = false;       // a low-level concern about an adult
};

// Whom the entry would go to: about an adult (named by adultRef, a roster or person id, or failing that by name) as the
// directory says for that adult; otherwise the entry's own audience, or safeguarding.
Result<Route> routeOf(const Place& place, const Entry& entry, bool lowLevel);

struct Prepared {
  store::NewPosting posting;
  Route route;
};
// Fills in what is empty of id, nonce, school, device, written_at and audience, and seals. `dropDraft` is set to the
// id.
Result<Prepared> prepare(const Place& place, Entry entry, std::span<const seal::Attachment> attachments,
                         const PostOptions& options, const Clock& clock, Random& random);
// The same as a draft: marked unfinished, to be posted as it is if nobody comes back to it.
Result<store::Draft> prepareDraft(const Place& place, Entry entry, std::span<const seal::Attachment> attachments,
                                  const PostOptions& options, const Clock& clock, Random& random);

// Signed by the device and, for casework, by the person (badInput without); durable on return.
Result<store::Posting> postPrepared(School& school, const store::NewPosting& posting, const seal::SigningKey* person);

// All at once. `person` may be null unless the kind is casework.
Result<store::Posting> postEntry(School& school, Entry entry, std::span<const seal::Attachment> attachments,
                                 const PostOptions& options, const seal::SigningKey* person);
Status saveDraft(School& school, Entry entry, std::span<const seal::Attachment> attachments,
                 const PostOptions& options);

// One draft as it is; notFound if there is none with this id.
Result<store::Posting> postDraft(School& school, std::string_view id);

// Posts every draft whose program has ended, marked unfinished as it was sealed. Returns how many.
Result<int> postDraftsLeftBehind(School& school);

}  // namespace pillarbox::office

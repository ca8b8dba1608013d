// What one person may read, opened and checked: the part of the inbox that its commands share.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/desk/unlock.h"
#include "kiosk/office/read_status.h"
#include "kiosk/office/school_folder.h"
#include "shared/base/result.h"
#include "shared/casework/case_view.h"
#include "shared/open/open_entry.h"
#include "shared/store/store.h"

namespace pillarbox::desk {

// Everything sealed for an audience of this person's but casework, newest first; of a writer also what they wrote.
Result<std::vector<store::Posting>> readable(office::School& school, const Unlocked& person);

// By whole id, or by reference in any case. notFound if this person has none of that name; badInput if a reference fits
// more than one.
Result<store::Posting> findReadable(office::School& school, const Unlocked& person, std::string_view idOrReference);

struct Checked {
  open::OpenedEntry opened;
  std::vector<std::string>
      problems;  // the file's own, and those of its signature, chain and receipt; empty: as it was posted
};

// A concern that came with a posting of kind move, as it was posted to its first readers.
struct PassedOn {
  Checked checked;
  std::string envelope;  // its signed slip
};

// Opens postings one after another; chains and the server's key are looked up once. Belongs to the School's thread.
class EntryReader {
 public:
  EntryReader(office::School& school, const Unlocked& person) : m_school(school), m_person(person) {}
  Result<Checked> open(const store::Posting& posting);
  // The file alone, by this person's key or by what a grant has opened to it (grant.h): checked against its slip, but
  // not the slip's signatures.
  Result<open::OpenedEntry> unsealed(const store::Posting& posting);
  // The sealed file as a plain age file that this person's key opens: as it is or, if it was granted, with the header
  // of the grant. wrongSecret if it is not for this person.
  Result<Bytes> sealedForThem(const store::Posting& posting);
  // What came with an opened posting of kind move: its slip's signatures are checked as any slip's are, and the archive
  // against what that slip says; problems say what is not so. Nothing if nothing came with it (the log of a move);
  // damaged if what came cannot be read or is another entry than the one it is about.
  Result<std::optional<PassedOn>> passedOn(const store::Posting& move, const Checked& opened);
  // Any entry by its id, in whatever way this person came by it: their own posting or, failing that, what was passed on
  // to them; of several copies a sound one. notFound, wrongSecret, damaged.
  Result<PassedOn> openAny(std::string_view id);
  // Whether a grant has opened it to this person.
  bool isGranted(const std::string& id) { return granted(id) != nullptr; }

 private:
  Status checkSlip(const store::Posting& posting, std::string_view from, std::vector<std::string>& problems);
  Status checkReceipt(const store::Posting& posting, std::vector<std::string>& problems);
  // The replacement header for an older entry; null if none was granted to this person by one who could.
  const std::string* granted(const std::string& id);
  Status loadGrants();

  office::School& m_school;
  const Unlocked& m_person;
  std::map<std::string, std::map<std::int64_t, std::string>> m_chains;  // chain → seq → SHA-256 of the slip
  std::optional<std::map<std::string, std::string>> m_grants;           // posting → header; read when first needed
  bool m_serverAsked = false;
  std::optional<office::Server> m_server;
};

// As the projections of shared/casework take them.
casework::Delivery deliveryOf(store::State state);
casework::CaseEntry caseEntryOf(Checked checked, store::State state);
casework::Unopened unopenedOf(const store::Posting& posting, FaultCode why);
// The concern that an opened posting of kind move brought, for somebody who has not got it otherwise; nothing for all
// others. For whoever opens postings one after another as they come.
std::optional<casework::CaseEntry> broughtBy(office::School& school, const Unlocked& person, EntryReader& reader,
                                             const store::Posting& posting, const Checked& opened);

struct ReadAll {
  casework::CaseEntries entries;
  casework::UnopenedById unopened;
};
// Everything that this person may read, casework included, opened and checked; what was passed on to them too.
Result<ReadAll> readAll(office::School& school, const Unlocked& person);

// "unread", "read", "acted" or "closed".
std::string_view progressName(office::Progress progress);

}  // namespace pillarbox::desk

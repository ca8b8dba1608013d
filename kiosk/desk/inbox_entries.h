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

// Everything sealed for an audience of this person's but casework, newest first.
Result<std::vector<store::Posting>> readable(office::School& school, const Person& person);

// By whole id, or by reference in any case. notFound if this person has none of that name; badInput if a reference fits
// more than one.
Result<store::Posting> findReadable(office::School& school, const Person& person, std::string_view idOrReference);

struct Checked {
  open::OpenedEntry opened;
  std::vector<std::string>
      problems;  // the file's own, and those of its signature, chain and receipt; empty: as it was posted
};

// Opens postings one after another; chains and the server's key are looked up once. Belongs to the School's thread.
class EntryReader {
 public:
  EntryReader(office::School& school, const Unlocked& person) : m_school(school), m_person(person) {}
  Result<Checked> open(const store::Posting& posting);

 private:
  Status checkSlip(const store::Posting& posting, std::vector<std::string>& problems);
  Status checkReceipt(const store::Posting& posting, std::vector<std::string>& problems);

  office::School& m_school;
  const Unlocked& m_person;
  std::map<std::string, std::map<std::int64_t, std::string>> m_chains;  // chain → seq → SHA-256 of the slip
  bool m_serverAsked = false;
  std::optional<office::Server> m_server;
};

// As the projections of shared/casework take them.
casework::CaseEntry caseEntryOf(Checked checked, store::State state);
casework::Unopened unopenedOf(const store::Posting& posting, FaultCode why);

struct ReadAll {
  casework::CaseEntries entries;
  casework::UnopenedById unopened;
};
// Everything that this person may read, casework included, opened and checked.
Result<ReadAll> readAll(office::School& school, const Unlocked& person);

// "unread", "read", "acted" or "closed".
std::string_view progressName(office::Progress progress);

}  // namespace pillarbox::desk

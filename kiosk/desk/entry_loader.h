// Everything that a person may read, opened and checked in lots, newest first: for an inbox of a hundred thousand.
//
// What was opened and found exactly as it was posted is kept in the store, sealed to the reader
// (shared/open/kept_box.h), with what was checked: a keyed hash of the posting's row, its envelope and its receipt, and
// under which directories. Where all of that is still the same, signatures and decryption need not be done again,
// because they would come out the same. Where only the directories are others, signatures are judged again. The link to
// the slip before is checked each time; the sealed file itself by recheckSome(), for whoever shows the list first.
// Whatever does not fit is opened in full by EntryReader, which says what is wrong.
//
// Belongs to the School's thread; opens on two threads at a time.
#pragma once

#include <array>
#include <deque>
#include <functional>
#include <unordered_map>
#include <vector>

#include "kiosk/desk/inbox_entries.h"
#include "shared/open/kept_box.h"

namespace pillarbox::desk {

class EntryLoader {
 public:
  // All outlive this.
  EntryLoader(office::School& school, const Unlocked& person, Random& random);

  struct Lot {
    casework::CaseEntries::size_type places = 0;  // postings that it was made from
    std::vector<casework::CaseEntry> entries;
    std::vector<casework::CaseEntry> brought;  // by a move, for somebody who has not got it otherwise
    std::vector<casework::Unopened> unopened;
    std::vector<std::string> notFor;  // ids of postings that this person may not read
  };

  // Adds to what is to be loaded; newest first.
  void want(const std::vector<store::Store::Known>& postings);
  bool more() const { return !m_due.empty() || !m_unlinked.empty(); }
  // The next so many. With the last of them comes, once more and with what is wrong, whatever does not follow from the
  // entry posted before it.
  Result<Lot> next(std::size_t most);
  // Keeps what next() opened in full. A fault costs the next unlocking time, nothing else.
  Status keep();

  // Whether the sealed files of those that were not opened in full are still what was signed: a few at a time, when
  // there is nothing better to do. Gives those that are not, opened in full.
  bool rechecking() const { return !m_recheck.empty(); }
  Result<Lot> recheckSome(std::size_t most);

 private:
  using Hash = std::array<std::uint8_t, 32>;
  struct Row;
  struct Linked {
    std::int64_t n = 0;
    std::string chain, previous;  // SHA-256 of the slip before, hex
    std::int64_t seq = 0;
    bool own = false;
  };
  struct Recheck {
    std::int64_t n = 0;
    std::string id, sealedSha256;
    std::int64_t sealedBytes = 0;
  };

  void workOn(Row& row) const;  // any thread
  void useKept(Row& row) const;
  void openFresh(Row& row) const;
  bool believed(Row& row) const;
  Bytes judgedUnder() const;
  void openInFull(const store::Posting& posting, Lot& lot);
  Status checkLinks(Lot& lot);

  office::School& m_school;
  const Unlocked& m_person;
  Random& m_random;
  std::optional<EntryReader> m_reader;
  open::KeptBox m_box;
  std::optional<office::Server> m_server;
  Bytes m_under;  // what judgements depend on besides the posting
  std::deque<std::int64_t> m_due;
  std::vector<Linked> m_unlinked;
  std::unordered_map<std::string, std::unordered_map<std::int64_t, std::string>> m_slips;  // chain, seq: SHA-256
  std::vector<store::Store::Kept> m_toKeep;
  std::deque<Recheck> m_recheck;
};

}  // namespace pillarbox::desk

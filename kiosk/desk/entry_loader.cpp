#include "kiosk/desk/entry_loader.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include "kiosk/desk/access.h"
#include "kiosk/office/upload.h"
#include "shared/base/hash.h"
#include "shared/base/log.h"
#include "shared/open/age_open.h"
#include "shared/open/tar_read.h"
#include "shared/record/entry_json.h"
#include "shared/wire/receipt_check.h"

namespace pillarbox::desk {
namespace {

// Of the layout below and of what is checked when an entry is opened: another one makes whatever was kept of no use.
constexpr std::uint8_t format = 1;
// Kept of what a writer did not write: that it does not open with their key. A slip does not say who wrote it, so it
// was tried; it need not be tried at each unlocking.
constexpr std::uint8_t notTheirs = 2;
constexpr std::string_view rowKey = "pillarbox posting row v1";
constexpr std::size_t hashBytes = 32;
constexpr std::size_t atOnce = 16;  // taken by one thread at a time
constexpr std::size_t worthAThread = 64;

void put(Bytes& out, std::string_view text) {
  for (int shift = 0; shift < 32; shift += 8) out.push_back(static_cast<std::uint8_t>(text.size() >> shift));
  out.insert(out.end(), text.begin(), text.end());
}
void put(Bytes& out, std::int64_t number) {
  for (int shift = 0; shift < 64; shift += 8) {
    out.push_back(static_cast<std::uint8_t>(static_cast<std::uint64_t>(number) >> shift));
  }
}

// Nothing that is read here can be another's than ours: it was authenticated. Still no byte is read beyond the end.
class Taker {
 public:
  explicit Taker(BytesView bytes) : m_rest(bytes) {}
  bool good() const { return m_good; }
  std::string_view bytes(std::size_t count) {
    if (count > m_rest.size()) {
      m_good = false;
      return {};
    }
    const std::string_view taken = textOf(m_rest.first(count));
    m_rest = m_rest.subspan(count);
    return taken;
  }
  std::uint64_t number(std::size_t count) {
    std::uint64_t value = 0;
    const std::string_view raw = bytes(count);
    for (std::size_t i = raw.size(); i-- > 0;) value = value << 8 | static_cast<std::uint8_t>(raw[i]);
    return value;
  }
  std::string_view text() { return bytes(static_cast<std::size_t>(number(4))); }

 private:
  BytesView m_rest;
  bool m_good = true;
};

// Of everything in the posting's row that is signed, said by its receipt, or compared with those.
Bytes hashOfRow(const store::Posting& posting) {
  const Slip& slip = posting.slip;
  Bytes all;
  all.reserve(posting.envelope.size() + posting.receipt.size() + 512);
  for (const std::string_view text :
       {std::string_view(slip.id), std::string_view(slip.school), std::string_view(slip.device),
        std::string_view(slip.chainId), kindName(slip.kind), std::string_view(slip.subject),
        std::string_view(slip.audience), std::string_view(slip.contentSha256), std::string_view(slip.sealedSha256),
        std::string_view(slip.previousSlipSha256), std::string_view(posting.envelope),
        std::string_view(posting.receipt)}) {
    put(all, text);
  }
  for (const std::int64_t number : {slip.seq, std::int64_t{slip.urgent}, slip.writtenAt.time_since_epoch().count(),
                                    slip.sealedBytes, slip.directoryVersion}) {
    put(all, number);
  }
  return keyedHash(viewOf(rowKey), all);
}

template <class Work>
void onTwoThreads(std::size_t count, const Work& work) {
  std::atomic<std::size_t> next{0};
  const auto run = [&] {
    for (std::size_t begin = next.fetch_add(atOnce); begin < count; begin = next.fetch_add(atOnce)) {
      for (std::size_t i = begin; i < std::min(begin + atOnce, count); ++i) work(i);
    }
  };
  if (count < worthAThread) return run();
  const std::jthread other(run);
  run();
}

}  // namespace

struct EntryLoader::Row {
  store::Store::WithKept from;
  Access access = Access::none;
  bool granted = false;  // its file key came to this person later
  bool inFull = false;   // by EntryReader: it can say what is wrong
  bool recheck = false;
  bool others = false;   // a writer's list: somebody else wrote it
  Bytes sealed;          // only where nothing usable was kept
  std::string slipHash;  // hex; empty if its envelope cannot be read
  std::optional<casework::CaseEntry> entry;
  Bytes plain;  // to be kept
};

EntryLoader::EntryLoader(office::School& school, const Unlocked& person, Random& random)
    : m_school(school), m_person(person), m_random(random), m_box(person.keys.identity) {}

void EntryLoader::want(const std::vector<store::Store::Known>& postings) {
  for (const store::Store::Known& known : postings) m_due.push_back(known.n);
  if (Result<std::optional<office::Server>> server = office::serverOf(m_school)) m_server = std::move(*server);
  m_under = judgedUnder();
  m_reader.emplace(m_school, m_person);  // a grant may have come
}

Bytes EntryLoader::judgedUnder() const {
  Bytes all;
  for (const office::KnownDirectory& known : m_school.directories) put(all, known.sha256);
  put(all, m_school.deviceId);
  if (m_server) put(all, seal::formatVerifyKey(m_server->signKey));
  return keyedHash(viewOf(rowKey), all);
}

bool EntryLoader::believed(Row& row) const {
  const store::Posting& posting = row.from.posting;
  const auto believed = office::believeSlip(m_school.directories, posting.envelope);
  if (!believed || !(believed->slip == posting.slip)) return false;
  if (posting.receipt.empty() || !m_server) return true;
  return wire::checkReceipt(posting.receipt, m_server->signKey, posting.slip.id, row.slipHash, posting.slip.school,
                            wire::KnownHead{})
      .ok();
}

void EntryLoader::useKept(Row& row) const {
  const store::Posting& posting = row.from.posting;
  const Result<SecretBytes> plain = m_box.open(row.from.kept, posting.slip.id);
  if (!plain) return;
  Taker take(plain->view());
  const std::uint64_t kind = take.number(1);
  if (kind == notTheirs && plain->size() == 1) {
    row.others = row.access == Access::perhaps && !row.granted;
    return;
  }
  if (kind != format || take.bytes(hashBytes) != textOf(hashOfRow(posting))) return;
  const std::string_view under = take.bytes(hashBytes);
  const std::string slipHash(take.text());
  casework::CaseEntry made;
  for (std::uint64_t left = take.number(4); left > 0 && take.good(); --left) {
    const std::string name(take.text());
    made.attachments.push_back({name, take.number(8), false});
  }
  const std::string_view json = take.text();
  if (!take.good()) return;
  row.slipHash = slipHash;
  if (under != textOf(m_under)) {
    if (!believed(row)) return;
    row.plain.assign(plain->view().begin(), plain->view().end());
    std::copy(m_under.begin(), m_under.end(), row.plain.begin() + 1 + hashBytes);
  }
  Result<Entry> entry = decodeEntry(json, UnknownFields::ignore);
  if (!entry) return;
  made.entry = std::move(*entry);
  row.entry = std::move(made);
  row.recheck = true;
}

void EntryLoader::openFresh(Row& row) const {
  const store::Posting& posting = row.from.posting;
  const Result<open::OpenedEntry> opened =
      open::openEntry(posting.slip, row.sealed, {&m_person.keys.identity, 1}, m_school.directory().schoolName);
  if (!opened || !opened->problems.empty() || !believed(row)) return;
  const Result<std::vector<open::TarEntry>> members = open::readTar(opened->archive.view());
  const open::TarEntry* json = members ? open::findMember(*members, "entry.json") : nullptr;
  if (json == nullptr) return;
  casework::CaseEntry made;
  row.plain.push_back(format);
  const Bytes hash = hashOfRow(posting);
  row.plain.insert(row.plain.end(), hash.begin(), hash.end());
  row.plain.insert(row.plain.end(), m_under.begin(), m_under.end());
  put(row.plain, row.slipHash);
  for (int shift = 0; shift < 32; shift += 8) {
    row.plain.push_back(static_cast<std::uint8_t>(opened->attachments.size() >> shift));
  }
  for (const open::OpenedAttachment& attachment : opened->attachments) {
    made.attachments.push_back({attachment.name, attachment.bytes, false});
    put(row.plain, attachment.name);
    put(row.plain, static_cast<std::int64_t>(attachment.bytes));
  }
  put(row.plain, textOf(json->bytes));
  made.entry = opened->entry;
  row.entry = std::move(made);
}

void EntryLoader::workOn(Row& row) const {
  // What came with a move is read from its archive each time.
  const bool quick = row.access != Access::none && row.from.posting.slip.kind != Kind::move;
  if (quick && !row.from.kept.empty()) useKept(row);
  if (row.entry || row.others) return;
  if (const Result<std::string> hash = office::slipHashOf(row.from.posting.envelope)) row.slipHash = *hash;
  if (quick && !row.sealed.empty() && row.access == Access::perhaps && !row.granted) {
    const Result<bool> theirs = open::isSealedTo(row.sealed, m_person.keys.identity);
    row.others = theirs && !*theirs;
    if (row.others) row.plain.assign(1, notTheirs);
  }
  if (quick && !row.sealed.empty() && !row.others) openFresh(row);
  row.inFull = row.access != Access::none && !row.entry && !row.others;
}

void EntryLoader::openInFull(const store::Posting& posting, Lot& lot) {
  Result<Checked> checked = m_reader->open(posting);
  if (!checked) {
    // A writer's own is not told apart from the others' by its slip.
    const bool others = checked.fault().code == FaultCode::wrongSecret &&
                        accessTo(m_school.directory(), m_person.person, posting.slip) == Access::perhaps;
    if (others) {
      lot.notFor.push_back(posting.slip.id);
      return;
    }
    lot.unopened.push_back(unopenedOf(posting, checked.fault().code));
    return;
  }
  if (auto brought = broughtBy(m_school, m_person, *m_reader, posting, *checked)) {
    lot.brought.push_back(std::move(*brought));
  }
  lot.entries.push_back(caseEntryOf(std::move(*checked), posting.state));
}

Result<EntryLoader::Lot> EntryLoader::next(std::size_t most) {
  std::vector<std::int64_t> places;
  while (!m_due.empty() && places.size() < most) {
    places.push_back(m_due.front());
    m_due.pop_front();
  }
  Lot lot;
  lot.places = places.size();
  PB_TRY_VALUE(std::vector<store::Store::WithKept> found, m_school.store->postingsAt(places, m_person.person.id));
  std::vector<Row> rows(found.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Row& row = rows[i];
    row.from = std::move(found[i]);
    const Slip& slip = row.from.posting.slip;
    row.access = accessTo(m_school.directory(), m_person.person, slip);
    if (row.access == Access::none) lot.notFor.push_back(slip.id);
    row.granted = row.access == Access::perhaps && m_reader->isGranted(slip.id);
    if (row.access == Access::none || !row.from.kept.empty() || slip.kind == Kind::move) continue;
    if (Result<Bytes> sealed = m_school.store->sealed(slip.id)) row.sealed = std::move(*sealed);
  }
  onTwoThreads(rows.size(), [&](std::size_t i) { workOn(rows[i]); });
  for (Row& row : rows) {
    const Slip& slip = row.from.posting.slip;
    if (!row.slipHash.empty()) m_slips[slip.chainId][slip.seq] = row.slipHash;
    if (row.inFull) openInFull(row.from.posting, lot);
    if (row.others) {
      lot.notFor.push_back(slip.id);
      if (!row.plain.empty()) m_toKeep.push_back({row.from.n, m_box.seal(row.plain, slip.id, m_random)});
    }
    if (!row.entry) continue;
    row.entry->delivery = deliveryOf(row.from.posting.state);
    if (slip.seq > 1) {
      m_unlinked.push_back(
          {row.from.n, slip.chainId, slip.previousSlipSha256, slip.seq, slip.device == m_school.deviceId});
    }
    if (row.recheck) m_recheck.push_back({row.from.n, slip.id, slip.sealedSha256, slip.sealedBytes});
    if (!row.plain.empty()) {
      m_toKeep.push_back({row.from.n, m_box.seal(row.plain, slip.id, m_random)});
      std::fill(row.plain.begin(), row.plain.end(), std::uint8_t{0});
    }
    lot.entries.push_back(std::move(*row.entry));
  }
  if (m_due.empty()) PB_TRY(checkLinks(lot));
  return lot;
}

Status EntryLoader::checkLinks(Lot& lot) {
  std::vector<std::int64_t> wrong;
  for (const Linked& linked : m_unlinked) {
    const auto chain = m_slips.find(linked.chain);
    const auto before = chain->second.find(linked.seq - 1);
    // Another device's chain is fetched piece by piece; a gap in our own is a loss.
    const bool missing = before == chain->second.end();
    if (missing ? linked.own : before->second != linked.previous) wrong.push_back(linked.n);
  }
  m_unlinked.clear();
  PB_TRY_VALUE(const std::vector<store::Store::WithKept> rows, m_school.store->postingsAt(wrong, m_person.person.id));
  for (const store::Store::WithKept& row : rows) openInFull(row.posting, lot);
  return {};
}

Status EntryLoader::keep() {
  if (m_toKeep.empty()) return {};
  return m_school.store->keepOpened(m_person.person.id, std::exchange(m_toKeep, {}));
}

Result<EntryLoader::Lot> EntryLoader::recheckSome(std::size_t most) {
  Lot lot;
  std::vector<std::int64_t> wrong;
  for (std::size_t i = 0; i < most && !m_recheck.empty(); ++i) {
    const Recheck one = std::move(m_recheck.front());
    m_recheck.pop_front();
    const Result<Bytes> sealed = m_school.store->sealed(one.id);
    const bool same = sealed && static_cast<std::int64_t>(sealed->size()) == one.sealedBytes &&
                      sha256Hex(*sealed) == one.sealedSha256;
    if (!same) wrong.push_back(one.n);
  }
  if (wrong.empty()) return lot;
  PB_TRY_VALUE(const std::vector<store::Store::WithKept> rows, m_school.store->postingsAt(wrong, m_person.person.id));
  for (const store::Store::WithKept& row : rows) {
    m_toKeep.push_back({row.n, {}});
    openInFull(row.posting, lot);
  }
  lot.places = rows.size();
  PB_TRY(keep());
  return lot;
}

}  // namespace pillarbox::desk

#include "kiosk/desk/inbox_entries.h"

#include <algorithm>
#include <cctype>

#include "kiosk/desk/access.h"
#include "kiosk/desk/entry_loader.h"
#include "kiosk/desk/grant.h"
#include "kiosk/office/upload.h"
#include "shared/base/log.h"
#include "shared/open/age_open.h"
#include "shared/open/tar_read.h"
#include "shared/record/ids.h"
#include "shared/seal/dsse.h"
#include "shared/wire/receipt_check.h"

namespace pillarbox::desk {
namespace {

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return out;
}

// What a posting of kind move brings with it, not yet believed.
struct CameWith {
  BytesView tar;  // into the archive that it came in
  std::string envelope;
};

Result<std::optional<CameWith>> cameWith(const open::OpenedEntry& move) {
  PB_TRY_VALUE(const std::vector<open::TarEntry> members, open::readTar(move.archive.view()));
  const open::TarEntry* tar = open::findMember(members, originalName);
  const open::TarEntry* slip = open::findMember(members, originalSlipName);
  if (!tar && !slip) return std::optional<CameWith>{};
  if (!tar || !slip) return Fault{FaultCode::damaged, "Half of what was passed on is missing."};
  return std::optional<CameWith>({tar->bytes, std::string(textOf(slip->bytes))});
}

Result<Slip> slipIn(std::string_view envelopeText) {
  PB_TRY_VALUE(const seal::Envelope envelope, seal::decode(envelopeText));
  if (envelope.payloadType != slipType) return Fault{FaultCode::damaged, "This is not a slip."};
  return decodeSlip(textOf(envelope.payload));
}

}  // namespace

Result<std::vector<store::Posting>> readable(office::School& school, const Unlocked& person) {
  PB_TRY_VALUE(std::vector<store::Posting> all, school.store->postings({}));
  PB_TRY_VALUE(const auto destroyed, school.store->destroyed());
  EntryReader reader(school, person);
  std::erase_if(all, [&](const store::Posting& posting) {
    if (isCasework(posting.slip.kind) || destroyed.contains(posting.slip.id)) return true;
    const Access access = accessTo(school.directory(), person.person, posting.slip);
    return access == Access::none || (access == Access::perhaps && !reader.sealedForThem(posting));
  });
  return all;
}

Result<store::Posting> findReadable(office::School& school, const Unlocked& person, std::string_view idOrReference) {
  PB_TRY_VALUE(const std::vector<store::Posting> all, readable(school, person));
  const std::string reference = upper(idOrReference);
  const store::Posting* found = nullptr;
  for (const store::Posting& posting : all) {
    if (posting.slip.id == idOrReference) return posting;
    if (referenceOf(posting.slip.id) != reference) continue;
    if (found) {
      return Fault{FaultCode::badInput, "more than one entry has the reference " + reference + ": use its whole id"};
    }
    found = &posting;
  }
  if (!found) {
    return Fault{FaultCode::notFound,
                 person.person.id + " has no entry " + std::string(idOrReference) + " in this inbox"};
  }
  return *found;
}

Result<Checked> EntryReader::open(const store::Posting& posting) {
  PB_TRY_VALUE(open::OpenedEntry opened, unsealed(posting));
  Checked checked{std::move(opened), {}};
  checked.problems = checked.opened.problems;
  // A concern is passed on by its readers before, who need not be among those whom it goes to.
  std::string from;
  const Result<std::optional<PassedOn>> came = passedOn(posting, checked);
  if (!came) {
    checked.problems.emplace_back("What was passed on with it cannot be read.");
  } else if (*came) {
    if (const auto believed = office::believeSlip(m_school.directories, (*came)->envelope)) {
      from = believed->slip.audience;
    }
  }
  PB_TRY(checkSlip(posting, from, checked.problems));
  PB_TRY(checkReceipt(posting, checked.problems));
  return checked;
}

Result<open::OpenedEntry> EntryReader::unsealed(const store::Posting& posting) {
  PB_TRY_VALUE(const Bytes sealed, m_school.store->sealed(posting.slip.id));
  const std::span<const open::Identity> identity(&m_person.keys.identity, 1);
  const std::string& school = m_school.directory().schoolName;
  Result<open::OpenedEntry> opened = open::openEntry(posting.slip, sealed, identity, school);
  if (opened || opened.fault().code != FaultCode::wrongSecret) return opened;
  const std::string* header = granted(posting.slip.id);
  return header ? open::openGranted(posting.slip, sealed, *header, identity, school) : std::move(opened);
}

Result<Bytes> EntryReader::sealedForThem(const store::Posting& posting) {
  PB_TRY_VALUE(Bytes sealed, m_school.store->sealed(posting.slip.id));
  PB_TRY_VALUE(const bool own, open::isSealedTo(sealed, m_person.keys.identity));
  if (own) return sealed;
  const std::string* header = granted(posting.slip.id);
  if (!header) return Fault{FaultCode::wrongSecret, "the file is not sealed to this key."};
  return open::withHeader(sealed, *header);
}

const std::string* EntryReader::granted(const std::string& id) {
  if (!m_grants) {
    m_grants.emplace();
    if (const Status loaded = loadGrants(); !loaded) log::fault("grants", loaded.fault());
  }
  const auto found = m_grants->find(id);
  return found == m_grants->end() ? nullptr : &found->second;
}

// Only with this person's own key: a grant that was itself granted holds nothing that the newer grant does not.
Status EntryReader::loadGrants() {
  PB_TRY_VALUE(const std::vector<store::Posting> grants, m_school.store->postings({.kind = Kind::grant}));
  for (const store::Posting& grant : grants) {
    if (!mayRead(m_school.directory(), m_person.person, grant.slip.audience)) continue;
    const auto believed = office::believePosting(m_school, grant.envelope);
    if (!believed || !(believed->slip == grant.slip)) continue;
    const Result<Bytes> sealed = m_school.store->sealed(grant.slip.id);
    if (!sealed) continue;
    const Result<open::OpenedEntry> opened =
        open::openEntry(grant.slip, *sealed, {&m_person.keys.identity, 1}, m_school.directory().schoolName);
    if (!opened || !opened->problems.empty() || opened->entry.casework.person != m_person.person.id) continue;
    PB_TRY_VALUE(const std::vector<open::TarEntry> members, open::readTar(opened->archive.view()));
    const open::TarEntry* file = open::findMember(members, grantName);
    const auto headers = file ? readGrant(textOf(file->bytes)) : Result<std::vector<GrantedHeader>>(Fault{});
    if (!headers) continue;
    // The newest first: the one for the newest key.
    for (const GrantedHeader& one : *headers) m_grants->emplace(one.id, std::string(one.header));
  }
  return {};
}

Result<std::optional<PassedOn>> EntryReader::passedOn(const store::Posting& move, const Checked& opened) {
  if (move.slip.kind != Kind::move) return std::optional<PassedOn>{};
  PB_TRY_VALUE(const std::optional<CameWith> came, cameWith(opened.opened));
  if (!came) return std::optional<PassedOn>{};
  PB_TRY_VALUE(const Slip slip, slipIn(came->envelope));
  if (slip.id != move.slip.subject) return Fault{FaultCode::damaged, "What was passed on is another concern."};
  PB_TRY_VALUE(open::OpenedEntry original,
               open::openArchive(slip, SecretBytes::copyOf(came->tar), m_school.directory().schoolName));
  PassedOn made{{std::move(original), {}}, came->envelope};
  made.checked.problems = made.checked.opened.problems;
  const auto believed = office::believeSlip(m_school.directories, came->envelope);
  if (!believed) made.checked.problems.push_back(believed.fault().detail);
  // Where its own posting is here too, both must be the same.
  PB_TRY_VALUE(const std::optional<store::Posting> own, m_school.store->posting(slip.id));
  if (own && !(own->slip == slip)) {
    made.checked.problems.emplace_back("What was passed on is not what was posted under this number.");
  }
  return std::optional<PassedOn>(std::move(made));
}

Result<PassedOn> EntryReader::openAny(std::string_view id) {
  PB_TRY_VALUE(const std::optional<store::Posting> own, m_school.store->posting(id));
  Fault why{FaultCode::notFound, "There is no entry " + std::string(id) + " here."};
  if (own && accessTo(m_school.directory(), m_person.person, own->slip) != Access::none) {
    Result<Checked> checked = open(*own);
    if (checked) return PassedOn{std::move(*checked), own->envelope};
    why = checked.fault();
  }
  PB_TRY_VALUE(const std::vector<store::Posting> moves,
               m_school.store->postings({.kind = Kind::move, .subject = std::string(id)}));
  std::optional<PassedOn> best;
  for (const store::Posting& move : moves) {
    if (!mayRead(m_school.directory(), m_person.person, move.slip.audience)) continue;
    const Result<Checked> opened = open(move);
    if (!opened) continue;
    Result<std::optional<PassedOn>> came = passedOn(move, *opened);
    if (!came || !*came) continue;
    if (!best || (*came)->checked.problems.size() < best->checked.problems.size()) best = std::move(**came);
  }
  if (!best) return why;
  return std::move(*best);
}

// The signature, that the database says what was signed, and the link to the slip before.
Status EntryReader::checkSlip(const store::Posting& posting, std::string_view from,
                              std::vector<std::string>& problems) {
  const auto believed = office::believePosting(m_school, posting.envelope, from);
  if (!believed.ok()) {
    problems.push_back(believed.fault().detail);
  } else if (!(believed->slip == posting.slip)) {
    problems.emplace_back("The database does not say what was signed.");
  }
  if (posting.slip.seq <= 1) return {};
  auto known = m_chains.find(posting.slip.chainId);
  if (known == m_chains.end()) {
    known = m_chains.emplace(posting.slip.chainId, std::map<std::int64_t, std::string>()).first;
    PB_TRY_VALUE(const auto chain, m_school.store->chain(posting.slip.chainId));
    for (const store::Posting& one : chain) {
      // Of what was signed, not of what the database says: a row that was changed must not accuse the one after it.
      const Result<std::string> hash = office::slipHashOf(one.envelope);
      known->second[one.slip.seq] = hash ? *hash : std::string();
    }
  }
  const auto before = known->second.find(posting.slip.seq - 1);
  if (before == known->second.end()) {
    // Another device's chain is fetched piece by piece; a gap in our own is a loss.
    if (posting.slip.device == m_school.deviceId) problems.emplace_back("The entry posted before it is missing.");
  } else if (before->second != posting.slip.previousSlipSha256) {
    problems.emplace_back("It does not follow from the entry posted before it.");
  }
  return {};
}

Status EntryReader::checkReceipt(const store::Posting& posting, std::vector<std::string>& problems) {
  if (posting.receipt.empty()) return {};
  if (!m_serverAsked) {
    PB_TRY_VALUE(m_server, office::serverOf(m_school));
    m_serverAsked = true;
  }
  if (!m_server) return {};
  const Result<std::string> hash = office::slipHashOf(posting.envelope);
  if (!hash) return {};  // checkSlip has said so
  const auto checked = wire::checkReceipt(posting.receipt, m_server->signKey, posting.slip.id, *hash,
                                          posting.slip.school, wire::KnownHead{});
  if (!checked.ok()) problems.emplace_back("The server's receipt for it is not right.");
  return {};
}

casework::Delivery deliveryOf(store::State state) {
  switch (state) {
    case store::State::delivered:
      return casework::Delivery::delivered;
    case store::State::refused:
      return casework::Delivery::refused;
    case store::State::stored:
    case store::State::sending:
      return casework::Delivery::waiting;
  }
  return casework::Delivery::waiting;
}

casework::CaseEntry caseEntryOf(Checked checked, store::State state) {
  casework::CaseEntry entry;
  entry.problems = std::move(checked.problems);
  for (const open::OpenedAttachment& attachment : checked.opened.attachments) {
    entry.attachments.push_back({attachment.name, attachment.bytes, attachment.missing || attachment.changed});
  }
  entry.entry = std::move(checked.opened.entry);
  entry.delivery = deliveryOf(state);
  return entry;
}

casework::Unopened unopenedOf(const store::Posting& posting, FaultCode why) {
  casework::Unopened unopened;
  unopened.id = posting.slip.id;
  unopened.kind = posting.slip.kind;
  unopened.writtenAt = posting.slip.writtenAt;
  unopened.urgent = posting.slip.urgent;
  if (why == FaultCode::wrongSecret) unopened.why = casework::Unopened::Why::notForYou;
  if (why == FaultCode::newerVersion) unopened.why = casework::Unopened::Why::newer;
  unopened.delivery = deliveryOf(posting.state);
  return unopened;
}

std::optional<casework::CaseEntry> broughtBy(office::School& school, const Unlocked& person, EntryReader& reader,
                                             const store::Posting& posting, const Checked& opened) {
  if (posting.slip.kind != Kind::move) return std::nullopt;
  const Result<std::optional<store::Posting>> own = school.store->posting(posting.slip.subject);
  if (own && *own && accessTo(school.directory(), person.person, (*own)->slip) != Access::none && reader.open(**own)) {
    return std::nullopt;
  }
  Result<std::optional<PassedOn>> came = reader.passedOn(posting, opened);
  if (!came || !*came) return std::nullopt;
  return caseEntryOf(std::move((*came)->checked), posting.state);
}

Result<ReadAll> readAll(office::School& school, const Unlocked& person) {
  PB_TRY_VALUE(const std::vector<store::Store::Known> all, school.store->known());
  EntryLoader loader(school, person, *school.random);
  ReadAll read;
  casework::CaseEntries brought;
  const auto take = [&](EntryLoader::Lot lot) {
    for (casework::CaseEntry& entry : lot.entries) {
      std::string id = entry.entry.id;
      read.entries.insert_or_assign(std::move(id), std::move(entry));
    }
    for (casework::CaseEntry& entry : lot.brought) {
      // Of several copies a sound one.
      const auto [at, isNew] = brought.try_emplace(entry.entry.id, entry);
      if (!isNew && entry.problems.size() < at->second.problems.size()) at->second = std::move(entry);
    }
    for (casework::Unopened& one : lot.unopened) read.unopened.insert_or_assign(one.id, std::move(one));
  };
  loader.want(all);
  constexpr std::size_t atOnce = 2500;
  while (loader.more()) {
    PB_TRY_VALUE(EntryLoader::Lot lot, loader.next(atOnce));
    take(std::move(lot));
    if (const Status kept = loader.keep(); !kept) log::fault("opened.not-kept", kept.fault());
  }
  while (loader.rechecking()) {
    PB_TRY_VALUE(EntryLoader::Lot lot, loader.recheckSome(atOnce));
    take(std::move(lot));
  }
  read.entries.merge(brought);
  return read;
}

std::string_view progressName(office::Progress progress) {
  switch (progress) {
    case office::Progress::none:
      return "unread";
    case office::Progress::read:
      return "read";
    case office::Progress::acted:
      return "acted";
    case office::Progress::closed:
      return "closed";
  }
  return "unread";
}

}  // namespace pillarbox::desk

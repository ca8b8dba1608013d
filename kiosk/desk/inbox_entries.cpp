#include "kiosk/desk/inbox_entries.h"

#include <algorithm>
#include <cctype>

#include "kiosk/office/upload.h"
#include "shared/record/ids.h"
#include "shared/wire/receipt_check.h"

namespace pillarbox::desk {
namespace {

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return out;
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

}  // namespace

Result<std::vector<store::Posting>> readable(office::School& school, const Person& person) {
  PB_TRY_VALUE(std::vector<store::Posting> all, school.store->postings({}));
  std::erase_if(all, [&](const store::Posting& posting) {
    return isCasework(posting.slip.kind) || !mayRead(school.directory(), person, posting.slip.audience);
  });
  return all;
}

Result<store::Posting> findReadable(office::School& school, const Person& person, std::string_view idOrReference) {
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
    return Fault{FaultCode::notFound, person.id + " has no entry " + std::string(idOrReference) + " in this inbox"};
  }
  return *found;
}

Result<Checked> EntryReader::open(const store::Posting& posting) {
  PB_TRY_VALUE(const Bytes sealed, m_school.store->sealed(posting.slip.id));
  PB_TRY_VALUE(open::OpenedEntry opened,
               open::openEntry(posting.slip, sealed, {&m_person.keys.identity, 1}, m_school.directory().schoolName));
  Checked checked{std::move(opened), {}};
  checked.problems = checked.opened.problems;
  PB_TRY(checkSlip(posting, checked.problems));
  PB_TRY(checkReceipt(posting, checked.problems));
  return checked;
}

// The signature, that the database says what was signed, and the link to the slip before.
Status EntryReader::checkSlip(const store::Posting& posting, std::vector<std::string>& problems) {
  const auto believed = office::believeSlip(m_school.directories, posting.envelope);
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

Result<ReadAll> readAll(office::School& school, const Unlocked& person) {
  PB_TRY_VALUE(const std::vector<store::Posting> all, school.store->postings({}));
  ReadAll read;
  EntryReader reader(school, person);
  for (const store::Posting& posting : all) {
    if (!mayRead(school.directory(), person.person, posting.slip.audience)) continue;
    Result<Checked> checked = reader.open(posting);
    if (checked) {
      read.entries.insert_or_assign(posting.slip.id, caseEntryOf(std::move(*checked), posting.state));
    } else {
      read.unopened.insert_or_assign(posting.slip.id, unopenedOf(posting, checked.fault().code));
    }
  }
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

#include "server/walk.h"

#include <map>
#include <set>

#include "server/directory_check.h"
#include "shared/seal/dsse.h"
#include "shared/wire/invitation.h"
#include "shared/wire/receipt_check.h"

namespace pillarbox::server {

namespace {

constexpr std::int64_t mostToldOf = 100;

class Walk {
 public:
  Walk(Store& store, std::string_view school, const seal::VerifyKey& serverKey)
      : m_store(store), m_serverKey(serverKey) {
    m_found.school = school;
    m_head = zeroHead;
  }

  Result<SchoolWalk> all(const std::function<bool()>& between) {
    PB_TRY_VALUE(const std::optional<ChainEnd> end, m_store.chainEnd(m_found.school));
    if (!end) return Fault{FaultCode::notFound, "This server does not know that school."};
    PB_TRY(readDirectories());
    PB_TRY(readJoins());
    for (std::int64_t last = 0; last < end->index;) {
      PB_TRY_VALUE(const std::vector<WalkRow> rows, m_store.rowsAfter(m_found.school, last));
      if (rows.empty()) break;
      for (const WalkRow& row : rows) {
        if (row.index > end->index) break;
        PB_TRY(check(row));
      }
      last = rows.back().index;
      if (!between()) return Fault{FaultCode::busy, "The walk was stopped."};
    }
    if (m_index != end->index || m_head != end->head) {
      fault(0, "",
            "The chain does not end where the school's record says it does: " + std::to_string(m_index) +
                " receipts instead of " + std::to_string(end->index) + ".");
    }
    m_found.head = m_head;
    return std::move(m_found);
  }

 private:
  void fault(std::int64_t index, const std::string& id, std::string what) {
    if (m_found.faultCount++ < mostToldOf) m_found.faults.push_back({index, id, std::move(what)});
  }

  void learn(const std::string& device, const std::string& text) {
    const auto key = seal::parseVerifyKey(text);
    if (key.ok()) m_keys[device].push_back(*key);
  }

  Status readDirectories() {
    std::optional<StoredDirectory> current;
    std::map<std::string, StoredDirectory, std::less<>> earlier;
    for (std::int64_t version = 0;;) {
      PB_TRY_VALUE(const std::vector<std::string> some, m_store.directoriesAfter(m_found.school, version));
      if (some.empty()) break;
      for (const std::string& envelope : some) {
        const auto checked =
            checkDirectory(envelope, current, [&](std::string_view sha256) -> Result<std::optional<StoredDirectory>> {
              const auto found = earlier.find(sha256);
              return found == earlier.end() ? std::nullopt : std::optional(found->second);
            });
        if (!checked.ok()) {
          fault(0, "", "A version of the directory does not follow the one before it: " + checked.fault().detail);
          return {};
        }
        ++m_found.directories;
        for (const Device& device : checked->directory.devices) learn(device.id, device.verifyKey);
        version = checked->stored.version;
        current = checked->stored;
        earlier[checked->stored.sha256] = checked->stored;
      }
    }
    if (!current) fault(0, "", "The school has no directory here.");
    return {};
  }

  Status readJoins() {
    PB_TRY_VALUE(const std::vector<wire::StoredJoin> joins, m_store.joins(m_found.school));
    for (const wire::StoredJoin& join : joins) {
      const auto request = wire::readJoin(join.envelope);
      if (request.ok()) learn(request->deviceId, request->verifyKey);
    }
    return {};
  }

  // The receipt alone, then its place after the one before, then the slip, then the sealed bytes.
  Status check(const WalkRow& row) {
    ++m_found.entries;
    const auto wrong = [&](std::string what) { fault(row.index, row.id, std::move(what)); };
    if (row.index != m_index + 1) wrong("A receipt is missing before this one.");
    const auto receipt = wire::checkReceipt(row.receipt, m_serverKey, row.id, row.slipSha256, m_found.school, {});
    if (!receipt.ok()) {
      wrong("The receipt is not what this server signed: " + receipt.fault().detail);
    } else {
      const Receipt& says = receipt->receipt;
      if (says.index != row.index || says.epoch != row.epoch || says.head != row.head ||
          says.receivedAt.time_since_epoch().count() != row.receivedAt) {
        wrong("The receipt names another place, head or time than the record beside it.");
      }
      if (says.previousHead != m_head) wrong("The receipt does not follow the one before it.");
      if (says.epoch < m_epoch) wrong("The receipt is of an earlier epoch than the one before it.");
    }
    if (row.epoch != m_epoch) ++m_found.epochs;
    m_epoch = row.epoch;
    m_index = row.index;
    m_head = row.head;

    const auto document = seal::decode(row.slip);
    if (!document.ok() || document->payloadType != slipType || sha256Hex(document->payload) != row.slipSha256) {
      wrong("The slip is not the one that was receipted.");
      return {};
    }
    const auto slip = decodeSlip(textOf(document->payload));
    if (!slip.ok() || slip->id != row.id || slip->school != m_found.school || slip->device != row.device ||
        slip->sealedSha256 != row.sealedSha256) {
      wrong("The slip says something else than the record beside it.");
      return {};
    }
    const auto keys = m_keys.find(row.device);
    bool signedBy = false;
    if (keys != m_keys.end()) {
      for (const seal::VerifyKey& key : keys->second) signedBy = signedBy || seal::verifiedBy(*document, key);
    }
    if (!signedBy) wrong("The slip is not signed by the device it names.");

    PB_TRY_VALUE(const std::optional<Bytes> sealed, m_store.sealed(m_found.school, row.id));
    if (!sealed) {
      PB_TRY_VALUE(const bool meant, m_store.wasDestroyed(m_found.school, row.id));
      if (meant) {
        ++m_found.destroyed;
      } else {
        wrong("The sealed file is missing.");
      }
      return {};
    }
    m_found.sealedBytes += static_cast<std::int64_t>(sealed->size());
    if (static_cast<std::int64_t>(sealed->size()) != slip->sealedBytes || sha256Hex(*sealed) != slip->sealedSha256) {
      wrong("The sealed file is not the one the slip was made for.");
    }
    return {};
  }

  Store& m_store;
  const seal::VerifyKey& m_serverKey;
  SchoolWalk m_found;
  std::map<std::string, std::vector<seal::VerifyKey>, std::less<>> m_keys;
  std::int64_t m_index = 0;
  std::int64_t m_epoch = 0;
  std::string m_head;
};

}  // namespace

Result<SchoolWalk> walkSchool(Store& store, std::string_view school, const seal::VerifyKey& serverKey,
                              const std::function<bool()>& between) {
  return Walk(store, school, serverKey).all(between);
}

}  // namespace pillarbox::server

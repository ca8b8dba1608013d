// The data folder of one device:
//   pillarbox.db      the store              device.key   the device's keys (0600; never in the database)
//   device.id         its id, one line       school.pin   SHA-256 of directory version 1, hex, one line
//   directories/N.json  every signed directory version, so that posting goes on if the database is lost
//   directory.json    the newest of them, for handing to the server
//   roster.box        the roster, boxed to this device
//   server.conf       how the server is reached ("key value" lines), server-ca.pem its private CA
//   keys/PERSON.age   key files of the people who unlock here
// Everything a person signed is verified whenever the folder is opened. One School is used by one thread.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/record/directory.h"
#include "shared/record/roster.h"
#include "shared/seal/device_keys.h"
#include "shared/seal/sealed_box.h"
#include "shared/seal/signing.h"
#include "shared/store/store.h"

namespace pillarbox::office {

// How the main server is reached and known again.
struct Server {
  std::string url;           // "https://host:port", no slash at the end
  std::filesystem::path ca;  // private CA (PEM), or empty for the machine's own
  std::string proxy;         // "http://host:port" or "https://…", or empty for none
  seal::VerifyKey signKey;   // signs receipts
  seal::BoxKey boxKey{};     // routing notes
};

// A directory version whose signature and place in the chain have been verified.
struct KnownDirectory {
  Directory directory;
  std::string envelope;
  std::string sha256;  // hex, of the signed bytes
  std::string signer;  // whose signature counted: a person's id, or a recovery sheet's
};

struct School {
  std::filesystem::path folder;
  const Clock* clock = nullptr;
  Random* random = nullptr;
  std::unique_ptr<store::Store> store;
  seal::DeviceKeys keys;
  std::string deviceId;
  std::string pin;
  std::vector<KnownDirectory> directories;        // oldest first; never empty; without those that are void
  Roster roster;                                  // empty if none was imported yet
  std::filesystem::file_time_type rosterTime{};   // of roster.box when it was read
  std::optional<std::filesystem::path> setAside;  // where a damaged database went when this was opened
  std::int64_t salvaged = 0;
  // Slips whose signatures were checked under directory version `believedUnder`: posting id to person id, or to nothing
  // if not believed. Filled by progressOfAll().
  std::map<std::string, std::optional<std::string>> believed;
  std::int64_t believedUnder = 0;

  const Directory& directory() const { return directories.back().directory; }
  // This device as the directory knows it; null until it has been approved.
  const Device* device() const { return directory().device(deviceId); }
};

// notFound if there is no folder, badInput if it is none of ours, newerVersion, notTrusted if the directory or its pin
// was tampered with, and the store's faults.
Result<School> openSchool(const std::filesystem::path& folder, const Clock& clock, Random& random);

struct NewFolder {
  seal::DeviceKeys keys;
  std::string deviceId;
  std::vector<std::string> directories;  // signed envelopes from version 1 on
  std::string pin;                       // SHA-256 of version 1's bytes, hex
};
// Makes the folder (0700) and everything in it. alreadyExists if there is anything in it already; notTrusted if the
// directories do not verify. On a fault nothing is left behind.
Result<School> createSchool(const std::filesystem::path& folder, NewFolder made, const Clock& clock, Random& random);

// Verifies `envelope` as version 1 against the pin, as the version that may follow `known`, or as one that begins a new
// epoch from any version of `known`.
Result<KnownDirectory> verifyDirectory(const std::vector<KnownDirectory>& known, const std::string& envelope,
                                       std::string_view pin);
// Adds a version that was verified; one that begins a new epoch makes those void that came after the one it follows.
void addVersion(std::vector<KnownDirectory>& known, KnownDirectory verified);
// Verifies and keeps the next version. One that is already known is fine. notTrusted otherwise.
Status adoptDirectory(School& school, const std::string& envelope);
// Takes over what another program has added to the folder meanwhile (directory versions, roster). True if there was
// any.
Result<bool> refresh(School& school);

// Boxed to this device and kept.
Status saveRoster(School& school, const Roster& roster);
// One received for this device, already boxed.
Status adoptRosterBox(School& school, BytesView box);

// The server that the directory names or, before it does, the one this device was connected to; nothing if there is
// none.
Result<std::optional<Server>> serverOf(School& school);
// Keeps address, proxy and `caFile` (copied into the folder; empty for none) and the server's signed card, whose keys
// are pinned by it. badInput unless the address is https.
Status saveServer(School& school, const std::string& url, const std::filesystem::path& caFile, const std::string& proxy,
                  const std::string& cardEnvelope);
// badInput unless it is https://HOST[:PORT][/]; returns it without the slash.
Result<std::string> checkedServerUrl(std::string_view url);

std::filesystem::path keyFilePath(const School& school, std::string_view personId);

}  // namespace pillarbox::office

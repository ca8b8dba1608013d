#include "kiosk/office/school_folder.h"

#include <sys/stat.h>

#include <algorithm>
#include <map>

#include "kiosk/office/settings.h"
#include "shared/base/files.h"
#include "shared/base/hash.h"
#include "shared/base/log.h"
#include "shared/base/shared_folder.h"
#include "shared/seal/dsse.h"

namespace pillarbox::office {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t smallFile = 64 * 1024;
constexpr std::size_t directoryFile = 2 * 1024 * 1024;
constexpr std::size_t rosterFile = 32 * 1024 * 1024;
constexpr mode_t ownerOnlyFolder = 0700;

Result<std::string> readLine(const fs::path& file) {
  PB_TRY_VALUE(const Bytes bytes, readFile(file, smallFile));
  std::string text(textOf(bytes));
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  return text;
}

Status writeLine(const fs::path& file, std::string_view line) {
  return writeFileDurable(file, viewOf(std::string(line) + "\n"));
}

Fault notOurs(const fs::path& folder) {
  return Fault{FaultCode::badInput, folder.string() + " is not a Pillarbox folder."};
}

fs::path versionFile(const fs::path& folder, std::int64_t version) {
  return folder / "directories" / (std::to_string(version) + ".json");
}

Status writeDirectoryFiles(const fs::path& folder, const KnownDirectory& known) {
  PB_TRY(writeFileDurable(versionFile(folder, known.directory.version), viewOf(known.envelope)));
  return writeFileDurable(folder / "directory.json", viewOf(known.envelope));
}

// The envelopes kept as files, by the number in their names.
std::map<std::int64_t, std::string> directoryFiles(const fs::path& folder) {
  std::map<std::int64_t, std::string> found;
  std::error_code error;
  for (const fs::directory_entry& file : fs::directory_iterator(folder / "directories", error)) {
    const std::string name = file.path().stem().string();
    const bool number = !name.empty() && name.size() <= 15 && name.find_first_not_of("0123456789") == std::string::npos;
    if (!number || file.path().extension() != ".json") continue;
    const Result<Bytes> bytes = readFile(file.path(), directoryFile);
    if (bytes.ok()) found.emplace(std::stoll(name), textOf(*bytes));
  }
  return found;
}

// Both places hold the same versions; what one lacks the other mends. One that does not verify is left out, with those
// that follow from it, so that a damaged file cannot stop posting as long as the other place is whole.
Status loadDirectories(School& school) {
  PB_TRY_VALUE(const std::vector<store::Store::StoredDirectory> stored, school.store->directories());
  std::map<std::int64_t, std::string> files = directoryFiles(school.folder);
  std::map<std::int64_t, std::string> kept;
  for (const auto& one : stored) kept.emplace(one.version, one.envelope);
  std::map<std::int64_t, std::string> all = kept;
  all.insert(files.begin(), files.end());
  std::optional<Fault> problem;
  for (const auto& [version, envelope] : all) {
    const auto file = files.find(version);
    Result<KnownDirectory> known = verifyDirectory(school.directories, envelope, school.pin);
    if (!known.ok() && file != files.end() && file->second != envelope) {
      known = verifyDirectory(school.directories, file->second, school.pin);
    }
    if (!known.ok()) {
      if (!problem) problem = known.fault();
      continue;
    }
    if (!kept.contains(version)) {
      PB_TRY(school.store->addDirectory({known->directory.version, known->envelope, known->sha256}));
    }
    if (file == files.end() || file->second != known->envelope) PB_TRY(writeDirectoryFiles(school.folder, *known));
    addVersion(school.directories, std::move(*known));
  }
  if (school.directories.empty()) {
    return problem ? *problem : Fault{FaultCode::damaged, "The school's directory is missing from this folder."};
  }
  if (problem) log::fault("directory-chain", *problem);
  return {};
}

Status loadRoster(School& school) {
  std::error_code ignored;
  school.rosterTime = fs::last_write_time(school.folder / "roster.box", ignored);
  Result<Bytes> box = readFile(school.folder / "roster.box", rosterFile);
  if (!box.ok()) {
    PB_TRY_VALUE(const std::optional<std::string> kept, school.store->setting(settingRoster));
    const std::optional<Bytes> decoded = kept ? fromBase64(*kept, Base64::padded) : std::nullopt;
    if (!decoded) return {};
    box = *decoded;
  }
  // Without a roster staff type names; that must never stop a posting.
  const Result<SecretBytes> opened = school.keys.openBox(*box);
  if (!opened.ok()) {
    log::fault("roster", opened.fault());
    return {};
  }
  Result<Roster> roster = decodeRoster(opened->text());
  if (!roster.ok()) {
    log::fault("roster", roster.fault());
    return {};
  }
  school.roster = std::move(*roster);
  return {};
}

Status openStore(School& school) {
  PB_TRY_VALUE(store::Opened opened, store::Store::open(school.folder / "pillarbox.db", *school.clock, *school.random));
  school.store = std::move(opened.store);
  school.setAside = opened.setAside;
  school.salvaged = opened.salvaged;
  // createSchool() takes this back: only then is an empty database what it should be.
  if (opened.created && !opened.setAside) {
    return school.store->setSetting(settingBegunAgain, formatTime(school.clock->now()));
  }
  return {};
}

// Whoever of the directory, or of its sheets, signed this.
std::vector<std::string> signersOf(const seal::Envelope& envelope, const Directory& directory) {
  std::vector<std::string> found;
  const auto look = [&](const std::string& id, const std::string& keyText) {
    const Result<seal::VerifyKey> key = seal::parseVerifyKey(keyText);
    if (key.ok() && seal::verifiedBy(envelope, *key)) found.push_back(id);
  };
  for (const Person& person : directory.people) {
    if (person.active) look(person.id, person.verifyKey);
  }
  for (const Sheet& sheet : directory.sheets) look(sheet.id, sheet.verifyKey);
  return found;
}

}  // namespace

Result<KnownDirectory> verifyDirectory(const std::vector<KnownDirectory>& known, const std::string& envelopeText,
                                       std::string_view pin) {
  PB_TRY_VALUE(const seal::Envelope envelope, seal::decode(envelopeText));
  if (envelope.payloadType != directoryType) return Fault{FaultCode::badInput, "This is not a directory."};
  PB_TRY_VALUE(Directory directory, decodeDirectory(textOf(envelope.payload)));
  KnownDirectory made{std::move(directory), envelopeText, sha256Hex(envelope.payload), {}};
  if (known.empty()) {
    if (made.sha256 != pin || made.directory.version != 1) {
      return Fault{FaultCode::notTrusted, "The directory is not the one this device was given at the start."};
    }
    const std::vector<std::string> signers = signersOf(envelope, made.directory);
    if (signers.empty()) return Fault{FaultCode::notTrusted, "The directory is not signed by anyone in it."};
    made.signer = signers.front();
    return made;
  }
  const KnownDirectory& newest = known.back();
  const bool recovers = made.directory.epoch > newest.directory.epoch;
  const auto named = std::find_if(known.rbegin(), known.rend(), [&](const KnownDirectory& one) {
    return one.sha256 == made.directory.previousSha256;
  });
  const KnownDirectory& before = recovers && named != known.rend() ? *named : newest;
  Fault why{FaultCode::notTrusted, "The directory is not signed by anyone in the version before it."};
  for (const std::string& signer : signersOf(envelope, before.directory)) {
    const Status allowed =
        recovers ? mayRecover(before.directory, before.sha256, newest.directory.epoch, made.directory, signer)
                 : mayFollow(before.directory, before.sha256, made.directory, signer);
    if (allowed.ok()) {
      made.signer = signer;
      return made;
    }
    why = allowed.fault();
  }
  return why;
}

void addVersion(std::vector<KnownDirectory>& known, KnownDirectory verified) {
  while (!known.empty() && known.back().sha256 != verified.directory.previousSha256) known.pop_back();
  known.push_back(std::move(verified));
}

Status adoptDirectory(School& school, const std::string& envelope) {
  // Another program may have been quicker with this very version.
  PB_TRY(refresh(school));
  for (const KnownDirectory& known : school.directories) {
    if (known.envelope == envelope) return {};
  }
  PB_TRY_VALUE(KnownDirectory known, verifyDirectory(school.directories, envelope, school.pin));
  PB_TRY(school.store->addDirectory({known.directory.version, known.envelope, known.sha256}));
  PB_TRY(writeDirectoryFiles(school.folder, known));
  addVersion(school.directories, std::move(known));
  return {};
}

Result<bool> refresh(School& school) {
  PB_TRY_VALUE(const std::vector<store::Store::StoredDirectory> stored, school.store->directories());
  bool changed = false;
  for (const store::Store::StoredDirectory& one : stored) {
    if (one.version <= school.directory().version) continue;
    PB_TRY_VALUE(KnownDirectory known, verifyDirectory(school.directories, one.envelope, school.pin));
    addVersion(school.directories, std::move(known));
    changed = true;
  }
  std::error_code ignored;
  const auto time = fs::last_write_time(school.folder / "roster.box", ignored);
  if (!ignored && time != school.rosterTime) {
    PB_TRY(loadRoster(school));
    changed = true;
  }
  return changed;
}

Result<School> openSchool(const fs::path& folder, const Clock& clock, Random& random) {
  std::error_code ignored;
  if (!fs::is_directory(folder, ignored)) {
    return Fault{FaultCode::notFound, "There is no folder " + folder.string() + "."};
  }
  if (!fs::exists(folder / "device.key", ignored) || !fs::exists(folder / "school.pin", ignored)) {
    return notOurs(folder);
  }
  PB_TRY_VALUE(const SecretBytes keyText, readSecretFile(folder / "device.key", smallFile));
  PB_TRY_VALUE(seal::DeviceKeys keys, seal::DeviceKeys::decode(keyText.view()));
  School school{.keys = std::move(keys)};
  school.folder = folder;
  school.clock = &clock;
  school.random = &random;
  PB_TRY_VALUE(school.pin, readLine(folder / "school.pin"));
  PB_TRY_VALUE(school.deviceId, readLine(folder / "device.id"));
  PB_TRY(openStore(school));
  PB_TRY(loadDirectories(school));
  PB_TRY(loadRoster(school));
  return school;
}

Result<School> createSchool(const fs::path& folder, NewFolder made, const Clock& clock, Random& random) {
  std::error_code error;
  if (fs::exists(folder, error) && !fs::is_empty(folder, error)) {
    return Fault{FaultCode::alreadyExists, "There is already something in " + folder.string() + "."};
  }
  std::vector<KnownDirectory> known, written;
  for (const std::string& envelope : made.directories) {
    PB_TRY_VALUE(KnownDirectory next, verifyDirectory(known, envelope, made.pin));
    written.push_back(next);
    addVersion(known, std::move(next));
  }
  if (known.empty()) return Fault{FaultCode::badInput, "A school needs a directory."};
  const bool existed = fs::exists(folder, error);
  const auto fill = [&]() -> Status {
    PB_TRY(makeFolders(folder));
    if (!sharedWithGroup(folder)) ::chmod(folder.c_str(), ownerOnlyFolder);
    PB_TRY(makeFolders(folder / "directories"));
    PB_TRY(makeFolders(folder / "keys"));
    const SecretBytes keys = made.keys.encode();
    PB_TRY(writeFileDurable(folder / "device.key", keys.view()));
    PB_TRY(writeLine(folder / "device.id", made.deviceId));
    for (const KnownDirectory& one : written) PB_TRY(writeDirectoryFiles(folder, one));
    // Last: with it the folder counts as one of ours.
    return writeLine(folder / "school.pin", made.pin);
  };
  const Status filled = fill();
  Result<School> opened = filled.ok() ? openSchool(folder, clock, random) : Result<School>(filled.fault());
  if (opened.ok()) {
    if (const Status fresh = opened->store->setSetting(settingBegunAgain, ""); !fresh.ok()) opened = fresh.fault();
  }
  if (!opened.ok()) {
    for (const auto& entry : fs::directory_iterator(folder, error)) fs::remove_all(entry.path(), error);
    if (!existed) fs::remove(folder, error);
  }
  return opened;
}

Status adoptRosterBox(School& school, BytesView box) {
  PB_TRY_VALUE(const SecretBytes opened, school.keys.openBox(box));
  PB_TRY_VALUE(Roster roster, decodeRoster(opened.text()));
  PB_TRY(writeFileDurable(school.folder / "roster.box", box));
  PB_TRY(school.store->setSetting(settingRoster, toBase64(box, Base64::padded)));
  std::error_code ignored;
  school.rosterTime = fs::last_write_time(school.folder / "roster.box", ignored);
  school.roster = std::move(roster);
  return {};
}

Status saveRoster(School& school, const Roster& roster) {
  std::string text = encodeRoster(roster);
  const Bytes box = seal::boxTo(school.keys.boxPublic, viewOf(text));
  wipe(text);
  return adoptRosterBox(school, box);
}

fs::path keyFilePath(const School& school, std::string_view personId) {
  return school.folder / "keys" / (std::string(personId) + ".age");
}

}  // namespace pillarbox::office

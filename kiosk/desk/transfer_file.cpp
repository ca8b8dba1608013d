#include "kiosk/desk/transfer_file.h"

#include <algorithm>
#include <tuple>

#include "kiosk/desk/transfer_json.h"
#include "kiosk/office/read_status.h"
#include "shared/base/hash.h"
#include "shared/casework/calendar.h"
#include "shared/open/age_open.h"
#include "shared/open/open_entry.h"
#include "shared/open/tar_read.h"
#include "shared/record/json_fields.h"
#include "shared/seal/age_seal.h"
#include "shared/seal/dsse.h"
#include "shared/seal/tar.h"

namespace pillarbox::desk {
namespace {

constexpr std::string_view manifestType = "application/vnd.pillarbox.transfer+json";

std::string hashDocument(std::string_view manifest) {
  return nlohmann::ordered_json{{"manifest_sha256", sha256Hex(viewOf(manifest))}}.dump();
}

std::string readMe(const TransferManifest& m) {
  return "A child's safeguarding file from " + m.fromName + " for " + m.toName +
         ".\n\nfile.pdf is the whole file to read, file.csv the same as a table.\nentry-*.tar are the entries as they "
         "were posted, entry-*.slip.json what was signed about each,\ndirectories.json says whose signatures those "
         "are, and manifest.json lists every file with its SHA-256.\nPlease confirm to " +
         m.fromName + " that it arrived: Pillarbox makes a signed receipt when it takes the file in.\n";
}

Fault changed() {
  return {FaultCode::damaged,
          "This file is not as it was sent. Nothing was kept. Ask the other school to send it again."};
}

// What age says of a file, in the words of somebody who waits for one.
Fault unsealFault(const Fault& fault) {
  switch (fault.code) {
    case FaultCode::wrongSecret:
      return {
          fault.code,
          "This file is sealed for somebody else: for another school, or before you had a key here. Nothing was kept."};
    case FaultCode::damaged:
      return {fault.code,
              "This file is damaged or not complete. Nothing was kept. Ask the other school to send it again."};
    case FaultCode::newerVersion:
      return {fault.code, "This file was made by a newer program. Nothing was kept."};
    default:
      return {FaultCode::badInput, "This is not a child's file from another school. Nothing was kept."};
  }
}

Result<std::vector<office::KnownDirectory>> directoriesIn(std::string_view text, std::string_view pin) {
  PB_TRY_VALUE(const nlohmann::json json, parseJson(text, "directories"));
  if (!json.is_array() || json.empty() || json.size() > 10'000) return changed();
  std::vector<office::KnownDirectory> known;
  for (const nlohmann::json& each : json) {
    if (!each.is_string()) return changed();
    Result<office::KnownDirectory> next = office::verifyDirectory(known, each.get<std::string>(), pin);
    if (!next) {
      return Fault{FaultCode::notTrusted,
                   "The other school's list of its people does not hold together. Nothing was kept. Ring them."};
    }
    known.push_back(std::move(*next));
  }
  return known;
}

Status checkFiles(const std::vector<open::TarEntry>& members, const TransferManifest& manifest) {
  std::size_t listed = 0;
  for (const open::TarEntry& member : members) {
    if (member.name == manifestName || member.name == manifestSignedName) continue;
    const auto file = manifest.files.find(member.name);
    if (file == manifest.files.end() || sha256Hex(member.bytes) != file->second) return changed();
    ++listed;
  }
  return listed == manifest.files.size() ? Status{} : Status{changed()};
}

Status checkSender(const open::TarEntry& signedManifest, std::string_view manifestText,
                   const TransferManifest& manifest, const std::vector<office::KnownDirectory>& directories) {
  const auto envelope = seal::decode(textOf(signedManifest.bytes));
  if (!envelope || envelope->payloadType != manifestType || textOf(envelope->payload) != hashDocument(manifestText)) {
    return changed();
  }
  const Person* sender = directories.back().directory.person(manifest.madeBy);
  const auto key = sender == nullptr ? Result<seal::VerifyKey>(changed()) : seal::parseVerifyKey(sender->verifyKey);
  if (!key || !sender->active || !seal::verifiedBy(*envelope, *key)) {
    return Fault{FaultCode::notTrusted,
                 "Nobody whom the other school names has signed this file. Nothing was kept. Ring them."};
  }
  return {};
}

// Whether one entry is as it was posted and signed by somebody of the sender's directory.
bool entryIsRight(const std::vector<open::TarEntry>& members, const TransferManifest& manifest,
                  const TransferEntry& entry, const std::vector<office::KnownDirectory>& directories) {
  const open::TarEntry* archive = open::findMember(members, archiveName(entry.id));
  const open::TarEntry* slip = open::findMember(members, slipName(entry.id));
  if (archive == nullptr || slip == nullptr) return false;
  const auto believed = office::believeSlip(directories, textOf(slip->bytes));
  if (!believed || believed->slip.id != entry.id || believed->slip.kind != entry.kind) return false;
  const auto opened = open::openArchive(believed->slip, SecretBytes::copyOf(archive->bytes), manifest.fromName);
  return opened && opened->problems.empty();
}

}  // namespace

std::string entriesWords(const TransferManifest& manifest) {
  const std::size_t count = manifest.entries.size();
  if (count == 0) return "nothing";
  std::string from, to;
  for (const TransferEntry& entry : manifest.entries) {
    if (entry.day.empty()) continue;
    if (from.empty() || entry.day < from) from = entry.day;
    to = std::max(to, entry.day);
  }
  std::string out = std::to_string(count) + (count == 1 ? " entry" : " entries");
  if (from.empty()) return out;
  if (from == to) return out + " of " + casework::dayWords(from);
  return out + " from " + casework::dayWords(from) + " to " + casework::dayWords(to);
}

Result<Bytes> makeTransfer(TransferToMake make, const SchoolCard& to, const seal::SigningKey& sender, Random& random) {
  const Fault tooMuch{FaultCode::tooLarge, "This file is too large to be sent in one piece."};
  if (make.members.size() > maxTransferEntries) return tooMuch;
  TransferManifest& manifest = make.manifest;
  std::sort(make.members.begin(), make.members.end(), [](const TransferMember& a, const TransferMember& b) {
    return std::tie(a.entry.day, a.entry.id) < std::tie(b.entry.day, b.entry.id);
  });
  manifest.entries.clear();
  manifest.files.clear();
  const std::string directories = nlohmann::ordered_json(make.directories).dump();
  const std::string words = readMe(manifest);
  std::vector<seal::TarMember> files{{std::string(readMeName), viewOf(words)},
                                     {std::string(pdfName), make.pdf.view()},
                                     {std::string(csvName), make.csv.view()},
                                     {std::string(directoriesName), viewOf(directories)}};
  for (const TransferMember& member : make.members) {
    manifest.entries.push_back(member.entry);
    if (manifest.namesHidden) continue;
    files.push_back({archiveName(member.entry.id), member.archive.view()});
    files.push_back({slipName(member.entry.id), viewOf(member.envelope)});
  }
  std::size_t total = 0;
  for (const seal::TarMember& file : files) {
    manifest.files.emplace(file.name, sha256Hex(file.bytes));
    total += file.bytes.size();
  }
  if (total > maxTransferBytes) return tooMuch;
  const std::string manifestText = encodeManifest(manifest);
  const std::string signature = seal::encode(seal::sign(manifestType, viewOf(hashDocument(manifestText)), sender));
  files.insert(files.begin() + 1, {{std::string(manifestName), viewOf(manifestText)},
                                   {std::string(manifestSignedName), viewOf(signature)}});
  PB_TRY_VALUE(const SecretBytes tar, seal::makeTar(files, manifest.madeAt));
  std::vector<seal::Recipient> recipients;
  for (const std::string& text : to.recipients) {
    PB_TRY_VALUE(const seal::Recipient recipient, seal::parseRecipient(text));
    recipients.push_back(recipient);
  }
  return seal::sealTo(tar.view(), recipients, random);
}

Result<OpenedTransfer> openTransfer(BytesView sealed, const open::Identity& identity, std::string_view ourSchool) {
  if (sealed.size() > maxTransferBytes + (std::size_t{1} << 20)) {
    return Fault{FaultCode::tooLarge, "This file is larger than a child's file can be. Nothing was kept."};
  }
  OpenedTransfer out;
  Result<SecretBytes> tar = open::unseal(sealed, identity);
  if (!tar) return unsealFault(tar.fault());
  out.archive = std::move(*tar);
  out.fileSha256 = sha256Hex(sealed);
  const auto members = open::readTar(out.archive.view(), 2 * maxTransferEntries + 10);
  const open::TarEntry* manifestMember = members ? open::findMember(*members, manifestName) : nullptr;
  if (manifestMember == nullptr) {
    return Fault{FaultCode::badInput, "This is sealed for you but is not a child's file. Nothing was kept."};
  }
  const auto manifest = decodeManifest(textOf(manifestMember->bytes));
  if (!manifest) {
    if (manifest.fault().code != FaultCode::newerVersion) return changed();
    return Fault{FaultCode::newerVersion, manifest.fault().detail + " Nothing was kept."};
  }
  out.manifest = *manifest;
  if (manifest->toSchool != ourSchool) {
    return Fault{FaultCode::wrongSecret, "This file was made for another school, not for yours. Nothing was kept."};
  }
  PB_TRY(checkFiles(*members, *manifest));
  const open::TarEntry* signature = open::findMember(*members, manifestSignedName);
  const open::TarEntry* directoryMember = open::findMember(*members, directoriesName);
  const open::TarEntry* pdf = open::findMember(*members, pdfName);
  if (signature == nullptr || directoryMember == nullptr || pdf == nullptr) return changed();
  PB_TRY_VALUE(const auto directories, directoriesIn(textOf(directoryMember->bytes), manifest->fromPin));
  const Directory& from = directories.back().directory;
  if (from.schoolId != manifest->fromSchool || from.schoolName != manifest->fromName) return changed();
  PB_TRY(checkSender(*signature, textOf(manifestMember->bytes), *manifest, directories));
  out.pdf = SecretBytes::copyOf(pdf->bytes);
  PB_TRY_VALUE(const SchoolCard theirs, schoolCardOf(from, manifest->fromPin));
  out.directoryWords = schoolCardWords(theirs);
  if (manifest->namesHidden) {
    out.problems.emplace_back(
        "The other school left out the entries themselves because other children are named in "
        "them: only the printed file is here.");
    return out;
  }
  for (const TransferEntry& entry : manifest->entries) {
    if (entryIsRight(*members, *manifest, entry, directories)) ++out.checked;
  }
  if (const std::size_t doubtful = manifest->entries.size() - out.checked; doubtful > 0) {
    out.problems.push_back(std::to_string(doubtful) + " of " + std::to_string(manifest->entries.size()) +
                           (doubtful == 1 ? " entries is" : " entries are") +
                           " not signed as the other school's own list of people says.");
  }
  return out;
}

}  // namespace pillarbox::desk

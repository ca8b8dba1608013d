#include "server/directory_check.h"

#include "shared/seal/dsse.h"

namespace pillarbox::server {

namespace {

// Whoever of `directory` has signed: ids of active people and of sheets.
std::vector<std::string> signersOf(const seal::Envelope& envelope, const Directory& directory) {
  std::vector<std::string> signers;
  const auto consider = [&](const std::string& id, const std::string& verifyKey) {
    const auto key = seal::parseVerifyKey(verifyKey);
    if (key.ok() && seal::verifiedBy(envelope, *key)) signers.push_back(id);
  };
  for (const Person& person : directory.people) {
    if (person.active) consider(person.id, person.verifyKey);
  }
  for (const Sheet& sheet : directory.sheets) consider(sheet.id, sheet.verifyKey);
  return signers;
}

bool leadsSafeguarding(const Directory& directory, std::string_view id) {
  const Person* person = directory.person(id);
  return person != nullptr && isLead(person->role);
}

Result<Directory> directoryIn(const StoredDirectory& stored) {
  PB_TRY_VALUE(const seal::Envelope document, seal::decode(stored.envelope));
  return decodeDirectory(textOf(document.payload));
}

}  // namespace

Result<CheckedDirectory> checkDirectory(std::string_view envelope, const std::optional<StoredDirectory>& current,
                                        const EarlierDirectory& earlier) {
  PB_TRY_VALUE(const seal::Envelope document, seal::decode(envelope));
  if (document.payloadType != directoryType) return Fault{FaultCode::badInput, "The document is not a directory."};
  CheckedDirectory checked;
  PB_TRY_VALUE(checked.directory, decodeDirectory(textOf(document.payload)));
  checked.stored = {checked.directory.version, sha256Hex(document.payload), std::string(envelope)};

  if (!current) {
    if (checked.directory.version != 1) {
      return Fault{FaultCode::badInput, "The school is new here, so its directory must begin with version 1."};
    }
    for (const std::string& signer : signersOf(document, checked.directory)) {
      if (leadsSafeguarding(checked.directory, signer)) return checked;
    }
    return Fault{FaultCode::notTrusted, "The directory is not signed by a safeguarding lead named in it."};
  }
  PB_TRY_VALUE(const Directory newest, directoryIn(*current));
  const bool recovers = checked.directory.epoch > newest.epoch;
  StoredDirectory before = *current;
  if (recovers && checked.directory.previousSha256 != current->sha256) {
    PB_TRY_VALUE(auto named, earlier(checked.directory.previousSha256));
    if (!named) return Fault{FaultCode::notTrusted, "The directory follows a version that is not known here."};
    before = std::move(*named);
  }
  PB_TRY_VALUE(const Directory directory, directoryIn(before));
  Fault last{FaultCode::notTrusted, "The directory is not signed by anybody named in the version before it."};
  for (const std::string& signer : signersOf(document, directory)) {
    const Status may = recovers ? mayRecover(directory, before.sha256, newest.epoch, checked.directory, signer)
                                : mayFollow(directory, before.sha256, checked.directory, signer);
    if (may.ok()) return checked;
    last = may.fault();
  }
  return last;
}

}  // namespace pillarbox::server

// A child's file on its way to another school: one tar, sealed with age to that school's readers. Inside:
//   read-me.txt               what this is, in plain words
//   manifest.json             who sends what about whom, every other file with its SHA-256
//   manifest.signed.json      DSSE by the sender over the SHA-256 of manifest.json
//   file.pdf, file.csv        the child's whole file to read
//   directories.json          every signed version of the sender's directory, so that signatures can be checked
//   entry-ID.tar              each entry as it was posted (entry.json, entry.txt, attachments)
//   entry-ID.slip.json        and its signed slip
// `age -d -i KEY FILE | tar x` opens it without us. Nothing here touches a disk; any thread.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/desk/transfer_card.h"
#include "shared/base/clock.h"
#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/base/secret_bytes.h"
#include "shared/open/identity.h"
#include "shared/record/entry.h"
#include "shared/seal/signing.h"

namespace pillarbox::desk {

// Of a file that comes in; a larger one is refused before it is opened.
inline constexpr std::size_t maxTransferBytes = std::size_t{256} << 20;
inline constexpr std::size_t maxTransferEntries = 2000;

struct TransferEntry {
  std::string id;
  Kind kind = Kind::concern;
  std::string day;  // "2026-11-21": when it happened as far as that is known, else when it was written
  bool operator==(const TransferEntry&) const = default;
};

struct TransferManifest {
  std::string bundle;  // its number: a UUID
  std::string fromSchool, fromName, fromPin;
  std::string toSchool, toName;
  WallTime madeAt{};
  std::string madeBy;  // a person's id in the sender's directory
  std::string sender;  // "Anna Bell, Designated Safeguarding Lead"
  std::string childName, className, bornOn;
  bool namesHidden = false;                  // other children are letters: then there are no originals in it
  std::vector<TransferEntry> entries;        // in order of their days
  std::map<std::string, std::string> files;  // name: SHA-256, hex
  bool operator==(const TransferManifest&) const = default;
};
// "34 entries from 3 March 2024 to 2 November 2026"; "nothing" if there is none.
std::string entriesWords(const TransferManifest& manifest);

struct TransferMember {
  TransferEntry entry;
  SecretBytes archive;   // as it was posted; empty if names are hidden
  std::string envelope;  // its signed slip
};
struct TransferToMake {
  TransferManifest manifest;  // without entries and files
  SecretBytes pdf, csv;
  std::vector<std::string> directories;  // signed envelopes, oldest first
  std::vector<TransferMember> members;
};
// The sealed file. tooLarge if it would be more than maxTransferBytes or maxTransferEntries.
Result<Bytes> makeTransfer(TransferToMake make, const SchoolCard& to, const seal::SigningKey& sender, Random& random);

struct OpenedTransfer {
  TransferManifest manifest;
  SecretBytes archive;     // the whole tar
  std::string fileSha256;  // of the sealed file, hex
  SecretBytes pdf;
  std::string directoryWords;  // of the sender's card as its directory in the file has it, to be compared by telephone
  std::size_t checked = 0;     // entries whose signatures and bytes are right
  std::vector<std::string> problems;  // plain sentences, without a name; empty: all is as it was
};
// One clear sentence in each fault, for the screen: badInput, it is no such file; wrongSecret, sealed for somebody
// else, or made for another school than `ourSchool`; damaged, it is not whole or was changed; newerVersion; tooLarge.
// What can be doubted of single entries is said in `problems`.
Result<OpenedTransfer> openTransfer(BytesView sealed, const open::Identity& identity, std::string_view ourSchool);

// --- the receipt --------------------------------------------------------------------------------------------------
struct TransferReceipt {
  std::string bundle, fileSha256;
  std::string school, name;  // that has it now
  std::string by;            // "Anna Bell"
  WallTime at{};
  bool operator==(const TransferReceipt&) const = default;
};
std::string makeTransferReceipt(const TransferReceipt& receipt, const seal::SigningKey& signer);
// badInput if it is none; `signer` is who of `card` signed it: notTrusted if none of them did.
struct CheckedReceipt {
  TransferReceipt receipt;
  std::string signer;
};
Result<TransferReceipt> readTransferReceipt(std::string_view envelope);
Result<CheckedReceipt> checkTransferReceipt(std::string_view envelope, const SchoolCard& card);

}  // namespace pillarbox::desk

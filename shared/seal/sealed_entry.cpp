#include "shared/seal/sealed_entry.h"

#include <algorithm>

#include "shared/base/hash.h"
#include "shared/record/entry_json.h"
#include "shared/seal/age_seal.h"
#include "shared/seal/tar.h"

namespace pillarbox::seal {

namespace {

constexpr std::size_t nonceBytes = 32;
constexpr std::string_view jsonName = "entry.json";
constexpr std::string_view textName = "entry.txt";

Result<std::vector<Recipient>> parseAll(std::span<const std::string> recipients) {
  std::vector<Recipient> parsed;
  for (const std::string& text : recipients) {
    PB_TRY_VALUE(const Recipient recipient, parseRecipient(text));
    if (std::find(parsed.begin(), parsed.end(), recipient) == parsed.end()) parsed.push_back(recipient);
  }
  return parsed;
}

}  // namespace

Result<SealedEntry> sealEntry(Entry entry, std::span<const Attachment> attachments, const std::string& schoolName,
                              std::span<const std::string> recipients, Random& random) {
  PB_TRY_VALUE(const std::vector<Recipient> parsed, parseAll(recipients));
  if (entry.nonce.empty()) entry.nonce = toHex(random.bytes(nonceBytes));
  entry.attachments.clear();
  std::size_t total = 0;
  for (const Attachment& attachment : attachments) {
    if (attachment.name == jsonName || attachment.name == textName || !isTarName(attachment.name)) {
      return Fault{FaultCode::badInput, "An attachment's name is not one that can be kept."};
    }
    total += attachment.bytes.size();
    entry.attachments.push_back(
        {attachment.name, attachment.type, attachment.bytes.size(), sha256Hex(attachment.bytes)});
  }
  if (total > maxPostingBytes) return Fault{FaultCode::tooLarge, "The attachments are over 8 MiB together."};
  PB_TRY(validate(entry));

  const SecretBytes json = encodeEntry(entry);
  const SecretBytes text = entryText(entry, schoolName);
  std::vector<TarMember> members{{std::string(jsonName), json.view()}, {std::string(textName), text.view()}};
  for (const Attachment& attachment : attachments) members.push_back({attachment.name, attachment.bytes});
  // A clock set before 1970 must not stop a posting; the true words about time are in the entry.
  PB_TRY_VALUE(const SecretBytes tar, makeTar(members, std::max(entry.writtenAt.wall, WallTime{})));

  SealedEntry made;
  made.contentSha256 = sha256Hex(tar.view());
  PB_TRY_VALUE(made.sealed, sealTo(tar.view(), parsed, random));
  if (made.sealed.size() > maxPostingBytes) {
    return Fault{FaultCode::tooLarge, "With its attachments this is over 8 MiB."};
  }
  made.sealedSha256 = sha256Hex(made.sealed);
  made.entry = std::move(entry);
  return made;
}

}  // namespace pillarbox::seal

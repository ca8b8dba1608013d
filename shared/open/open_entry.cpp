#include "shared/open/open_entry.h"

#include <algorithm>

#include "shared/base/hash.h"
#include "shared/open/age_open.h"
#include "shared/open/tar_read.h"
#include "shared/record/entry_json.h"

namespace pillarbox::open {
namespace {

bool isPage(std::string_view name) {
  return name != "entry.json" && name != "entry.txt";
}

// The slip is signed and was read by machines on the way; the entry is what a person reads. They must agree.
void compareWithSlip(const Slip& slip, const Entry& entry, std::vector<std::string>& problems) {
  const auto say = [&](bool same, std::string_view sentence) {
    if (!same) problems.emplace_back(sentence);
  };
  say(entry.id == slip.id, "Its number inside is not the one on the outside.");
  say(entry.school == slip.school, "Inside it names another school.");
  say(entry.kind == slip.kind, "Inside it is another kind of entry than the outside says.");
  say(entry.subject == slip.subject, "Inside it belongs to another concern than the outside says.");
  say(entry.audience == slip.audience, "Inside it is for other readers than the outside says.");
  say(entry.device == slip.device, "Inside it names another terminal than the one that posted it.");
  say(entry.urgent == slip.urgent, "Inside and outside do not agree whether it is urgent.");
  say(entry.writtenAt.wall == slip.writtenAt, "Inside and outside do not agree when it was written.");
}

std::vector<std::string> compareSealed(const Slip& slip, BytesView sealed) {
  const bool same = sealed.size() == static_cast<std::uint64_t>(std::max<std::int64_t>(slip.sealedBytes, 0)) &&
                    sha256Hex(sealed) == slip.sealedSha256;
  return same ? std::vector<std::string>{}
              : std::vector<std::string>{"The sealed file is not the one that was posted."};
}

OpenedAttachment checkAttachment(const AttachmentInfo& info, const std::vector<TarEntry>& members,
                                 std::vector<std::string>& problems) {
  OpenedAttachment result{info.name, 0, false, false};
  const TarEntry* member = findMember(members, info.name);
  if (member == nullptr) {
    result.missing = true;
    problems.push_back("The attachment " + info.name + " is missing.");
    return result;
  }
  result.bytes = member->bytes.size();
  if (member->bytes.size() != info.bytes || sha256Hex(member->bytes) != info.sha256) {
    result.changed = true;
    problems.push_back("The attachment " + info.name + " is not the one that was posted.");
  }
  return result;
}

Result<OpenedEntry> readArchive(const Slip& slip, SecretBytes archive, std::string_view schoolName,
                                std::vector<std::string> problems) {
  if (sha256Hex(archive.view()) != slip.contentSha256) {
    problems.emplace_back("What is inside is not what was signed when it was posted.");
  }
  PB_TRY_VALUE(const std::vector<TarEntry> members, readTar(archive.view()));
  const TarEntry* json = findMember(members, "entry.json");
  if (json == nullptr) return Fault{FaultCode::damaged, "the sealed file holds no entry.json"};
  PB_TRY_VALUE(Entry entry, decodeEntry(textOf(json->bytes), UnknownFields::ignore));

  compareWithSlip(slip, entry, problems);
  const TarEntry* text = findMember(members, "entry.txt");
  if (text == nullptr) {
    problems.emplace_back("The plain copy for reading without Pillarbox is missing.");
  } else if (textOf(text->bytes) != entryText(entry, schoolName).text()) {
    problems.emplace_back("The plain copy for reading without Pillarbox does not say the same.");
  }

  std::vector<OpenedAttachment> attachments;
  for (const AttachmentInfo& info : entry.attachments) {
    attachments.push_back(checkAttachment(info, members, problems));
  }
  for (const TarEntry& member : members) {
    const bool named = std::any_of(entry.attachments.begin(), entry.attachments.end(),
                                   [&](const AttachmentInfo& info) { return info.name == member.name; });
    if (isPage(member.name) && !named) problems.emplace_back("It holds an attachment that the writer did not add.");
  }
  return OpenedEntry{std::move(entry), std::move(problems), std::move(attachments), std::move(archive)};
}

}  // namespace

Result<OpenedEntry> openEntry(const Slip& slip, BytesView sealed, std::span<const Identity> identities,
                              std::string_view schoolName) {
  std::vector<std::string> problems = compareSealed(slip, sealed);
  PB_TRY_VALUE(SecretBytes archive, unseal(sealed, identities));
  return readArchive(slip, std::move(archive), schoolName, std::move(problems));
}

Result<OpenedEntry> openGranted(const Slip& slip, BytesView sealed, std::string_view header,
                                std::span<const Identity> identities, std::string_view schoolName) {
  std::vector<std::string> problems = compareSealed(slip, sealed);
  PB_TRY_VALUE(const Bytes file, withHeader(sealed, header));
  PB_TRY_VALUE(SecretBytes archive, unseal(file, identities));
  return readArchive(slip, std::move(archive), schoolName, std::move(problems));
}

Result<OpenedEntry> openArchive(const Slip& slip, SecretBytes archive, std::string_view schoolName) {
  return readArchive(slip, std::move(archive), schoolName, {});
}

}  // namespace pillarbox::open

// Files that a reader adds to a concern: what there is to choose from, and reading those that were chosen. A file is
// sealed as it is; nothing here looks into it but at its first bytes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/bytes.h"
#include "shared/base/result.h"
#include "shared/base/secret_bytes.h"
#include "shared/seal/sealed_entry.h"

namespace pillarbox::desk {

// What kind of file an attachment is, by its first bytes: a name can lie.
struct MediaType {
  std::string_view type;       // "image/jpeg"
  std::string_view extension;  // "jpg"
};
// jpeg, png, webp, pdf and tiff; anything else is application/octet-stream, "bin".
MediaType mediaTypeOf(BytesView bytes);

struct FilesToAdd {
  std::vector<SecretBytes> bytes;
  std::vector<seal::Attachment> attachments;  // "attachment-1.pdf"…, in the order given; they view `bytes`
};
// The faults of readSecretFile; tooLarge for one that no posting has room for.
Result<FilesToAdd> readFilesToAdd(std::span<const std::string> paths);

// Where somebody's files are likely to be.
struct FilePlace {
  std::filesystem::path folder;
  std::string words;  // "Downloads"
};
// Of the person whose session this is: Desktop, Documents, Downloads and Pictures, and whatever drive is plugged in.
std::vector<FilePlace> usualPlaces();

struct FileOffered {
  std::string path, name;
  std::string place;  // FilePlace::words
  std::uint64_t bytes = 0;
  std::int64_t changed = 0;  // seconds since 1970
};
// Ordinary files no larger than a posting, hidden ones left out, at most two folders deep, the newest first and at most
// `most` of them. A folder that cannot be read has none; looking ends after some thousands of names.
std::vector<FileOffered> filesToChoose(std::span<const FilePlace> places, std::size_t most);

}  // namespace pillarbox::desk

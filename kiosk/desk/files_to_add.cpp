#include "kiosk/desk/files_to_add.h"

#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>

#include "shared/base/files.h"
#include "shared/record/entry.h"

namespace pillarbox::desk {

namespace fs = std::filesystem;

namespace {

constexpr int deepest = 2;
constexpr std::size_t mostLooked = 5000;

void addDrives(const fs::path& under, std::vector<FilePlace>& places) {
  std::error_code error;
  for (const fs::directory_entry& drive : fs::directory_iterator(under, error)) {
    if (drive.is_directory(error)) places.push_back({drive.path(), "On " + drive.path().filename().string()});
  }
}

}  // namespace

MediaType mediaTypeOf(BytesView bytes) {
  const std::string_view text = textOf(bytes);
  using namespace std::string_view_literals;
  if (text.starts_with("\xff\xd8\xff"sv)) return {"image/jpeg", "jpg"};
  if (text.starts_with("\x89PNG\r\n\x1a\n"sv)) return {"image/png", "png"};
  if (text.starts_with("RIFF"sv) && text.size() >= 12 && text.substr(8, 4) == "WEBP"sv) return {"image/webp", "webp"};
  if (text.starts_with("%PDF-"sv)) return {"application/pdf", "pdf"};
  if (text.starts_with("II*\0"sv) || text.starts_with("MM\0*"sv)) return {"image/tiff", "tif"};
  return {"application/octet-stream", "bin"};
}

Result<FilesToAdd> readFilesToAdd(std::span<const std::string> paths) {
  FilesToAdd files;
  for (const std::string& path : paths) {
    PB_TRY_VALUE(SecretBytes file, readSecretFile(path, maxPostingBytes));
    const MediaType type = mediaTypeOf(file.view());
    files.attachments.push_back(
        {"attachment-" + std::to_string(files.bytes.size() + 1) + "." + std::string(type.extension),
         std::string(type.type), file.view()});
    files.bytes.push_back(std::move(file));  // moves the owner, not the bytes
  }
  return files;
}

std::vector<FilePlace> usualPlaces() {
  std::vector<FilePlace> places;
  if (const char* home = std::getenv("HOME"); home != nullptr && *home == '/') {
    for (const char* name : {"Desktop", "Documents", "Downloads", "Pictures"}) {
      places.push_back({fs::path(home) / name, name});
    }
  }
  if (const char* user = std::getenv("USER"); user != nullptr && *user != '\0') {
    addDrives(fs::path("/media") / user, places);
    addDrives(fs::path("/run/media") / user, places);
  }
  return places;
}

std::vector<FileOffered> filesToChoose(std::span<const FilePlace> places, std::size_t most) {
  std::vector<FileOffered> found;
  std::size_t looked = 0;
  for (const FilePlace& place : places) {
    std::error_code error;
    fs::recursive_directory_iterator at(place.folder, fs::directory_options::skip_permission_denied, error);
    for (; !error && at != fs::recursive_directory_iterator() && looked < mostLooked; at.increment(error), ++looked) {
      const std::string name = at->path().filename().string();
      if (name.starts_with(".") || at.depth() >= deepest) at.disable_recursion_pending();
      struct stat status {};
      if (name.starts_with(".") || lstat(at->path().c_str(), &status) != 0 || !S_ISREG(status.st_mode)) continue;
      const auto bytes = static_cast<std::uint64_t>(status.st_size);
      if (bytes == 0 || bytes > maxPostingBytes || !isUtf8(name)) continue;
      found.push_back({at->path().string(), name, place.words, bytes, status.st_mtime});
    }
  }
  std::sort(found.begin(), found.end(), [](const FileOffered& a, const FileOffered& b) {
    return std::pair(b.changed, std::string_view(a.path)) < std::pair(a.changed, std::string_view(b.path));
  });
  if (found.size() > most) found.resize(most);
  return found;
}

}  // namespace pillarbox::desk

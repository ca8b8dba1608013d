#include "kiosk/office/scan_import.h"

#include <algorithm>
#include <array>
#include <set>

#include "kiosk/office/poster.h"
#include "shared/base/files.h"
#include "shared/base/hash.h"
#include "shared/record/ids.h"

namespace pillarbox::office {

namespace fs = std::filesystem;

namespace {

constexpr std::array<std::string_view, 7> endings{".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp"};

bool isScanName(const fs::path& path) {
  std::string ending = path.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return std::find(endings.begin(), endings.end(), ending) != endings.end();
}

constexpr std::string_view folderKey = "scan.folder";
std::string fileKey(const std::string& sha256) {
  return "scan.file." + sha256;
}
std::string sheetSetting(const std::string& sheet) {
  return "scan.sheet." + sheet;
}

struct Source {
  fs::path path;
  std::string sha256;
  WallTime written{};
  bool whole = true;  // every page of it has a picture
};

WallTime writtenAt(const fs::path& path) {
  std::error_code failed;
  const auto time = fs::last_write_time(path, failed);
  if (failed) return {};
  return std::chrono::time_point_cast<Milliseconds>(std::chrono::file_clock::to_sys(time));
}

std::string idOf(const Bundle& bundle, const std::vector<ScannedPage>& pages, const std::vector<Source>& sources) {
  std::string names = "pillarbox scan";
  for (const std::size_t index : bundle.pages) {
    names += "\n" + sources[pages[index].file].sha256 + " " + std::to_string(pages[index].pageNo);
  }
  return idFrom(sources[pages[bundle.pages.front()].file].written, sha256(viewOf(names)));
}

class Importer {
 public:
  Importer(School& school, const ReadScan& read) : m_school(school), m_read(read) {}

  Status gather(const std::vector<fs::path>& files) {
    for (const fs::path& path : files) PB_TRY(gatherOne(path));
    return {};
  }

  Status post() {
    KnownSheets known;
    for (const ScannedPage& page : m_pages) {
      if (!page.page.form || page.page.form->serial.empty()) continue;
      const std::string key = sheetKey(*page.page.form);
      PB_TRY_VALUE(const std::optional<std::string> before, m_school.store->setting(sheetSetting(key)));
      if (before) known[key] = referenceOf(*before);
    }
    for (const Bundle& bundle : sortStack(m_pages, known)) PB_TRY(postBundle(bundle));
    for (const Source& source : m_sources) {
      if (!source.whole) continue;
      PB_TRY(m_school.store->setSetting(fileKey(source.sha256), "posted"));
      m_out.safelyPosted.push_back(source.path);
    }
    return {};
  }

  ScanImport take() { return std::move(m_out); }

 private:
  Status gatherOne(const fs::path& path) {
    Result<Bytes> bytes = readFile(path, mostScanBytes);
    if (!bytes) {
      m_out.notRead.push_back({path, bytes.fault().code == FaultCode::tooLarge
                                         ? "This file is over 64 MB. Scan the pages in smaller stacks."
                                         : "This file cannot be opened. Look whether it is still being written."});
      return {};
    }
    Source source{path, sha256Hex(*bytes), writtenAt(path)};
    PB_TRY_VALUE(const std::optional<std::string> before, m_school.store->setting(fileKey(source.sha256)));
    const bool twice = std::any_of(m_sources.begin(), m_sources.end(),
                                   [&](const Source& other) { return other.sha256 == source.sha256; });
    if ((before && !before->empty()) || twice) {
      m_out.postedBefore.push_back(path);
      return {};
    }
    Result<std::vector<ScannedPage>> pages = m_read(*bytes);
    if (!pages) {
      m_out.notRead.push_back({path, pages.fault().detail});
      return {};
    }
    for (ScannedPage& page : *pages) {
      page.file = m_sources.size();
      if (page.webp.empty()) {
        source.whole = false;
        m_out.notRead.push_back({path, "Page " + std::to_string(page.pageNo) + ": " + page.page.problem});
      }
      m_pages.push_back(std::move(page));
    }
    m_sources.push_back(std::move(source));
    return {};
  }

  Status postBundle(const Bundle& bundle) {
    Entry entry = entryOf(bundle, m_pages);
    entry.id = idOf(bundle, m_pages, m_sources);
    ImportedConcern done{entry.id, referenceOf(entry.id), bundle.pages.size(), bundle.remarks};
    PB_TRY_VALUE(const std::optional<store::Posting> before, m_school.store->posting(entry.id));
    if (!before) {
      std::vector<seal::Attachment> attachments;
      for (std::size_t i = 0; i < bundle.pages.size(); ++i) {
        attachments.push_back({entry.pages[i].attachment, "image/webp", m_pages[bundle.pages[i]].webp});
      }
      PB_TRY(postEntry(m_school, std::move(entry), attachments, {}, nullptr));
    }
    for (const std::size_t index : bundle.pages) {
      const std::optional<PaperForm>& form = m_pages[index].page.form;
      if (form && !form->serial.empty()) {
        PB_TRY(m_school.store->setSetting(sheetSetting(sheetKey(*form)), done.id));
      }
    }
    m_out.posted.push_back(std::move(done));
    return {};
  }

  School& m_school;
  const ReadScan& m_read;
  std::vector<Source> m_sources;
  std::vector<ScannedPage> m_pages;
  ScanImport m_out;
};

}  // namespace

Result<std::optional<fs::path>> scansFolder(School& school) {
  PB_TRY_VALUE(const std::optional<std::string> folder, school.store->setting(folderKey));
  return folder && !folder->empty() ? std::optional<fs::path>(*folder) : std::nullopt;
}

Status setScansFolder(School& school, const fs::path& folder) {
  std::error_code failed;
  if (folder.empty()) return school.store->setSetting(folderKey, "");
  if (!fs::is_directory(folder, failed)) {
    return Fault{FaultCode::notFound, folder.string() + ": there is no such folder."};
  }
  return school.store->setSetting(folderKey, fs::absolute(folder).lexically_normal().string());
}

Result<std::vector<fs::path>> settledScans(const fs::path& folder) {
  std::error_code failed;
  if (!fs::is_directory(folder, failed)) {
    return Fault{FaultCode::notFound, folder.string() + ": there is no such folder."};
  }
  std::vector<std::pair<fs::file_time_type, fs::path>> found;
  const auto now = fs::file_time_type::clock::now();
  for (auto each = fs::directory_iterator(folder, failed); !failed && each != fs::directory_iterator();
       each.increment(failed)) {
    std::error_code unreadable;
    if (!each->is_regular_file(unreadable) || unreadable || !isScanName(each->path())) continue;
    const auto written = each->last_write_time(unreadable);
    // One from the future has a wrong clock behind it, not a copier at work.
    if (unreadable || (written <= now && now - written < settledFor) || each->file_size(unreadable) == 0) continue;
    found.emplace_back(written, each->path());
  }
  if (failed) return faultFromErrno(failed.value(), "look into " + folder.string());
  std::sort(found.begin(), found.end());
  std::vector<fs::path> files;
  files.reserve(found.size());
  for (auto& [time, path] : found) files.push_back(std::move(path));
  return files;
}

Result<ScanImport> importScans(School& school, const std::vector<fs::path>& files, const ReadScan& read) {
  Importer importer(school, read);
  PB_TRY(importer.gather(files));
  PB_TRY(importer.post());
  return importer.take();
}

std::vector<fs::path> removable(const ScanImport& done) {
  std::vector<fs::path> files = done.safelyPosted;
  files.insert(files.end(), done.postedBefore.begin(), done.postedBefore.end());
  return files;
}

std::vector<fs::path> removeScans(const std::vector<fs::path>& files) {
  std::vector<fs::path> left;
  for (const fs::path& file : files) {
    std::error_code failed;
    fs::remove(file, failed);
    if (failed) left.push_back(file);
  }
  return left;
}

}  // namespace pillarbox::office

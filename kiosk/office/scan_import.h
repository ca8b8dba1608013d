// Scans that lie in the photocopier's folder become concerns, once each. A file is never touched here: whoever calls
// removes those that are safely posted, after the DSL agreed. On the School's thread.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/office/scan_stack.h"
#include "kiosk/office/school_folder.h"

namespace pillarbox::office {

inline constexpr std::size_t mostScanBytes = 64u << 20;  // of one file
// A photocopier writes while it scans: a file that has not grown for this long is whole.
inline constexpr Milliseconds settledFor{3000};

// Where this school's photocopier leaves its scans, as seen from this device; nothing if it was not said.
Result<std::optional<std::filesystem::path>> scansFolder(School& school);
// notFound if there is no such folder; empty: there is none any more.
Status setScansFolder(School& school, const std::filesystem::path& folder);

// Pictures and PDFs in `folder` (not below it) that have settled, oldest first. notFound if there is no such folder.
Result<std::vector<std::filesystem::path>> settledScans(const std::filesystem::path& folder);

struct ImportedConcern {
  std::string id, reference;
  std::size_t pages = 0;
  std::vector<std::string> remarks;
};
struct NotRead {
  std::filesystem::path file;
  std::string says;  // one sentence: why, and what to do
};
struct ScanImport {
  std::vector<ImportedConcern> posted;
  std::vector<NotRead> notRead;                     // nothing of these files was posted
  std::vector<std::filesystem::path> safelyPosted;  // every page is in a posting on this disk
  std::vector<std::filesystem::path> postedBefore;  // byte for byte; nothing new was posted for them
};

// The files whose every page is in a posting on this disk, from this import or an earlier one.
std::vector<std::filesystem::path> removable(const ScanImport& done);
// Removes them; returns those that could not be removed.
std::vector<std::filesystem::path> removeScans(const std::vector<std::filesystem::path>& files);

// Every page of one file, or why it cannot be read at all.
using ReadScan = std::function<Result<std::vector<ScannedPage>>(BytesView file)>;

// Killed at any moment and run again, each page is posted once: the id of a concern follows from its files' bytes.
Result<ScanImport> importScans(School& school, const std::vector<std::filesystem::path>& files, const ReadScan& read);

}  // namespace pillarbox::office

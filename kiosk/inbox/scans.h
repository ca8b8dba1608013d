// What the photocopier left in the school's scans folder: state and events.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "shared/base/fault.h"

namespace pillarbox::inbox {

struct NotRead {
  std::string file, reason;
};
struct ScansState {
  std::optional<std::size_t> found;  // files in the school's scans folder; nothing: there is no such folder
  std::string folder;
  bool working = false;  // importing or removing
  bool imported = false;
  std::size_t posted = 0;        // concerns
  std::size_t postedBefore = 0;  // files that were posted earlier
  std::vector<NotRead> notRead;
  std::size_t removable = 0;  // files of which every page is safely posted
  std::optional<std::size_t> removed;
  std::string problem;
};

// --- from the screens ---
struct ScansChosen {};  // "Import scans"
struct ScansImportPressed {};
struct ScansRemovePressed {};
struct ScansKept {};  // "No, leave them there"

// --- from the worker ---
// How many files the photocopier left. Also to be said unasked, with the answer to LoadList: without it the list offers
// no import. Only if the school has such a folder.
struct ScansFound {
  std::size_t count = 0;
  std::string folder;  // to be shown
};
struct ScansImported {
  std::size_t posted = 0;
  std::size_t postedBefore = 0;
  std::vector<NotRead> notRead;
  std::size_t removable = 0;
};
struct ScansRemoved {
  std::size_t count = 0;
};
struct ScansFailed {  // of either
  Fault fault;
};

using ScansEvent = std::variant<ScansChosen, ScansImportPressed, ScansRemovePressed, ScansKept, ScansFound,
                                ScansImported, ScansRemoved, ScansFailed>;

}  // namespace pillarbox::inbox

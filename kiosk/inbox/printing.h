// What becomes of files that were made to be printed: to the printer, their folder opened, deleted. Beside whatever
// made them: a report, key cards, a school's first papers. State, events and effects.
#pragma once

#include <string>
#include <variant>
#include <vector>

namespace pillarbox::inbox {

struct PrintingState {
  std::vector<std::string> files;  // that the rest is of: full paths
  bool busy = false;
  bool printed = false;
  bool sure = false;  // Delete was pressed once
  bool deleted = false;
  std::string problem;  // one sentence
};

// --- from the screens; `files` are full paths
struct PrintPressed {
  std::vector<std::string> files;
};
struct FolderPressed {
  std::string folder;
};
struct DeleteFilesPressed {
  std::vector<std::string> files;
};
struct DeleteFilesKept {};  // not deleted after all

// --- from the worker
struct FilesPrinted {
  bool done = false;
};
struct FilesDeleted {
  bool done = false;  // all of them are gone
};

using PrintingEvent =
    std::variant<PrintPressed, FolderPressed, DeleteFilesPressed, DeleteFilesKept, FilesPrinted, FilesDeleted>;

// → FilesPrinted. The PDFs among them go to the printer that the system calls its own.
struct PrintFiles {
  std::vector<std::string> files;
};
struct OpenFolder {  // in the desktop's own file manager. Nothing answers
  std::string folder;
};
struct DeleteFiles {  // → FilesDeleted
  std::vector<std::string> files;
};
using PrintingEffect = std::variant<PrintFiles, OpenFolder, DeleteFiles>;

}  // namespace pillarbox::inbox

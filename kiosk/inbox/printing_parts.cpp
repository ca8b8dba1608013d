#include "kiosk/inbox/printing_parts.h"

#include <algorithm>

namespace pillarbox::inbox {
namespace {

// What the state says of other files does not count.
PrintingState of(const State& state, const std::vector<std::string>& files) {
  return state.printing.files == files ? state.printing : PrintingState{};
}

bool forPaper(const std::vector<std::string>& files) {
  return std::any_of(files.begin(), files.end(), [](const std::string& file) { return file.ends_with(".pdf"); });
}

bool printable(const State& state, const std::vector<std::string>& files) {
  return state.config.canPrint && forPaper(files);
}

}  // namespace

void drawPrinting(ui::Flow& flow, const State& state, const std::vector<std::string>& files, Events& out) {
  if (files.empty()) return;
  const PrintingState now = of(state, files);
  const bool one = files.size() == 1;
  if (now.deleted) {
    flow.notice("printing.deleted",
                one ? "The file is deleted from this computer. What was printed is all there is."
                    : "The files are deleted from this computer. What was printed is all there is.",
                ui::Tone::good);
    return;
  }
  if (!now.problem.empty()) flow.notice("printing.problem", now.problem, ui::Tone::warning);
  if (now.printed) flow.notice("printing.sent", "On its way to the printer. Fetch it at once.", ui::Tone::good);
  if (now.sure) {
    flow.text("They go for good. Do you have all of it on paper, or where you want to keep it?", ui::Words::strong);
    const std::vector<ui::Rect> cells = flow.row(2, flow.frame().rowHeight());
    if (flow.frame().button("printing.keep", cells[0], "Keep them", ui::Look::secondary, !now.busy)) {
      out.emplace_back(PrintingEvent{DeleteFilesKept{}});
    }
    if (flow.frame().button("printing.delete", cells[1], now.busy ? "Deleting…" : "Delete for good", ui::Look::danger,
                            !now.busy)) {
      out.emplace_back(PrintingEvent{DeleteFilesPressed{files}});
    }
    return;
  }
  if (printable(state, files)) {
    const std::string_view name = now.busy ? "Sending it to the printer…" : now.printed ? "Print again" : "Print";
    if (flow.button("printing.print", name, now.printed ? ui::Look::secondary : ui::Look::primary, !now.busy)) {
      out.emplace_back(PrintingEvent{PrintPressed{files}});
    }
  }
  if (!state.config.canPrint && forPaper(files)) {
    flow.text("No printer is set up here. Ask whoever looks after your computers, or carry the " +
                  std::string(one ? "file" : "files") + " to a computer that can print.",
              ui::Words::body, ui::Tone::quiet);
  }
  const std::string folder = files.front().substr(0, files.front().rfind('/'));
  if (state.config.canOpenFolder && flow.button("printing.folder", "Open the folder", ui::Look::secondary)) {
    out.emplace_back(PrintingEvent{FolderPressed{folder}});
  }
  if (flow.button("printing.delete", one ? "Delete the file now" : "Delete the files now", ui::Look::secondary,
                  !now.busy)) {
    out.emplace_back(PrintingEvent{DeleteFilesPressed{files}});
  }
}

bool stillToPrint(const State& state, const std::vector<std::string>& files) {
  const PrintingState now = of(state, files);
  return printable(state, files) && !now.printed && !now.deleted;
}

std::vector<std::string> filesIn(const std::string& folder, const std::vector<Paper>& papers) {
  std::vector<std::string> files;
  for (const Paper& paper : papers) files.push_back(folder + "/" + paper.file);
  return files;
}

std::string folderWords(const State& state, std::string_view folder) {
  const std::size_t slash = folder.rfind('/');
  if (!state.config.startedByStaffScreens || slash == folder.npos) return std::string(folder);
  return "The folder “" + std::string(folder.substr(slash + 1)) + "” on this terminal";
}

}  // namespace pillarbox::inbox

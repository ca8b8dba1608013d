#include "kiosk/inbox/apply.h"

namespace pillarbox::inbox {
namespace {

PrintingState& of(State& state, std::vector<std::string> files) {
  if (state.printing.files != files) state.printing = PrintingState{std::move(files), false, false, false, false, {}};
  return state.printing;
}

void on(State& state, PrintPressed& event, Effects& out) {
  PrintingState& now = of(state, std::move(event.files));
  if (now.busy || now.deleted || now.files.empty()) return;
  now.busy = true;
  now.sure = false;
  now.problem.clear();
  out.emplace_back(PrintingEffect{PrintFiles{now.files}});
}

void on(State&, FolderPressed& event, Effects& out) {
  out.emplace_back(PrintingEffect{OpenFolder{std::move(event.folder)}});
}

void on(State& state, DeleteFilesPressed& event, Effects& out) {
  PrintingState& now = of(state, std::move(event.files));
  if (now.busy || now.deleted || now.files.empty()) return;
  now.problem.clear();
  if (!now.sure) {
    now.sure = true;
    return;
  }
  now.busy = true;
  out.emplace_back(PrintingEffect{DeleteFiles{now.files}});
}

void on(State& state, DeleteFilesKept&, Effects&) {
  state.printing.sure = false;
}

void on(State& state, FilesPrinted& event, Effects&) {
  PrintingState& now = state.printing;
  now.busy = false;
  now.printed = now.printed || event.done;
  now.problem = event.done ? "" : "It could not be printed here. The printer may be off, or none is set up.";
  state.lastTouch = state.now;
}

void on(State& state, FilesDeleted& event, Effects&) {
  PrintingState& now = state.printing;
  now.busy = now.sure = false;
  now.deleted = event.done;
  now.problem = event.done ? "" : "They could not all be deleted. Delete them in their folder.";
  state.lastTouch = state.now;
}

}  // namespace

void on(State& state, PrintingEvent& event, Effects& out) {
  std::visit([&](auto& each) { on(state, each, out); }, event);
}

}  // namespace pillarbox::inbox

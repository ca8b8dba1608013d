#include "kiosk/inbox/scans_screen.h"

#include "kiosk/inbox/parts.h"

namespace pillarbox::inbox {
namespace {

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

void drawResult(ui::Flow& flow, const ScansState& scans, Events& out) {
  std::string words = scans.posted == 0
                          ? "Nothing new was posted."
                          : counted(scans.posted, "concern was", "concerns were") + " posted from the scans.";
  if (scans.postedBefore > 0) {
    words += " " + counted(scans.postedBefore, "file had", "files had") + " been posted before.";
  }
  flow.notice("scans.posted", words, scans.posted > 0 ? ui::Tone::good : ui::Tone::normal);
  if (!scans.notRead.empty()) {
    flow.heading("Not read: " + counted(scans.notRead.size(), "file", "files"));
    flow.text("These stay where they are. Nothing of them was posted.");
    constexpr std::size_t most = 50;
    for (std::size_t i = 0; i < scans.notRead.size() && i < most; ++i) {
      const NotRead& one = scans.notRead[i];
      flow.notice("scans.not-read." + std::to_string(i + 1), one.file + ": " + one.reason, ui::Tone::warning);
    }
  }
  if (scans.removable > 0) {
    flow.heading("Remove the " + counted(scans.removable, "file that is", "files that are") + " safely posted?");
    flow.text(
        "Every page of them is locked in a concern now. Anybody who can open the folder can read what lies there.");
    if (flow.button("scans.remove", scans.working ? "Removing…" : "Yes, remove them", ui::Look::primary,
                    !scans.working)) {
      out.emplace_back(ScansRemovePressed{});
    }
    if (flow.button("scans.keep", "No, leave them there", ui::Look::quiet, !scans.working)) {
      out.emplace_back(ScansKept{});
    }
  }
  if (scans.removed) {
    flow.notice("scans.removed", counted(*scans.removed, "file was", "files were") + " removed.", ui::Tone::good);
  }
}

}  // namespace

void drawScans(ui::Frame& frame, const State& state, Events& out) {
  const ScansState& scans = state.inbox.scans;
  const ui::Rect rest = drawBar(frame, state, {"Import scans", !scans.working}, out);
  frame.flow("scans", middleColumn(ui::inset(rest, frame.gap()), 900 * frame.textScale()), [&](ui::Flow& flow) {
    if (!scans.problem.empty()) flow.notice("scans.problem", scans.problem, ui::Tone::danger);
    if (scans.imported) {
      drawResult(flow, scans, out);
      if (scans.removable > 0) return;
    }
    const std::size_t found = scans.found.value_or(0);
    if (found == 0) {
      if (!scans.imported) flow.heading("There are no scans to import.");
      flow.text("Scan paper forms at the photocopier into this folder: " + scans.folder, ui::Words::body,
                ui::Tone::quiet);
      return;
    }
    flow.heading(counted(found, "file is", "files are") + " waiting in the scans folder.");
    flow.text("Each form becomes a concern of its own, with its pages. The files stay there until you say otherwise.");
    flow.text(scans.folder, ui::Words::small, ui::Tone::quiet);
    if (flow.button("scans.import",
                    scans.working    ? "Reading the scans…"
                    : scans.imported ? "Import again"
                                     : "Import them now",
                    ui::Look::primary, !scans.working)) {
      out.emplace_back(ScansImportPressed{});
    }
  });
}

}  // namespace pillarbox::inbox

#include "kiosk/inbox/concern_screen.h"

#include "kiosk/inbox/account_parts.h"
#include "kiosk/inbox/guidance_parts.h"
#include "kiosk/inbox/next_parts.h"
#include "kiosk/inbox/parts.h"
#include "kiosk/inbox/summary_parts.h"
#include "kiosk/inbox/timeline_parts.h"
#include "kiosk/inbox/words.h"
#include "kiosk/inbox/writer_parts.h"
#include "shared/record/ids.h"

namespace pillarbox::inbox {
namespace {

// What was just done, and what went wrong.
void drawNotices(ui::Frame& frame, const State& state, ui::Rect& rect) {
  const InboxState& inbox = state.inbox;
  const float gap = frame.gap();
  if (!inbox.steps.doneCase.empty() && inbox.steps.doneCase == inbox.chosen) {
    const Kind kind = inbox.steps.doneKind;
    const std::string_view words = kind == Kind::read
                                       ? "Marked as read. The writer will see that it was read, and when."
                                   : isMessage(kind) ? "Said. The writer sees it when they next show their badge."
                                                     : "Saved and locked in the record.";
    const std::string_view id = kind == Kind::read ? "concern.marked"
                                : isMessage(kind)  ? "concern.said"
                                                   : "concern.saved";
    frame.notice(id, ui::cutBottom(rect, frame.noticeHeight(words, rect.w), gap), words, ui::Tone::good);
  }
  if (!inbox.problem.empty()) {
    frame.notice("concern.problem", ui::cutBottom(rect, frame.noticeHeight(inbox.problem, rect.w), gap), inbox.problem,
                 ui::Tone::warning);
  }
}

void drawTop(ui::Flow& flow, const Case& chosen, const std::string& id, const Entry& head) {
  const bool call = head.kind == Kind::call;
  flow.title(call ? std::string(callTitle) : std::string(kindWords(head.kind)) + " " + referenceOf(id));
  if (head.urgent && !call) {
    flow.notice("concern.urgent", "Urgent: the writer asks you to act on this today.", ui::Tone::danger);
  }
  if (head.unfinished) {
    flow.notice("concern.unfinished",
                "Unfinished. The writer did not come back to it; it was kept and sent to you as it was.",
                ui::Tone::warning);
  }
  if (chosen.headMissing) {
    flow.notice("concern.missing", "The concern that this belongs to has not reached this device.", ui::Tone::warning);
  }
  if (chosen.closes.size() > 1) {
    flow.notice("concern.closed-twice", "Two of you closed this at once. Opening it again ends both.",
                ui::Tone::normal);
  }
}

bool corrected(const State& state, const Case& chosen) {
  return std::any_of(chosen.corrections.begin(), chosen.corrections.end(), [&](const std::string& id) {
    const auto found = state.inbox.entries.find(id);
    return found != state.inbox.entries.end() && found->second.entry.subject == chosen.head;
  });
}

}  // namespace

void drawStory(ui::Frame& frame, const State& state, ui::Rect rect, Events& out) {
  const InboxState& inbox = state.inbox;
  const auto found = inbox.view.cases.find(inbox.chosen);
  if (found == inbox.view.cases.end()) return;
  const Case& chosen = found->second;
  const auto head = inbox.entries.find(chosen.head);
  if (head == inbox.entries.end()) return;
  const Entry& entry = head->second.entry;

  frame.flow("concern." + inbox.chosen, rect, [&](ui::Flow& flow) {
    drawTop(flow, chosen, inbox.chosen, entry);
    drawMistakes(flow, state, chosen);
    if (!head->second.problems.empty()) drawIntegrity(flow, head->second, "concern");
    if (entry.kind == Kind::call) {
      drawCallHead(flow, head->second);
    } else {
      drawSummary(flow, state, chosen, out);
      drawCaseGuidance(flow, state, chosen, entry);
      flow.space(frame.gap());
      flow.heading("What " + (entry.author.name.empty() ? std::string("the writer") : entry.author.name) + " wrote");
      if (corrected(state, chosen)) flow.text("Some of it was corrected later: see below it.", ui::Words::strong);
      drawAccount(flow, state, head->second, "concern", out);
    }
    drawCorrections(flow, state, chosen, chosen.head);
    drawTimeline(flow, state, chosen, out);
    if (state.screen != Screen::step && !nextBeside(frame)) drawMessages(flow, state, chosen, out);
  });
}

bool nextBeside(const ui::Frame& frame) {
  return frame.area().w / frame.textScale() >= 1600;
}

void drawConcern(ui::Frame& frame, const State& state, ui::Rect rect, Events& out) {
  const auto found = state.inbox.view.cases.find(state.inbox.chosen);
  if (found == state.inbox.view.cases.end()) return;
  const Case& chosen = found->second;
  const float gap = frame.gap();
  if (nextBeside(frame)) {
    const ui::Rect next = ui::cutRight(rect, std::min(rect.w * 0.32F, 460 * frame.textScale()), 2 * gap);
    frame.line(next.x - gap, next.y, next.x - gap, next.bottom());
    drawNext(frame, state, chosen, next, out);
  } else if (state.inbox.steps.choosing) {
    if (frame.button("concern.next.back", ui::cutBottom(rect, frame.rowHeight(), gap), "Back to the concern",
                     ui::Look::secondary)) {
      out.emplace_back(NextToggled{});
    }
    drawNext(frame, state, chosen, rect, out);
    return;
  } else {
    drawNextBar(frame, state, chosen, rect, out);
  }
  drawNotices(frame, state, rect);
  drawStory(frame, state, rect, out);
}

}  // namespace pillarbox::inbox

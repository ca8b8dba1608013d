#include "kiosk/inbox/concern_screen.h"

#include <algorithm>

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
                                   : isMessage(kind) ? "Sent. The writer sees it when they next show their badge."
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

void drawTop(ui::Flow& flow, const State& state, const Case& chosen, const Entry& head) {
  if (head.kind == Kind::call) {
    flow.title(callTitle);
  } else {
    drawCaseTop(flow, state, chosen, head);
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
    flow.notice("concern.closed-twice", "Two people closed this at the same time. To undo, open it again.",
                ui::Tone::normal);
  }
}

bool corrected(const State& state, const Case& chosen) {
  return std::any_of(chosen.corrections.begin(), chosen.corrections.end(), [&](const std::string& id) {
    const auto found = state.inbox.entries.find(id);
    return found != state.inbox.entries.end() && found->second.entry.subject == chosen.head;
  });
}

// Draws the story. True once its end has been on the screen.
bool readToEnd(ui::Frame& frame, const State& state, ui::Rect rect, Events& out) {
  const bool seen = state.inbox.steps.endSeen;
  const bool end = drawStory(frame, state, rect, out);
  if (end && !seen) out.emplace_back(AccountEndSeen{});
  return end || seen;
}

}  // namespace

bool drawStory(ui::Frame& frame, const State& state, ui::Rect rect, Events& out) {
  const InboxState& inbox = state.inbox;
  const auto found = inbox.view.cases.find(inbox.chosen);
  if (found == inbox.view.cases.end()) return true;
  const Case& chosen = found->second;
  const auto head = inbox.entries.find(chosen.head);
  if (head == inbox.entries.end()) return true;
  const Entry& entry = head->second.entry;
  const bool unreadLater =
      std::any_of(chosen.unread.begin(), chosen.unread.end(), [&](const std::string& id) { return id != chosen.head; });
  float end = 0;  // of what is to be read, on the screen

  frame.flow(storyId(state), rect, [&](ui::Flow& flow) {
    drawTop(flow, state, chosen, entry);
    drawMistakes(flow, state, chosen, out);
    if (!head->second.problems.empty()) drawIntegrity(flow, head->second, "concern");
    if (entry.kind == Kind::call) {
      drawCallHead(flow, head->second);
    } else {
      if (corrected(state, chosen)) flow.text("Some of it was corrected later: see below it.", ui::Words::strong);
      drawAccount(flow, state, head->second, "concern", out,
                  "What " + (entry.author.name.empty() ? std::string("the writer") : entry.author.name) + " wrote");
    }
    drawCorrections(flow, state, chosen, chosen.head);
    end = flow.take(0).y - 2 * frame.gap();
    flow.space(-frame.gap());
    if (entry.kind != Kind::call) {
      drawCaseGuidance(flow, state, chosen, entry);
      flow.space(frame.gap());
      flow.heading("What is done about it");
      drawSummary(flow, state, chosen, out);
    }
    drawTimeline(flow, state, chosen, out);
    if (unreadLater) {
      end = flow.take(0).y - 2 * frame.gap();
      flow.space(-frame.gap());
    }
    if (state.screen != Screen::step && !nextBeside(frame)) drawMessages(flow, state, chosen, out);
  });
  return end <= rect.bottom();
}

std::string storyId(const State& state) {
  return "concern." + state.inbox.chosen;
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
    drawNotices(frame, state, rect);
    const bool end = readToEnd(frame, state, rect, out);
    drawNext(frame, state, chosen, next, end, out);
    return;
  }
  if (state.inbox.steps.choosing) {
    if (frame.button("concern.next.back", ui::cutBottom(rect, frame.rowHeight(), gap), "Back to the concern",
                     ui::Look::secondary)) {
      out.emplace_back(NextToggled{});
    }
    drawNext(frame, state, chosen, rect, true, out);
    return;
  }
  const ui::Rect bar = ui::cutBottom(rect, nextBarHeight(frame), gap);
  drawNotices(frame, state, rect);
  const bool end = readToEnd(frame, state, rect, out);
  drawNextBar(frame, state, chosen, bar, end, out);
}

}  // namespace pillarbox::inbox

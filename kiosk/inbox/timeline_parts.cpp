#include "kiosk/inbox/timeline_parts.h"

#include <algorithm>

#include "kiosk/inbox/account_parts.h"
#include "kiosk/inbox/parts.h"
#include "kiosk/inbox/step_words.h"
#include "kiosk/inbox/words.h"
#include "shared/base/clock.h"

namespace pillarbox::inbox {
namespace {

const CaseEntry* entryAt(const State& state, const std::string& id) {
  const auto found = state.inbox.entries.find(id);
  return found == state.inbox.entries.end() ? nullptr : &found->second;
}

void drawLine(ui::Flow& flow, const std::string& id, const std::string& words, ui::Words style,
              ui::Tone tone = ui::Tone::normal) {
  ui::Frame& frame = flow.frame();
  frame.text(id, flow.take(frame.textHeight(words, style, flow.width())), words, style, tone);
}

std::string whoAndWhen(const Entry& entry) {
  return authorWords(entry) + ", " + formatShort(entry.writtenAt.wall);
}

// What an outcome came of, or a correction corrects.
std::string aboutOf(const State& state, const Case& chosen, const Entry& entry) {
  if (entry.kind == Kind::outcome) {
    for (const ActionView& action : chosen.actions) {
      if (action.id == entry.subject) return action.what;
    }
  }
  if (entry.kind == Kind::correction) {
    if (const CaseEntry* corrected = entryAt(state, entry.subject)) {
      return stepTitle(corrected->entry) + ", " + whoAndWhen(corrected->entry);
    }
  }
  return {};
}

void drawEntry(ui::Flow& flow, const State& state, const Case& chosen, const CaseEntry& shown, bool unread,
               Events& out) {
  ui::Frame& frame = flow.frame();
  const float gap = frame.gap();
  const Entry& entry = shown.entry;
  const std::string id = "later." + entry.id;
  const ui::Rect rule = flow.take(1);
  frame.line(rule.x, rule.y, rule.right(), rule.y);
  // What says nothing but its kind is one small line.
  if (entry.kind == Kind::read || entry.kind == Kind::understood || isMessage(entry.kind)) {
    drawLine(flow, id, stepTitle(entry) + ": " + whoAndWhen(entry), ui::Words::small, ui::Tone::quiet);
    flow.space(-gap / 2);
    return;
  }
  drawLine(flow, id, stepTitle(entry) + (unread ? "   NEW" : ""), ui::Words::strong);
  flow.space(-gap * 0.75F);
  drawLine(flow, id + ".who", whoAndWhen(entry), ui::Words::small, ui::Tone::quiet);
  flow.space(-gap / 2);
  if (!shown.problems.empty()) drawIntegrity(flow, shown, id);
  if (entry.kind == Kind::concern) {
    drawAccount(flow, state, shown, id, out);
  } else {
    const std::string about = aboutOf(state, chosen, entry);
    if (!about.empty()) drawFact(flow, id + ".about", entry.kind == Kind::outcome ? "Action" : "Of", about);
    for (const auto& [label, words] : stepDetails(entry)) drawFact(flow, id + "." + label, label, words);
    if (!entry.body.empty()) {
      const std::string words = withNames(entry.body, entry);
      const std::string label = bodyLabel(entry);
      if (label.empty()) {
        drawLine(flow, id + ".body", words, ui::Words::body);
      } else {
        drawFact(flow, id + ".body", label, words);
      }
    }
    drawWords(flow, state, shown, id, out);
  }
  drawCorrections(flow, state, chosen, entry.id);
}

}  // namespace

void drawCorrections(ui::Flow& flow, const State& state, const Case& chosen, const std::string& entryId) {
  for (const std::string& id : chosen.corrections) {
    const CaseEntry* correction = entryAt(state, id);
    if (correction == nullptr || correction->entry.subject != entryId) continue;
    flow.notice("correction." + id,
                "Corrected: " + withNames(correction->entry.body, correction->entry) + "\n" +
                    whoAndWhen(correction->entry) + ". What was written first is kept above.",
                ui::Tone::warning);
  }
}

void drawTimeline(ui::Flow& flow, const State& state, const Case& chosen, Events& out) {
  if (chosen.later.empty()) return;
  flow.space(flow.frame().gap());
  flow.heading("Since then");
  for (const std::string& id : chosen.later) {
    const CaseEntry* later = entryAt(state, id);
    if (later == nullptr) continue;
    const bool unread = std::find(chosen.unread.begin(), chosen.unread.end(), id) != chosen.unread.end();
    drawEntry(flow, state, chosen, *later, unread, out);
  }
}

}  // namespace pillarbox::inbox

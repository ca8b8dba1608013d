#include "kiosk/inbox/concern_screen.h"

#include <algorithm>

#include "kiosk/inbox/body_parts.h"
#include "kiosk/inbox/paper_parts.h"
#include "kiosk/inbox/parts.h"
#include "kiosk/inbox/words.h"
#include "kiosk/inbox/writer_parts.h"
#include "shared/base/clock.h"
#include "shared/record/ids.h"

namespace pillarbox::inbox {
namespace {

void drawIntegrity(ui::Flow& flow, const CaseEntry& shown, const std::string& id) {
  if (shown.problems.empty()) {
    constexpr std::string_view words = "Unchanged since it was posted.";
    ui::Frame& frame = flow.frame();
    frame.text(id + ".unchanged", flow.take(frame.textHeight(words, ui::Words::strong, flow.width())), words,
               ui::Words::strong, ui::Tone::good);
    return;
  }
  std::string words = "Something is not as it was posted. Ask the writer, and tell your technician.";
  for (const std::string& problem : shown.problems) words += "\n" + problem;
  flow.notice(id + ".changed", words, ui::Tone::danger);
}

void drawDelivery(ui::Flow& flow, const CaseEntry& shown, const std::string& id) {
  if (shown.delivery == Delivery::waiting) {
    drawFact(flow, id + ".delivery", "Copies", "On this terminal. Not yet on the school's server.");
  } else if (shown.delivery == Delivery::refused) {
    flow.notice(id + ".refused", std::string(setAsideWords(SetAside::Why::refused)), ui::Tone::warning);
  }
}

void drawPupils(ui::Flow& flow, const Entry& entry, const std::string& id) {
  if (entry.aboutAdult) {
    drawFact(flow, id + ".adult", "About an adult",
             entry.adultName.empty() ? "Someone who works here; not named" : entry.adultName + ", who works here");
  }
  if (entry.pupils.empty()) {
    if (!entry.aboutAdult) drawFact(flow, id + ".pupils", "About", "Nobody named");
    return;
  }
  std::string words;
  for (const PupilPart& pupil : entry.pupils) {
    if (!words.empty()) words += '\n';
    words += pupil.name.empty() ? pupil.description : pupil.name;
    if (!pupil.className.empty()) words += ", " + pupil.className;
    if (!pupil.part.empty()) words += ": " + partWords(pupil.part);
    if (!pupil.name.empty() && !pupil.description.empty()) words += ". " + pupil.description;
    if (pupil.name.empty()) {
      words += " (name not known)";
    } else if (pupil.ref.empty()) {
      words += " (name typed, not chosen from the school's list)";
    }
  }
  drawFact(flow, id + ".pupils", "About", words);
}

// Somebody's very words stand apart from what the writer says, as a court would want them. They are shown as they are:
// nothing in them is a reference.
void drawQuote(ui::Flow& flow, const ExactWords& said, const std::string& id) {
  ui::Frame& frame = flow.frame();
  const float gap = frame.gap();
  const std::string who =
      said.speaker.empty() ? "Their exact words (it was not said whose)" : "Exact words of " + said.speaker;
  frame.text(id + ".speaker", flow.take(frame.textHeight(who, ui::Words::strong, flow.width())), who,
             ui::Words::strong);
  flow.space(-gap / 2);
  if (!said.asked.empty()) {
    const std::string asked = "Asked just before: " + said.asked;
    frame.text(id + ".asked", flow.take(frame.textHeight(asked, ui::Words::body, flow.width())), asked);
    flow.space(-gap / 2);
  }
  const float width = flow.width() - 3 * gap;
  const std::string quoted = "“" + said.words + "”";
  const ui::Rect box = flow.take(frame.textHeight(quoted, ui::Words::body, width) + 2 * gap);
  frame.panel(box, ui::Tone::normal);
  frame.panel({box.x, box.y, gap / 3, box.h}, ui::Tone::danger);
  frame.text(id, {box.x + 2 * gap, box.y + gap, width, box.h - 2 * gap}, quoted);
}

void drawQuotes(ui::Flow& flow, const Entry& entry, const std::string& id) {
  for (std::size_t i = 0; i < entry.exactWords.size(); ++i) {
    const std::string number = i == 0 ? "" : "." + std::to_string(i + 1);
    drawQuote(flow, entry.exactWords[i], id + ".exact-words" + number);
  }
}

// Initials are what this school writes; whom they stand for is said once.
void drawNamed(ui::Flow& flow, const Entry& entry, const std::string& id) {
  std::string words;
  for (const EntryMention& mention : entry.mentions) {
    const std::string shown = withNames("@{" + mention.ref + "}", entry);
    if (shown != mention.name) words += (words.empty() ? "" : "\n") + shown + " is " + mention.name;
  }
  if (!words.empty()) drawFact(flow, id + ".named", "Initials", words);
}

void drawDone(ui::Flow& flow, const Entry& entry, const std::string& id) {
  std::string words;
  for (const Done& done : entry.done) words += (words.empty() ? "" : "\n") + doneWords(done);
  if (!words.empty()) drawFact(flow, id + ".done", "Already done", words);
  drawFact(flow, id + ".told", "Told the DSL?", entry.dslToldInPerson ? "Yes, in person" : "Not in person");
}

void drawAttachments(ui::Flow& flow, const CaseEntry& shown, const std::string& id) {
  if (shown.entry.attachments.empty()) return;
  std::string words;
  for (const AttachmentInfo& info : shown.entry.attachments) {
    bool fault = false;
    for (const AttachmentSeen& seen : shown.attachments) fault = fault || (seen.name == info.name && seen.fault);
    if (!words.empty()) words += '\n';
    words += info.name + ", " + sizeWords(info.bytes) + (fault ? ": missing or changed" : "");
  }
  drawFact(flow, id + ".attachments", "Attached", words);
}

void drawWhen(ui::Flow& flow, const Entry& entry, const std::string& id) {
  std::string happened = entry.happenedAt.empty() ? "Not said" : entry.happenedAt;
  if (!entry.happenedWhere.empty()) happened += ", " + entry.happenedWhere;
  drawFact(flow, id + ".happened", "Happened", happened);
}

void drawWritten(ui::Flow& flow, const Entry& entry, const std::string& id) {
  drawFact(flow, id + ".author", "Written by", authorWords(entry));
  drawFact(flow, id + ".identified", "How we know", identifiedWords(entry.author.verifiedBy));
  drawFact(flow, id + ".written", "Written", formatForPeople(entry.writtenAt.wall));
  const std::string doubt = clockDoubt(entry.writtenAt);
  if (!doubt.empty()) flow.notice(id + ".clock", doubt, ui::Tone::warning);
}

// First what a reader must know to act: whom it is about, and what happened. How it came to be written is further down.
void drawHead(ui::Flow& flow, const State& state, const CaseEntry& shown, Events& out) {
  const Entry& entry = shown.entry;
  const std::string id = "concern";
  drawIntegrity(flow, shown, id);
  drawPupils(flow, entry, id);
  drawWhen(flow, entry, id);
  flow.space(flow.frame().gap() / 2);
  flow.text("What happened", ui::Words::strong);
  flow.space(-flow.frame().gap() / 2);
  const std::string account = entry.account.empty() ? "Nothing was written here." : withNames(entry.account, entry);
  flow.frame().text(id + ".account", flow.take(flow.frame().textHeight(account, ui::Words::body, flow.width())),
                    account);
  drawNamed(flow, entry, id);
  drawQuotes(flow, entry, id);
  drawBodyMap(flow, state, entry, id);
  drawPaper(flow, state, entry, id, out);
  flow.space(flow.frame().gap() / 2);
  drawDone(flow, entry, id);
  drawWritten(flow, entry, id);
  if (!entry.recordKind.empty()) drawFact(flow, id + ".record", "How it came", recordKindWords(entry.recordKind));
  if (!entry.category.empty()) drawFact(flow, id + ".category", "Category", entry.category);
  if (entry.shouldKnow == "person") {
    drawFact(flow, id + ".should-know", "The writer would like told",
             entry.shouldKnowName + ". That is for you to do.");
  }
  drawAttachments(flow, shown, id);
  drawDelivery(flow, shown, id);
  drawFact(flow, id + ".audience", "Who can read it", audienceWords(entry.audience));
}

void drawLater(ui::Flow& flow, const State& state, const CaseEntry& shown, bool unread, Events& out) {
  ui::Frame& frame = flow.frame();
  const Entry& entry = shown.entry;
  const std::string id = "later." + entry.id;
  std::string line =
      std::string(kindWords(entry.kind)) + ": " + authorWords(entry) + ", " + formatShort(entry.writtenAt.wall);
  if (unread) line += "   NEW";
  const ui::Rect rule = flow.take(1);
  frame.line(rule.x, rule.y, rule.right(), rule.y);
  frame.text(id, flow.take(frame.textHeight(line, ui::Words::strong, flow.width())), line, ui::Words::strong);
  if (!shown.problems.empty()) drawIntegrity(flow, shown, id);
  for (const std::string* part : {&entry.account, &entry.body}) {
    if (part->empty()) continue;
    const std::string words = withNames(*part, entry);
    frame.text(id + (part == &entry.body ? ".body" : ".account"),
               flow.take(frame.textHeight(words, ui::Words::body, flow.width())), words);
  }
  drawNamed(flow, entry, id);
  drawQuotes(flow, entry, id);
  drawBodyMap(flow, state, entry, id);
  drawPaper(flow, state, entry, id, out);
  drawAttachments(flow, shown, id);
}

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

void drawReadButton(ui::Frame& frame, const State& state, const Case& chosen, ui::Rect& rect, Events& out) {
  if (chosen.unread.empty()) return;
  bool busy = false;
  for (const StepKey& each : state.inbox.steps.taking) busy = busy || each.first == Kind::read;
  if (frame.button("concern.read", ui::cutBottom(rect, frame.rowHeight() * 1.1F, frame.gap()),
                   busy ? "Marking as read…" : "Mark as read", ui::Look::primary, !busy)) {
    out.emplace_back(ReadPressed{state.inbox.chosen});
  }
}

}  // namespace

void drawStory(ui::Frame& frame, const State& state, ui::Rect rect, Events& out) {
  const InboxState& inbox = state.inbox;
  const auto found = inbox.view.cases.find(inbox.chosen);
  if (found == inbox.view.cases.end()) return;
  const Case& chosen = found->second;
  const auto head = inbox.entries.find(chosen.head);
  if (head == inbox.entries.end()) return;

  frame.flow("concern." + inbox.chosen, rect, [&](ui::Flow& flow) {
    const bool call = head->second.entry.kind == Kind::call;
    flow.title(call ? std::string(callTitle)
                    : std::string(kindWords(head->second.entry.kind)) + " " + referenceOf(inbox.chosen));
    if (head->second.entry.urgent && !call)
      flow.notice("concern.urgent", "Urgent: the writer asks you to act on this today.", ui::Tone::danger);
    if (head->second.entry.unfinished) {
      flow.notice("concern.unfinished",
                  "Unfinished. The writer did not come back to it; it was kept and sent to you as it was.",
                  ui::Tone::warning);
    }
    if (chosen.headMissing) {
      flow.notice("concern.missing", "The concern that this belongs to has not reached this device.",
                  ui::Tone::warning);
    }
    drawMistakes(flow, state, chosen);
    if (call) {
      drawCallHead(flow, head->second);
    } else {
      drawHead(flow, state, head->second, out);
    }
    if (!chosen.later.empty()) {
      flow.space(frame.gap());
      flow.heading("Since then");
    }
    for (const std::string& id : chosen.later) {
      const auto later = inbox.entries.find(id);
      if (later == inbox.entries.end()) continue;
      const bool unread = std::find(chosen.unread.begin(), chosen.unread.end(), id) != chosen.unread.end();
      drawLater(flow, state, later->second, unread, out);
    }
    if (state.screen != Screen::step) drawMessages(flow, state, chosen, out);
  });
}

void drawConcern(ui::Frame& frame, const State& state, ui::Rect rect, Events& out) {
  const auto found = state.inbox.view.cases.find(state.inbox.chosen);
  if (found == state.inbox.view.cases.end()) return;
  drawReadButton(frame, state, found->second, rect, out);
  drawNotices(frame, state, rect);
  drawStory(frame, state, rect, out);
}

}  // namespace pillarbox::inbox

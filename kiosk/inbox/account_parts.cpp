#include "kiosk/inbox/account_parts.h"

#include "kiosk/inbox/body_parts.h"
#include "kiosk/inbox/paper_parts.h"
#include "kiosk/inbox/parts.h"
#include "kiosk/inbox/words.h"
#include "shared/base/clock.h"

namespace pillarbox::inbox {
namespace {

void drawDelivery(ui::Flow& flow, const CaseEntry& shown, const std::string& id) {
  if (shown.delivery == Delivery::waiting) {
    drawFact(flow, id + ".delivery", "Copies", "On this screen. Not yet sent to the school's server.");
  } else if (shown.delivery == Delivery::refused) {
    flow.notice(id + ".refused", std::string(setAsideWords(SetAside::Why::refused)), ui::Tone::warning);
  }
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

}  // namespace

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

void drawWords(ui::Flow& flow, const State& state, const CaseEntry& shown, const std::string& id, Events& out,
               std::string_view heading) {
  const Entry& entry = shown.entry;
  drawQuotes(flow, entry, id);
  if (!heading.empty()) flow.heading(heading);
  if (!heading.empty() && entry.account.empty()) {
    flow.text("Nothing was written here.", ui::Words::body, ui::Tone::quiet);
  }
  if (!entry.account.empty()) {
    const std::string words = withNames(entry.account, entry);
    flow.frame().text(id + ".account", flow.take(flow.frame().textHeight(words, ui::Words::body, flow.width())), words);
  }
  drawNamed(flow, entry, id);
  drawBodyMap(flow, state, entry, id);
  drawPaper(flow, state, entry, id, out);
  drawAttachments(flow, shown, id);
}

void drawAccount(ui::Flow& flow, const State& state, const CaseEntry& shown, const std::string& id, Events& out,
                 std::string_view heading) {
  const Entry& entry = shown.entry;
  drawWords(flow, state, shown, id, out, heading);
  flow.space(flow.frame().gap() / 2);
  drawWhen(flow, entry, id);
  drawDone(flow, entry, id);
  drawWritten(flow, entry, id);
  if (!entry.recordKind.empty()) drawFact(flow, id + ".record", "How it came", recordKindWords(entry.recordKind));
  if (entry.shouldKnow == "person") {
    drawFact(flow, id + ".should-know", "The writer would like told",
             entry.shouldKnowName + ". That is for you to do.");
  }
  drawDelivery(flow, shown, id);
  if (shown.problems.empty()) drawIntegrity(flow, shown, id);  // what is wrong stands above
}

}  // namespace pillarbox::inbox

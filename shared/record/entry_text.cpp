#include <cmath>

#include "shared/record/entry_json.h"
#include "shared/record/entry_words.h"
#include "shared/record/mentions.h"

namespace pillarbox {

namespace {

constexpr std::size_t columns = 100;

// Gathers text in wiped memory, wrapping words at `columns`.
class Page {
 public:
  void line(std::string_view words = {}) {
    add(words);
    add("\n");
  }
  // "Label:   value", continued lines under the value.
  void pair(std::string_view label, std::string_view value) {
    if (value.empty()) return;
    constexpr std::size_t labelWidth = 22;
    std::string start(label);
    start += ':';
    start.resize(std::max(labelWidth, start.size() + 1), ' ');
    wrap(start, std::string(labelWidth, ' '), value);
    wipe(start);
  }
  void block(std::string_view title, std::string_view words) {
    if (words.empty()) return;
    line();
    line(title);
    line(std::string(title.size(), '-'));
    while (!words.empty()) {
      const std::size_t end = std::min(words.find('\n'), words.size());
      wrap("  ", "  ", words.substr(0, end));
      words.remove_prefix(std::min(words.size(), end + 1));
    }
  }
  SecretBytes take() { return std::move(m_text); }

 private:
  void add(std::string_view words) { m_text.append(viewOf(words)); }
  void wrap(std::string_view first, std::string_view rest, std::string_view words) {
    add(first);
    std::size_t column = first.size();
    bool atStart = true;
    while (!words.empty()) {
      const std::size_t end = std::min(words.find(' '), words.size());
      const std::string_view word = words.substr(0, end);
      if (!atStart && column + 1 + word.size() > columns) {
        add("\n");
        add(rest);
        column = rest.size();
        atStart = true;
      }
      if (!atStart) {
        add(" ");
        ++column;
      }
      for (const char c : word) add(c == '\n' || c == '\t' ? std::string_view(" ") : std::string_view(&c, 1));
      column += word.size();
      atStart = false;
      words.remove_prefix(std::min(words.size(), end + 1));
    }
    add("\n");
  }

  SecretBytes m_text;
};

// As entry.json keeps it first (a thousandth), so that an entry read back says the same words.
std::string millimetres(double value) {
  return std::to_string(std::lround(std::round(value * 1000) / 1000));
}

std::string byWhom(const std::string& confirmedBy) {
  return confirmedBy.empty() ? " (read by machine)" : " (confirmed by " + confirmedBy + ")";
}

void paperPage(Page& page, const PaperPage& paper, std::size_t number) {
  const std::string title = "Page " + std::to_string(number) + " of paper";
  page.line();
  page.line(title);
  page.line(std::string(title.size(), '-'));
  page.pair("  Picture", paper.attachment.empty() ? "not kept" : paper.attachment);
  if (paper.form) {
    page.pair("  Printed form", paper.form->templateId + ", side " + std::to_string(paper.form->side));
    page.pair("  Sheet number", paper.form->serial);
  } else {
    page.pair("  Printed form", "not one of the school's own forms");
  }
  page.pair("  Not read", paper.problem);
  for (const TickState state : {TickState::yes, TickState::unsure, TickState::no}) {
    for (const PaperTick& tick : paper.ticks) {
      if (tick.state != state) continue;
      const std::string_view label = state == TickState::yes      ? "  Ticked"
                                     : state == TickState::unsure ? "  Perhaps ticked"
                                                                  : "  Not ticked";
      page.pair(label, (tick.words.empty() ? tick.id : tick.words) + byWhom(tick.confirmedBy));
    }
  }
  for (const PaperMark& mark : paper.marks) {
    page.pair("  Mark on body map", mark.figure + ": " + mark.kind + ", " + millimetres(mark.wMm) + " by " +
                                        millimetres(mark.hMm) + " mm at " + millimetres(mark.xMm) + ", " +
                                        millimetres(mark.yMm) + " mm on the sheet (read by machine)");
  }
  for (const PaperField& field : paper.fields) {
    if (field.empty) continue;
    page.pair("  Written by hand", field.words.empty() ? field.id : field.words);
    if (!field.suggestion.empty()) page.pair("    It says", field.suggestion + byWhom(field.confirmedBy));
  }
}

void exactWords(Page& page, const ExactWords& said) {
  std::string title = "Exact words of " + (said.speaker.empty() ? std::string("someone not named") : said.speaker);
  page.block(title, said.words);
  if (!said.asked.empty()) {
    page.line();
    page.pair("  Asked before that", said.asked);
  }
  wipe(title);
}

// Whom the account means, so that the same name or initials are known for one person in twenty years.
void peopleNamed(Page& page, const Entry& entry) {
  if (entry.mentions.empty()) return;
  page.line();
  page.line("People named in it");
  page.line("------------------");
  for (const EntryMention& mention : entry.mentions) {
    std::string label =
        "  " +
        nameIn(entry, mention.ref, entry.linkedInitials ? LinkedNames::initials : LinkedNames::full).value_or("");
    std::string who =
        mention.name + (mention.kind == MentionKind::pupil ? ", a child" : ", works here") + " [" + mention.ref + "]";
    page.pair(label, who);
    wipe(label);
    wipe(who);
  }
}

void bodyMap(Page& page, const BodyMap& map) {
  if (map.empty()) return;
  page.line();
  page.line("Marks seen on the child");
  page.line("-----------------------");
  page.pair("  Child", map.child);
  page.pair("  Drawing", map.outline == BodyOutline::younger ? "of a younger child" : "of an older child");
  for (std::size_t i = 0; i < map.marks.size(); ++i) {
    const BodyMark& mark = map.marks[i];
    std::string words = markWords(mark);
    if (mark.removedAt) {
      words = "Struck out: " + mark.removedWhy + " at " + formatTime(*mark.removedAt) + ". It said: " + words;
    }
    page.pair("  Mark " + std::to_string(i + 1), words);
    page.pair("    Noted", formatTime(mark.placedAt));
    page.pair("    The child says", mark.childSays);
    wipe(words);
  }
}

// What a reader did about a concern, in words; ids stand where they lead to another entry.
void casework(Page& page, const Entry& entry) {
  const Casework& work = entry.casework;
  if (work.empty()) return;
  page.pair("Subcategory", work.subcategory);
  page.pair(work.state == "agreed" ? "Agreed" : "Done", work.what);
  page.pair("Who does it", work.ownerName);
  page.pair("By when", work.due);
  page.pair("Decision", decisionWords(work.decision));
  page.pair("Referred to", work.referredTo);
  if (!work.parentsTold.empty()) {
    page.pair("Parents told", work.parentsTold == "yes" ? "yes" : work.parentsTold == "no" ? "no" : "not yet");
  }
  page.pair("Why", work.parentsWhy);
  page.pair(entry.kind == Kind::merge ? "Part of it no longer" : "Link taken back", work.removed ? "yes" : "");
  page.pair("Made part of", work.into);
  page.pair("Passed to", work.toAudience);
  page.pair("Outcome", work.outcome);
  page.pair("Status of the child", childStatusWords(work.status));
  page.pair("Since", work.since);
  page.block("The family", work.family);
  for (const SeenEntry& seen : work.seen) page.pair("Opened", formatTime(seen.at) + "  " + seen.id);
  page.pair("What was taken out", work.report);
  page.pair(entry.kind == Kind::move ? "Alerted" : "For whom", work.forWhom);
  page.pair(entry.kind == Kind::cardLost ? "Whose key card"
            : entry.kind == Kind::grant  ? "Opened to"
                                         : "Their id",
            work.person);
  for (const std::string& id : work.replaces) page.pair("In place of", id);
}

}  // namespace

SecretBytes entryText(const Entry& entry, std::string_view schoolName) {
  Page page;
  std::string title = std::string(kindWords(entry.kind)) + " - " + std::string(schoolName);
  page.line(title);
  page.line(std::string(title.size(), '='));
  page.line("CONFIDENTIAL: a safeguarding record");
  page.line();
  if (entry.unfinished) {
    page.line("UNFINISHED: the writer did not come back to this. It is as they left it.");
    page.line();
  }
  page.pair("Urgent", entry.urgent ? "yes" : "");
  page.pair("Written by", entry.author.name + (entry.author.role.empty() ? "" : ", " + entry.author.role) + " (" +
                              std::string(verifiedWords(entry.author.verifiedBy)) + ")");
  page.pair("Written at", formatTime(entry.writtenAt.wall) + " by the terminal's clock");
  if (entry.writtenAt.lastServerTime) page.pair("Server time before", formatTime(*entry.writtenAt.lastServerTime));
  page.pair("When it happened", entry.happenedAt);
  page.pair("For chronologies", entry.happenedFrom);
  page.pair("Where it happened", entry.happenedWhere);
  page.pair("Kind of record", recordKindWords(entry.recordKind));
  if (entry.aboutAdult) page.pair("About an adult", entry.adultName.empty() ? "yes, not named" : entry.adultName);
  page.pair("Category", entry.category);
  if (entry.shouldKnow == "pastoral") page.pair("Who should know", "the senior leaders as well");
  if (entry.shouldKnow == "person") {
    page.pair("Who should know", entry.shouldKnowName + " (the writer's wish: the DSL tells them or not)");
  }
  for (const PupilPart& pupil : entry.pupils) {
    std::string who = pupil.name.empty() ? "name not known" : pupil.name;
    if (!pupil.className.empty()) who += ", class " + pupil.className;
    if (!pupil.part.empty()) who += " (" + std::string(partWords(pupil.part)) + ")";
    if (!pupil.ref.empty()) who += " [" + pupil.ref + "]";
    if (!pupil.description.empty()) who += ": " + pupil.description;
    page.pair("Child", who);
    wipe(who);
  }
  std::string account =
      shownText(entry.account, entry, entry.linkedInitials ? LinkedNames::initials : LinkedNames::full);
  page.block("What happened", account);
  wipe(account);
  for (const ExactWords& said : entry.exactWords) exactWords(page, said);
  casework(page, entry);
  page.block(bodyTitle(entry.kind), entry.body);
  bodyMap(page, entry.bodyMap);
  if (!entry.done.empty() || entry.kind == Kind::concern) {
    page.line();
    page.line("What has been done");
    page.line("------------------");
    page.pair("  DSL told in person", entry.dslToldInPerson ? "yes" : "no");
    for (const Done& done : entry.done) {
      std::string words = done.who;
      if (!done.when.empty()) words += (words.empty() ? "" : ", ") + done.when;
      if (!done.detail.empty()) words += (words.empty() ? "" : ": ") + done.detail;
      page.pair("  " + std::string(doneWords(done.what)), words.empty() ? "yes" : words);
      wipe(words);
    }
  }
  peopleNamed(page, entry);
  for (std::size_t i = 0; i < entry.pages.size(); ++i) paperPage(page, entry.pages[i], i + 1);
  if (!entry.attachments.empty()) {
    page.line();
    page.line("Attached files");
    page.line("--------------");
    for (const AttachmentInfo& attachment : entry.attachments) {
      page.line("  " + attachment.name + "  " + attachment.type + "  " + std::to_string(attachment.bytes) +
                " bytes  SHA-256 " + attachment.sha256);
    }
  }
  page.line();
  page.line("For checking");
  page.line("------------");
  page.pair("  Reference id", entry.id);
  page.pair("  Belongs to", entry.subject);
  page.pair("  School", entry.school);
  page.pair("  Terminal", entry.device);
  page.pair("  Who may read it", entry.audience);
  wipe(title);
  return page.take();
}

}  // namespace pillarbox

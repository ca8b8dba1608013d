#include "kiosk/report/report_parts.h"

#include <algorithm>

#include "shared/casework/calendar.h"
#include "shared/record/ids.h"

namespace pillarbox::report {
namespace {

bool bookkeeping(Kind kind) {
  return kind == Kind::read || kind == Kind::seen || kind == Kind::exported || kind == Kind::understood ||
         isMessage(kind);
}

// One line of the log at the end of an incident.
std::vector<std::string> logRow(const Entry& entry, Names& names) {
  return {formatShort(entry.writtenAt.wall), std::string(kindWords(entry.kind)),
          names.adult(entry, entry.author.id, entry.author.name), referenceOf(entry.subject)};
}

}  // namespace

Report begin(const Source& source, std::string title, std::string about) {
  Report report;
  report.pages = source.pages;
  Document& document = report.document;
  document.school = source.school;
  document.title = std::move(title);
  document.about = std::move(about);
  document.madeBy = source.madeBy;
  document.madeAt = source.madeAt;
  document.reference = source.reference;
  report.table.columns = {"Happened", "Written",   "Incident",   "Reference", "What",     "Category",
                          "Children", "Said here", "Written by", "Role",      "Unchanged"};
  return report;
}

void addEntry(Report& report, const std::string& caseId, const casework::CaseEntry& member, Names& names,
              bool sayCase) {
  const Entry& entry = member.entry;
  const bool head = caseId.empty() || caseId == entry.id;
  const auto* before = report.document.blocks.empty() ? nullptr : std::get_if<Heading>(&report.document.blocks.back());
  Heading heading{2, titleOf(entry, names), whenWords(entry, "\n"), before == nullptr};
  heading.listed = head;
  report.document.blocks.emplace_back(heading);
  Telling telling;
  telling.withPages = report.pages;
  telling.withCategory = entry.kind != Kind::triage || !entry.casework.subcategory.empty();
  if (!head && sayCase) telling.follows = referenceOf(caseId);
  const std::vector<Block> said = tell(member, names, telling);
  const casework::When when = casework::whenOf(entry);
  std::string happened = when.day;
  if (when.timeKnown && !happened.empty()) happened += " " + formatHourMinute(when.at);
  report.table.rows.push_back({happened,
                               casework::dayOn(entry.writtenAt.wall) + " " + formatHourMinute(entry.writtenAt.wall),
                               caseId.empty() ? "" : referenceOf(caseId), referenceOf(entry.id), heading.words,
                               entry.category, childrenWords(entry.pupils, entry, names), plainText(said),
                               names.adult(entry, entry.author.id, entry.author.name), entry.author.role,
                               member.problems.empty() ? "yes" : "NO"});
  report.entries.push_back(entry.id);
  for (const Block& block : said) report.document.blocks.push_back(block);
}

std::string stateWords(const Source& source, const casework::Case& made, Names& names) {
  if (!made.closed) return "Open";
  std::string words = "Closed " + dayWords(casework::dayOn(made.closedAt));
  const auto close = source.entries.find(made.closes.front());
  if (!made.outcome.empty() && close != source.entries.end()) {
    words += ": " + names.text(close->second.entry, "outcome", made.outcome);
  }
  return words;
}

void addCase(Report& report, const Source& source, const std::string& caseId, const casework::Case& made,
             Names& names) {
  const auto head = source.entries.find(made.head);
  if (head == source.entries.end()) return;
  Facts facts;
  const auto fact = [&](std::string label, std::string value) {
    facts.facts.push_back({std::move(label), std::move(value)});
  };
  fact("State", stateWords(source, made, names));
  fact("Category", made.category + (made.subcategory.empty() ? "" : ": " + made.subcategory));
  std::vector<PupilPart> children;
  for (const auto& child : made.children) children.push_back(child.pupil);
  fact("Children", childrenWords(children, head->second.entry, names));
  fact("First read", made.readAt ? formatShort(*made.readAt) : "Not read yet");
  fact("First acted on", made.actedAt ? formatShort(*made.actedAt) : "");
  std::size_t open = 0;
  for (const auto& action : made.actions) open += action.open() ? 1 : 0;
  fact("Actions", made.actions.empty()
                      ? "None"
                      : std::to_string(made.actions.size()) +
                            (open == 0 ? "" : ", of which without an outcome yet: " + std::to_string(open)));
  if (made.headMissing) fact("Missing", "The concern itself is not on this device.");
  report.document.blocks.emplace_back(std::move(facts));

  addEntry(report, caseId, head->second, names, false);
  Table log;
  log.title = "Who read it, and what was said to its writers";
  log.columns = {{"When", 3}, {"What", 4}, {"By", 4}, {"Of", 2}};
  for (const std::string& id : made.later) {
    const auto found = source.entries.find(id);
    if (found == source.entries.end()) continue;
    if (bookkeeping(found->second.entry.kind)) {
      log.rows.push_back(logRow(found->second.entry, names));
    } else {
      addEntry(report, caseId, found->second, names, false);
    }
  }
  if (!log.rows.empty()) report.document.blocks.emplace_back(std::move(log));
}

void markUndecided(Report& report, const Names& names) {
  const std::size_t undecided = names.undecided();
  if (undecided == 0) return;
  report.document.marking = "DRAFT: not to be handed out";
  const std::string count =
      undecided == 1 ? "1 name is still to be decided." : std::to_string(undecided) + " names are still to be decided.";
  report.document.blocks.insert(
      report.document.blocks.begin(),
      Paragraph{"This is a draft. In its text " + count + " Decide them in the list of names and make it again.",
                Paragraph::Look::notice});
}

}  // namespace pillarbox::report

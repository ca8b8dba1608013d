#include "kiosk/report/review_sheet.h"

#include <algorithm>
#include <map>

#include "kiosk/report/days.h"
#include "kiosk/report/hiding_names.h"
#include "kiosk/report/report_parts.h"
#include "shared/casework/calendar.h"
#include "shared/casework/review.h"
#include "shared/casework/review_rota.h"
#include "shared/record/ids.h"

namespace pillarbox::report {
namespace {

struct Round {
  const Entry* finished = nullptr;
  std::vector<const Entry*> notes;
};

const Entry* entryAt(const Source& source, const std::string& id) {
  const auto found = source.entries.find(id);
  return found == source.entries.end() ? nullptr : &found->second.entry;
}

// Each review with the notes since the one before.
std::vector<Round> roundsOf(const Source& source, const Period& period) {
  std::vector<const Entry*> notes;
  for (const auto& [id, each] : source.entries) {
    const Entry& entry = each.entry;
    if (entry.kind == Kind::reviewed && !entry.subject.empty() && !entry.body.empty()) notes.push_back(&entry);
  }
  std::sort(notes.begin(), notes.end(), [](const Entry* a, const Entry* b) {
    return std::tie(a->writtenAt.wall, a->id) < std::tie(b->writtenAt.wall, b->id);
  });
  std::vector<Round> out;
  auto next = notes.begin();
  for (const casework::ReviewDone& done : casework::reviewsDone(source.view, source.entries)) {
    Round round{entryAt(source, done.entry), {}};
    while (next != notes.end() && (*next)->writtenAt.wall <= round.finished->writtenAt.wall) {
      round.notes.push_back(*next++);
    }
    if (period.holds(done.day)) out.push_back(std::move(round));
  }
  return out;
}

// Also what may be a name only: better a word too few than a child's name.
HidingNames everyNameHidden(const Source& source, const std::vector<Round>& rounds) {
  std::vector<std::string> about;  // whoever has to do with what the notes are on
  for (const Round& round : rounds) {
    about.push_back(round.finished->id);
    for (const Entry* note : round.notes) {
      const auto made = source.view.cases.find(note->subject);
      if (made == source.view.cases.end()) continue;
      about.push_back(made->second.head);
      about.insert(about.end(), made->second.later.begin(), made->second.later.end());
    }
  }
  Hiding hiding;
  hiding.staffToo = true;
  HidingNames found(source, about, hiding);
  for (const Round& round : rounds) {
    found.text(*round.finished, "body", round.finished->body, false);
    for (const Entry* note : round.notes) found.text(*note, "body", note->body, false);
  }
  for (const Finding& each : found.findings()) hiding.decisions[{each.entry, each.field, each.begin}] = true;
  return HidingNames(source, about, hiding);
}

class Sheet {
 public:
  Sheet(Report& report, Names& names) : m_report(report), m_names(names) {}

  void tell(const Round& round) {
    const Entry& entry = *round.finished;
    const std::string day = dayWords(casework::dayOn(entry.writtenAt.wall));
    Heading heading{2, "Finished by the " + entry.author.role, day, true};
    heading.listed = true;
    m_report.document.blocks.emplace_back(heading);
    m_report.entries.push_back(entry.id);
    lines(day, m_names.text(entry, "body", entry.body));
    if (round.notes.empty()) return;
    m_report.document.blocks.emplace_back(Heading{3, "Notes on records"});
    for (const Entry* note : round.notes) {
      const std::string reference = referenceOf(note->subject);
      const std::string words = m_names.text(*note, "body", note->body);
      m_report.document.blocks.emplace_back(Paragraph{reference + ": " + words});
      row(day, "Note on " + reference, words);
      m_report.entries.push_back(note->id);
    }
  }

  void facts(const std::string& part, const Facts& facts) {
    for (const Fact& each : facts.facts) row(part, each.label, each.value);
    m_report.document.blocks.emplace_back(facts);
  }

 private:
  void row(const std::string& part, const std::string& what, const std::string& words) {
    m_report.table.rows.push_back({part, what, words});
  }
  // "Open for a long time: 3" as a fact; everything else as it is.
  void lines(const std::string& day, const std::string& words) {
    Facts counts;
    std::string decided, rest;
    for (std::size_t at = 0; at < words.size();) {
      const std::size_t end = std::min(words.find('\n', at), words.size());
      const std::string line = words.substr(at, end - at);
      at = end + 1;
      const std::size_t colon = line.rfind(": ");
      if (!decided.empty()) {
        decided += "\n" + line;
      } else if (line.starts_with(casework::decidedLabel)) {
        decided = line.substr(casework::decidedLabel.size());
      } else if (colon != line.npos && line.find_first_not_of("0123456789", colon + 2) == line.npos) {
        counts.facts.push_back({line.substr(0, colon), line.substr(colon + 2)});
      } else if (!line.empty()) {
        rest += (rest.empty() ? "" : "\n") + line;
      }
    }
    if (!rest.empty()) m_report.document.blocks.emplace_back(Paragraph{rest});
    facts(day, counts);
    if (decided.empty()) return;
    m_report.document.blocks.emplace_back(Heading{3, "Decided"});
    m_report.document.blocks.emplace_back(Paragraph{decided});
    row(day, "Decided", decided);
  }

  Report& m_report;
  Names& m_names;
};

void addToday(Report& report, Sheet& sheet, const Source& source, const Directory& directory) {
  const std::string today = casework::dayOn(source.madeAt);
  casework::ReviewAsked asked;
  asked.today = today;
  asked.openDays = directory.policies.reviewOpenDays;
  asked.categories = directory.categories;
  const casework::Review now = casework::reviewOf(source.view, source.entries, asked);
  Heading heading{2, "How the records stand", dayWords(today), true};
  heading.listed = true;
  report.document.blocks.emplace_back(heading);
  std::map<casework::Finding::Of, std::size_t> counts;
  for (const casework::Finding& each : now.findings) ++counts[each.of];
  Facts facts{{{"Concerns", std::to_string(now.looked)}}};
  for (const auto& [of, count] : counts) {
    facts.facts.push_back({std::string(casework::findingWords(of)), std::to_string(count)});
  }
  sheet.facts("Today", facts);
  Table table{"Categories", {{"Category", 3}, {"Concerns", 1, true}, {"Newest", 1.4}, {"", 1.6}}, {}};
  for (const casework::CategoryUse& use : now.categories) {
    table.rows.push_back({use.category, std::to_string(use.concerns), dayWords(use.last),
                          use.notOffered ? "not on the list"
                          : use.rare     ? "hardly used"
                                         : ""});
    report.table.rows.push_back({"Categories", use.category, std::to_string(use.concerns)});
  }
  report.document.blocks.emplace_back(std::move(table));
}

}  // namespace

Report reviewSheet(const Source& source, const Period& period, const Directory& directory) {
  Report report = begin(source, "Review of the records", {});
  Document& document = report.document;
  document.marking = "Confidential: review of records, no names";
  if (!period.from.empty() || !period.to.empty()) {
    document.about = (period.from.empty() ? "" : "from " + dayWords(period.from)) +
                     (period.from.empty() || period.to.empty() ? "" : " ") +
                     (period.to.empty() ? "" : "to " + dayWords(period.to));
  }
  report.table.columns = {"Review", "What", "Number or words"};
  const std::vector<Round> rounds = roundsOf(source, period);
  HidingNames names = everyNameHidden(source, rounds);
  document.blocks.emplace_back(
      Paragraph{"Records are reviewed so that they stay complete and can be understood years later. The review looks "
                "at records, never at people: nobody is counted or compared. Names that the school's lists know are "
                "left out of notes; the number of a concern is not.",
                Paragraph::Look::soft});
  if (rounds.empty()) document.blocks.emplace_back(Paragraph{"No review was finished in this time."});
  Sheet sheet(report, names);
  for (const Round& round : rounds) sheet.tell(round);
  addToday(report, sheet, source, directory);
  return report;
}

}  // namespace pillarbox::report

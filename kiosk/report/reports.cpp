#include "kiosk/report/reports.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "kiosk/report/report_parts.h"
#include "shared/casework/calendar.h"
#include "shared/casework/child_view.h"
#include "shared/record/entry_words.h"
#include "shared/record/ids.h"

namespace pillarbox::report {
namespace {

constexpr std::size_t leastToCount = 5;  // entries; of fewer, counts say nothing

struct Item {
  std::string caseId;
  const casework::CaseEntry* member = nullptr;
  casework::When when;
};

std::vector<Item> itemsOf(const Source& source, std::string_view ref, const std::vector<std::string>& cases,
                          const Period& period) {
  std::vector<Item> items;
  const auto add = [&](const std::string& caseId, const std::string& id) {
    const auto found = source.entries.find(id);
    if (found == source.entries.end() || !casework::rowKindOf(found->second.entry)) return;
    const casework::When when = casework::whenOf(found->second.entry);
    if (period.holds(casework::dayOn(when.at))) items.push_back({caseId, &found->second, when});
  };
  for (const std::string& caseId : cases) {
    const casework::Case& made = source.view.cases.at(caseId);
    add(caseId, made.head);
    for (const std::string& id : made.later) add(caseId, id);
  }
  if (const auto known = source.view.children.find(ref); known != source.view.children.end()) {
    for (const std::string& id : known->second) add({}, id);
  }
  if (const auto came = source.view.apart.find(Kind::imported); came != source.view.apart.end()) {
    for (const std::string& id : came->second) {
      const auto found = source.entries.find(id);
      if (found == source.entries.end() || found->second.entry.pupils.empty()) continue;
      if (found->second.entry.pupils.front().ref == ref) add({}, id);
    }
  }
  std::sort(items.begin(), items.end(), [](const Item& a, const Item& b) {
    const Entry &first = a.member->entry, &second = b.member->entry;
    return std::tie(a.when.at, first.writtenAt.wall, first.id) < std::tie(b.when.at, second.writtenAt.wall, second.id);
  });
  return items;
}

// How a child stands now: the newest of what is known, in force.
Facts childFacts(const Source& source, std::string_view ref, Names& names) {
  Facts facts;
  for (const casework::ChildStatus& one : casework::statusInForce(ref, source.view, source.entries)) {
    std::string status(childStatusWords(one.status));
    if (!one.since.empty()) status += " since " + dayWords(one.since);
    facts.facts.push_back({"Status", status});
    if (!one.family.empty()) {
      facts.facts.push_back({"The family", names.text(source.entries.at(one.entryId).entry, "family", one.family)});
    }
  }
  return facts;
}

Table incidentTable(const Source& source, std::string_view ref, const std::vector<std::string>& cases, Names& names) {
  Table table;
  table.title = "Incidents in this report";
  table.columns = {{"Reference", 2}, {"Date", 2.4}, {"Category", 3}, {"Part", 3.2}, {"State", 4}};
  for (const std::string& id : cases) {
    const casework::Case& made = source.view.cases.at(id);
    const auto head = source.entries.find(made.head);
    if (head == source.entries.end()) continue;
    std::string part = "named in the text";
    for (const auto& child : made.children) {
      // Short: it is the part of nearly every row.
      if (child.pupil.ref != ref) continue;
      part = child.pupil.part == "worried-about" ? "worried about" : std::string(partWords(child.pupil.part));
    }
    table.rows.push_back({referenceOf(id), dayWords(casework::dayOn(casework::whenOf(head->second.entry).at)),
                          made.category.empty() ? "Not sorted yet" : made.category, part,
                          stateWords(source, made, names)});
  }
  return table;
}

// When the incidents follow in full, their entries are only listed here.
Table chronologyTable(const std::vector<Item>& items, Names& names) {
  Table table;
  table.title = "Everything in order of time";
  table.columns = {{"Happened", 3}, {"What", 5.5}, {"Incident", 2}, {"Reference", 2}, {"Written by", 3.5}};
  for (const Item& item : items) {
    const Entry& entry = item.member->entry;
    table.rows.push_back({whenWords(entry, ", "), titleOf(entry, names),
                          item.caseId.empty() ? "" : referenceOf(item.caseId), referenceOf(entry.id),
                          names.adult(entry, entry.author.id, entry.author.name)});
  }
  return table;
}

Table fileTable(const Source& source, const std::vector<std::string>& ids) {
  Table table;
  table.title = "Attached files, to be handed over with this report";
  table.columns = {{"Entry", 2},  {"Date", 2.4},       {"File", 3.6},
                   {"Kind", 2.6}, {"Size", 1.6, true}, {"SHA-256 begins", 3.8}};
  for (const std::string& id : ids) {
    const Entry& entry = source.entries.at(id).entry;
    for (const AttachmentInfo& file : entry.attachments) {
      const std::string size =
          file.bytes < 10'240 ? std::to_string(file.bytes) + " B" : std::to_string(file.bytes / 1024) + " KB";
      table.rows.push_back({referenceOf(id), dayWords(casework::dayOn(entry.writtenAt.wall)), file.name, file.type,
                            size, file.sha256.substr(0, 16)});
    }
  }
  return table;
}

void addByMonth(Report& report, const std::vector<Item>& items, Names& names) {
  std::string month;
  for (const Item& item : items) {
    if (std::string now = monthWords(item.when.at); now != month) {
      month = std::move(now);
      Heading heading{1, month};
      heading.listed = true;
      report.document.blocks.emplace_back(std::move(heading));
    }
    addEntry(report, item.caseId, *item.member, names, true);
  }
}

void addIncidents(Report& report, const Source& source, const std::vector<std::string>& ids, Names& names) {
  for (const std::string& id : ids) {
    Heading heading{1, "Incident " + referenceOf(id)};
    heading.listed = heading.newPage = true;
    report.document.blocks.emplace_back(std::move(heading));
    addCase(report, source, id, source.view.cases.at(id), names);
  }
}

casework::ChildView childOf(const Source& source, std::string_view ref) {
  return casework::childView(ref, source.view, source.entries, source.roster);
}

// Those it is linked to and those whose text names it, oldest first.
std::vector<std::string> casesOf(const Source& source, const casework::ChildView& child) {
  std::vector<std::string> ids = child.cases;
  ids.insert(ids.end(), child.namedOnly.begin(), child.namedOnly.end());
  const auto when = [&](const std::string& id) {
    const auto head = source.entries.find(source.view.cases.at(id).head);
    return head == source.entries.end() ? WallTime{} : casework::whenOf(head->second.entry).at;
  };
  std::sort(ids.begin(), ids.end(),
            [&](const std::string& a, const std::string& b) { return std::pair(when(a), a) < std::pair(when(b), b); });
  return ids;
}

std::string familyWords(const casework::ChildView& child) {
  std::string out;
  for (const casework::OtherChild& other : child.others) {
    if (!other.family) continue;
    out += (out.empty() ? "" : "; ") + other.pupil.name;
    if (!other.pupil.className.empty()) out += " (" + other.pupil.className + ")";
  }
  return out;
}

// What can be counted, shown plainly.
void addPatterns(Report& report, const Source& source, std::string_view ref, const Period& period) {
  casework::ChildFilter filter;
  filter.from = period.from;
  filter.to = period.to;
  const casework::Patterns patterns =
      casework::childView(ref, source.view, source.entries, source.roster, filter).patterns;
  Heading heading{1, "Counted"};
  heading.listed = true;
  std::vector<Block>& blocks = report.document.blocks;
  blocks.emplace_back(std::move(heading));
  blocks.emplace_back(
      Paragraph{"How what staff wrote above is spread. These are counts only: they say nothing about why.",
                Paragraph::Look::soft});
  const auto bars = [&](std::string title, const std::vector<casework::CountOf>& counts) {
    Bars made{std::move(title), {}};
    for (const casework::CountOf& each : counts) {
      made.bars.push_back({each.words, static_cast<double>(each.count), std::to_string(each.count), false});
    }
    if (!made.bars.empty()) blocks.emplace_back(std::move(made));
  };
  bars("By day of the week", patterns.weekdays);
  bars("By time of day", patterns.times);
  bars("By place", patterns.places);
  bars("By who wrote", patterns.writers);
  Table gaps{"Times without anything written", {{"From", 2}, {"To", 2}, {"Days", 1, true}}, {}};
  for (const casework::Gap& gap : patterns.gaps) {
    gaps.rows.push_back({dayWords(gap.from), dayWords(gap.to), std::to_string(gap.days)});
  }
  if (!gaps.rows.empty()) blocks.emplace_back(std::move(gaps));
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

std::string periodWords(const Period& period) {
  if (period.from.empty() && period.to.empty()) return "Everything on record";
  return (period.from.empty() ? "Up to " : "From " + dayWords(period.from) + (period.to.empty() ? "" : " to ")) +
         dayWords(period.to);
}

}  // namespace

std::vector<std::string> entriesOf(const Source& source, std::string_view pupilRef) {
  std::vector<std::string> ids;
  for (const std::string& caseId : casesOf(source, childOf(source, pupilRef))) {
    const casework::Case& made = source.view.cases.at(caseId);
    ids.push_back(made.head);
    ids.insert(ids.end(), made.later.begin(), made.later.end());
  }
  if (const auto known = source.view.children.find(pupilRef); known != source.view.children.end()) {
    ids.insert(ids.end(), known->second.begin(), known->second.end());
  }
  return ids;
}

Result<Report> chronology(const Source& source, std::string_view pupilRef, const Period& period, const Bundle& bundle,
                          Names& names) {
  const casework::ChildView child = childOf(source, pupilRef);
  const std::vector<std::string> cases = casesOf(source, child);
  const std::vector<Item> items = itemsOf(source, pupilRef, cases, period);
  if (child.name.empty()) return Fault{FaultCode::notFound, "nothing is known here of a child with that number"};
  std::vector<std::string> shown;  // cases with anything in the period, in order
  for (const std::string& id : cases) {
    if (std::any_of(items.begin(), items.end(), [&](const Item& item) { return item.caseId == id; })) {
      shown.push_back(id);
    }
  }
  Report report =
      begin(source, bundle.title, child.className.empty() ? child.name : child.name + ", class " + child.className);
  if (!bundle.marking.empty()) report.document.marking = bundle.marking;
  std::vector<Block>& blocks = report.document.blocks;
  Facts front = childFacts(source, pupilRef, names);
  front.facts.insert(front.facts.begin(), {"Covers", periodWords(period)});
  if (bundle.family) front.facts.push_back({"Brothers and sisters", familyWords(child)});
  front.facts.push_back(
      {"Holds", counted(items.size(), "entry", "entries") + " in " + counted(shown.size(), "incident", "incidents")});
  std::size_t changed = 0;
  for (const Item& item : items) changed += item.member->problems.empty() ? 0 : 1;
  front.facts.push_back({"Proof", changed == 0
                                      ? "Every entry was checked when this was made and is unchanged since it "
                                        "was posted."
                                      : counted(changed, "entry is", "entries are") +
                                            " not as posted, or that cannot be proved: see where it says so."});
  blocks.emplace_back(std::move(front));
  if (const std::string note = names.note(); !note.empty()) {
    blocks.emplace_back(Paragraph{note, Paragraph::Look::notice});
  }
  for (const std::string& note : bundle.notes) blocks.emplace_back(Paragraph{note, Paragraph::Look::notice});
  if (!source.view.setAside.empty()) {
    blocks.emplace_back(Paragraph{counted(source.view.setAside.size(), "posting", "postings") +
                                      " on this device could not be opened or were refused by the server. Whether they "
                                      "are about this child is not known.",
                                  Paragraph::Look::soft});
  }
  if (!shown.empty()) blocks.emplace_back(incidentTable(source, pupilRef, shown, names));
  if (bundle.wholeIncidents) {
    if (!items.empty()) blocks.emplace_back(chronologyTable(items, names));
    addIncidents(report, source, shown, names);
    Heading known{1, "Known of the child"};
    known.listed = true;
    bool first = true;
    for (const Item& item : items) {
      if (!item.caseId.empty()) continue;
      if (std::exchange(first, false)) blocks.emplace_back(known);
      addEntry(report, {}, *item.member, names, true);
    }
  } else {
    addByMonth(report, items, names);
  }
  if (bundle.patterns && items.size() >= leastToCount) addPatterns(report, source, pupilRef, period);
  if (items.empty())
    blocks.emplace_back(Paragraph{"Nothing is on record for this time that " + source.madeBy + " may read."});
  if (bundle.fileList) {
    Table files = fileTable(source, report.entries);
    Heading heading{1, "Attached files"};
    heading.listed = true;
    blocks.emplace_back(std::move(heading));
    if (files.rows.empty()) {
      blocks.emplace_back(Paragraph{"There are none."});
    } else {
      blocks.emplace_back(std::move(files));
    }
  }
  markUndecided(report, names);
  return report;
}

Result<Report> incident(const Source& source, std::string_view caseId, Names& names) {
  const auto found = source.view.cases.find(caseId);
  if (found == source.view.cases.end()) return Fault{FaultCode::notFound, "there is no such incident here"};
  Report report = begin(source, "Incident " + referenceOf(caseId), {});
  if (const auto head = source.entries.find(found->second.head); head != source.entries.end()) {
    std::vector<PupilPart> children;
    for (const auto& child : found->second.children) {
      children.push_back(child.pupil);
      children.back().part.clear();
      children.back().description.clear();
      if (child.pupil.name.empty()) children.pop_back();
    }
    report.document.about = childrenWords(children, head->second.entry, names);
  }
  if (const std::string note = names.note(); !note.empty()) {
    report.document.blocks.emplace_back(Paragraph{note, Paragraph::Look::notice});
  }
  addCase(report, source, found->first, found->second, names);
  markUndecided(report, names);
  return report;
}

}  // namespace pillarbox::report

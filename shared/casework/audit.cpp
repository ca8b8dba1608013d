#include "shared/casework/audit.h"

#include <algorithm>
#include <array>

#include "shared/record/ids.h"

namespace pillarbox::casework {

namespace {

struct KindRow {
  AuditKind kind;
  std::string_view name, words;
};
constexpr std::array<KindRow, 7> kinds{{{AuditKind::opened, "opened", "Openings"},
                                        {AuditKind::outAndIn, "out-and-in", "Taken out, came in"},
                                        {AuditKind::people, "people", "People and keys"},
                                        {AuditKind::devices, "devices", "Devices and server"},
                                        {AuditKind::decided, "decided", "Rules and lists"},
                                        {AuditKind::keeping, "keeping", "Keeping and destroying"},
                                        {AuditKind::reviewed, "reviewed", "Reviews"}}};

AuditKind kindOf(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::person:
    case ChangeKind::key:
      return AuditKind::people;
    case ChangeKind::device:
    case ChangeKind::server:
      return AuditKind::devices;
    default:
      return AuditKind::decided;
  }
}

std::string_view reportWords(std::string_view report) {
  constexpr std::array<NameAndWords, 8> names{{{"chronology", "a child's chronology"},
                                               {"incident", "one concern"},
                                               {"transfer", "a child's whole file for the next school"},
                                               {"subject-access", "a copy for a subject access request"},
                                               {"police", "a copy for the police"},
                                               {"summary", "numbers without names"},
                                               {"review", "a sheet of a review"},
                                               {"export", "records for another system"}}};
  for (const NameAndWords& each : names) {
    if (each.name == report) return each.words;
  }
  return report;
}

class Rows {
 public:
  Rows(const CaseEntries& entries, const CaseView& view, const Directory& directory)
      : m_entries(entries), m_view(view), m_directory(directory) {}

  std::vector<AuditRow> make(const std::vector<DirectoryStep>& directories) {
    for (const std::string& id : m_view.log) fromEntry(id);
    for (const auto& [kind, ids] : m_view.apart) {
      for (const std::string& id : ids) fromEntry(id);
    }
    for (const DirectoryStep& step : directories) fromStep(step);
    std::stable_sort(m_rows.begin(), m_rows.end(),
                     [](const AuditRow& a, const AuditRow& b) { return a.at != b.at ? a.at > b.at : a.id > b.id; });
    // The same entry may stand in two of the view's lists.
    m_rows.erase(std::unique(m_rows.begin(), m_rows.end()), m_rows.end());
    return std::move(m_rows);
  }

 private:
  static void addPupils(AuditRow& row, const Entry& entry) {
    for (const PupilPart& pupil : entry.pupils) {
      if (!pupil.name.empty())
        row.of.push_back(pupil.name + (pupil.className.empty() ? "" : " (" + pupil.className + ")"));
    }
  }
  const Entry* entryOf(std::string_view id) const {
    const auto found = m_entries.find(id);
    return found == m_entries.end() ? nullptr : &found->second.entry;
  }
  std::string personName(const std::string& id) const {
    const Person* person = m_directory.person(id);
    return person == nullptr ? id : person->name;
  }

  void opened(AuditRow& row, const Entry& entry) const {
    const std::size_t count = entry.casework.seen.size();
    row.says = count == 1 ? "Opened one entry." : "Opened " + std::to_string(count) + " entries.";
    for (const SeenEntry& seen : entry.casework.seen) {
      const Entry* about = entryOf(seen.id);
      std::string line = formatShort(seen.at) + ": " + referenceOf(seen.id);
      if (about != nullptr) line += ", " + std::string(kindWords(about->kind)) + ", " + aboutWords(*about);
      row.of.push_back(std::move(line));
    }
  }

  void fromEntry(const std::string& id) {
    const Entry* entry = entryOf(id);
    if (entry == nullptr) return;
    AuditRow row;
    row.at = entry->writtenAt.wall;
    row.who = entry->author.name;
    row.id = id;
    const Casework& work = entry->casework;
    const std::string whose = work.person.empty() ? std::string() : personName(work.person);
    switch (entry->kind) {
      case Kind::seen:
        row.kind = AuditKind::opened;
        opened(row, *entry);
        break;
      case Kind::exported:
        row.kind = AuditKind::outAndIn;
        row.says = "Took out " + std::string(reportWords(work.report)) +
                   (work.forWhom.empty() ? "." : ", for " + work.forWhom + ".");
        addPupils(row, *entry);
        break;
      case Kind::received:
        row.kind = AuditKind::outAndIn;
        row.says = "Noted that what was taken out has arrived.";
        addPupils(row, *entry);
        break;
      case Kind::imported:
        row.kind = AuditKind::outAndIn;
        row.says = "Took in a child's file from another school.";
        addPupils(row, *entry);
        break;
      case Kind::hold:
        row.kind = AuditKind::keeping;
        row.says = work.removed ? "Ended a hold: a child's records no longer have to be kept for it."
                                : "Put a hold on a child's records: they must be kept.";
        addPupils(row, *entry);
        break;
      case Kind::destroy:
        row.kind = AuditKind::keeping;
        row.says = work.stage == "proposed"    ? "Proposed to destroy a child's records."
                   : work.stage == "agreed"    ? "Agreed that a child's records are destroyed."
                   : work.stage == "withdrawn" ? "Took back that a child's records are destroyed."
                                               : "Noted that a child's records are destroyed, by order of two people.";
        addPupils(row, *entry);
        break;
      case Kind::reviewed:
        row.kind = AuditKind::reviewed;
        row.says = work.report == "drill"       ? "Proved that a recovery sheet still works."
                   : work.report == doubtReport ? "Looked into why the server's records did not fit: " + entry->body
                   : entry->subject.empty()     ? "Looked through the records."
                                                : "Noted something on " + referenceOf(entry->subject) + " in a review.";
        break;
      case Kind::grant:
        row.kind = AuditKind::people;
        row.says = "Opened older records to " + whose + ".";
        break;
      case Kind::cardLost:
        row.kind = AuditKind::people;
        row.says = whose.empty() ? "Said that a key card is lost." : "Said that the key card of " + whose + " is lost.";
        break;
      default:
        return;
    }
    if (row.who.empty()) row.who = "Somebody without a key";
    m_rows.push_back(std::move(row));
  }

  // One row for each kind of change: a new person and a new rule are looked for in different places.
  void fromStep(const DirectoryStep& step) {
    for (const AuditKind kind : auditKinds) {
      AuditRow row;
      row.at = step.at;
      row.kind = kind;
      row.who = step.signer;
      row.id = "directory-" + std::to_string(step.version);
      for (const DirectoryChange& change : step.changes) {
        if (kindOf(change.kind) != kind) continue;
        if (!row.says.empty()) row.says += ' ';
        row.says += change.says;
      }
      if (!row.says.empty()) m_rows.push_back(std::move(row));
    }
    if (step.version == 1) {
      AuditRow row{step.at, AuditKind::people, step.signer, "Set up the school on Pillarbox.", {}, "directory-1"};
      m_rows.push_back(std::move(row));
    }
  }

  const CaseEntries& m_entries;
  const CaseView& m_view;
  const Directory& m_directory;
  std::vector<AuditRow> m_rows;
};

}  // namespace

std::string_view auditKindName(AuditKind kind) {
  return kinds[static_cast<std::size_t>(kind)].name;
}
std::string_view auditKindWords(AuditKind kind) {
  return kinds[static_cast<std::size_t>(kind)].words;
}

std::vector<AuditRow> auditRows(const CaseEntries& entries, const CaseView& view,
                                const std::vector<DirectoryStep>& directories, const Directory& directory) {
  return Rows(entries, view, directory).make(directories);
}

}  // namespace pillarbox::casework

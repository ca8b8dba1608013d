#include "kiosk/inbox/report_main.h"

#include <cstdlib>
#include <optional>
#include <system_error>
#include <utility>

#include "kiosk/desk/casework_write.h"
#include "kiosk/desk/inbox_entries.h"
#include "kiosk/inbox/people_main.h"
#include "kiosk/report/made.h"
#include "kiosk/report/typeset.h"
#include "shared/base/files.h"
#include "shared/base/installed.h"
#include "shared/casework/calendar.h"
#include "shared/record/ids.h"

namespace pillarbox::inbox {
namespace {

namespace fs = std::filesystem;

report::Asked askedOf(ReportKind kind) {
  switch (kind) {
    case ReportKind::incident:
      return report::Asked::incident;
    case ReportKind::chronology:
      return report::Asked::chronology;
    case ReportKind::transfer:
      return report::Asked::transfer;
    case ReportKind::subjectAccess:
      return report::Asked::subjectAccess;
    case ReportKind::police:
      return report::Asked::police;
    case ReportKind::figures:
      return report::Asked::summary;
    case ReportKind::review:
      return report::Asked::review;
  }
  return report::Asked::summary;
}

report::Wanted wantedOf(const MakeReport& make) {
  report::Wanted wanted{askedOf(make.kind), make.subject, {make.from, make.to}, std::nullopt, false};
  wanted.byClass = make.byClass;
  const bool names = make.hideOthers || make.hideStaff || forOthers(make.kind);
  if (!names || report::aboutSchool(wanted.asked)) return wanted;
  wanted.hiding = report::Hiding{.staffToo = make.hideStaff, .blackedOut = make.blackOut};
  for (const DoubtfulName& name : make.decided) {
    if (name.decided == DoubtfulName::Decided::no) continue;
    wanted.hiding->decisions[{name.entry, name.field, name.begin}] = name.hide();
  }
  return wanted;
}

// Those that a person has still to decide over, and what they decided of the others.
std::vector<DoubtfulName> doubtful(const std::vector<report::Finding>& findings, const MakeReport& make) {
  std::vector<DoubtfulName> out;
  for (const report::Finding& each : findings) {
    if (each.certain) continue;
    DoubtfulName name{each.entry, each.field, each.begin, each.words, each.around, each.who, each.why};
    for (const DoubtfulName& before : make.decided) {
      if (before.entry == name.entry && before.field == name.field && before.begin == name.begin) {
        name.decided = before.decided;
      }
    }
    out.push_back(std::move(name));
  }
  return out;
}

std::string fileStem(const MakeReport& make, const std::string& reference, WallTime now) {
  // No name of anybody: file names are seen by many.
  return "pillarbox-" + std::string(report::askedName(askedOf(make.kind))) + "-" + casework::dayOn(now) + "-" +
         reference;
}

Status save(const fs::path& folder, const std::string& stem, BytesView pdf, const std::string& csv,
            std::vector<std::string>& files) {
  const auto write = [&](const std::string& name, BytesView bytes) -> Status {
    const fs::path file = folder / name;
    PB_TRY(writeFileDurable(file, bytes, 0600, Existing::refuse));
    files.push_back(file.string());
    return {};
  };
  PB_TRY(write(stem + ".pdf", pdf));
  return write(stem + ".csv", viewOf(csv));
}

void removeAll(const std::vector<std::string>& files) {
  for (const std::string& file : files) {
    std::error_code ignored;
    fs::remove(file, ignored);
  }
}

casework::Step logStep(const report::Wanted& wanted, const Roster& roster, const std::string& forWhom) {
  casework::Step step = report::exportStep(wanted, roster, forWhom);
  if (wanted.hiding) {
    step.body = wanted.hiding->staffToo ? "Names of other children and of staff left out."
                                        : "Names of other children left out.";
  }
  return step;
}

// What goes wrong on a disk, in the words of this errand.
Fault forPerson(const Fault& fault, const fs::path& folder) {
  switch (fault.code) {
    case FaultCode::diskFull:
      return {fault.code, "The disk is full. Make room, then try again."};
    case FaultCode::notPermitted:
      return {fault.code, "You may not save in " + folder.string() + "."};
    case FaultCode::alreadyExists:
      return {fault.code, "A file of that name is there already. Try again."};
    default:
      return fault;
  }
}

}  // namespace

fs::path papersFolder(const fs::path& dataFolder) {
  std::error_code ignored;
  if (const char* home = std::getenv("HOME"); home != nullptr && *home == '/') {
    const fs::path documents = fs::path(home) / "Documents";
    if (fs::is_directory(documents, ignored)) return documents;
  }
  return besideData(dataFolder) / "pillarbox-papers";
}

Result<SavedReport> makeReport(office::School& school, const desk::Unlocked& person, const MakeReport& make,
                               const fs::path& folder, const Clock& clock) {
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed) return Fault{FaultCode::diskError, "There is no folder to save it in: " + folder.string() + "."};
  PB_TRY_VALUE(const desk::ReadAll all, desk::readAll(school, person));
  const casework::CaseView view = casework::project(all.entries, all.unopened);
  report::Source source{
      .entries = all.entries, .view = view, .roster = school.roster, .people = school.directory().people};
  source.school = school.directory().schoolName;
  source.madeBy = person.person.name + ", " + std::string(personRoleWords(person.person.role));
  source.madeAt = clock.now();
  const report::Wanted wanted = wantedOf(make);
  PB_TRY_VALUE(report::Made made, report::make(source, wanted, school.directory()));
  if (made.undecided > 0) return SavedReport{{}, {}, doubtful(made.findings, make)};
  PB_TRY_VALUE(const BodyFigures figures, readBodyFigures(assetsFolder()));
  // Nothing leaves that is not in the log: it is posted first, and its reference stands on every page.
  Result<casework::CaseEntry> log =
      desk::postStep(school, person, all.entries, view, logStep(wanted, school.roster, make.forWhom));
  if (!log) return Fault{log.fault().code, "That it is taken out could not be written down, so it was not made."};
  SavedReport saved;
  saved.log = std::move(*log);
  const std::string reference = referenceOf(saved.log.entry.id);
  made.report.document.reference = reference;
  PB_TRY_VALUE(const SecretBytes pdf, report::typeset(made.report.document, figures));
  const std::string stem = fileStem(make, reference, clock.now());
  if (const Status written = save(folder, stem, pdf.view(), report::csvOf(made.report.table), saved.files); !written) {
    removeAll(saved.files);
    return forPerson(written.fault(), folder);
  }
  return saved;
}

}  // namespace pillarbox::inbox

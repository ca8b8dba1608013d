#include "kiosk/inbox/report_main.h"

#include <cstdlib>
#include <optional>
#include <system_error>
#include <utility>

#include "kiosk/desk/casework_write.h"
#include "kiosk/desk/inbox_entries.h"
#include "kiosk/report/hiding_names.h"
#include "kiosk/report/reports.h"
#include "kiosk/report/summary.h"
#include "kiosk/report/typeset.h"
#include "shared/base/files.h"
#include "shared/base/installed.h"
#include "shared/casework/child_view.h"
#include "shared/casework/figures.h"
#include "shared/record/ids.h"

namespace pillarbox::inbox {
namespace {

namespace fs = std::filesystem;

std::string_view nameOf(ReportKind kind) {
  switch (kind) {
    case ReportKind::incident:
      return "incident";
    case ReportKind::chronology:
      return "chronology";
    case ReportKind::figures:
      return "summary";
  }
  return "";
}

casework::FiguresAsked asked(const Directory& directory, const MakeReport& make) {
  casework::FiguresAsked ask;
  ask.from = make.from;
  ask.to = make.to;
  ask.categories = directory.categories;
  ask.places = directory.places;
  return ask;
}

Result<report::Report> built(const report::Source& source, const Directory& directory, const MakeReport& make) {
  if (make.kind == ReportKind::figures) return report::summary(source, asked(directory, make));
  const auto build = [&](report::Names& names, const report::Bundle& bundle) {
    return make.kind == ReportKind::incident
               ? report::incident(source, make.subject, names)
               : report::chronology(source, make.subject, {make.from, make.to}, bundle, names);
  };
  report::Names plain;
  Result<report::Report> all = build(plain, {});
  if (!all || (!make.hideOthers && !make.hideStaff)) return all;
  report::Hiding hiding;
  hiding.subject = make.subject;
  if (make.kind == ReportKind::incident) {
    const casework::Case* made = desk::findCase(source.view, make.subject);
    hiding.subject = made != nullptr && !made->children.empty() ? made->children.front().pupil.ref : std::string();
  }
  hiding.staffToo = make.hideStaff;
  report::HidingNames names(source, all->entries, std::move(hiding));
  report::Bundle bundle;
  bundle.marking = "Confidential: names of others left out";
  return build(names, bundle);
}

std::string fileStem(const MakeReport& make, const std::string& reference, WallTime now) {
  // No name of anybody: file names are seen by many.
  return "pillarbox-" + std::string(nameOf(make.kind)) + "-" + casework::dayOn(now) + "-" + reference;
}

Status save(const fs::path& folder, const std::string& stem, BytesView pdf, const std::string& csv,
            std::vector<std::string>& files) {
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed) return Fault{FaultCode::diskError, "There is no folder to save it in: " + folder.string() + "."};
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

casework::Step logStep(const report::Source& source, const MakeReport& make) {
  casework::Step step;
  step.kind = Kind::exported;
  step.work.report = nameOf(make.kind);
  if (make.hideOthers || make.hideStaff) {
    step.body = make.hideStaff ? "Names of other children and of staff left out." : "Names of other children left out.";
  }
  if (make.kind == ReportKind::incident) step.subject = make.subject;
  if (make.kind == ReportKind::chronology) {
    const casework::ChildView child = casework::childView(make.subject, source.view, source.entries, source.roster);
    step.pupils = {{make.subject, child.name, child.className, {}, {}}};
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
  const fs::path folder = fs::absolute(dataFolder, ignored).lexically_normal();
  return (folder.has_filename() ? folder.parent_path() : folder.parent_path().parent_path()) / "pillarbox-papers";
}

Result<SavedReport> makeReport(office::School& school, const desk::Unlocked& person, const MakeReport& make,
                               const fs::path& folder, const Clock& clock, Random& random) {
  PB_TRY_VALUE(const desk::ReadAll all, desk::readAll(school, person));
  const casework::CaseView view = casework::project(all.entries, all.unopened);
  const std::string reference = referenceOf(newId(clock, random));  // of this print, so that no two are mixed up
  report::Source source{
      .entries = all.entries, .view = view, .roster = school.roster, .people = school.directory().people};
  source.school = school.directory().schoolName;
  source.madeBy = person.person.name + ", " + std::string(personRoleWords(person.person.role));
  source.madeAt = clock.now();
  source.reference = reference;
  PB_TRY_VALUE(report::Report made, built(source, school.directory(), make));
  made.document.school = source.school;
  made.document.madeBy = source.madeBy;
  made.document.madeAt = source.madeAt;
  made.document.reference = source.reference;
  PB_TRY_VALUE(const BodyFigures figures, readBodyFigures(assetsFolder()));
  PB_TRY_VALUE(const SecretBytes pdf, report::typeset(made.document, figures));
  SavedReport saved;
  const std::string stem = fileStem(make, reference, clock.now());
  if (const Status written = save(folder, stem, pdf.view(), report::csvOf(made.table), saved.files); !written) {
    removeAll(saved.files);
    return forPerson(written.fault(), folder);
  }
  Result<casework::CaseEntry> log = desk::postStep(school, person, all.entries, view, logStep(source, make));
  if (!log) {
    removeAll(saved.files);
    return Fault{log.fault().code, "That it was taken out could not be written down, so the file was not kept."};
  }
  saved.log = std::move(*log);
  return saved;
}

}  // namespace pillarbox::inbox

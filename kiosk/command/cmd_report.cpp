// report: what leaves the school on paper. Every one is logged as an entry before it is written.
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <nlohmann/json.hpp>

#include "kiosk/command/open_folder.h"
#include "kiosk/command/output.h"
#include "kiosk/command/program.h"
#include "kiosk/command/unlock_options.h"
#include "kiosk/command/whole_folder.h"
#include "kiosk/desk/casework_write.h"
#include "kiosk/desk/inbox_entries.h"
#include "kiosk/desk/page_pictures.h"
#include "kiosk/report/made.h"
#include "kiosk/report/typeset.h"
#include "shared/base/files.h"
#include "shared/base/installed.h"
#include "shared/casework/calendar.h"
#include "shared/open/tar_read.h"
#include "shared/record/ids.h"

namespace pillarbox::command {

using namespace desk;
using report::Asked;
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

const Syntax reportSyntax{
    "report",
    "Make a report to print: incident, chronology, transfer, subject-access, police, summary, review",
    {{"DIR", true}, {"WHAT", true}, {"ID", false}},
    {cardFileOption,
     passphraseFileOption,
     personOption,
     {"out", 'o', "OUT.pdf", "the file to write", false, true},
     {"csv", '\0', "OUT.csv", "the same as a table for a spreadsheet"},
     {"from", '\0', "DAY", "only from that day on, as in 2026-09-01"},
     {"to", '\0', "DAY", "only up to that day"},
     {"anonymise", '\0', "WHO", "others (other children are letters) or staff (staff too)"},
     {"black-out", '\0', "", "black bars instead of letters"},
     {"with-files", '\0', "", "name and hand over attached files although names can be read on them"},
     {"review", '\0', "LIST.csv", "write the names that were found, to decide over"},
     {"decisions", '\0', "LIST.csv", "that list with the column Hide filled in: yes or no"},
     {"pages", '\0', "", "with pictures of paper"},
     {"files", '\0', "FOLDER", "write the attached files into the new folder FOLDER"},
     {"for-file", '\0', "F", "the file that says for whom it is, for the log"},
     {"adults", '\0', "", "summary: count concerns about adults too"},
     {"by-class", '\0', "", "summary: children by class instead of year group"},
     {"json", '\0', "", "print JSON"}},
    "WHAT is one of:\n"
    "  incident ID            a concern with everything that followed\n"
    "  chronology PUPIL       everything about a child in order of time\n"
    "  transfer PUPIL         the whole file for the next school\n"
    "  subject-access PUPIL   a copy for whoever asked for their data; other children are letters\n"
    "  police PUPIL           a copy for the police; other children are letters\n"
    "  summary                numbers for governors, without names; small ones are hidden\n"
    "  review                 what reviews of the records found and decided, without names\n"
    "ID is the whole id or the short reference (K7M-4QX); PUPIL is the number of the child in the roster.\n"
    "Each report is logged as an entry before it is written. Files are readable by you alone (mode 0600).\n"
    "While names are still to be decided (--review), every page says that it is a draft.\n"};

Fault wrongUsage(const std::string& sentence) {
  return {FaultCode::wrongUsage, "report: " + sentence + "; see pillarbox report --help"};
}

Result<report::Wanted> wantedFrom(const Args& args) {
  report::Wanted wanted;
  const std::string& what = args.required("WHAT");
  const auto asked = report::askedFrom(what);
  if (!asked) {
    return wrongUsage("there is no '" + what +
                      "': it is incident, chronology, transfer, subject-access, police, summary or review");
  }
  wanted.asked = *asked;
  const auto id = args.positional("ID");
  if (report::aboutSchool(*asked) && id) return wrongUsage("'" + *id + "' is one argument too many");
  if (!report::aboutSchool(*asked) && !id) return wrongUsage("ID is missing");
  wanted.id = id.value_or("");
  wanted.adults = args.has("adults");
  wanted.byClass = args.has("by-class");
  wanted.period = {args.value("from"), args.value("to")};
  for (const std::string& day : {wanted.period.from, wanted.period.to}) {
    if (!day.empty() && !casework::isDay(day)) return wrongUsage("'" + day + "' is no day such as 2026-09-01");
  }
  const std::string who = args.value("anonymise");
  if (!who.empty() && who != "others" && who != "staff") return wrongUsage("--anonymise is others or staff");
  const bool copy = *asked == Asked::subjectAccess || *asked == Asked::police;
  if (copy || !who.empty()) {
    if (report::aboutSchool(*asked)) return wrongUsage("a summary or a review has no names to hide");
    wanted.hiding = report::Hiding{{}, who == "staff", args.has("black-out"), args.has("with-files"), {}};
    if (const auto list = args.valueIf("decisions")) {
      PB_TRY_VALUE(const Bytes csv, readInput(list));
      PB_TRY_VALUE(wanted.hiding->decisions, report::decisionsFrom(textOf(csv)));
    }
  } else if (args.has("review") || args.has("decisions") || args.has("black-out")) {
    return wrongUsage("nobody's name is hidden in this report without --anonymise");
  }
  if (args.has("pages") && wanted.hiding && !args.has("with-files")) {
    return wrongUsage("names can be read on paper: --pages needs --with-files here");
  }
  if (args.has("files") && wanted.hiding && !args.has("with-files")) {
    return wrongUsage("names can be read in attached files: --files needs --with-files here");
  }
  return wanted;
}

// The attached files of the entries in a report: a new folder, whole or not at all.
class FilesFolder {
 public:
  explicit FilesFolder(fs::path folder) : m_folder(std::move(folder)) {}
  Status open() { return m_folder.open(); }
  Status take(const std::string& reference, const open::OpenedEntry& opened) {
    PB_TRY_VALUE(const auto members, open::readTar(opened.archive.view()));
    for (const AttachmentInfo& file : opened.entry.attachments) {
      const open::TarEntry* member = open::findMember(members, file.name);
      if (member == nullptr) return Fault{FaultCode::damaged, "an attached file of " + reference + " is missing"};
      PB_TRY(m_folder.write(reference + "-" + file.name, member->bytes));
      ++m_count;
    }
    return {};
  }
  Status finish() { return m_folder.finish(); }
  std::size_t count() const { return m_count; }

 private:
  WholeFolder m_folder;
  std::size_t m_count = 0;
};

Result<std::size_t> writeFiles(office::School& school, const Unlocked& person, const std::string& folder,
                               const report::Report& made) {
  FilesFolder out(folder);
  PB_TRY(out.open());
  EntryReader reader(school, person);
  for (const std::string& id : made.entries) {
    PB_TRY_VALUE(const PassedOn found, reader.openAny(id));
    PB_TRY(out.take(referenceOf(id), found.checked.opened));
  }
  PB_TRY(out.finish());
  return out.count();
}

Result<int> run(const Args& args, Program& program) {
  PB_TRY_VALUE(report::Wanted wanted, wantedFrom(args));
  std::string forWhom;
  if (const auto file = args.valueIf("for-file")) {
    PB_TRY_VALUE(const SecretBytes line, readSecretLine(*file));
    forWhom = line.text();
  }
  PB_TRY_VALUE(const BodyFigures figures, readBodyFigures(assetsFolder()));
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  PB_TRY_VALUE(const Unlocked person, unlockFrom(args, school, Starter::refuse));
  PB_TRY_VALUE(const ReadAll all, readAll(school, person));
  const casework::CaseView view = casework::project(all.entries, all.unopened);
  if (wanted.asked == Asked::incident) {
    PB_TRY_VALUE(const store::Posting posting, findReadable(school, person, wanted.id));
    const casework::Case* found = findCase(view, posting.slip.id);
    if (found == nullptr) return Fault{FaultCode::notFound, "there is no incident " + wanted.id};
    wanted.id = caseId(*found, all.entries);
  }
  const Directory& directory = school.directory();
  const report::Source source{
      all.entries,          view,
      school.roster,        directory.people,
      directory.schoolName, person.person.name + ", " + std::string(personRoleWords(person.person.role)),
      program.clock.now(),  {},
      args.has("pages")};
  PB_TRY_VALUE(report::Made made, report::make(source, wanted, directory));
  // Nothing leaves that is not in the log: it is posted first, and its reference stands on every page.
  PB_TRY_VALUE(
      const casework::CaseEntry logged,
      postStep(school, person, all.entries, view, report::exportStep(wanted, school.roster, std::move(forWhom))));
  const std::string reference = referenceOf(logged.entry.id);
  made.report.document.reference = reference;
  PagePictures pictures(school, person);
  const report::Pictures show = [&](const report::Picture& picture) -> std::optional<report::Pixels> {
    auto decoded = pictures.picture(picture.entry, picture.name);
    if (!decoded.ok()) return std::nullopt;
    return report::Pixels{decoded->width, decoded->height, decoded->stride, decoded->pixels};
  };
  PB_TRY_VALUE(const SecretBytes pdf, report::typeset(made.report.document, figures, show));
  PB_TRY(writeOutput(args.valueIf("out"), pdf.view()));
  if (const auto csv = args.valueIf("csv")) PB_TRY(writeOutput(csv, viewOf(report::csvOf(made.report.table))));
  if (const auto list = args.valueIf("review")) {
    PB_TRY(writeOutput(list, viewOf(report::csvOf(report::reviewTable(made.findings)))));
  }
  std::size_t files = 0;
  if (const auto folder = args.valueIf("files")) {
    PB_TRY_VALUE(files, writeFiles(school, person, *folder, made.report));
  }
  if (args.has("json")) {
    PB_TRY(print(Json{{"report", report::askedName(wanted.asked)},
                      {"reference", reference},
                      {"entry", logged.entry.id},
                      {"entries", made.report.entries.size()},
                      {"files", files},
                      {"names_found", made.findings.size()},
                      {"names_to_decide", made.undecided}}
                     .dump() +
                 "\n"));
    return exitOk;
  }
  std::string text = "Made and logged as " + reference + ": " + std::to_string(made.report.entries.size()) +
                     (made.report.entries.size() == 1 ? " entry.\n" : " entries.\n");
  if (made.undecided > 0) {
    text += std::to_string(made.undecided) +
            " names are still to be decided: it is a draft. Write the list with --review, fill in the column Hide and "
            "make it again with --decisions.\n";
  }
  if (wanted.hiding)
    text += "Read it before it goes out: classes, places and what happened can tell who somebody is.\n";
  PB_TRY(print(text));
  return exitOk;
}

const std::array commands{Command{reportSyntax, run}};

}  // namespace

std::span<const Command> reportCommands() {
  return commands;
}

}  // namespace pillarbox::command

#include "kiosk/desk/school_papers.h"

#include "kiosk/desk/papers.h"
#include "shared/base/files.h"

namespace pillarbox::desk {
namespace {

namespace fs = std::filesystem;

Status writeAll(const fs::path& folder, const MadeSchool& school, std::vector<fs::path>& written) {
  const std::string& name = school.directory.schoolName;
  const auto write = [&](const std::string& file, const Result<SecretBytes>& pdf) -> Status {
    PB_TRY(pdf);
    PB_TRY(writeFileDurable(folder / file, pdf->view(), 0600, Existing::refuse));
    written.push_back(folder / file);
    return {};
  };
  for (const MadePerson& made : school.people) {
    const Person& person = made.person;
    const std::string role(personRoleWords(person.role));
    PB_TRY(write("key-card-" + person.id + ".pdf", keyCardPdf({name, person.name, role, made.cardSecret})));
    if (!made.starter) continue;
    PB_TRY(write("starter-passphrase-" + person.id + ".pdf",
                 starterPassphrasePdf({name, person.name, role, made.passphrase})));
  }
  for (const MadeSheet& made : school.sheets) {
    PB_TRY(write("recovery-" + made.sheet.id + ".pdf",
                 recoverySheetPdf({name, made.sheet, made.audiences, made.secret, school.directory.createdAt})));
  }
  return {};
}

}  // namespace

Result<std::vector<fs::path>> writePapers(const fs::path& folder, const MadeSchool& school) {
  std::error_code error;
  const bool existed = fs::exists(folder, error);
  fs::create_directories(folder, error);
  if (error) return faultFromErrno(error.value(), "make the folder " + folder.string());
  std::vector<fs::path> written;
  const Status done = writeAll(folder, school, written);
  if (done.ok()) return written;
  removePapers(written);
  if (!existed) fs::remove(folder, error);
  return done.fault();
}

void removePapers(const std::vector<fs::path>& papers) {
  std::error_code ignored;
  for (const fs::path& paper : papers) fs::remove(paper, ignored);
}

}  // namespace pillarbox::desk

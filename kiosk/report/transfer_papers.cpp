#include "kiosk/report/transfer_papers.h"

#include "kiosk/report/made.h"
#include "kiosk/report/typeset.h"
#include "shared/base/installed.h"

namespace pillarbox::report {

Result<desk::FilePapers> transferPapers(const desk::ReadHere& here, const std::string& pupil, bool hideOthers,
                                        const std::string& reference) {
  const Directory& directory = here.school.directory();
  const Person& person = here.person.person;
  Source source{.entries = here.entries, .view = here.view, .roster = here.school.roster, .people = directory.people};
  source.school = directory.schoolName;
  source.madeBy = person.name + ", " + std::string(personRoleWords(person.role));
  source.madeAt = here.school.clock->now();
  Wanted wanted;
  wanted.asked = Asked::transfer;
  wanted.id = pupil;
  if (hideOthers) wanted.hiding = Hiding{};
  PB_TRY_VALUE(Made made, make(source, wanted, directory));
  made.report.document.reference = reference;
  PB_TRY_VALUE(const BodyFigures figures, readBodyFigures(assetsFolder()));
  desk::FilePapers papers;
  PB_TRY_VALUE(papers.pdf, typeset(made.report.document, figures));
  papers.csv = SecretBytes::copyOf(csvOf(made.report.table));
  papers.entries = std::move(made.report.entries);
  return papers;
}

}  // namespace pillarbox::report

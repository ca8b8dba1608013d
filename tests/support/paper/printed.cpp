#include "tests/support/paper/printed.h"

#include "kiosk/desk/form_paper.h"
#include "shared/base/installed.h"

namespace pillarbox::support {

Result<std::shared_ptr<const PrintedForms>> printedForms(double dpi) {
  PB_TRY_VALUE(const form::DescriptionFiles files, form::readDescriptionFiles(assetsFolder(), {}));
  auto printed = std::make_shared<PrintedForms>();
  PB_TRY_VALUE(printed->descriptions, form::parseAll(files));
  int number = 0;
  for (const form::Description& description : printed->descriptions) {
    const std::string serial = "7K2M9QX" + std::to_string(number++ % 10);
    PB_TRY_VALUE(const SecretBytes pdf,
                 desk::formPdf(description, description.id, desk::exampleFormSchool(form::Language::english),
                               form::Language::english, {serial}));
    PB_TRY_VALUE(std::vector<Blank> blanks, printedBlanks(pdf.view(), description, serial, dpi));
    for (Blank& blank : blanks) printed->blanks.push_back(std::move(blank));
  }
  return std::shared_ptr<const PrintedForms>(std::move(printed));
}

}  // namespace pillarbox::support

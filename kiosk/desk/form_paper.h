// The concern form as a PDF, drawn from its description with the school's own names. One thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scanner/form/description.h"
#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/base/secret_bytes.h"
#include "shared/record/directory.h"

namespace pillarbox::desk {

// What is filled in at printing.
struct FormSchool {
  std::string name;
  std::string dsls;   // one a line: name, room, extension
  std::string head;   // who is told about an adult: name, room, extension
  std::string chair;  // who is told about the head
};
// Active people of the directory, as they should be named on paper; at most four DSLs and deputies.
FormSchool formSchool(const Directory& directory, form::Language language);
// Long, invented names: a form that has room for them has room for nearly every school's.
FormSchool exampleFormSchool(form::Language language);

// Eight characters of Crockford's base 32: 40 random bits, so that two sheets of a school are never mixed up.
std::string newFormSerial(Random& random);

// Does every text have room: within the sheet, clear of boxes, marks, lines and of each other? badInput with one
// sentence, as of parseDescription. Texts with names in them may be set up to a quarter smaller to fit.
Status checkFormFits(const form::Description& description, std::string_view fileName, const FormSchool& school,
                     form::Language language);

// One form for each serial, its sides in order, for printing on both sides of the paper. As checkFormFits first.
Result<SecretBytes> formPdf(const form::Description& description, std::string_view fileName, const FormSchool& school,
                            form::Language language, const std::vector<std::string>& serials);

}  // namespace pillarbox::desk

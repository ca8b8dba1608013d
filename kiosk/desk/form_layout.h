// Where the words of a form stand once they have been set: for printing it and for checking that they fit.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/desk/form_paper.h"
#include "kiosk/desk/paper_canvas.h"

namespace pillarbox::desk {

struct SetText {
  std::string name;  // "text 4", "the words of tick 2 ("adult.yes")"
  std::string words;
  PaperBox box;        // what it covers on the sheet
  double widthMm = 0;  // to wrap at
  TextStyle style;
  std::string ownTick;  // the tick it belongs to, whose box it may stand close to
};

struct FormFilling {
  const FormSchool& school;
  form::Language language;
  std::string serial;
};

// badInput, beginning with `fileName`, if one does not fit.
Result<std::vector<SetText>> setTexts(PaperCanvas& canvas, const form::Description& description, const form::Side& side,
                                      std::string_view fileName, const FormFilling& filling);

}  // namespace pillarbox::desk

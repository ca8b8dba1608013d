#include "kiosk/desk/form_paper.h"

#include <algorithm>

#include "kiosk/desk/form_layout.h"
#include "scanner/form/aruco_codes.h"

namespace pillarbox::desk {
namespace {

constexpr std::string_view serialLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t mostDsls = 4;
constexpr Ink inkRule{0.55, 0.55, 0.55};
constexpr Ink inkOutline{0.25, 0.25, 0.25};

std::string contact(const Person& person, form::Language language) {
  std::string text = person.name;
  if (!person.room.empty()) text += ", " + person.room;
  if (!person.extension.empty()) {
    text += (language == form::Language::welsh ? ", est.\u00a0" : ", ext.\u00a0") + person.extension;
  }
  return text;
}

void rectangle(PaperCanvas& page, const PaperBox& box, double thicknessMm, Ink ink) {
  page.frame(box.x, box.y, box.w, box.h, 0, thicknessMm, ink);
}

// The line of a box is drawn inside it, so that the box's edge is the line's outer edge.
void outlined(PaperCanvas& page, const PaperBox& box, double thicknessMm, Ink ink) {
  const double half = thicknessMm / 2;
  rectangle(page, {box.x + half, box.y + half, box.w - thicknessMm, box.h - thicknessMm}, thicknessMm, ink);
}

void drawField(PaperCanvas& page, const form::Field& field) {
  if (!field.cells.empty()) {
    for (const PaperBox& cell : field.cells) rectangle(page, cell, form::fieldLineMm, inkBlack);
    return;
  }
  if (field.ruledMm > 0) {
    for (int line = 1; line * field.ruledMm < field.box.h - 1; ++line) {
      const double y = field.box.y + line * field.ruledMm;
      page.line(field.box.x, y, field.box.x + field.box.w, y, form::ruleLineMm, inkRule);
    }
  }
  rectangle(page, field.box, form::fieldLineMm, inkBlack);
}

Status drawSide(PaperCanvas& page, const form::Description& description, const form::Side& side,
                std::string_view fileName, const FormFilling& filling) {
  for (int corner = 0; corner < 4; ++corner) {
    const PaperBox box = form::markerBox(corner);
    const int id = form::markerId(side.sheet, side.sideOfSheet, corner);
    page.modules(box.x, box.y, box.w, form::arucoModules,
                 [&](int column, int row) { return form::arucoDark(id, column, row); });
  }
  const std::string code = form::sheetCodeText({description.id, description.edition, side.number, filling.serial});
  PB_TRY_VALUE(const badge::QrMatrix matrix, badge::qrMatrix(code, badge::QrLevel::medium));
  for (const PaperBox& box : side.qrs) page.qr(box.x, box.y, box.w, matrix);
  for (const form::Line& line : side.lines) {
    page.line(line.from.x, line.from.y, line.to.x, line.to.y, line.thicknessMm, inkBlack);
  }
  for (const form::Frame& frame : side.frames) rectangle(page, frame.box, frame.thicknessMm, inkBlack);
  for (const form::Field& field : side.fields) drawField(page, field);
  for (const form::Figure& figure : side.figures) {
    for (const auto& outline : figure.outlines) page.polyline(outline, figure.thicknessMm, inkOutline);
  }
  for (const form::Tick& tick : side.ticks) outlined(page, tick.box, form::tickLineMm, inkBlack);
  PB_TRY_VALUE(const std::vector<SetText> texts, setTexts(page, description, side, fileName, filling));
  for (const SetText& text : texts) page.text(text.box.x, text.box.y, text.widthMm, text.words, text.style);
  return {};
}

}  // namespace

FormSchool formSchool(const Directory& directory, form::Language language) {
  const bool welsh = language == form::Language::welsh;
  FormSchool school;
  school.name = directory.schoolName;
  std::size_t count = 0;
  for (const PersonRole role : {PersonRole::dsl, PersonRole::deputy}) {
    for (const Person& person : directory.people) {
      if (!person.active || person.role != role || count == mostDsls) continue;
      school.dsls += (count++ == 0 ? "" : "\n") + contact(person, language);
    }
  }
  const auto first = [&](PersonRole role) -> std::string {
    const auto found = std::find_if(directory.people.begin(), directory.people.end(),
                                    [&](const Person& one) { return one.active && one.role == role; });
    return found == directory.people.end() ? std::string() : contact(*found, language);
  };
  if (school.dsls.empty())
    school.dsls = welsh ? "Gofynnwch yn y swyddfa pwy yw'r PDD" : "Ask the office who the DSL is";
  school.head = first(PersonRole::head);
  if (school.head.empty()) school.head = welsh ? "y pennaeth" : "the head teacher";
  school.chair = first(PersonRole::chair);
  if (school.chair.empty()) school.chair = welsh ? "cadeirydd y llywodraethwyr" : "the chair of governors";
  return school;
}

FormSchool exampleFormSchool(form::Language language) {
  const std::string ext = language == form::Language::welsh ? ", est.\u00a0" : ", ext.\u00a0";
  return {"Example School, St Bartholomew and All Saints Primary",
          "Margaret Featherstone-Hughes, Room 14 upstairs" + ext + "2014\nOluwaseun Adeyemi-Clarke, Library office" +
              ext + "2015\nGwenllian Pritchard, Room 3" + ext + "2016\nTom Bell, Hall" + ext + "2017",
          "Catherine Montgomery, Head's office" + ext + "2001", "Alan Whitcombe-Jones"};
}

std::string newFormSerial(Random& random) {
  std::string serial;
  for (const std::uint8_t byte : random.bytes(form::serialLength)) serial += serialLetters[byte % serialLetters.size()];
  return serial;
}

Status checkFormFits(const form::Description& description, std::string_view fileName, const FormSchool& school,
                     form::Language language) {
  PB_TRY_VALUE(PaperCanvas canvas, PaperCanvas::create(form::a4WidthMm, form::a4HeightMm, "check"));
  const FormFilling filling{school, language, std::string(form::serialLength, 'W')};
  for (const form::Side& side : description.sides) PB_TRY(setTexts(canvas, description, side, fileName, filling));
  return {};
}

Result<SecretBytes> formPdf(const form::Description& description, std::string_view fileName, const FormSchool& school,
                            form::Language language, const std::vector<std::string>& serials) {
  PB_TRY_VALUE(PaperCanvas page,
               PaperCanvas::create(form::a4WidthMm, form::a4HeightMm, description.title.in(language)));
  bool first = true;
  for (const std::string& serial : serials) {
    const FormFilling filling{school, language, serial};
    for (const form::Side& side : description.sides) {
      if (!first) page.nextPage();
      first = false;
      PB_TRY(drawSide(page, description, side, fileName, filling));
    }
  }
  return page.finish();
}

}  // namespace pillarbox::desk

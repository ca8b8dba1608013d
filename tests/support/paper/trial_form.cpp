#include "tests/support/paper/blank.h"

namespace pillarbox::support {
namespace {

form::Field cells(const std::string& id, form::FieldKind kind, PaperPoint at, int count, const std::string& words) {
  form::Field field{id, {at.x, at.y, count * 7.0, 8}, {words, ""}, kind, {}, 0};
  for (int i = 0; i < count; ++i) field.cells.push_back({at.x + i * 7.0, at.y, 7, 8});
  return field;
}

std::vector<PaperPoint> person(double left, double top) {
  const std::vector<PaperPoint> half{{30, 2},  {37, 5},   {38, 13},  {34, 20}, {34, 24}, {48, 29},
                                     {52, 50}, {55, 70},  {51, 72},  {47, 54}, {44, 40}, {44, 70},
                                     {43, 95}, {42, 125}, {33, 125}, {31, 76}, {30, 76}};
  std::vector<PaperPoint> out;
  for (const PaperPoint& point : half) out.push_back({left + point.x, top + point.y});
  for (auto point = half.rbegin(); point != half.rend(); ++point) out.push_back({left + 60 - point->x, top + point->y});
  return out;
}

form::Side firstSide() {
  form::Side side;
  side.texts.push_back({{"Trial form (invented, for tests)", ""}, {60, 12}, 90, 14, true, false});
  side.fields.push_back({"pupil-name", {30, 42, 150, 9}, {"Pupil", ""}, form::FieldKind::handwriting, {}, 0});
  side.fields.push_back(cells("date", form::FieldKind::date, {30, 60}, 8, "Date"));
  side.fields.push_back(cells("time", form::FieldKind::time, {110, 60}, 4, "Time"));
  side.fields.push_back(cells("class", form::FieldKind::characters, {150, 60}, 3, "Class"));
  side.fields.push_back({"account", {30, 150, 150, 90}, {"What happened", ""}, form::FieldKind::handwriting, {}, 9});
  side.texts.push_back({{"What kind of concern is it?", ""}, {30, 78}, 90, 11, true, false});
  const char* const words[] = {"I saw something", "A child told me", "A mark or injury", "Home",      "Online",
                               "Another child",   "Attendance",      "Something else",   "Told a DSL"};
  for (int i = 0; i < 9; ++i) {
    side.ticks.push_back({"kind." + std::to_string(i + 1),
                          {30 + 55.0 * (i % 3), 88 + 12.0 * static_cast<double>(i / 3), 4.5, 4.5},
                          {words[i], ""},
                          "",
                          false});
  }
  side.qrs = {{160, 8, 22, 22}, {94, 262, 22, 22}};
  return side;
}

form::Side secondSide() {
  form::Side side;
  side.number = 2;
  side.sideOfSheet = 1;
  side.texts.push_back({{"Body map", ""}, {60, 12}, 90, 14, true, false});
  side.figures.push_back({"front", {35, 45, 60, 130}, {"Front", ""}, {person(35, 45)}, 0.35});
  side.figures.push_back({"back", {115, 45, 60, 130}, {"Back", ""}, {person(115, 45)}, 0.35});
  side.ticks.push_back({"skin-broken", {30, 185, 4.5, 4.5}, {"The skin is broken", ""}, "", false});
  side.fields.push_back({"details", {30, 198, 150, 54}, {"Details", ""}, form::FieldKind::handwriting, {}, 9});
  side.qrs = {{160, 8, 22, 22}, {94, 262, 22, 22}};
  return side;
}

}  // namespace

const form::Description& trialForm() {
  static const form::Description form{"trial", "0123ABCD", {"Trial form", ""}, {firstSide(), secondSide()}};
  return form;
}

}  // namespace pillarbox::support

// The form's description: one document (assets/form/*.json) that says what is printed where, in millimetres from the
// sheet's top left corner, and so both prints the form and reads it. No pictures in here: plain data. Any thread.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "shared/record/paper.h"

namespace pillarbox::form {

inline constexpr double a4WidthMm = 210, a4HeightMm = 297;

// The registration marks: four ArUco DICT_4X4_50 markers a side (TOOLCHAIN measurements: 14 mm found in 20 of 20 scenes
// where edges fail). Their ids carry the sheet and side even when no QR can be read:
//   id = 8 * sheet + 4 * (side of that sheet, 0 or 1) + corner (0 top left, clockwise).
// DICT_4X4_50 has 50 ids, so `sheet` is 0 to 5.
inline constexpr double markerMm = 14;
inline constexpr double markerInsetMm = 10;  // from both edges of the sheet to the marker's outer edge
inline constexpr int sheetCount = 6;
struct MarkerMeaning {
  int sheet = 0, side = 0, corner = 0;
};
std::optional<MarkerMeaning> markerMeaning(int id);
int markerId(int sheet, int side, int corner);
PaperBox markerBox(int corner);              // the black square, on A4
inline constexpr double markerQuietMm = 3;   // white around a marker; nothing else may be printed there
inline constexpr double tickQuietMm = 2;     // white around a tick box; between two tick boxes 3
inline constexpr double tickLineMm = 0.35;   // of a printed tick box
inline constexpr double fieldLineMm = 0.25;  // of a printed field or one of its cells
inline constexpr double ruleLineMm = 0.15;   // of a printed writing line

enum class Language { english, welsh };
std::optional<Language> languageFrom(std::string_view name);  // "en", "cy"
struct Words {
  std::string english, welsh;  // an empty Welsh is printed in English
  const std::string& in(Language language) const;
  bool operator==(const Words&) const = default;
};

// In texts, filled in when the form is printed: {school}, {dsls} (one a line: name, room, extension), {head} (who is
// told about an adult), {chair}, {serial}, {side}, {sides}.
struct Text {  // printed only
  Words words;
  PaperPoint at;  // top left
  double widthMm = 0;
  double points = 10;
  bool bold = false;
  bool grey = false;
};
struct Line {
  PaperPoint from, to;
  double thicknessMm = 0.2;
};
struct Frame {  // a printed rectangle that is not a tick box or a field
  PaperBox box;
  double thicknessMm = 0.25;
};

struct Tick {
  std::string id;  // "kind.i-saw"; a-z, 0-9, '-' and '.'
  PaperBox box;    // the printed square, the outer edge of its line
  Words words;
  std::string group;     // ticks of one question; empty: on its own
  bool onlyOne = false;  // at most one of the group may be yes; two are both made unsure
  double widthMm = 0;    // of the printed words, which begin 2.6 mm to the right of the box, level with its middle
  double points = 9.5;
  bool bold = false;
};
inline constexpr double tickWordsGapMm = 2.6;

enum class FieldKind { handwriting, date, time, characters };
struct Field {
  std::string id;  // "pupil-name"
  PaperBox box;    // where somebody writes, inside its frame
  Words words;
  FieldKind kind = FieldKind::handwriting;
  std::vector<PaperBox> cells;  // date, time, characters: one box a character, left to right (DDMMYYYY, HHMM)
  double ruledMm = 0;           // distance of the printed writing lines; 0: none
  double labelWidthMm = 0;      // `words` are printed just above the box, in bold, this wide; 0: not printed
  double points = 9;
};

struct Figure {
  std::string id;  // "front"
  PaperBox box;    // a mark with its middle in it belongs to this figure
  Words words;
  std::vector<std::vector<PaperPoint>> outlines;  // printed, in mm on the sheet; thickness below
  double thicknessMm = 0.35;
  double labelWidthMm = 0;  // as of a Field
  double points = 9;
};

struct Side {
  int number = 1;  // of the whole form
  int sheet = 0;   // see markerId
  int sideOfSheet = 0;
  std::vector<Text> texts;
  std::vector<Line> lines;
  std::vector<Frame> frames;
  std::vector<Tick> ticks;
  std::vector<Field> fields;
  std::vector<Figure> figures;
  std::vector<PaperBox> qrs;  // two: the same code, quiet zone included
};

struct Description {
  std::string id;       // "concern"
  std::string edition;  // 8 upper case hex digits; changes whenever anything that matters for reading moves
  Words title;
  std::vector<Side> sides;

  const Side* side(int number) const;
  const Side* sideOf(int sheet, int sideOfSheet) const;
};

// `json` is the description, `bodies` the outlines it names (assets/body/*.json, see there), by their id. badInput with
// one sentence that says where and what: "concern.json: side 1, tick 4 ("kind.i-saw"): its box overlaps marker 2."
struct BodyOutline;
// "bodies" inside the document count before `bodies`.
Result<Description> parseDescription(std::string_view json, std::string_view fileName,
                                     const std::vector<BodyOutline>& bodies);

// Outlines of a body, drawn in their own units: 0 to width, 0 to height; for paper and for the screen.
struct BodyOutline {
  std::string id;  // "child-front"
  double width = 0, height = 0;
  std::vector<std::vector<PaperPoint>> paths;  // open or closed polylines, smooth enough to print
};
Result<BodyOutline> parseBodyOutline(std::string_view json, std::string_view fileName);

// `printed`: an earlier edition that the school printed, kept so that its sheets can still be read.
struct DescriptionFile {
  std::string name, json;
  bool printed = false;
};
struct DescriptionFiles {
  std::vector<DescriptionFile> forms, bodies;
};
// The forms as they are printed now, then the earlier editions of them: ids may repeat, id and edition together do not.
// Of two forms with one id the later file counts (a school's own replaces the program's). badInput as above, and if two
// forms of different ids use the same sheet number; an earlier edition that cannot be read is left out.
Result<std::vector<Description>> parseAll(const DescriptionFiles& files);

// ASSETS/form/*.json and ASSETS/body/*.json, then SCHOOL/form/*.json, then SCHOOL/form-printed/*.json; `school` may be
// empty. Files are read by the caller's process, never by the scanner. notFound without ASSETS/form.
Result<DescriptionFiles> readDescriptionFiles(const std::filesystem::path& assets, const std::filesystem::path& school);

// The description with the outlines it uses inside it ("bodies"), so that it can be read without any other file.
Result<std::string> selfContained(const DescriptionFile& form, const std::vector<DescriptionFile>& bodies);

// The QR of a sheet: "PBF1/CONCERN/3F2A91B0/1/7K2M9QXT" (upper case letters, digits, '/' and '-': QR alphanumeric).
inline constexpr std::size_t serialLength = 8;  // Crockford's base 32 (no I, L, O, U)
struct SheetCode {
  std::string templateId, edition;  // as in the Description
  int side = 1;
  std::string serial;
};
std::string sheetCodeText(const SheetCode& code);
std::optional<SheetCode> parseSheetCode(std::string_view text);

}  // namespace pillarbox::form

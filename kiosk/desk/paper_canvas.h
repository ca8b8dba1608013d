// One PDF in memory, drawn in millimetres from the top left corner: text by Pango, codes as vector rectangles.
// Nothing is ever written to a temporary file. One thread.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string_view>

#include "scanner/badge/qr_matrix.h"
#include "shared/base/bytes.h"
#include "shared/base/result.h"
#include "shared/base/secret_bytes.h"
#include "shared/record/paper.h"

namespace pillarbox::desk {

struct Ink {
  double red = 0.11, green = 0.12, blue = 0.14;
};
inline constexpr Ink inkText{};
inline constexpr Ink inkSoft{0.36, 0.38, 0.42};
inline constexpr Ink inkRed{0.72, 0.11, 0.13};  // the pillar box
inline constexpr Ink inkPale{0.955, 0.945, 0.93};
inline constexpr Ink inkWhite{1, 1, 1};
inline constexpr Ink inkBlack{0, 0, 0};  // what a laser printer draws without dots

enum class TextAlign { left, centre, right };
enum class TextWeight { normal, medium, bold };

struct TextStyle {
  double points = 11;
  TextWeight weight = TextWeight::normal;
  Ink ink = inkText;
  TextAlign align = TextAlign::left;
  bool mono = false;
  double lineSpacing = 1.25;
  double hangMm = 0;  // lines after the first of each paragraph stand in by this much: for numbered steps
  int mostLines = 0;  // more are cut with "…"; 0 for no limit
};

// Words laid out once by PaperCanvas::lay, to be drawn line by line: a paragraph can go over a page.
class LaidText {
 public:
  LaidText(LaidText&&) noexcept;
  LaidText& operator=(LaidText&&) noexcept;
  ~LaidText();
  std::size_t lines() const;
  double height(std::size_t from, std::size_t to) const;  // of lines [from, to), in mm
  double width() const;                                   // of the longest line

 private:
  friend class PaperCanvas;
  struct Parts;
  explicit LaidText(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> m_parts;
};

class PaperCanvas {
 public:
  static constexpr double a4Width = 210, a4Height = 297;

  // device if the PDF library cannot start. `title` stands in the file's properties.
  static Result<PaperCanvas> create(double widthMm, double heightMm, std::string_view title);
  PaperCanvas(PaperCanvas&&) noexcept;
  PaperCanvas& operator=(PaperCanvas&&) noexcept;
  ~PaperCanvas();

  // Wraps within `widthMm`; returns the height in mm that it took. `\n` begins a new line.
  double text(double x, double y, double widthMm, std::string_view words, const TextStyle& style);
  double textHeight(double widthMm, std::string_view words, const TextStyle& style);
  // Of its longest line and of all its lines, in mm.
  struct Size {
    double width = 0, height = 0;
  };
  Size textSize(double widthMm, std::string_view words, const TextStyle& style);
  // The width of one unwrapped line, in mm.
  double textWidth(std::string_view words, const TextStyle& style);

  // Letter for letter: nothing is joined or made prettier (no ligatures, no arrow out of "->", no hyphen where a
  // word is broken).
  LaidText lay(double widthMm, std::string_view words, const TextStyle& style);
  // Lines [from, to), the first of them at the top of y.
  void draw(double x, double y, const LaidText& text, std::size_t from, std::size_t to, Ink ink);

  void line(double x1, double y1, double x2, double y2, double thicknessMm, Ink ink, bool dashed = false);
  void box(double x, double y, double width, double height, double radius, Ink fill);
  void frame(double x, double y, double width, double height, double radius, double thicknessMm, Ink ink);
  // A square of `side` mm with the code's quiet zone inside it, on white.
  void qr(double x, double y, double side, const badge::QrMatrix& matrix);

  // A square of `side` mm, black where `dark(column, row)` is, `modules` each way; no white around it.
  void modules(double x, double y, double side, int modules, const std::function<bool(int, int)>& dark);
  // A closed area.
  void area(std::span<const PaperPoint> points, Ink fill);
  // A picture of `columns` by `rows` pixels, BGRX, `stride` bytes a row. Nothing is drawn if `pixels` are too few.
  void picture(double x, double y, double width, double height, int columns, int rows, int stride, BytesView pixels);
  void polyline(std::span<const PaperPoint> points, double thicknessMm, Ink ink);
  // Tagged PDF (ISO 32000 14.8): what is drawn until untag() is an element "H1", "P", "Table", "TR"... Elements are
  // nested; one that holds words itself ends on the page where it begins.
  void tag(std::string_view element);
  void untag(std::string_view element);
  // A line of the viewer's list of contents, leading to `y` of this page. `parent` is 0 or what this gave before.
  int bookmark(std::string_view words, double y, int parent);
  // Who made it and in what language ("en-GB"), in the file's properties.
  void describe(std::string_view author, std::string_view subject, std::string_view language);

  // Ends this page and begins another of the same size.
  void nextPage();

  // Ends the page; the PDF's bytes. device or internal if the library reports an error.
  Result<SecretBytes> finish();

 private:
  struct Parts;
  explicit PaperCanvas(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> m_parts;
};

}  // namespace pillarbox::desk

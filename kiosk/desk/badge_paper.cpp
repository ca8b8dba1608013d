#include "kiosk/desk/badge_paper.h"

#include <algorithm>

#include "kiosk/desk/paper_canvas.h"
#include "kiosk/desk/papers.h"
#include "scanner/badge/bar_row.h"

namespace pillarbox::desk {
namespace {

constexpr int columns = 2, rows = 5;
constexpr double left = (PaperCanvas::a4Width - columns * id1Width) / 2;
constexpr double top = (PaperCanvas::a4Height - rows * id1Height) / 2;
constexpr double inset = 5;

// Outside the cards only, so that none is left on one: the cards touch, and one cut frees two.
void cropMarks(PaperCanvas& page) {
  constexpr double gap = 1.5, length = 5, thin = 0.2;
  const double right = left + columns * id1Width, bottom = top + rows * id1Height;
  for (int column = 0; column <= columns; ++column) {
    const double x = left + column * id1Width;
    page.line(x, top - gap - length, x, top - gap, thin, inkBlack);
    page.line(x, bottom + gap, x, bottom + gap + length, thin, inkBlack);
  }
  for (int row = 0; row <= rows; ++row) {
    const double y = top + row * id1Height;
    page.line(left - gap - length, y, left - gap, y, thin, inkBlack);
    page.line(right + gap, y, right + gap + length, y, thin, inkBlack);
  }
}

void barcode(PaperCanvas& page, double x, double y, double width, double height, const std::vector<bool>& bars) {
  const double module = width / (static_cast<double>(bars.size()) + 2 * badge::code128QuietModules);
  double at = x + badge::code128QuietModules * module;
  for (std::size_t i = 0; i < bars.size();) {
    std::size_t end = i;
    while (end < bars.size() && bars[end] == bars[i]) ++end;
    const double run = static_cast<double>(end - i) * module;
    if (bars[i]) page.box(at, y, run, height, 0, inkBlack);
    at += run;
    i = end;
  }
}

void names(PaperCanvas& page, double x, double y, double width, std::string_view school, const Badge& who) {
  double at = y;
  at += page.text(x, at, width, school, {.points = 8.5, .ink = inkBlack, .lineSpacing = 1.1, .mostLines = 2}) + 2.4;
  // A long surname is set smaller rather than broken in two.
  TextStyle style{.points = 15, .weight = TextWeight::bold, .ink = inkBlack, .lineSpacing = 1.02, .mostLines = 2};
  for (const double points : {13.0, 11.5, 10.0}) {
    if (page.textHeight(width, who.name, {.points = style.points, .weight = TextWeight::bold, .lineSpacing = 1.02}) <=
        2.1 * page.textHeight(0, "X", style)) {
      break;
    }
    style.points = points;
  }
  at += page.text(x, at, width, who.name, style) + 1.2;
  page.text(x, at, width, who.role, {.points = 10, .ink = inkBlack, .lineSpacing = 1.05, .mostLines = 2});
}

Status card(PaperCanvas& page, double x, double y, std::string_view school, const Badge& who, BadgeFormat format) {
  const std::string_view found = "Found? Please hand it in at the school office.";
  const TextStyle small{.points = 6.5, .ink = inkBlack, .lineSpacing = 1.05};
  if (format == BadgeFormat::qr) {
    PB_TRY_VALUE(const badge::QrMatrix matrix, badge::qrMatrix(who.token, badge::QrLevel::quarter));
    constexpr double side = 38;
    page.qr(x + id1Width - side - 2.5, y + (id1Height - side) / 2, side, matrix);
    const double width = id1Width - side - 2.5 - inset - 1;
    names(page, x + inset, y + inset, width, school, who);
    const double height = page.textHeight(width, found, small);
    page.text(x + inset, y + id1Height - 4.5 - height, width, found, small);
    return {};
  }
  PB_TRY_VALUE(const std::vector<bool> bars, badge::code128Row(who.token));
  constexpr double height = 13, foot = 9;
  names(page, x + inset, y + inset, id1Width - 2 * inset, school, who);
  barcode(page, x + 2, y + id1Height - foot - height, id1Width - 4, height, bars);
  page.text(x + inset, y + id1Height - 6.6, id1Width - 2 * inset, found, small);
  return {};
}

}  // namespace

std::string newBadgeToken(Random& random) {
  return "PB-" + toBase32(random.bytes(10));
}

Result<SecretBytes> badgesPdf(std::string_view school, const std::vector<Badge>& badges, BadgeFormat format) {
  PB_TRY_VALUE(PaperCanvas page,
               PaperCanvas::create(PaperCanvas::a4Width, PaperCanvas::a4Height, "Pillarbox staff badges"));
  constexpr std::size_t aSheet = std::size_t{columns} * rows;
  for (std::size_t i = 0; i < badges.size(); ++i) {
    if (i > 0 && i % aSheet == 0) page.nextPage();
    if (i % aSheet == 0) cropMarks(page);
    const int place = static_cast<int>(i % aSheet);
    const int column = place % columns;
    const int row = place / columns;
    PB_TRY(card(page, left + column * id1Width, top + row * id1Height, school, badges[i], format));
  }
  return page.finish();
}

}  // namespace pillarbox::desk

#include "kiosk/desk/paper_canvas.h"
#include "kiosk/desk/papers.h"
#include "shared/open/key_card.h"

namespace pillarbox::desk {
namespace {

constexpr double cardLeft = (PaperCanvas::a4Width - id1Width) / 2;
constexpr double cardTop = 62;
constexpr double inset = 5;

// Little scissors marks where the cutting line begins, outside the card so that none is left on it.
void cropMarks(PaperCanvas& page, double x, double y, double width, double height) {
  constexpr double gap = 2, length = 5, thin = 0.2;
  for (const double at : {x, x + width}) {
    page.line(at, y - gap - length, at, y - gap, thin, inkSoft);
    page.line(at, y + height + gap, at, y + height + gap + length, thin, inkSoft);
  }
  for (const double at : {y, y + height}) {
    page.line(x - gap - length, at, x - gap, at, thin, inkSoft);
    page.line(x + width + gap, at, x + width + gap + length, at, thin, inkSoft);
  }
}

void foldLine(PaperCanvas& page, double y, std::string_view label) {
  page.line(cardLeft, y, cardLeft + id1Width, y, 0.25, inkSoft, true);
  page.line(cardLeft - 7, y, cardLeft - 2, y, 0.2, inkSoft);
  page.line(cardLeft + id1Width + 2, y, cardLeft + id1Width + 7, y, 0.2, inkSoft);
  page.text(cardLeft + id1Width + 9, y - 2.2, 48, label, {.points = 9, .weight = TextWeight::bold, .ink = inkSoft});
}

void howToUse(PaperCanvas& page, double y) {
  const double width = id1Width - 2 * inset;
  double at = y + inset;
  at += page.text(cardLeft + inset, at, width, "To open the inbox", {.points = 10, .weight = TextWeight::bold}) + 1.2;
  at += page.text(cardLeft + inset, at, width,
                  "1.  Show the square code to the reader, or type the code.\n"
                  "2.  Type your passphrase.",
                  {.points = 8.5, .hangMm = 4}) +
        1.6;
  page.text(cardLeft + inset, at, width,
            "Card and passphrase are both needed. Never write the passphrase here.\n"
            "Lost this card? Tell another DSL the same day: they can cancel it.",
            {.points = 8.5});
}

Status codePanel(PaperCanvas& page, double y, const KeyCardPaper& paper) {
  const SecretBytes code = open::cardCode(paper.cardSecret);
  PB_TRY_VALUE(const badge::QrMatrix matrix, badge::qrMatrix(code.text(), badge::QrLevel::quarter));
  constexpr double side = id1Height - 8;
  page.qr(cardLeft + 4, y + 4, side, matrix);

  const double x = cardLeft + 4 + side + 1.5;
  const double width = cardLeft + id1Width - x - 3;
  double at = y + 8;
  at += page.text(x, at, width, "Card code", {.points = 8, .weight = TextWeight::bold, .ink = inkSoft}) + 1;
  const SecretBytes groups = open::cardCodeForPeople(paper.cardSecret);
  std::string_view rest = groups.text();
  for (int row = 0; !rest.empty(); ++row) {
    const auto first = rest.find('-');
    const auto second = first == std::string_view::npos ? first : rest.find('-', first + 1);
    const std::string_view pair = rest.substr(0, second);
    std::string shown(pair);
    for (char& c : shown) {
      if (c == '-') c = ' ';
    }
    at += page.text(x, at, width, shown, {.points = 10.5, .mono = true}) + 0.6;
    wipe(shown);
    rest = second == std::string_view::npos ? std::string_view() : rest.substr(second + 1);
  }
  page.text(x, at + 1.2, width, "Spaces and small letters do not matter.", {.points = 7, .ink = inkSoft});
  return {};
}

void namePanel(PaperCanvas& page, double y, const KeyCardPaper& paper) {
  page.box(cardLeft, y + 0.3, id1Width, 11, 0, inkRed);
  page.text(cardLeft + inset, y + 3.2, id1Width - 2 * inset, "Pillarbox key card",
            {.points = 12, .weight = TextWeight::bold, .ink = inkWhite});
  const double width = id1Width - 2 * inset;
  double at = y + 15;
  at += page.text(cardLeft + inset, at, width, paper.name,
                  {.points = 15, .weight = TextWeight::bold, .lineSpacing = 1.05, .mostLines = 2}) +
        0.8;
  at += page.text(cardLeft + inset, at, width, paper.role, {.points = 10, .mostLines = 1}) + 0.6;
  page.text(cardLeft + inset, at, width, paper.school,
            {.points = 9, .ink = inkSoft, .lineSpacing = 1.1, .mostLines = 2});
  page.text(cardLeft + inset, y + id1Height - 10, width,
            "Keep it with you, folded, and never on a lanyard. If you find this card, hand it to the school office.",
            {.points = 7.5, .ink = inkSoft, .lineSpacing = 1.15});
}

}  // namespace

Result<SecretBytes> keyCardPdf(const KeyCardPaper& paper) {
  PB_TRY_VALUE(PaperCanvas page,
               PaperCanvas::create(PaperCanvas::a4Width, PaperCanvas::a4Height, "Pillarbox key card"));
  const double margin = 25;
  const double width = PaperCanvas::a4Width - 2 * margin;
  double at = 20;
  at += page.text(margin, at, width, "Key card for " + paper.name,
                  {.points = 20, .weight = TextWeight::bold, .lineSpacing = 1.1, .mostLines = 2}) +
        2;
  page.text(
      margin, at, width,
      "Print on card or thick paper at actual size (100 %), on one side. Then delete this file: whoever has the card "
      "and the passphrase can read what is sealed for its holder.",
      {.points = 10.5, .ink = inkSoft, .lineSpacing = 1.3});

  const double height = 3 * id1Height;
  page.frame(cardLeft, cardTop, id1Width, height, 0.01, 0.2, inkSoft);
  cropMarks(page, cardLeft, cardTop, id1Width, height);
  howToUse(page, cardTop);
  PB_TRY(codePanel(page, cardTop + id1Height, paper));
  namePanel(page, cardTop + 2 * id1Height, paper);
  foldLine(page, cardTop + id1Height, "Fold forwards");
  foldLine(page, cardTop + 2 * id1Height, "Fold backwards");

  page.text(margin, cardTop + height + 11, width,
            "1.  Cut along the outer line.\n"
            "2.  Fold the top part forwards, over the square code.\n"
            "3.  Fold the bottom part backwards, so that the name is on the outside.",
            {.points = 11, .lineSpacing = 1.4});
  page.text(margin, PaperCanvas::a4Height - 24, width,
            "The card opens nothing by itself. The passphrase is on another sheet or in the holder's head: keep the "
            "two apart.",
            {.points = 10, .ink = inkSoft, .lineSpacing = 1.3});
  return page.finish();
}

}  // namespace pillarbox::desk

#include "kiosk/desk/paper_canvas.h"
#include "kiosk/desk/papers.h"

namespace pillarbox::desk {

Result<SecretBytes> starterPassphrasePdf(const StarterPaper& paper) {
  PB_TRY_VALUE(PaperCanvas page,
               PaperCanvas::create(PaperCanvas::a4Width, PaperCanvas::a4Height, "Pillarbox starter passphrase"));
  constexpr double margin = 25;
  constexpr double width = PaperCanvas::a4Width - 2 * margin;
  page.box(0, 0, PaperCanvas::a4Width, 15, 0, inkRed);
  page.text(margin, 4.6, width, "Pillarbox starter passphrase",
            {.points = 15, .weight = TextWeight::bold, .ink = inkWhite});
  double at = 28;
  at += page.text(margin, at, width, paper.name,
                  {.points = 22, .weight = TextWeight::bold, .lineSpacing = 1.1, .mostLines = 2}) +
        1;
  at +=
      page.text(margin, at, width, paper.role + ", " + paper.school, {.points = 11.5, .ink = inkSoft, .mostLines = 2}) +
      9;

  const TextStyle secret{.points = 17, .align = TextAlign::centre, .mono = true};
  const double height = page.textHeight(width - 12, paper.passphrase.text(), secret) + 16;
  page.box(margin, at, width, height, 3, inkPale);
  page.text(margin + 6, at + 8, width - 12, paper.passphrase.text(), secret);
  at += height + 9;

  const TextStyle body{.points = 12, .lineSpacing = 1.45};
  TextStyle steps = body;
  steps.hangMm = 6;
  at += page.text(
            margin, at, width,
            "This passphrase was made for you when Pillarbox was set up. Somebody else may have seen it, so it only "
            "works until the first time you open the inbox: then you choose your own.",
            body) +
        5;
  at += page.text(margin, at, width,
                  "1.  Have your key card and this sheet ready.\n"
                  "2.  Open the inbox: show the card, type the passphrase with its hyphens.\n"
                  "3.  Choose your own passphrase. Five unconnected words are strong and easy to remember.\n"
                  "4.  Shred this sheet.",
                  steps) +
        5;
  page.text(margin, at, width,
            "Until then keep this sheet and the key card apart. Nobody will ever ask you for your passphrase.", body);
  return page.finish();
}

}  // namespace pillarbox::desk

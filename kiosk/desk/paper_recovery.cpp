#include <string>

#include "kiosk/desk/paper_canvas.h"
#include "kiosk/desk/papers.h"

namespace pillarbox::desk {
namespace {

constexpr double margin = 20;
constexpr double width = PaperCanvas::a4Width - 2 * margin;

std::string audienceWords(const std::vector<std::string>& audiences) {
  std::string words;
  for (std::size_t i = 0; i < audiences.size(); ++i) {
    const std::string& id = audiences[i];
    if (i > 0) words += i + 1 == audiences.size() ? " and " : ", ";
    if (id == "safeguarding") {
      words += "the safeguarding team";
    } else if (id == "pastoral") {
      words += "the pastoral team";
    } else if (id == "head") {
      words += "the headteacher";
    } else if (id == "chair") {
      words += "the chair of governors";
    } else {
      words += id;
    }
  }
  return words;
}

// The prefix on a line of its own, then groups of four, six to a line: easier to copy without losing one's place.
SecretBytes inGroups(std::string_view key) {
  constexpr std::size_t group = 4, groupsPerLine = 6;
  const auto one = key.find('1');
  SecretBytes out = SecretBytes::copyOf(key.substr(0, one + 1));
  const std::string_view rest = key.substr(one + 1);
  for (std::size_t i = 0; i < rest.size(); i += group) {
    const std::size_t index = i / group;
    out.append(viewOf(index % groupsPerLine == 0 ? "\n" : " "));
    out.append(viewOf(rest.substr(i, group)));
  }
  return out;
}

double section(PaperCanvas& page, double at, std::string_view heading, std::string_view words) {
  at += page.text(margin, at, width, heading, {.points = 12.5, .weight = TextWeight::bold}) + 1;
  return at + page.text(margin, at, width, words, {.points = 10.5, .lineSpacing = 1.35}) + 4.5;
}

}  // namespace

Result<SecretBytes> recoverySheetPdf(const RecoveryPaper& paper) {
  PB_TRY_VALUE(PaperCanvas page,
               PaperCanvas::create(PaperCanvas::a4Width, PaperCanvas::a4Height, "Pillarbox recovery sheet"));
  const SecretBytes key = paper.secret.identity.text();
  PB_TRY_VALUE(const badge::QrMatrix matrix, badge::qrMatrix(key.text(), badge::QrLevel::quarter));
  const bool aboutAdults = paper.sheet.id == "head-chair";

  page.box(0, 0, PaperCanvas::a4Width, 15, 0, inkRed);
  page.text(margin, 4.6, width, "Pillarbox recovery sheet",
            {.points = 15, .weight = TextWeight::bold, .ink = inkWhite});
  page.text(margin, 5.6, width, aboutAdults ? "head and chair" : "safeguarding",
            {.points = 12, .ink = inkWhite, .align = TextAlign::right});
  double at = 22;
  at += page.text(margin, at, width, paper.school,
                  {.points = 20, .weight = TextWeight::bold, .lineSpacing = 1.1, .mostLines = 2}) +
        1;
  at += page.text(margin, at, width, "Made on " + formatForPeople(paper.madeAt) + ". There is no other copy.",
                  {.points = 10.5, .ink = inkSoft}) +
        5;

  constexpr double panel = 74;
  page.box(margin, at, width, panel, 3, inkPale);
  page.qr(margin + 4, at + 4, panel - 8, matrix);
  const double x = margin + panel + 3;
  double line = at + 10;
  line +=
      page.text(x, line, width - panel - 6, "The key", {.points = 10, .weight = TextWeight::bold, .ink = inkSoft}) + 2;
  line += page.text(x, line, width - panel - 6, inGroups(key.text()).text(),
                    {.points = 12, .mono = true, .lineSpacing = 1.5}) +
          3;
  page.text(
      x, line, width - panel - 8,
      "Typed into Pillarbox, spaces and line ends do not matter. There is no letter B, I or O after the first line, "
      "and no figure 1.",
      {.points = 9, .ink = inkSoft, .lineSpacing = 1.25});
  at += panel + 6;

  at = section(page, at, "What this is",
               "This key opens everything that staff post for " + audienceWords(paper.audiences) +
                   ". It is for the day when every key card is lost or stolen, or when Pillarbox itself is long gone. "
                   "Whoever holds this sheet can read it all, with no card and no passphrase.");
  at = section(
      page, at, "Where to keep it",
      aboutAdults
          ? "With the chair of governors, at home or at the bank, in a sealed envelope signed across the flap. "
            "Not in the school: these concerns may be about the people who can open its safe."
          : "In the school's safe, in a sealed envelope signed across the flap. Check the envelope once a term. "
            "Do not photograph, scan or e-mail this sheet. Delete the file it was printed from.");
  at = section(page, at, "How to use it without Pillarbox",
               "1.  Take a computer that is not on a network and has the free program “age” (age-encryption.org).\n"
               "2.  Type the key into a file key.txt, as one line with no spaces.\n"
               "3.  For each sealed file:");
  at -= 2.5;
  page.box(margin + 6, at, width - 6, 9, 1.5, inkPale);
  page.text(margin + 10, at + 2.1, width - 14, "age -d -i key.txt FILE.age | tar x", {.points = 11, .mono = true});
  at += 12;
  at += page.text(margin, at, width, "4.  Read entry.txt in any program. Pictures lie beside it. Then destroy key.txt.",
                  {.points = 10.5, .lineSpacing = 1.35}) +
        5;

  at += page.text(margin, at, width, "Each time the envelope is opened", {.points = 12.5, .weight = TextWeight::bold}) +
        2;
  constexpr double rowHeight = 8.5;
  constexpr double columns[] = {0, 32, 75, 118};
  constexpr std::string_view headings[] = {"Date", "Opened by", "Witness", "Why"};
  for (std::size_t i = 0; i < 4; ++i) {
    page.text(margin + columns[i], at, 40, headings[i], {.points = 9, .ink = inkSoft});
  }
  for (int row = 1; row <= 3; ++row) {
    page.line(margin, at + 4 + row * rowHeight, margin + width, at + 4 + row * rowHeight, 0.2, inkSoft);
  }
  return page.finish();
}

}  // namespace pillarbox::desk

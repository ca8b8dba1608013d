#include "kiosk/report/typeset.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "kiosk/report/piece.h"

namespace pillarbox::report {

using namespace desk;
namespace {

constexpr double pageWidth = PaperCanvas::a4Width, pageHeight = PaperCanvas::a4Height;
constexpr double bottom = pageHeight - marginBottom;
constexpr double room = bottom - marginTop;
constexpr std::size_t shortLines = 3;

// Part of a piece, on a page.
struct Set {
  const Piece* piece = nullptr;
  double y = 0;
  std::size_t from = 0, to = 0;
};
using Page = std::vector<Set>;

class Filler {
 public:
  explicit Filler(double begin) : m_y(begin), m_pages(1) {}

  std::vector<Page> fill(const Pieces& pieces) {
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      const Piece& piece = *pieces[i];
      if (piece.newPage && !m_pages.back().empty()) turn(nullptr);
      if (!m_pages.back().empty() && m_y + gapOf(piece) + needs(pieces, i) > bottom) turn(piece.again.get());
      place(piece);
    }
    return std::move(m_pages);
  }

 private:
  double gapOf(const Piece& piece) const { return m_pages.back().empty() ? 0 : piece.gap; }
  static std::size_t least(const Piece& piece) {
    const std::size_t lines = piece.lines();
    return lines <= 3 ? lines : static_cast<std::size_t>(leastLines);
  }
  // What has to be on this page for piece `i` to begin on it: its first lines, and those of what it is kept with.
  static double needs(const Pieces& pieces, std::size_t i) {
    double height = 0;
    for (std::size_t at = i; at < pieces.size(); ++at) {
      const Piece& piece = *pieces[at];
      if (at > i) height += piece.gap;
      if (!piece.keepWithNext) return height + piece.height(0, least(piece));
      height += piece.height(0, piece.lines());
      if (height > room / 2) break;  // a whole run of headings: then rather a page that begins with some of them
    }
    return height;
  }
  void turn(const Piece* again) {
    m_pages.emplace_back();
    m_y = marginTop;
    if (again == nullptr) return;
    m_pages.back().push_back({again, m_y, 0, again->lines()});
    m_y += again->height(0, again->lines());
  }
  void place(const Piece& piece) {
    m_y += gapOf(piece);
    const std::size_t lines = piece.lines();
    std::size_t from = 0;
    while (from < lines) {
      std::size_t to = lines;
      while (to > from + 1 && m_y + piece.height(from, to) > bottom) --to;
      // Not one line alone on the next page.
      if (to < lines && lines - to < 2 && to - from > 2) --to;
      const bool fits = m_y + piece.height(from, to) <= bottom;
      const bool freshPage = m_pages.back().empty() || (m_pages.back().size() == 1 && piece.again != nullptr &&
                                                        m_pages.back().front().piece == piece.again.get());
      if (!fits && !freshPage) {
        turn(piece.again.get());
        continue;
      }
      m_pages.back().push_back({&piece, m_y, from, to});
      m_y += piece.height(from, to);
      from = to;
      if (from < lines) turn(piece.again.get());
    }
  }

  double m_y;
  std::vector<Page> m_pages;
};

void drawEdges(PaperCanvas& canvas, const Document& document, std::size_t page, std::size_t pages) {
  constexpr double right = pageWidth - marginRight, wide = pageWidth - marginLeft - marginRight;
  constexpr TextStyle left{.points = 9, .weight = TextWeight::medium, .mostLines = 1};
  constexpr TextStyle marking{.points = 9, .weight = TextWeight::bold, .align = TextAlign::right, .mostLines = 1};
  constexpr TextStyle small{.points = 8, .ink = inkSoft, .mostLines = 1};
  constexpr TextStyle number{.points = 9, .weight = TextWeight::medium, .align = TextAlign::right};
  canvas.text(marginLeft, 13, wide * 0.5, document.school, left);
  canvas.text(marginLeft + wide * 0.5, 13, wide * 0.5, document.marking, marking);
  canvas.line(marginLeft, 19, right, 19, 0.5, inkText);
  const double y = pageHeight - 20;
  canvas.line(marginLeft, y, right, y, 0.25, inkText);
  const std::string what = document.title + (document.about.empty() ? "" : ": " + document.about);
  canvas.text(marginLeft, y + 1.8, wide * 0.8, what, {.points = 8, .mostLines = 1});
  canvas.text(marginLeft + wide * 0.8, y + 1.8, wide * 0.2,
              "Page " + std::to_string(page) + " of " + std::to_string(pages), number);
  canvas.text(marginLeft, y + 5.8, wide,
              "Made " + formatForPeople(document.madeAt) + " by " + document.madeBy +
                  (document.reference.empty() ? "" : "  ·  print " + document.reference),
              small);
}

// The title at the top of the first page; where what follows may begin.
double titleHeight(PaperCanvas& canvas, const Document& document, bool draw) {
  constexpr TextStyle titleStyle{.points = 22, .weight = TextWeight::bold, .lineSpacing = 1.1};
  constexpr TextStyle aboutStyle{.points = 15, .weight = TextWeight::medium, .lineSpacing = 1.15};
  constexpr double wide = pageWidth - marginLeft - marginRight;
  double y = marginTop;
  const LaidText title = canvas.lay(wide, document.title, titleStyle);
  if (draw) {
    canvas.tag("H1");
    canvas.draw(marginLeft, y, title, 0, title.lines(), titleStyle.ink);
    canvas.untag("H1");
  }
  y += title.height(0, title.lines()) + 1;
  if (!document.about.empty()) {
    const LaidText about = canvas.lay(wide, document.about, aboutStyle);
    if (draw) {
      canvas.tag("P");
      canvas.draw(marginLeft, y, about, 0, about.lines(), aboutStyle.ink);
      canvas.untag("P");
    }
    y += about.height(0, about.lines());
  }
  if (draw) canvas.box(marginLeft, y + 2, 26, 1.4, 0, inkRed);
  return y + 6.5;
}

class Drawer {
 public:
  Drawer(PaperCanvas& canvas, const Document& document) : m_canvas(canvas), m_document(document) {}
  void page(const Page& page, std::size_t number, std::size_t pages) {
    drawEdges(m_canvas, m_document, number, pages);
    if (number == 1) titleHeight(m_canvas, m_document, true);
    std::string group;
    for (const Set& set : page) {
      if (set.piece->group != group) {
        if (!group.empty()) m_canvas.untag(group);
        group = set.piece->group;
        if (!group.empty()) m_canvas.tag(group);
      }
      if (set.from == 0) list(*set.piece, set.y);
      set.piece->draw(m_canvas, set.y, set.from, set.to);
    }
    if (!group.empty()) m_canvas.untag(group);
  }

 private:
  void list(const Piece& piece, double y) {
    if (piece.level == 0) return;
    const auto level = static_cast<std::size_t>(std::clamp(piece.level, 1, 3));
    int parent = 0;
    for (std::size_t i = 0; i < level; ++i) {
      if (m_last[i] != 0) parent = m_last[i];
    }
    m_last[level] = m_canvas.bookmark(piece.listed, y, parent);
    for (std::size_t i = level + 1; i < m_last.size(); ++i) m_last[i] = 0;
  }

  PaperCanvas& m_canvas;
  const Document& m_document;
  std::array<int, 4> m_last{};
};

}  // namespace

Result<SecretBytes> typeset(const Document& document, const BodyFigures& figures, const Pictures& pictures) {
  const std::string name = document.title + (document.about.empty() ? "" : ": " + document.about);
  PB_TRY_VALUE(PaperCanvas canvas, PaperCanvas::create(pageWidth, pageHeight, name));
  canvas.describe(document.madeBy, document.marking, "en-GB");
  Pieces pieces;
  bool inEntry = false, afterHeading = false;
  for (const Block& block : document.blocks) {
    if (const auto* heading = std::get_if<Heading>(&block)) {
      inEntry = heading->level > 2 ? inEntry : !heading->margin.empty();
    }
    const bool headFacts = afterHeading && std::holds_alternative<Facts>(block);
    afterHeading = std::holds_alternative<Heading>(block);
    // Who wrote it is not left alone on the next page.
    const auto* paragraph = std::get_if<Paragraph>(&block);
    const bool tail = paragraph != nullptr && paragraph->look == Paragraph::Look::soft;
    if (tail && !pieces.empty() && pieces.back()->lines() <= shortLines) pieces.back()->keepWithNext = true;
    Pieces made = piecesOf(canvas, block, figures, pictures, fullColumn, inEntry);
    // Neither are the facts at the head of an entry.
    if (headFacts && made.size() <= shortLines && !made.empty()) made.back()->keepWithNext = true;
    std::move(made.begin(), made.end(), std::back_inserter(pieces));
  }
  const std::vector<Page> pages = Filler(titleHeight(canvas, document, false)).fill(pieces);
  canvas.tag("Document");
  Drawer drawer(canvas, document);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    if (i > 0) canvas.nextPage();
    drawer.page(pages[i], i + 1, pages.size());
  }
  canvas.untag("Document");
  return canvas.finish();
}

}  // namespace pillarbox::report

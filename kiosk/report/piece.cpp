#include "kiosk/report/piece.h"

#include <algorithm>
#include <array>
#include <optional>

namespace pillarbox::report {

using namespace desk;
namespace {

constexpr TextStyle bodyStyle{.points = 10, .lineSpacing = 1.3};
constexpr TextStyle softStyle{.points = 9, .ink = inkSoft, .lineSpacing = 1.25};
constexpr TextStyle strongStyle{.points = 10, .weight = TextWeight::bold, .lineSpacing = 1.25};
constexpr TextStyle labelStyle{.points = 9, .ink = inkSoft, .lineSpacing = 1.3};

// Text over the column's width, with what stands beside it.
class TextPiece : public Piece {
 public:
  TextPiece(PaperCanvas& canvas, Column column, std::string_view words, const TextStyle& style, std::string element)
      : m_column(column),
        m_text(canvas.lay(column.width, words, style)),
        m_ink(style.ink),
        m_element(std::move(element)) {}
  std::size_t lines() const override { return m_text.lines(); }
  double height(std::size_t from, std::size_t to) const override { return m_text.height(from, to); }
  void draw(PaperCanvas& canvas, double y, std::size_t from, std::size_t to) const override {
    canvas.tag(m_element);
    canvas.draw(m_column.x, y, m_text, from, to, m_ink);
    canvas.untag(m_element);
  }

 protected:
  Column m_column;
  LaidText m_text;
  Ink m_ink;
  std::string m_element;
};

// Set in from the left, with an upright line along it.
class QuotePiece final : public TextPiece {
 public:
  QuotePiece(PaperCanvas& canvas, Column column, std::string_view words, const TextStyle& style, double below)
      : TextPiece(canvas, {column.x + 5, column.width - 8}, words, style, "P"),
        m_barX(column.x + 1.2),
        m_below(below) {}
  double height(std::size_t from, std::size_t to) const override {
    return TextPiece::height(from, to) + (to >= lines() ? m_below : 0);
  }
  void draw(PaperCanvas& canvas, double y, std::size_t from, std::size_t to) const override {
    canvas.line(m_barX, y, m_barX, y + height(from, to), 0.9, inkText);
    TextPiece::draw(canvas, y, from, to);
  }

 private:
  double m_barX, m_below;
};

class NoticePiece final : public TextPiece {
 public:
  NoticePiece(PaperCanvas& canvas, Column column, std::string_view words)
      : TextPiece(canvas, {column.x + 4, column.width - 8}, words, bodyStyle, "P"), m_outer(column) {}
  std::size_t lines() const override { return 1; }
  double height(std::size_t, std::size_t) const override { return m_text.height(0, m_text.lines()) + 6 + below; }
  void draw(PaperCanvas& canvas, double y, std::size_t, std::size_t) const override {
    canvas.frame(m_outer.x, y, m_outer.width, height(0, 1) - below, 1.2, 0.5, inkText);
    TextPiece::draw(canvas, y + 3, 0, m_text.lines());
  }

 private:
  static constexpr double below = 2;
  Column m_outer;
};

// Label and value side by side.
class FactPiece final : public Piece {
 public:
  FactPiece(PaperCanvas& canvas, Column column, const Fact& fact, double labelWidth)
      : m_column(column),
        m_labelWidth(labelWidth),
        m_label(canvas.lay(labelWidth - 3, fact.label, labelStyle)),
        m_value(canvas.lay(column.width - labelWidth, fact.value, bodyStyle)) {}
  std::size_t lines() const override { return std::max(m_label.lines(), m_value.lines()); }
  double height(std::size_t from, std::size_t to) const override {
    return std::max(m_label.height(from, to) + (from == 0 ? 0.35 : 0), m_value.height(from, to)) +
           (to >= lines() ? 0.6 : 0);
  }
  void draw(PaperCanvas& canvas, double y, std::size_t from, std::size_t to) const override {
    canvas.tag("P");
    // Smaller letters on the same base line.
    if (from < m_label.lines()) canvas.draw(m_column.x, y + 0.35, m_label, from, to, labelStyle.ink);
    if (from < m_value.lines()) canvas.draw(m_column.x + m_labelWidth, y, m_value, from, to, bodyStyle.ink);
    canvas.untag("P");
  }

 private:
  Column m_column;
  double m_labelWidth;
  LaidText m_label, m_value;
};

class HeadingPiece final : public Piece {
 public:
  HeadingPiece(PaperCanvas& canvas, Column column, const Heading& heading)
      : m_heading(heading), m_column(column), m_style(styleOf(heading.level)) {
    const double indent = heading.margin.empty() ? 0 : marginWidth;
    m_words.emplace(canvas.lay(column.width - indent, heading.words, m_style));
    if (!heading.margin.empty()) m_margin.emplace(canvas.lay(marginWidth - 4, heading.margin, marginStyle));
    m_element = "H" + std::to_string(std::clamp(heading.level, 1, 3) + 1);
  }
  double height(std::size_t, std::size_t) const override {
    const double words = m_words->height(0, m_words->lines());
    const double margin = m_margin ? m_margin->height(0, m_margin->lines()) : 0;
    return std::max(words, margin) + above() + below();
  }
  void draw(PaperCanvas& canvas, double y, std::size_t, std::size_t) const override {
    if (m_heading.ruled) canvas.line(m_column.x, y, m_column.x + m_column.width, y, 0.35, inkText);
    canvas.tag(m_element);
    const double indent = m_margin ? marginWidth : 0;
    if (m_margin) canvas.draw(m_column.x, y + above() + 0.25, *m_margin, 0, m_margin->lines(), marginStyle.ink);
    canvas.draw(m_column.x + indent, y + above(), *m_words, 0, m_words->lines(), m_style.ink);
    canvas.untag(m_element);
    if (m_heading.level == 1) {
      const double bottom = y + height(0, 1) - 1.2;
      canvas.line(m_column.x, bottom, m_column.x + m_column.width, bottom, 0.8, inkText);
    }
  }

 private:
  static constexpr TextStyle marginStyle{.points = 10, .weight = TextWeight::bold, .lineSpacing = 1.2};
  static TextStyle styleOf(int level) {
    if (level == 1) return {.points = 15, .weight = TextWeight::bold, .lineSpacing = 1.15};
    if (level == 2) return {.points = 11.5, .weight = TextWeight::bold, .lineSpacing = 1.15};
    return {.points = 9.5, .weight = TextWeight::bold, .lineSpacing = 1.2};
  }
  double above() const { return m_heading.ruled ? 2.2 : 0; }
  double below() const { return m_heading.level == 1 ? 2.6 : m_heading.level == 2 ? 1.2 : 0.4; }

  Heading m_heading;
  Column m_column;
  TextStyle m_style;
  std::optional<LaidText> m_words, m_margin;
  std::string m_element;
};

struct Maker {
  PaperCanvas& canvas;
  const BodyFigures& figures;
  const Pictures& pictures;
  Column column;
  bool inEntry;

  Pieces operator()(const Heading& heading) const {
    auto made = std::make_shared<HeadingPiece>(canvas, column, heading);
    made->gap = heading.level == 1 ? 8 : heading.level == 2 ? (heading.ruled ? 6 : 5) : 3;
    made->keepWithNext = true;
    made->newPage = heading.newPage;
    if (heading.listed) {
      made->level = heading.level;
      made->listed = heading.margin.empty() ? heading.words : heading.margin + "  " + heading.words;
      std::replace(made->listed.begin(), made->listed.end(), '\n', ' ');
    }
    return {made};
  }
  Pieces operator()(const Paragraph& paragraph) const {
    if (paragraph.look == Paragraph::Look::notice) {
      auto made = std::make_shared<NoticePiece>(canvas, words(), paragraph.words);
      made->gap = 3;
      return {made};
    }
    const TextStyle& style = paragraph.look == Paragraph::Look::soft     ? softStyle
                             : paragraph.look == Paragraph::Look::strong ? strongStyle
                                                                         : bodyStyle;
    Pieces out;
    for (std::string_view rest = paragraph.words; !rest.empty();) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      if (end > 0) {
        auto made = std::make_shared<TextPiece>(canvas, words(), rest.substr(0, end), style, "P");
        made->gap = 1.6;
        out.push_back(std::move(made));
      }
      rest.remove_prefix(std::min(rest.size(), end + 1));
    }
    return out;
  }
  Column words() const { return inEntry ? Column{column.x + marginWidth, column.width - marginWidth} : column; }
  Pieces operator()(const Facts& facts) const {
    Pieces out;
    for (const Fact& fact : facts.facts) {
      if (fact.value.empty()) continue;
      out.push_back(std::make_shared<FactPiece>(canvas, column, fact, marginWidth));
      if (out.size() == 1) out.back()->gap = 1.6;
    }
    for (std::size_t i = 0; i + 1 < out.size(); ++i) out[i]->keepWithNext = out[i]->lines() == 1;
    return out;
  }
  Pieces operator()(const Quote& quote) const {
    Pieces out;
    const std::string title = "Exact words of " + (quote.who.empty() ? std::string("someone not named") : quote.who);
    const auto add = [&](std::string_view words, const TextStyle& style, double below, bool keep) {
      auto made = std::make_shared<QuotePiece>(canvas, this->words(), words, style, below);
      made->keepWithNext = keep;
      if (out.empty()) made->gap = 2.5;
      out.push_back(std::move(made));
    };
    constexpr TextStyle titleStyle{.points = 9, .weight = TextWeight::bold, .lineSpacing = 1.3};
    constexpr TextStyle saidStyle{.points = 10.5, .weight = TextWeight::medium, .lineSpacing = 1.3};
    if (!quote.asked.empty()) add("Asked before that: " + quote.asked, softStyle, 0.8, true);
    add(title, titleStyle, 0.4, true);
    for (std::string_view rest = quote.words; !rest.empty();) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      if (end > 0) add(rest.substr(0, end), saidStyle, 0.8, false);
      rest.remove_prefix(std::min(rest.size(), end + 1));
    }
    return out;
  }
  Pieces operator()(const Table& table) const { return tablePieces(canvas, table, column); }
  Pieces operator()(const BodyDrawings& drawings) const { return bodyPieces(canvas, drawings, figures, column); }
  Pieces operator()(const Picture& picture) const { return picturePieces(canvas, picture, pictures, column); }
  Pieces operator()(const Bars& bars) const { return barPieces(canvas, bars, column); }
};

}  // namespace

Pieces piecesOf(PaperCanvas& canvas, const Block& block, const BodyFigures& figures, const Pictures& pictures,
                Column column, bool inEntry) {
  return std::visit(Maker{canvas, figures, pictures, column, inEntry}, block);
}

}  // namespace pillarbox::report

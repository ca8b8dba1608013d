// Tables, and bars with their numbers.
#include <algorithm>

#include "kiosk/report/piece.h"

namespace pillarbox::report {

using namespace desk;
namespace {

constexpr TextStyle cellStyle{.points = 9, .lineSpacing = 1.25};
constexpr TextStyle numberStyle{.points = 9, .align = TextAlign::right, .lineSpacing = 1.25};
constexpr TextStyle headStyle{.points = 9, .weight = TextWeight::bold, .lineSpacing = 1.2};
constexpr TextStyle headNumberStyle{
    .points = 9, .weight = TextWeight::bold, .align = TextAlign::right, .lineSpacing = 1.2};
constexpr TextStyle titleStyle{.points = 10, .weight = TextWeight::bold, .lineSpacing = 1.2};
constexpr Ink inkRule{0.62, 0.62, 0.64};
constexpr double padX = 1.6, padY = 1.1;

struct Cell {
  double x = 0;
  LaidText text;
};

class RowPiece final : public Piece {
 public:
  RowPiece(PaperCanvas& canvas, const Table& table, const std::vector<double>& edges,
           const std::vector<std::string>& cells, bool head)
      : m_left(edges.front()), m_right(edges.back()), m_head(head) {
    group = "Table";
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const bool number = table.columns[i].number;
      const TextStyle& style = head ? (number ? headNumberStyle : headStyle) : (number ? numberStyle : cellStyle);
      const std::string_view words = i < cells.size() ? std::string_view(cells[i]) : std::string_view();
      m_cells.push_back({edges[i] + padX, canvas.lay(edges[i + 1] - edges[i] - 2 * padX, words, style)});
      m_lines = std::max(m_lines, m_cells.back().text.lines());
    }
  }
  std::size_t lines() const override { return m_head ? 1 : m_lines; }
  double height(std::size_t from, std::size_t to) const override {
    double tallest = 0;
    for (const Cell& cell : m_cells) tallest = std::max(tallest, cell.text.height(from, last(to)));
    return tallest + 2 * padY;
  }
  void draw(PaperCanvas& canvas, double y, std::size_t from, std::size_t to) const override {
    const double bottom = y + height(from, to);
    if (m_head) canvas.box(m_left, y, m_right - m_left, bottom - y, 0, inkPale);
    canvas.tag("TR");
    for (const Cell& cell : m_cells) {
      const std::string_view element = m_head ? "TH" : "TD";
      canvas.tag(element);
      if (from < cell.text.lines()) canvas.draw(cell.x, y + padY, cell.text, from, last(to), inkText);
      canvas.untag(element);
    }
    canvas.untag("TR");
    canvas.line(m_left, bottom, m_right, bottom, m_head ? 0.5 : 0.2, m_head ? inkText : inkRule);
  }

 private:
  std::size_t last(std::size_t to) const { return m_head ? m_lines : to; }

  double m_left, m_right;
  bool m_head;
  std::vector<Cell> m_cells;
  std::size_t m_lines = 1;
};

class TitlePiece final : public Piece {
 public:
  TitlePiece(PaperCanvas& canvas, Column column, std::string_view words)
      : m_x(column.x), m_text(canvas.lay(column.width, words, titleStyle)) {
    gap = 4;
    keepWithNext = true;
  }
  double height(std::size_t, std::size_t) const override { return m_text.height(0, m_text.lines()) + 1.2; }
  void draw(PaperCanvas& canvas, double y, std::size_t, std::size_t) const override {
    canvas.tag("P");
    canvas.draw(m_x, y, m_text, 0, m_text.lines(), inkText);
    canvas.untag("P");
  }

 private:
  double m_x;
  LaidText m_text;
};

class BarPiece final : public Piece {
 public:
  BarPiece(PaperCanvas& canvas, Column column, double labelWidth, double most, const Bars::Bar& bar)
      : m_column(column),
        m_labelWidth(labelWidth),
        m_label(canvas.lay(labelWidth - 3, bar.label, cellStyle)),
        m_shown(canvas.lay(0, bar.shown, headStyle)),
        m_hidden(bar.hidden) {
    constexpr double forNumbers = 26;
    const double room = column.width - labelWidth - forNumbers;
    m_length = bar.hidden || most <= 0 ? 0 : std::max(bar.value > 0 ? 0.6 : 0.0, room * bar.value / most);
  }
  double height(std::size_t, std::size_t) const override {
    return std::max(m_label.height(0, m_label.lines()), m_shown.height(0, 1)) + 1.8;
  }
  void draw(PaperCanvas& canvas, double y, std::size_t, std::size_t) const override {
    const double x = m_column.x + m_labelWidth, tall = height(0, 1) - 1.8;
    canvas.tag("P");
    canvas.draw(m_column.x, y, m_label, 0, m_label.lines(), inkText);
    if (m_length > 0) canvas.box(x, y + tall / 2 - 1.7, m_length, 3.4, 0, {0.3, 0.31, 0.34});
    canvas.draw(x + m_length + 1.8, y + (tall - m_shown.height(0, 1)) / 2, m_shown, 0, m_shown.lines(),
                m_hidden ? inkSoft : inkText);
    canvas.untag("P");
    canvas.line(x, y - 0.9, x, y + tall + 0.9, 0.3, inkText);
  }

 private:
  Column m_column;
  double m_labelWidth, m_length = 0;
  LaidText m_label, m_shown;
  bool m_hidden;
};

}  // namespace

Pieces tablePieces(PaperCanvas& canvas, const Table& table, Column column) {
  Pieces out;
  double sum = 0;
  for (const Table::Column& each : table.columns) sum += each.width;
  if (sum <= 0) return out;
  std::vector<double> edges{column.x};
  for (const Table::Column& each : table.columns) edges.push_back(edges.back() + column.width * each.width / sum);
  if (!table.title.empty()) out.push_back(std::make_shared<TitlePiece>(canvas, column, table.title));
  std::vector<std::string> titles;
  for (const Table::Column& each : table.columns) titles.push_back(each.title);
  const auto head = std::make_shared<RowPiece>(canvas, table, edges, titles, true);
  head->keepWithNext = true;
  if (table.title.empty()) head->gap = 2.5;
  out.push_back(head);
  for (const auto& row : table.rows) {
    out.push_back(std::make_shared<RowPiece>(canvas, table, edges, row, false));
    out.back()->again = head;
  }
  return out;
}

Pieces barPieces(PaperCanvas& canvas, const Bars& bars, Column column) {
  Pieces out;
  if (!bars.title.empty()) out.push_back(std::make_shared<TitlePiece>(canvas, column, bars.title));
  double labels = marginWidth, most = 0;
  for (const Bars::Bar& bar : bars.bars) {
    labels = std::max(labels, canvas.textWidth(bar.label, cellStyle) + 4);
    if (!bar.hidden) most = std::max(most, bar.value);
  }
  labels = std::min(labels, column.width * 0.4);
  for (const Bars::Bar& bar : bars.bars) {
    out.push_back(std::make_shared<BarPiece>(canvas, column, labels, most, bar));
  }
  return out;
}

}  // namespace pillarbox::report

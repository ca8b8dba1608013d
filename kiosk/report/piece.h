// What a page is filled with: pieces of so many lines each, which may be broken between any two of them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "kiosk/desk/paper_canvas.h"
#include "kiosk/report/document.h"
#include "kiosk/report/typeset.h"
#include "shared/record/body_figures.h"

namespace pillarbox::report {

class Piece {
 public:
  virtual ~Piece() = default;
  virtual std::size_t lines() const { return 1; }
  virtual double height(std::size_t from, std::size_t to) const = 0;  // of lines [from, to), in mm
  virtual void draw(desk::PaperCanvas& canvas, double y, std::size_t from, std::size_t to) const = 0;

  double gap = 0;             // above it, but not at the top of a page
  bool keepWithNext = false;  // never the last on a page
  bool newPage = false;
  std::string group;  // pieces that follow each other with the same one are in one element of that name: "Table"
  // Drawn again at the top of a page that goes on with its group: the heading of a table.
  std::shared_ptr<const Piece> again;
  // In the viewer's list of contents; level 0 is not.
  int level = 0;
  std::string listed;
};
using Pieces = std::vector<std::shared_ptr<Piece>>;

// The text column, in mm from the left of the page.
struct Column {
  double x = 0, width = 0;
};
inline constexpr Column fullColumn{20, 170};
// Labels, and the dates of entries; what an entry says stands to the right of them.
inline constexpr double marginWidth = 38;
inline constexpr double leastLines = 2;  // of a broken paragraph on either page

// `inEntry`: its words stand to the right of the margin.
Pieces piecesOf(desk::PaperCanvas& canvas, const Block& block, const BodyFigures& figures, const Pictures& pictures,
                Column column, bool inEntry);
Pieces tablePieces(desk::PaperCanvas& canvas, const Table& table, Column column);
Pieces bodyPieces(desk::PaperCanvas& canvas, const BodyDrawings& drawings, const BodyFigures& figures, Column column);
Pieces picturePieces(desk::PaperCanvas& canvas, const Picture& picture, const Pictures& pictures, Column column);
Pieces barPieces(desk::PaperCanvas& canvas, const Bars& bars, Column column);

}  // namespace pillarbox::report

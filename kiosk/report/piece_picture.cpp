// A page of paper as it was kept, as large as the page allows.
#include <algorithm>

#include "kiosk/report/piece.h"

namespace pillarbox::report {

using namespace desk;
namespace {

constexpr TextStyle captionStyle{.points = 9, .weight = TextWeight::bold, .lineSpacing = 1.2};
constexpr double underCaption = 2;
constexpr double tallest = PaperCanvas::a4Height - marginTop - marginBottom - 12;

class PicturePiece final : public Piece {
 public:
  PicturePiece(PaperCanvas& canvas, Column column, const Picture& picture, const Pictures& pictures)
      : m_column(column),
        m_picture(picture),
        m_pictures(pictures),
        m_caption(canvas.lay(column.width, picture.caption, captionStyle)) {
    const double shape = picture.shape > 0.1 && picture.shape < 10 ? picture.shape : 0.707;
    m_height = std::min(tallest, column.width / shape);
    m_width = m_height * shape;
    gap = 4;
  }
  double height(std::size_t, std::size_t) const override {
    return m_caption.height(0, m_caption.lines()) + underCaption + m_height;
  }
  void draw(PaperCanvas& canvas, double y, std::size_t, std::size_t) const override {
    canvas.tag("Figure");
    canvas.draw(m_column.x, y, m_caption, 0, m_caption.lines(), inkText);
    const double top = y + m_caption.height(0, m_caption.lines()) + underCaption;
    const auto pixels = m_pictures ? m_pictures(m_picture) : std::nullopt;
    if (pixels && pixels->data) {
      canvas.picture(m_column.x, top, m_width, m_height, pixels->width, pixels->height, pixels->stride, *pixels->data);
    } else {
      canvas.text(m_column.x + 4, top + 4, m_width - 8, "This picture cannot be shown here.", {.points = 10});
    }
    canvas.frame(m_column.x, top, m_width, m_height, 0, 0.25, inkSoft);
    canvas.untag("Figure");
  }

 private:
  Column m_column;
  Picture m_picture;
  const Pictures& m_pictures;
  LaidText m_caption;
  double m_width = 0, m_height = 0;
};

}  // namespace

Pieces picturePieces(PaperCanvas& canvas, const Picture& picture, const Pictures& pictures, Column column) {
  return {std::make_shared<PicturePiece>(canvas, column, picture, pictures)};
}

}  // namespace pillarbox::report

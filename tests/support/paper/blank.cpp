#include "tests/support/paper/blank.h"

#include <opencv2/aruco.hpp>
#include <opencv2/imgproc.hpp>

#include "scanner/badge/qr_matrix.h"
#include "scanner/frame/image.h"

namespace pillarbox::support {
namespace {

constexpr double mmPerInch = 25.4;

class Drawing {
 public:
  Drawing(cv::Mat& page, double dpi) : m_page(page), m_scale(dpi / mmPerInch) {}

  cv::Point at(PaperPoint point) const { return {cvRound(point.x * m_scale), cvRound(point.y * m_scale)}; }
  cv::Rect box(const PaperBox& box) const { return {at({box.x, box.y}), at({box.x + box.w, box.y + box.h})}; }
  int thickness(double mm) const { return std::max(1, cvRound(mm * m_scale)); }

  void frame(const PaperBox& mm, double thicknessMm) const {
    cv::rectangle(m_page, box(mm), cv::Scalar(0), thickness(thicknessMm));
  }
  void line(PaperPoint from, PaperPoint to, double thicknessMm) const {
    cv::line(m_page, at(from), at(to), cv::Scalar(0), thickness(thicknessMm), cv::LINE_AA);
  }
  void text(const std::string& words, PaperPoint topLeft, double points, double grey) const {
    const double mm = points * mmPerInch / 72;
    cv::putText(m_page, words, at({topLeft.x, topLeft.y + mm * 0.8}), cv::FONT_HERSHEY_SIMPLEX,
                mm * 0.72 * m_scale / 21, cv::Scalar(grey), thickness(mm * 0.09), cv::LINE_AA);
  }
  void outline(const std::vector<PaperPoint>& points, double thicknessMm) const {
    for (std::size_t i = 0; i + 1 < points.size(); ++i) line(points[i], points[i + 1], thicknessMm);
  }
  void marker(int id, const PaperBox& mm) const {
    const cv::Rect area = box(mm);
    cv::Mat marker;
    cv::aruco::drawMarker(cv::aruco::getPredefinedDictionary(cv::aruco::DICT_4X4_50), id, area.width, marker);
    cv::resize(marker, marker, area.size(), 0, 0, cv::INTER_NEAREST);
    marker.copyTo(m_page(area));
  }
  Status qr(const std::string& text, const PaperBox& mm) const {
    PB_TRY_VALUE(const badge::QrMatrix matrix, badge::qrMatrix(text, badge::QrLevel::medium));
    const double module = mm.w / (matrix.size() + 2 * badge::qrQuietModules);
    for (int y = 0; y < matrix.size(); ++y) {
      for (int x = 0; x < matrix.size(); ++x) {
        if (!matrix.dark(x, y)) continue;
        cv::Rect area = box(
            {mm.x + (x + badge::qrQuietModules) * module, mm.y + (y + badge::qrQuietModules) * module, module, module});
        m_page(area).setTo(0);
      }
    }
    return {};
  }

 private:
  cv::Mat& m_page;
  double m_scale;
};

cv::Mat whitePage(double dpi) {
  return cv::Mat(cvRound(form::a4HeightMm * dpi / mmPerInch), cvRound(form::a4WidthMm * dpi / mmPerInch), CV_8UC1,
                 cv::Scalar(255));
}

Status drawSide(const form::Side& side, const std::string& code, cv::Mat& page, double dpi) {
  const Drawing drawing(page, dpi);
  for (const form::Text& text : side.texts) {
    drawing.text(text.words.english, text.at, text.points, text.grey ? 130 : 0);
  }
  for (const form::Line& line : side.lines) drawing.line(line.from, line.to, line.thicknessMm);
  for (const form::Frame& frame : side.frames) drawing.frame(frame.box, frame.thicknessMm);
  for (const form::Tick& tick : side.ticks) {
    drawing.frame(tick.box, 0.35);
    drawing.text(tick.words.english, {tick.box.x + tick.box.w + 2, tick.box.y + 0.6}, 9, 0);
  }
  for (const form::Field& field : side.fields) {
    for (const PaperBox& cell : field.cells) drawing.frame(cell, 0.2);
    if (field.cells.empty()) drawing.frame(field.box, 0.2);
    if (field.ruledMm <= 0) continue;
    for (double y = field.box.y + field.ruledMm; y < field.box.y + field.box.h - 1; y += field.ruledMm) {
      drawing.line({field.box.x + 1, y}, {field.box.x + field.box.w - 1, y}, 0.1);
    }
  }
  for (const form::Figure& figure : side.figures) {
    for (const auto& outline : figure.outlines) drawing.outline(outline, figure.thicknessMm);
  }
  for (int corner = 0; corner < 4; ++corner) {
    drawing.marker(form::markerId(side.sheet, side.sideOfSheet, corner), form::markerBox(corner));
  }
  for (const PaperBox& box : side.qrs) PB_TRY(drawing.qr(code, box));
  return {};
}

}  // namespace

Result<std::vector<Blank>> drawBlanks(const form::Description& description, const std::string& serial, double dpi) {
  std::vector<Blank> blanks;
  for (const form::Side& side : description.sides) {
    Blank blank{&side, description.id, description.edition, serial, whitePage(dpi), dpi};
    const std::string code = form::sheetCodeText({description.id, description.edition, side.number, serial});
    PB_TRY(drawSide(side, code, blank.grey, dpi));
    blanks.push_back(std::move(blank));
  }
  return blanks;
}

Result<std::vector<Blank>> printedBlanks(BytesView pdf, const form::Description& description, const std::string& serial,
                                         double dpi) {
  frame::DecodeLimits limits;
  limits.pdfDpi = dpi;
  PB_TRY_VALUE(const int pages, frame::pageCount(pdf, limits));
  if (pages < static_cast<int>(description.sides.size())) {
    return Fault{FaultCode::badInput, "the printed form has fewer pages than sides"};
  }
  std::vector<Blank> blanks;
  for (const form::Side& side : description.sides) {
    PB_TRY_VALUE(const frame::Picture page, frame::decodePage(pdf, side.number - 1, limits));
    Blank blank{&side, description.id, description.edition, serial, {}, dpi};
    cv::resize(page.grey, blank.grey, whitePage(dpi).size(), 0, 0, cv::INTER_AREA);
    blanks.push_back(std::move(blank));
  }
  return blanks;
}

}  // namespace pillarbox::support

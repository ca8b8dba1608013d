#include "scanner/page/find.h"

#include <algorithm>
#include <cmath>

#include "scanner/page/edges.h"
#include "scanner/page/markers.h"

namespace pillarbox::page {
namespace {

// The form's frame says where an unscaled sheet would end. Printed at 90 to 105 %, the paper ends elsewhere: where an
// edge is seen near a side, the sheet ends there; otherwise where the frame says.
void toPaperEdge(const cv::Mat& grey, Found& found) {
  const double width =
      (cv::norm(found.corners[1] - found.corners[0]) + cv::norm(found.corners[2] - found.corners[3])) / 2;
  const double pixelsPerMm = width / form::a4WidthMm;
  // At 90 % the paper ends 5.6 % of its width beyond the frame, at 105 % it ends 2.4 % before.
  SideSearch how{.inward = 0.028 * width,
                 .outward = 0.062 * width,
                 .moreAtEnds = form::a4HeightMm / form::a4WidthMm,
                 .window = std::max(2.0, 1.2 * pixelsPerMm),
                 .samples = 48,
                 .leastStep = 6};
  how.leastSeen = 0.45;  // fingers may hide half of a side, no more
  Outline outline = fitOutline(grey, found.corners, how);
  int seen = 0;
  for (const SideFit& side : outline.sides) {
    seen += side.seen > how.leastSeen;
    if (std::abs(side.b) > 7 * pixelsPerMm) return;
  }
  if (seen < 2 || !isConvex(outline.corners)) return;
  how.inward = how.outward = std::max(4.0, 1.5 * pixelsPerMm);
  how.moreAtEnds = 1;
  how.window = std::max(2.0, 0.5 * pixelsPerMm);
  outline = fitOutline(grey, outline.corners, how);
  if (!isConvex(outline.corners)) return;
  for (std::size_t i = 0; i < 4; ++i) {
    if (cv::norm(outline.corners[i] - found.corners[i]) > 24 * pixelsPerMm) return;
  }
  found.corners = outline.corners;
}

bool isSamePicture(const cv::Mat& grey, const cv::Mat& colour) {
  if (colour.empty() || (colour.type() != CV_8UC3 && colour.type() != CV_8UC4)) return false;
  const double across = static_cast<double>(colour.cols) / grey.cols,
               along = static_cast<double>(colour.rows) / grey.rows;
  return std::abs(across - along) < 0.01 * across;  // a preview's sides are whole pixels
}

}  // namespace

Search find(const cv::Mat& grey, const cv::Mat& colour, Effort effort) {
  Search search;
  if (grey.empty() || grey.type() != CV_8UC1 || std::min(grey.cols, grey.rows) < 64) return search;
  const bool useColour = isSamePicture(grey, colour);
  try {
    MarkerSearch marked = findMarkers(grey, effort);
    if (marked.found) {
      if (effort == Effort::full) toPaperEdge(grey, *marked.found);
      search.found = std::move(marked.found);
      search.advice = search.found->advice;
      return search;
    }
    search = findByEdges(grey, useColour ? colour : cv::Mat(), effort);
    // A form some of whose marks are hidden must not be kept as if it were any sheet; but one mark on a whole sheet may
    // be nothing but a drawing.
    const bool surely = marked.seen > (search.found ? 1 : 0);
    if (surely && marked.advice != PaperAdvice::noPage) {
      search.advice = marked.advice;
      if (search.found) search.found->advice = marked.advice;
    }
  } catch (const cv::Exception&) {
    search = {};
  }
  return search;
}

}  // namespace pillarbox::page

#include "scanner/warm_main.h"

#include "scanner/badge/read.h"
#include "scanner/frame/image.h"
#include "scanner/page/find.h"
#include "shared/base/bytes.h"

namespace pillarbox::scan {

namespace {

// One page with one word in a font that is not in it: poppler loads its tables and asks for the machine's fonts.
constexpr std::string_view tinyPdf =
    "%PDF-1.4\n"
    "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
    "4 0 obj<</Length 34>>stream\n"
    "BT /F 9 Tf 9 9 Td (Pillarbox) Tj ET\n"
    "endstream endobj\n"
    "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
    "trailer<</Root 1 0 R/Size 6>>\n";

}  // namespace

void warmUp() {
  cv::setNumThreads(1);  // one frame is one thread's work: the machine has other things to do
  const cv::Mat grey(240, 320, CV_8UC1, cv::Scalar(128));
  static_cast<void>(frame::decodePage(viewOf(tinyPdf), 0).ok());
  if (const auto png = frame::encodePng(grey)) static_cast<void>(frame::decodePage(*png, 0).ok());
  if (const auto webp = frame::encodeGreyWebp(grey, 100'000)) static_cast<void>(frame::decodePage(*webp, 0).ok());
  static_cast<void>(page::find(grey, cv::Mat(), page::Effort::full));
  badge::Tracker tracker{badge::ReadOptions{}};
  static_cast<void>(tracker.look(grey, Milliseconds(0)));
}

}  // namespace pillarbox::scan

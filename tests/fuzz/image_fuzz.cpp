// Arbitrary bytes as a file and as a camera's frame. The first byte chooses. Nothing may crash or throw, and nothing
// larger than the limits may be made.
#include <cstdlib>

#include "scanner/frame/frame_maker.h"
#include "scanner/frame/image.h"

using namespace pillarbox;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const BytesView input(data + 1, size - 1);
  if (data[0] % 8 == 0) {
    static frame::FrameMaker maker(frame::SourceOptions{});
    // libFuzzer soon finds a frame of 8K, which is allowed but slow.
    if (size < 20'000) (void)maker.fromMjpeg(input);
    (void)maker.fromYuyv(input, 32, 16, 64);
    return 0;
  }
  frame::DecodeLimits limits;
  limits.maxSide = 2'000;
  limits.maxPixels = 1'000'000;
  limits.maxPages = 10;
  limits.pdfDpi = 20;
  const auto pages = frame::pageCount(input, limits);
  if (pages.ok() && (*pages < 1 || *pages > limits.maxPages)) std::abort();
  for (int page = 0; page < 2; ++page) {
    const auto picture = frame::decodePage(input, page, limits);
    if (!picture.ok() && picture.fault().detail.empty()) std::abort();
    if (picture.ok() && (picture->grey.empty() || picture->grey.size() != picture->colour.size() ||
                         picture->grey.total() > static_cast<std::size_t>(limits.maxPixels))) {
      std::abort();
    }
  }
  return 0;
}

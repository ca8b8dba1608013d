// Barcodes in a picture, with ZXing-C++. Debian's version may abort the process on some pictures: only ever called
// inside the pillarbox-scanner process (and by tests that start it).
#pragma once

#include <array>
#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/clock.h"
#include "shared/record/paper.h"

namespace pillarbox::badge {

enum class Format { qrCode, code128, code39, dataMatrix };
std::string_view formatName(Format format);  // "QRCode", "Code128", "Code39", "DataMatrix"
std::optional<Format> formatFrom(std::string_view name);

struct Code {
  Format format = Format::qrCode;
  std::string text;                     // UTF-8
  std::array<PaperPoint, 4> corners{};  // pixels of the picture, clockwise from the code's own top left
};

struct ReadOptions {
  bool linear = true;       // Code 128 and Code 39
  bool dataMatrix = false;  // only if the school turned it on (HARDCASES, badge 3 and 4)
};

bool sameCode(const Code& a, const Code& b);  // the same format and text, wherever they are

// Everything in a still picture: every retry (turned, inverted, sharpened, smoothed, contrast raised, enlarged).
std::vector<Code> readAll(const cv::Mat& grey, const ReadOptions& options);

// Frame after frame, so that none costs much (at 1080p at most about 30 ms): one is read as it is for QR codes, the
// next at half its size for QR codes and for linear codes, and one retry more if that gives nothing. With a code in
// view each frame is read for all of them, so that a second one is not missed.
// Tells when a read may be believed: a QR code at once (it carries its own error correction), a linear code when two
// frames agree. One thread.
class Tracker {
 public:
  explicit Tracker(ReadOptions options) : m_options(options) {}
  struct Seen {
    std::optional<Code> accepted;  // said once for each showing of a badge
    bool several = false;          // two different codes in view: ask for one
    int retries = 0;               // made on this frame: 0 or 1
  };
  // `now` never goes back.
  Seen look(const cv::Mat& grey, Milliseconds now);
  void forget();  // at sign-out, or when the same badge may count again

  static constexpr Milliseconds gone{1500};     // not seen for so long: it was taken away, and counts when it is back
  static constexpr Milliseconds together{400};  // codes seen within so long of one another are in view together

 private:
  struct Recent {
    Code code;
    Milliseconds at{};
    int frames = 0;  // that read it, since it was last away
  };
  std::vector<Code> read(const cv::Mat& grey, Seen& seen);

  ReadOptions m_options;
  bool m_linearNext = true;  // the next frame is read for linear codes too
  // By turns: retries for QR codes, areas of bars to look at thoroughly and quickly.
  int m_nextQr = 0;
  std::size_t m_nextBars = 0, m_nextQuick = 0;
  std::optional<int> m_goodQr;  // which retry read something on the frame before: it is the best guess for this one
  std::vector<Recent> m_recent;
  std::optional<Code> m_accepted;
};

}  // namespace pillarbox::badge

// What a live frame costs while the camera looks for a badge, at 1080p: milliseconds of one processor a frame, and how
// long a badge is in view before it counts. Drawn scenes, each with fresh noise in every frame.
// Usage: look_bench [--quick]
#include <time.h>

#include <opencv2/core/utility.hpp>
#include <opencv2/imgproc.hpp>
#include <optional>

#ifndef ZX_USE_UTF8
#define ZX_USE_UTF8 1
#endif
#include <ZXing/BarcodeFormat.h>
#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>

#include "scanner/badge/read.h"
#include "scanner/page/find.h"
#include "tests/bench/bench.h"
#include "tests/support/paper/desk.h"
#include "tests/support/paper/photo.h"

namespace pillarbox::bench {
namespace {

using support::Dice;
const cv::Size whole{1920, 1080};
constexpr Milliseconds frameEvery{66};

// This thread's own: what else runs on the machine does not count.
double processorMs() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

struct Scene {
  std::string name;
  std::string text;  // of the badge in it, if there is one
  cv::Mat colour;
};

// A card with a code on it as a printer prints it: 85.6 mm wide, `perMm` pixels a millimetre.
cv::Mat card(badge::Format format, const std::string& text, double perMm) {
  const bool qr = format == badge::Format::qrCode;
  ZXing::MultiFormatWriter writer(
      qr ? ZXing::BarcodeFormat::QRCode
         : (format == badge::Format::code128 ? ZXing::BarcodeFormat::Code128 : ZXing::BarcodeFormat::Code39));
  writer.setMargin(0);
  const ZXing::BitMatrix bits = writer.encode(text, 0, qr ? 0 : 1);
  cv::Mat modules(bits.height(), bits.width(), CV_8UC1);
  for (int y = 0; y < bits.height(); ++y) {
    for (int x = 0; x < bits.width(); ++x) modules.at<std::uint8_t>(y, x) = bits.get(x, y) ? 20 : 240;
  }
  const cv::Size size(cvRound(85.6 * perMm), cvRound(54 * perMm));
  const cv::Size code =
      qr ? cv::Size(cvRound(26 * perMm), cvRound(26 * perMm)) : cv::Size(cvRound(60 * perMm), cvRound(11 * perMm));
  cv::Mat out(size, CV_8UC3, cv::Scalar::all(240)), large;
  cv::resize(modules, large, code, 0, 0, cv::INTER_AREA);
  cv::cvtColor(large, large, cv::COLOR_GRAY2BGR);
  large.copyTo(out(cv::Rect({cvRound(12 * perMm), cvRound((qr ? 20 : 33) * perMm)}, code)));
  cv::putText(out, "A. Example", {cvRound(12 * perMm), cvRound(12 * perMm)}, cv::FONT_HERSHEY_DUPLEX, perMm / 6,
              cv::Scalar::all(40), std::max(1, cvRound(perMm / 5)), cv::LINE_AA);
  return out;
}

cv::Mat shown(const cv::Mat& card, double degrees, std::uint64_t seed) {
  Dice dice(seed);
  cv::Mat picture = support::drawDesk(support::anyDesk(dice), whole, dice);
  support::clutter(picture, 3, {}, dice);
  cv::Mat turn =
      cv::getRotationMatrix2D({static_cast<float>(card.cols) / 2, static_cast<float>(card.rows) / 2}, degrees, 1);
  turn.at<double>(0, 2) += whole.width * dice.in(0.4, 0.6) - card.cols / 2.0;
  turn.at<double>(1, 2) += whole.height * dice.in(0.4, 0.6) - card.rows / 2.0;
  cv::warpAffine(card, picture, turn, whole, cv::INTER_LINEAR, cv::BORDER_TRANSPARENT);
  return picture;
}

std::vector<Scene> scenes(bool quick) {
  std::vector<Scene> all;
  const std::uint64_t seeds = quick ? 1 : 3;
  for (int kind = 0; kind < support::notFormCount; ++kind) {
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
      Dice dice(seed * 100 + static_cast<std::uint64_t>(kind));
      all.push_back({std::string(support::notFormName(static_cast<support::NotForm>(kind))), "",
                     support::asCamera(support::drawNotForm(static_cast<support::NotForm>(kind), whole, dice), seed)});
    }
  }
  struct Shape {
    badge::Format format;
    double perMm;
    const char* name;
  };
  for (const Shape& shape :
       {Shape{badge::Format::qrCode, 8, "QR, near"}, Shape{badge::Format::qrCode, 3.2, "QR, far"},
        Shape{badge::Format::code128, 8, "Code 128, near"}, Shape{badge::Format::code128, 4.5, "Code 128, far"},
        Shape{badge::Format::code39, 8, "Code 39, near"}, Shape{badge::Format::code39, 4.5, "Code 39, far"}}) {
    const std::string text = shape.format == badge::Format::qrCode ? "PBX1:7Q2M4K9D3H5V6R8T" : "T0417-32";
    int number = 0;
    for (const double degrees : {0., 7., 33., 90., 118., 205.}) {
      if (quick && number == 3) break;
      const auto seed = static_cast<std::uint64_t>(++number);
      all.push_back(
          {shape.name, text, support::asCamera(shown(card(shape.format, text, shape.perMm), degrees, seed), seed)});
    }
  }
  return all;
}

// The frame that a camera gives next of the same scene.
cv::Mat nextFrame(const cv::Mat& grey, std::uint64_t seed) {
  cv::Mat noise(grey.size(), CV_16SC1), wide, out;
  cv::RNG(seed).fill(noise, cv::RNG::NORMAL, 0, 2);
  grey.convertTo(wide, CV_16SC1);
  wide += noise;
  wide.convertTo(out, CV_8UC1);
  return out;
}

void tellMs(const std::string& what, const std::string& scene, const std::vector<double>& ms) {
  const nlohmann::ordered_json of{{"scene", scene}};
  figure(what + ", p50", percentile(ms, 50), "ms", of);
  figure(what + ", p95", percentile(ms, 95), "ms", of);
  figure(what + ", most", percentile(ms, 100), "ms", of);
}

Status run(const Options& options) {
  cv::setNumThreads(1);
  const int frames = options.quick ? 8 : 20;
  const std::vector<Scene> all = scenes(options.quick);
  std::vector<double> every, waits;
  int shown = 0, counted = 0, wrong = 0;
  for (std::size_t first = 0; first < all.size();) {
    std::size_t last = first;
    std::vector<double> ms, here;
    int unread = 0;
    for (; last < all.size() && all[last].name == all[first].name; ++last) {
      const Scene& scene = all[last];
      cv::Mat grey;
      cv::cvtColor(scene.colour, grey, cv::COLOR_BGR2GRAY);
      badge::Tracker tracker{badge::ReadOptions{}};
      std::optional<double> wait;
      double clock = 0;
      for (int i = 0; i < frames; ++i) {
        const cv::Mat frame = nextFrame(grey, static_cast<std::uint64_t>(i + 1));
        const double begun = processorMs();
        const badge::Tracker::Seen seen = tracker.look(frame, frameEvery * i);
        ms.push_back(processorMs() - begun);
        clock = static_cast<double>((frameEvery * i).count()) + ms.back();
        if (!seen.accepted) continue;
        wrong += seen.accepted->text != scene.text;
        if (!wait) wait = clock;
      }
      if (scene.text.empty()) continue;
      ++shown;
      unread += !wait;
      counted += wait.has_value();
      if (wait) here.push_back(*wait);
    }
    tellMs("badge frame", all[first].name, ms);
    if (!all[first].text.empty()) {
      figure("badge counts after, most", percentile(here, 100), "ms", {{"scene", all[first].name}, {"unread", unread}});
      waits.insert(waits.end(), here.begin(), here.end());
    }
    every.insert(every.end(), ms.begin(), ms.end());
    first = last;
  }
  tellMs("badge frame", "all", every);
  figure("badges that counted", shown == 0 ? 0 : 100.0 * counted / shown, "%", {{"shown", shown}, {"wrong", wrong}});
  figure("badge counts after, p50", percentile(waits, 50), "ms");
  figure("badge counts after, p95", percentile(waits, 95), "ms");
  return {};
}

}  // namespace
}  // namespace pillarbox::bench

int main(int argc, char** argv) {
  return pillarbox::bench::runBench("look", argc, argv, pillarbox::bench::run);
}

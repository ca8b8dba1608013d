// Finding, flattening and judging a page: how well its corners are found on real photographs (intersection over union
// with hand-made labels), and milliseconds a stage on one core, for drawn pictures at 1080p and 4K.
// PILLARBOX_SAMPLES names the folder that holds pages/corners.json and its pictures; without it only times are
// measured.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <opencv2/core/utility.hpp>

#include "scanner/frame/image.h"
#include "scanner/page/edges.h"
#include "scanner/page/markers.h"
#include "shared/base/files.h"
#include "tests/bench/bench.h"
#include "tests/unit/page/find_pictures.h"

namespace pillarbox::bench {
namespace {

namespace fs = std::filesystem;
using page::Corners;
using page::Effort;

template <class Work>
double medianMs(int times, const Work& work) {
  std::vector<double> ms;
  for (int i = 0; i < times; ++i) {
    const Watch watch;
    work();
    ms.push_back(watch.ms());
  }
  return median(ms);
}

Status realPages(const fs::path& folder) {
  PB_TRY_VALUE(const Bytes labels, readFile(folder / "corners.json"));
  const nlohmann::json all = nlohmann::json::parse(labels.begin(), labels.end());
  std::vector<double> overlaps;
  for (const nlohmann::json& each : all.at("images")) {
    const std::string name = each.at("file");
    PB_TRY_VALUE(const Bytes bytes, readFile(folder / name));
    PB_TRY_VALUE(const frame::Picture picture, frame::decodePage(bytes, 0));
    Corners truth;
    for (std::size_t i = 0; i < 4; ++i) {
      truth[i] = {each["corners"][i][0].get<float>(), each["corners"][i][1].get<float>()};
    }
    const Watch watch;
    const page::Search search = page::find(picture.grey, picture.colour, Effort::full);
    const double ms = watch.ms();
    overlaps.push_back(page::pictures::overlap(search, truth));
    figure("page IoU", overlaps.back(), "", {{"picture", name}, {"ms", std::round(ms)}});
  }
  figure("page IoU, median", median(overlaps), "", {{"pictures", overlaps.size()}});
  figure("page IoU, worst", percentile(overlaps, 0), "");
  return {};
}

void stages(cv::Size size, int times) {
  using namespace page::pictures;
  const float grow = static_cast<float>(size.height) / 1080;
  Corners corners = usual;
  for (cv::Point2f& each : corners) each = (each + cv::Point2f(240, 0)) * grow;
  cv::Mat form = woodDesk(1, size), letter = woodDesk(1, size);
  lay(form, formSheet(), corners);
  cv::Mat sheet = blank();
  write(sheet, 2);
  lay(letter, sheet, corners);
  const cv::Mat desk = photographed(woodDesk(2, size));
  form = photographed(form), letter = photographed(letter);
  const cv::Mat formGrey = greyOf(form), letterGrey = greyOf(letter), deskGrey = greyOf(desk);
  const auto say = [&](const char* what, double ms) {
    figure(what, ms, "ms", {{"picture", std::to_string(size.width) + "x" + std::to_string(size.height)}});
  };
  const auto findMs = [&](const cv::Mat& grey, const cv::Mat& colour, Effort effort) {
    return medianMs(times, [&] { page::find(grey, colour, effort); });
  };
  say("track: a form", findMs(formGrey, form, Effort::track));
  say("track: unknown paper", findMs(letterGrey, letter, Effort::track));
  say("track: bare desk", findMs(deskGrey, desk, Effort::track));
  say("full: a form", findMs(formGrey, form, Effort::full));
  say("full: unknown paper", findMs(letterGrey, letter, Effort::full));
  say("full: bare desk", findMs(deskGrey, desk, Effort::full));
  say("markers alone, track", medianMs(times, [&] { page::findMarkers(formGrey, Effort::track); }));
  say("edges alone, track", medianMs(times, [&] { page::findByEdges(letterGrey, letter, Effort::track); }));
  say("edges alone, full", medianMs(times, [&] { page::findByEdges(letterGrey, letter, Effort::full); }));
  const page::Search found = page::find(formGrey, form, Effort::full);
  if (!found.found) return;
  for (const int dpi : {150, 200}) {
    const double ms = medianMs(times, [&] { page::flatten(formGrey, *found.found, dpi); });
    say(dpi == 150 ? "flatten, 150 dpi" : "flatten, 200 dpi", ms);
  }
  say("judge", medianMs(times, [&] { page::judge(formGrey, *found.found); }));
}

Status run(const Options& options) {
  cv::setNumThreads(1);
  const char* samples = std::getenv("PILLARBOX_SAMPLES");
  if (samples != nullptr && fs::exists(fs::path(samples) / "pages" / "corners.json")) {
    PB_TRY(realPages(fs::path(samples) / "pages"));
  }
  const int times = options.quick ? 5 : 25;
  stages({1920, 1080}, times);
  stages({3840, 2160}, times);
  return {};
}

}  // namespace
}  // namespace pillarbox::bench

int main(int argc, char** argv) {
  return pillarbox::bench::runBench("page", argc, argv, pillarbox::bench::run);
}

#include "tests/support/paper/photo.h"

#include <numeric>
#include <opencv2/imgproc.hpp>

#include "tests/support/paper/camera.h"
#include "tests/support/paper/desk.h"
#include "tests/support/paper/optics.h"
#include "tests/support/paper/sheet.h"

namespace pillarbox::support {
namespace {

constexpr double mmPerInch = 25.4;

cv::Point2d moved(const cv::Matx23d& map, double x, double y) {
  const cv::Vec2d at = map * cv::Vec3d(x, y, 1);
  return {at[0], at[1]};
}

// The homography through four points, from mm of the sheet: solved directly, as opencv_calib3d is not linked here.
cv::Matx33d homography(const page::Corners& corners) {
  const cv::Point2f mm[4] = {{0, 0},
                             {static_cast<float>(form::a4WidthMm), 0},
                             {static_cast<float>(form::a4WidthMm), static_cast<float>(form::a4HeightMm)},
                             {0, static_cast<float>(form::a4HeightMm)}};
  return cv::getPerspectiveTransform(mm, corners.data());
}

Device anyDevice(Dice& dice) {
  constexpr std::array devices{Device::camera1080, Device::camera8, Device::camera12, Device::officeScanner};
  return devices[static_cast<std::size_t>(dice.weighted(std::array{0.4, 0.3, 0.12, 0.18}))];
}

// The long way up, or (a camera that stands upright, the paper laid sideways) across, with the paper turned along.
struct Framing {
  cv::Size size;
  int turns = 0;
};
Framing anyFraming(Device device, Difficulty difficulty, Dice& dice) {
  const cv::Size upright = device == Device::camera12  ? cv::Size(3000, 4000)
                           : device == Device::camera8 ? cv::Size(2448, 3264)
                                                       : cv::Size(1080, 1920);
  const int turned = dice.chance(0.06) ? 2 : 0;  // some hold it upside down
  const double how = dice.unit();
  if (how < 0.7) return {upright, turned};
  const cv::Size across{upright.height, upright.width};
  // Upright paper in a picture that lies across: too few pixels to be a normal case at 1080 lines.
  const bool small = device == Device::camera1080 && difficulty == Difficulty::normal;
  if (how < 0.9 || small) return {across, 1 + turned};
  return {across, turned};
}

// What lies over the paper's rim. Not over registration marks, but in hard pictures.
void holdIt(cv::Mat& picture, cv::Mat& covered, const Camera& camera, Difficulty difficulty, Dice& dice) {
  const bool hard = difficulty == Difficulty::hard;
  const int fingers = dice.chance(hard ? 0.6 : 0.35) ? dice.whole(1, hard ? 4 : 2) : 0;
  for (int i = 0; i < fingers; ++i) {
    const int side = dice.whole(0, 3);
    const double width = dice.in(14, 19);
    // Marks take up 10 to 24 mm from each corner; with print scale and the finger's own width, 42 mm keeps clear.
    const double clear = hard ? 5 : 42, in = dice.in(2, hard ? 30 : 11);
    const bool upright = side % 2 == 1;
    const double along = dice.in(clear, (upright ? form::a4HeightMm : form::a4WidthMm) - clear);
    cv::Point2d tip, from;
    switch (side) {
      case 0:
        tip = {along, in}, from = {along + dice.in(-15, 15), -50};
        break;
      case 1:
        tip = {form::a4WidthMm - in, along}, from = {form::a4WidthMm + 50, along + dice.in(-15, 15)};
        break;
      case 2:
        tip = {along, form::a4HeightMm - in}, from = {along + dice.in(-15, 15), form::a4HeightMm + 50};
        break;
      default:
        tip = {in, along}, from = {-50, along + dice.in(-15, 15)};
    }
    hand(picture, covered, camera.pixel(tip.x, tip.y), camera.pixel(from.x, from.y), width * camera.pixelsPerMm(),
         dice);
  }
}

// What the copier left nothing of, as it does with light pencil. `before` is the sheet as it would have been copied
// with nothing written on it.
void noteGone(PhotoTruth& truth, const form::Side& side, const cv::Mat& before, const cv::Mat& copy, double dpi) {
  constexpr double leastMm2 = 0.5, leastDarker = 12;
  cv::Mat written;
  cv::subtract(before, copy, written);
  const double scale = dpi / mmPerInch;
  const auto gone = [&](const PaperBox& box, double around) {
    const cv::Point2d low = moved(truth.printed, box.x - around, box.y - around) * scale;
    const cv::Point2d high = moved(truth.printed, box.x + box.w + around, box.y + box.h + around) * scale;
    const cv::Rect area = cv::Rect(cv::Point(low), cv::Point(high)) & cv::Rect({0, 0}, written.size());
    return cv::countNonZero(written(area) > leastDarker) < leastMm2 * scale * scale;
  };
  for (std::size_t i = 0; i < side.ticks.size(); ++i) {
    TickTruth& tick = truth.filled.ticks[i];
    tick.hidden = tick.style != TickStyle::empty && gone(side.ticks[i].box, 1.5);
  }
  for (std::size_t i = 0; i < side.fields.size(); ++i) {
    FieldTruth& field = truth.filled.fields[i];
    field.hidden = !field.empty && gone(side.fields[i].box, 0);
  }
  for (MarkTruth& mark : truth.filled.marks) {
    const double half = mark.sizeMm / 2;
    mark.hidden = gone({mark.middle.x - half, mark.middle.y - half, mark.sizeMm, mark.sizeMm}, 0.5);
  }
}

// Ticks and fields that the picture does not show, for nobody can read them.
void noteHidden(PhotoTruth& truth, const form::Side& side, const cv::Mat& covered, const Camera& camera) {
  const auto hidden = [&](const PaperBox& box, double most) {
    int all = 0, under = 0;
    for (int i = 0; i <= 6; ++i) {
      for (int j = 0; j <= 6; ++j) {
        const cv::Point2d mm = moved(truth.printed, box.x + box.w * i / 6, box.y + box.h * j / 6);
        const cv::Point at = camera.pixel(mm.x, mm.y);
        ++all;
        if (at.x < 0 || at.y < 0 || at.x >= covered.cols || at.y >= covered.rows || covered.at<std::uint8_t>(at) > 0)
          ++under;
      }
    }
    return under > most * all;
  };
  for (std::size_t i = 0; i < side.ticks.size(); ++i) {
    const PaperBox& box = side.ticks[i].box;
    if (hidden({box.x - 1, box.y - 1, box.w + 2, box.h + 2}, 0)) truth.filled.ticks[i].hidden = true;
  }
  for (std::size_t i = 0; i < side.fields.size(); ++i) {
    if (hidden(side.fields[i].box, 0.05)) truth.filled.fields[i].hidden = true;
  }
}

void layOnDesk(cv::Mat& picture, const Sheet& sheet, const Camera& camera) {
  cv::Mat mapX, mapY;
  camera.inverse(sheet.dpi, mapX, mapY);
  cv::Mat paper = sheet.colour, there = sheet.there;
  const double shrink = camera.pixelsPerMm() / (sheet.dpi / mmPerInch);
  if (shrink < 0.9) {  // as many pixels of the sheet fall on one of the picture, they are averaged
    const double sigma = 0.45 * std::sqrt(1 / (shrink * shrink) - 1);
    cv::GaussianBlur(sheet.colour, paper, {}, sigma);
    cv::GaussianBlur(sheet.there, there, {}, sigma, 0, cv::BORDER_CONSTANT);
  }
  cv::Mat seen, alpha;
  cv::remap(paper, seen, mapX, mapY, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
  cv::remap(there, alpha, mapX, mapY, cv::INTER_LINEAR, cv::BORDER_CONSTANT, cv::Scalar(0));
  // Its own soft shadow on the desk.
  cv::Mat under;
  cv::resize(alpha, under, alpha.size() / 8, 0, 0, cv::INTER_AREA);
  cv::GaussianBlur(under, under, {}, std::max(1.0, picture.cols / 1400.0));
  cv::resize(under, under, alpha.size());
  for (int y = 0; y < picture.rows; ++y) {
    auto* row = picture.ptr<cv::Vec3b>(y);
    const auto* top = seen.ptr<cv::Vec3b>(y);
    const auto* share = alpha.ptr<std::uint8_t>(y);
    const auto* shade = under.ptr<std::uint8_t>(y);
    for (int x = 0; x < picture.cols; ++x) {
      const int dim = 255 - shade[x] * 70 / 255;
      for (int c = 0; c < 3; ++c) {
        const int desk = row[x][c] * dim / 255;
        row[x][c] = static_cast<std::uint8_t>((desk * (255 - share[x]) + top[x][c] * share[x]) / 255);
      }
    }
  }
}

// Light falls differently on paper that bends: brighter where it faces the lamp.
void shadeBend(Sheet& sheet, const Bend& bend, Dice& dice) {
  const double angle = dice.in(0, 6.28), strength = dice.in(0.5, 1.6);
  cv::Mat light(sheet.colour.rows / 16, sheet.colour.cols / 16, CV_32FC1);
  for (int y = 0; y < light.rows; ++y) {
    for (int x = 0; x < light.cols; ++x) {
      const double mmX = form::a4WidthMm * x / light.cols, mmY = form::a4HeightMm * y / light.rows;
      const double slopeX = (bend.height(mmX + 3, mmY) - bend.height(mmX - 3, mmY)) / 6;
      const double slopeY = (bend.height(mmX, mmY + 3) - bend.height(mmX, mmY - 3)) / 6;
      light.at<float>(y, x) = static_cast<float>(
          std::clamp(1 - strength * (slopeX * std::cos(angle) + slopeY * std::sin(angle)), 0.6, 1.04));
    }
  }
  cv::resize(light, light, sheet.colour.size(), 0, 0, cv::INTER_LINEAR);
  for (int y = 0; y < sheet.colour.rows; ++y) {
    auto* row = sheet.colour.ptr<cv::Vec3b>(y);
    const auto* lit = light.ptr<float>(y);
    for (int x = 0; x < sheet.colour.cols; ++x) {
      for (int c = 0; c < 3; ++c) row[x][c] = cv::saturate_cast<std::uint8_t>(static_cast<float>(row[x][c]) * lit[x]);
    }
  }
}

Photo photograph(Sheet& sheet, const form::Side& side, PhotoTruth truth, Device device, const PhotoOptions& options,
                 Dice& dice) {
  const Framing framing = anyFraming(device, options.difficulty, dice);
  const Camera camera(framing.size, framing.turns, options.difficulty, dice);
  wear(sheet, camera.bend(), options.difficulty, dice);
  shadeBend(sheet, camera.bend(), dice);
  const Desk desk = anyDesk(dice);
  cv::Mat picture = drawDesk(desk, framing.size, dice);
  truth.corners = camera.corners();
  const std::vector<cv::Point2f> outline(truth.corners.begin(), truth.corners.end());
  clutter(picture, dice.chance(0.5) ? dice.whole(1, 7) : 0, outline, dice);
  layOnDesk(picture, sheet, camera);
  cv::Mat covered = cv::Mat::zeros(picture.size(), CV_8UC1);
  holdIt(picture, covered, camera, options.difficulty, dice);
  const Optics optics = anyOptics(options.difficulty, camera.pixelsPerMm(), dice);
  expose(picture, optics, dice);
  truth.toPixels = homography(truth.corners);
  noteHidden(truth, side, covered, camera);
  truth.says += "; " + std::string(deviceName(device)) + " " + std::to_string(framing.size.width) + "x" +
                std::to_string(framing.size.height) + " turned " + std::to_string(framing.turns * 90) + ", " +
                std::to_string(cvRound(camera.pixelsPerMm() * mmPerInch)) + " dpi, tilt " +
                std::to_string(cvRound(camera.tiltDegrees())) + ", curl " +
                std::to_string(cvRound(camera.bend().curlMm)) + " mm, " + std::string(deskName(desk)) +
                (cv::countNonZero(covered) > 0 ? ", fingers" : "") + "; " + optics.says();
  return {options.asJpeg ? throughJpeg(picture, optics.jpegQuality) : picture, std::move(truth)};
}

Photo scan(Sheet& sheet, PhotoTruth truth, bool bilevel, const PhotoOptions& options, Dice& dice) {
  const bool hard = options.difficulty == Difficulty::hard;
  const double dpi = dice.chance(0.5) ? 200 : 300;
  wear(sheet, {}, options.difficulty, dice);
  const double degrees = dice.bounded(hard ? 1.5 : 0.5, hard ? 3 : 1.5), scale = dpi / sheet.dpi;
  const double c = std::cos(degrees / 57.29578) * scale, s = std::sin(degrees / 57.29578) * scale;
  const double stretch = dice.chance(0.2) ? dice.in(0.99, 1.01) : 1;  // feeders pull unevenly
  const cv::Size size{cvRound(form::a4WidthMm * dpi / mmPerInch), cvRound(form::a4HeightMm * dpi / mmPerInch)};
  const double midX = sheet.colour.cols / 2.0, midY = sheet.colour.rows / 2.0;
  const double offX = dice.in(-2, 2) * dpi / mmPerInch, offY = dice.in(-2, 2) * dpi / mmPerInch;
  const cv::Matx23d map{c, -s * stretch, size.width / 2.0 - c * midX + s * stretch * midY + offX,
                        s, c * stretch,  size.height / 2.0 - s * midX - c * stretch * midY + offY};
  const double lid = dice.chance(0.75) ? dice.in(235, 255) : dice.in(15, 60);
  cv::Mat colour, there, grey;
  if (scale < 0.9) cv::GaussianBlur(sheet.colour, sheet.colour, {}, 0.45 / scale);
  cv::warpAffine(sheet.colour, colour, map, size, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
  cv::warpAffine(sheet.there, there, map, size, cv::INTER_LINEAR, cv::BORDER_CONSTANT, cv::Scalar(0));
  colour.setTo(cv::Scalar::all(lid), there < 128);
  truth.says += "; office scanner " + std::to_string(cvRound(dpi)) + " dpi" + (bilevel ? " bilevel" : "") + ", skew " +
                std::to_string(degrees).substr(0, 5);
  const double mm = sheet.dpi / mmPerInch;
  const double xs[4] = {0, form::a4WidthMm, form::a4WidthMm, 0}, ys[4] = {0, 0, form::a4HeightMm, form::a4HeightMm};
  for (std::size_t i = 0; i < 4; ++i) truth.corners[i] = moved(map, xs[i] * mm, ys[i] * mm);
  truth.toPixels = homography(truth.corners);
  Optics optics;
  optics.noise = dice.in(0.5, 3), optics.blur = dice.in(0.3, 0.7), optics.vignette = 0,
  optics.exposure = dice.in(0.95, 1.08);
  expose(colour, optics, dice);
  if (bilevel) {
    cv::cvtColor(colour, grey, cv::COLOR_BGR2GRAY);
    cv::threshold(grey, grey, dice.in(135, 190), 255, cv::THRESH_BINARY);
    cv::cvtColor(grey, colour, cv::COLOR_GRAY2BGR);
    return {colour, std::move(truth)};
  }
  if (dice.chance(0.5)) {
    cv::cvtColor(colour, grey, cv::COLOR_BGR2GRAY);
    cv::cvtColor(grey, colour, cv::COLOR_GRAY2BGR);
  }
  return {options.asJpeg ? throughJpeg(colour, dice.whole(75, 95)) : colour, std::move(truth)};
}

}  // namespace

std::string_view deviceName(Device device) {
  switch (device) {
    case Device::any:
      return "any";
    case Device::camera1080:
      return "1080p camera";
    case Device::camera8:
      return "8 MP camera";
    case Device::camera12:
      return "12 MP camera";
    case Device::officeScanner:
      return "office scanner";
  }
  return "";
}

Photo makePhoto(const Blank& blank, std::uint64_t seed, const PhotoOptions& options) {
  Dice dice(seed * 0x9E3779B97F4A7C15 + 77);  // neighbouring seeds are no neighbours
  const Device device = options.device == Device::any ? anyDevice(dice) : options.device;
  const double dpi = device == Device::camera1080 ? 200 : blank.dpi;
  const Printing printing = anyPrinting(options.difficulty, dice);
  const bool bilevel = device == Device::officeScanner && dice.chance(0.4);
  Sheet sheet = paperWith(printSheet(blank, printing, dpi, dice), dpi, dice);
  PhotoTruth truth;
  truth.seed = seed, truth.templateId = blank.templateId, truth.serial = blank.serial, truth.side = blank.side->number;
  truth.printed = printMap(printing);
  FillOptions fill = options.fill;
  // Light pencil leaves nothing on a black-and-white scan; what is not in the picture is no normal case.
  if (bilevel && options.difficulty == Difficulty::normal) fill.pencil = false;
  cv::Mat before;
  cv::cvtColor(sheet.colour, before, cv::COLOR_BGR2GRAY);
  truth.filled = fillIn(sheet.colour, dpi, *blank.side, truth.printed, fill, dice);
  truth.says = printing.says() + "; " + (truth.filled.pen.empty() ? "blank" : truth.filled.pen);
  if (dice.chance(options.difficulty == Difficulty::hard ? 0.25 : 0.1)) {
    cv::Mat grey;  // the filled form went through the copier
    cv::cvtColor(sheet.colour, grey, cv::COLOR_BGR2GRAY);
    const std::uint64_t copier = dice.bits();
    photocopy(grey, options.difficulty, copier);
    photocopy(before, options.difficulty, copier);
    noteGone(truth, *blank.side, before, grey, dpi);
    cv::cvtColor(grey, sheet.colour, cv::COLOR_GRAY2BGR);
    truth.says += ", photocopied";
  }
  if (device == Device::officeScanner) return scan(sheet, std::move(truth), bilevel, options, dice);
  return photograph(sheet, *blank.side, std::move(truth), device, options, dice);
}

cv::Mat asCamera(const cv::Mat& scene, std::uint64_t seed) {
  Dice dice(seed * 0x9E3779B97F4A7C15 + 78);
  const Optics optics = anyOptics(Difficulty::normal, 5, dice);
  cv::Mat picture = scene.clone();
  expose(picture, optics, dice);
  return throughJpeg(picture, optics.jpegQuality);
}

double pageOverlap(const page::Corners& a, const page::Corners& b) {
  const std::vector<cv::Point2f> one(a.begin(), a.end()), two(b.begin(), b.end());
  std::vector<cv::Point2f> shared;
  const double both = static_cast<double>(cv::intersectConvexConvex(one, two, shared));
  const double all = cv::contourArea(one) + cv::contourArea(two) - both;
  return all > 0 ? both / all : 0;
}

}  // namespace pillarbox::support

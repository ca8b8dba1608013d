#include "scanner/page/marks.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "scanner/page/marks_shape.h"

namespace pillarbox::page {
namespace {

constexpr double perMm = 5;
constexpr double aroundMm = 2;        // seen around the figure's box
constexpr double toleranceMm = 0.45;  // how far beside its printed place an outline's ink may lie
constexpr double joinMm = 2.4;        // strokes nearer than this are one mark
constexpr double speckMm = 1.5;       // what is no longer than this is dirt, unless it lies beside a stroke
constexpr double besideMm = 1.3;      // a curled sheet's outline is not followed better than this

// Where the outline really is: an affine correction of the figure, found by looking across the outline for its line;
// then, for a sheet has creases, each stretch of it where most of its neighbourhood was seen.
class FigureFit {
  struct Sample {
    cv::Point2d at, across;
  };

 public:
  FigureFit(const cv::Mat& dark, const form::Figure& figure, cv::Point2d corner) {
    std::vector<Sample> samples;
    for (const auto& path : figure.outlines) {
      double toGo = 0;
      m_starts.push_back(samples.size());
      for (std::size_t n = 1; n < path.size(); ++n) {
        const cv::Point2d from = cv::Point2d(path[n - 1].x, path[n - 1].y) - corner;
        const cv::Point2d to = cv::Point2d(path[n].x, path[n].y) - corner;
        const double length = std::hypot(to.x - from.x, to.y - from.y);
        if (length < 1e-6) continue;
        const cv::Point2d along = (to - from) * (1 / length);
        while (toGo < length) {
          samples.push_back({from + along * toGo, {-along.y, along.x}});
          toGo += stepMm;
        }
        toGo -= length;
        if (n + 1 == path.size()) samples.push_back({to, {-along.y, along.x}});
      }
    }
    m_starts.push_back(samples.size());
    m_middle = {dark.cols / perMm / 2, dark.rows / perMm / 2};
    for (const double reach : {2.0, 1.6, 1.0, 0.7}) {
      cv::Matx66d normal = cv::Matx66d::zeros();
      cv::Vec6d right;
      const cv::Vec6d prior{4, 60, 60, 4, 60, 60};  // shifts up to half a millimetre, turns by a few hundredths
      for (int k = 0; k < 6; ++k) normal(k, k) = prior[k];
      const double scale = std::max(0.3, 0.5 * reach - 0.2);
      for (const Sample& sample : samples) {
        double off = 0;
        if (!lineAcross(dark, move(sample.at), sample.across, reach, off)) continue;
        const cv::Point2d u = (sample.at - m_middle) * (1.0 / 50);
        const cv::Vec6d row{sample.across.x, sample.across.x * u.x, sample.across.x * u.y,
                            sample.across.y, sample.across.y * u.x, sample.across.y * u.y};
        const cv::Point2d shift = move(sample.at) - sample.at;
        const double target = shift.dot(sample.across) + off;
        const double trust = 1 / (1 + off * off / (scale * scale));
        for (int i = 0; i < 6; ++i) {
          right[i] += trust * row[i] * target;
          for (int j = 0; j < 6; ++j) normal(i, j) += trust * row[i] * row[j];
        }
      }
      cv::Vec6d solution;
      if (!cv::solve(normal, right, solution, cv::DECOMP_CHOLESKY)) break;
      m_a = solution;
    }
    follow(dark, samples);
  }

  // The outlines, path by path, in mm of the patch.
  const std::vector<std::vector<cv::Point2d>>& paths() const { return m_paths; }

  cv::Point2d move(cv::Point2d at) const {
    const cv::Point2d u = (at - m_middle) * (1.0 / 50);
    return {at.x + m_a[0] + m_a[1] * u.x + m_a[2] * u.y, at.y + m_a[3] + m_a[4] * u.x + m_a[5] * u.y};
  }

 private:
  static bool lineAcross(const cv::Mat& dark, cv::Point2d at, cv::Point2d across, double reach, double& off) {
    double darkest = 0, sum = 0;
    int count = 0;
    const int steps = static_cast<int>(std::floor(2 * reach / 0.1 + 1e-6));
    for (int step = 0; step <= steps; ++step) {
      const double t = -reach + step * 0.1;
      const cv::Point2d where = (at + across * t) * perMm;
      const int x = static_cast<int>(where.x), y = static_cast<int>(where.y);
      if (x < 0 || y < 0 || x >= dark.cols || y >= dark.rows) return false;
      const double value = dark.at<std::uint8_t>(y, x);
      sum += value;
      ++count;
      if (value > darkest) {
        darkest = value;
        off = t;
      }
    }
    return count > 0 && darkest > 40 && darkest > 1.8 * sum / count;
  }

  // How the figure lies about `at`, less where the affine correction puts it: from the outlines within some 20 mm.
  static cv::Point2d shiftAbout(cv::Point2d at, const std::vector<Sample>& samples, const std::vector<double>& offs,
                                const std::vector<bool>& seen) {
    cv::Point2d shift;
    for (int round = 0; round < 2; ++round) {
      double xx = 8, xy = 0, yy = 8, rx = 0, ry = 0;
      for (std::size_t n = 0; n < samples.size(); ++n) {
        if (!seen[n]) continue;
        const cv::Point2d away = samples[n].at - at;
        const double squared = away.dot(away) / (18.0 * 18.0);
        if (squared > 4) continue;
        const cv::Point2d a = samples[n].across;
        const double miss = (offs[n] - shift.dot(a)) / 0.4;
        const double weight = std::exp(-squared) / (1 + miss * miss);
        xx += weight * a.x * a.x;
        xy += weight * a.x * a.y;
        yy += weight * a.y * a.y;
        rx += weight * a.x * offs[n];
        ry += weight * a.y * offs[n];
      }
      const double determinant = xx * yy - xy * xy;
      shift = {(yy * rx - xy * ry) / determinant, (xx * ry - xy * rx) / determinant};
    }
    return shift;
  }

  void follow(const cv::Mat& dark, const std::vector<Sample>& samples) {
    constexpr std::ptrdiff_t around = 4;
    std::vector<double> offs(samples.size());
    std::vector<bool> seen(samples.size());
    std::vector<cv::Point2d> base(samples.size());
    for (std::size_t n = 0; n < samples.size(); ++n)
      seen[n] = lineAcross(dark, move(samples[n].at), samples[n].across, 1.6, offs[n]);
    for (std::size_t n = 0; n < samples.size(); ++n)
      base[n] = move(samples[n].at) + shiftAbout(samples[n].at, samples, offs, seen);
    for (std::size_t n = 0; n < samples.size(); ++n)
      seen[n] = lineAcross(dark, base[n], samples[n].across, 1.0, offs[n]);
    for (std::size_t p = 0; p + 1 < m_starts.size(); ++p) {
      const auto from = static_cast<std::ptrdiff_t>(m_starts[p]), to = static_cast<std::ptrdiff_t>(m_starts[p + 1]);
      std::vector<cv::Point2d> path;
      for (std::ptrdiff_t n = from; n < to; ++n) {
        const Sample& sample = samples[static_cast<std::size_t>(n)];
        std::vector<double> near;
        for (std::ptrdiff_t k = std::max(from, n - around); k < std::min(to, n + around + 1); ++k) {
          // Only stretches that run alike tell about one another.
          const Sample& other = samples[static_cast<std::size_t>(k)];
          if (seen[static_cast<std::size_t>(k)] && other.across.dot(sample.across) > 0.8)
            near.push_back(offs[static_cast<std::size_t>(k)]);
        }
        double off = 0;
        if (near.size() >= 3) {
          const auto middle = near.begin() + static_cast<std::ptrdiff_t>(near.size() / 2);
          std::nth_element(near.begin(), middle, near.end());
          off = *middle;
        }
        path.push_back(base[static_cast<std::size_t>(n)] + sample.across * off);
      }
      m_paths.push_back(std::move(path));
    }
  }

  static constexpr double stepMm = 1.2;
  cv::Point2d m_middle;
  cv::Vec6d m_a;
  std::vector<std::size_t> m_starts;
  std::vector<std::vector<cv::Point2d>> m_paths;
};

// Everything printed on or near the figure, drawn where it was seen, as wide as its ink may lie.
cv::Mat printedMask(const form::Side& side, const form::Figure& figure, const FigureFit& fit, cv::Size size,
                    cv::Point2d corner) {
  cv::Mat mask = cv::Mat::zeros(size, CV_8U);
  const auto drawAt = [&](const std::vector<cv::Point2d>& path, double thicknessMm) {
    std::vector<cv::Point> points;
    for (const cv::Point2d& at : path)
      points.emplace_back(static_cast<int>(std::lround(at.x * perMm * 16)),
                          static_cast<int>(std::lround(at.y * perMm * 16)));
    const int thickness = std::max(1, static_cast<int>(std::lround((thicknessMm + 2 * toleranceMm) * perMm)));
    cv::polylines(mask, points, false, cv::Scalar(255), thickness, cv::LINE_8, 4);
  };
  const auto draw = [&](const std::vector<PaperPoint>& path, double thicknessMm) {
    std::vector<cv::Point2d> points;
    for (const PaperPoint& point : path) points.push_back(cv::Point2d(point.x, point.y) - corner);
    drawAt(points, thicknessMm);
  };
  for (const auto& path : fit.paths()) drawAt(path, figure.thicknessMm);
  // Tight curves (an ear) are not followed well piece by piece; there the figure as a whole is nearer.
  for (const auto& path : figure.outlines) {
    std::vector<cv::Point2d> points;
    for (const PaperPoint& point : path) points.push_back(fit.move(cv::Point2d(point.x, point.y) - corner));
    drawAt(points, figure.thicknessMm);
  }
  for (const form::Figure& other : side.figures)
    if (other.id != figure.id)
      for (const auto& path : other.outlines) draw(path, other.thicknessMm + 0.4);
  for (const form::Line& line : side.lines) draw({line.from, line.to}, line.thicknessMm + 0.4);
  for (const form::Frame& frame : side.frames) {
    const PaperBox& b = frame.box;
    draw({{b.x, b.y}, {b.x + b.w, b.y}, {b.x + b.w, b.y + b.h}, {b.x, b.y + b.h}, {b.x, b.y}}, frame.thicknessMm + 0.4);
  }
  for (const form::Text& text : side.texts) {
    // How the words break into lines is the printer's business; two lines of them are blanked out, no wider than they
    // can be.
    const double line = text.points * 0.3528 * 1.35;
    const double longest =
        static_cast<double>(std::max(text.words.english.size(), text.words.welsh.size())) * text.points * 0.3528 * 0.62;
    const double lines = text.widthMm > 0 ? std::ceil(longest / text.widthMm) : 1;
    const double width = text.widthMm > 0 ? std::min(longest, text.widthMm) : longest;
    const cv::Point2d at = (cv::Point2d(text.at.x, text.at.y) - corner) * perMm;
    cv::rectangle(mask,
                  cv::Rect(static_cast<int>(at.x) - 3, static_cast<int>(at.y) - 3, static_cast<int>(width * perMm) + 6,
                           static_cast<int>(lines * line * perMm) + 6),
                  cv::Scalar(255), cv::FILLED);
  }
  return mask;
}

// Printed outline that lies beside where it was expected: a mark whose nearest stretch of outline is missing.
bool isOutlineItself(const cv::Mat& mark, const cv::Mat& dark, double inkFrom, const FigureFit& fit) {
  cv::Mat centre = cv::Mat::zeros(mark.size(), CV_8U), near;
  for (const auto& path : fit.paths()) {
    std::vector<cv::Point> points;
    for (const cv::Point2d& at : path) points.emplace_back(at * perMm);
    cv::polylines(centre, points, false, cv::Scalar(255), 1);
  }
  const int reach = static_cast<int>(2.2 * perMm);
  cv::dilate(mark, near, cv::getStructuringElement(cv::MORPH_ELLIPSE, {2 * reach + 1, 2 * reach + 1}));
  cv::bitwise_and(centre, near, near);
  const int all = cv::countNonZero(near);
  if (all < static_cast<int>(1.5 * perMm)) return false;
  cv::Mat ink = dark >= inkFrom;
  ink.setTo(0, mark);
  cv::bitwise_and(near, ink, near);
  return cv::countNonZero(near) < all / 2;
}

// The printed outline as it was followed: how far each pixel is from it, and which of its pixels is nearest.
struct Nearness {
  cv::Mat far;      // pixels
  cv::Mat nearest;  // an index into `inked`
  std::vector<bool> inked;
  double enough = 12;  // darkness from which a pixel is the outline's
  double share = 1;    // of the outline that is seen where it was followed

  Nearness(const FigureFit& fit, const cv::Mat& dark, double inkFrom) {
    cv::Mat paper(dark.size(), CV_8U, cv::Scalar(255));
    for (const auto& path : fit.paths()) {
      std::vector<cv::Point> points;
      for (const cv::Point2d& at : path) points.emplace_back(at * perMm);
      cv::polylines(paper, points, false, cv::Scalar(0), 1);
    }
    cv::distanceTransform(paper, far, nearest, cv::DIST_L2, 5, cv::DIST_LABEL_PIXEL);
    std::vector<double> darkness;
    for (int y = 0; y < paper.rows; ++y)
      for (int x = 0; x < paper.cols; ++x)
        if (!paper.at<std::uint8_t>(y, x)) darkness.push_back(dark.at<std::uint8_t>(y, x));
    if (darkness.empty()) return;
    const auto middle = darkness.begin() + static_cast<std::ptrdiff_t>(darkness.size() / 2);
    std::nth_element(darkness.begin(), middle, darkness.end());
    enough = std::max(std::min(12.0, 0.7 * inkFrom), 0.6 * *middle);
    std::size_t seen = 0;
    for (int y = 0; y < paper.rows; ++y) {
      for (int x = 0; x < paper.cols; ++x) {
        if (paper.at<std::uint8_t>(y, x)) continue;
        const auto label = static_cast<std::size_t>(nearest.at<int>(y, x));
        if (inked.size() <= label) inked.resize(label + 1, true);
        inked[label] = dark.at<std::uint8_t>(y, x) >= enough;
        seen += inked[label];
      }
    }
    share = static_cast<double>(seen) / static_cast<double>(darkness.size());
  }
};

// Whether somebody drew this: there is ink where no outline can be, or more of it than a line is wide, or the outline
// beside it is where it should be as well.
bool clearOfOutlines(const cv::Mat& mark, const Nearness& outline) {
  const cv::Mat away = mark & (outline.far > besideMm * perMm);
  if (cv::countNonZero(away) >= static_cast<int>(0.3 * perMm * perMm)) return true;
  cv::Mat thickness;
  cv::distanceTransform(mark, thickness, cv::DIST_L2, 3);
  double most = 0;
  cv::minMaxLoc(thickness, nullptr, &most);
  if (most > 0.8 * perMm) return true;
  std::vector<cv::Point> points;
  cv::findNonZero(mark, points);
  std::size_t there = 0;
  for (const cv::Point& at : points) {
    const auto label = static_cast<std::size_t>(outline.nearest.at<int>(at));
    there += label < outline.inked.size() && outline.inked[label];
  }
  return outline.share > 0.75 && there * 10 >= points.size() * 8;
}

// Straight lines from edge to edge of the figure are the photocopier's.
void removeLongLines(cv::Mat& ink) {
  for (const bool upright : {true, false}) {
    const int length = static_cast<int>((upright ? ink.rows : ink.cols) * 0.7);
    cv::Mat lines, wide;
    // A little slant is allowed for by thickening before looking for unbroken runs.
    cv::dilate(ink, wide, cv::getStructuringElement(cv::MORPH_RECT, upright ? cv::Size(5, 3) : cv::Size(3, 5)));
    cv::morphologyEx(wide, lines, cv::MORPH_OPEN,
                     cv::getStructuringElement(cv::MORPH_RECT, upright ? cv::Size(1, length) : cv::Size(length, 1)));
    if (cv::countNonZero(lines) == 0) continue;
    cv::dilate(lines, lines, cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
    ink.setTo(0, lines);
  }
}

}  // namespace

std::vector<PaperMark> readMarks(const Registration& registration, const form::Side& side) {
  std::vector<PaperMark> marks;
  for (const form::Figure& figure : side.figures) {
    const PaperBox around{figure.box.x - aroundMm, figure.box.y - aroundMm, figure.box.w + 2 * aroundMm,
                          figure.box.h + 2 * aroundMm};
    const cv::Point2d corner(around.x, around.y);
    cv::Mat dark = registration.darkness(around, perMm);
    cv::GaussianBlur(dark, dark, {3, 3}, 0);
    const FigureFit fit(dark, figure, corner);
    const cv::Mat printed = printedMask(side, figure, fit, dark.size(), corner);

    const double inkFrom = std::max({18.0, 3.5 * registration.noise(), 0.12 * registration.inkLevel()});
    const Nearness outline(fit, dark, inkFrom);
    cv::Mat ink = dark >= inkFrom;
    removeLongLines(ink);
    ink.setTo(0, printed);

    // Strokes first: specks go before anything is joined, or dirt would join into marks.
    cv::Mat labels, stats, middles;
    int count = cv::connectedComponentsWithStats(ink, labels, stats, middles, 8, CV_32S);
    std::vector<bool> stroke(static_cast<std::size_t>(count), false), speck(static_cast<std::size_t>(count), false);
    std::vector<bool> cut(static_cast<std::size_t>(count), false);
    cv::Mat nearPrint;
    cv::dilate(printed, nearPrint, cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
    std::vector<double> darkest(static_cast<std::size_t>(count), 0);
    for (int y = 0; y < labels.rows; ++y)
      for (int x = 0; x < labels.cols; ++x)
        if (const int label = labels.at<int>(y, x)) {
          if (nearPrint.at<std::uint8_t>(y, x)) cut[static_cast<std::size_t>(label)] = true;
          darkest[static_cast<std::size_t>(label)] =
              std::max<double>(darkest[static_cast<std::size_t>(label)], dark.at<std::uint8_t>(y, x));
        }
    // A stroke across a finger is cut to pieces by its outlines; only what stands free is a speck.
    for (int label = 1; label < count; ++label) {
      const double area = stats.at<int>(label, cv::CC_STAT_AREA) / (perMm * perMm);
      const double wide = stats.at<int>(label, cv::CC_STAT_WIDTH) / perMm,
                   high = stats.at<int>(label, cv::CC_STAT_HEIGHT) / perMm;
      const double across = std::hypot(wide, high), longest = std::max(wide, high);
      stroke[static_cast<std::size_t>(label)] =
          area >= 0.3 && across >= 1.0 && darkest[static_cast<std::size_t>(label)] >= 1.6 * inkFrom;
      speck[static_cast<std::size_t>(label)] = longest <= speckMm && !cut[static_cast<std::size_t>(label)];
    }
    cv::Mat strokes = cv::Mat::zeros(ink.size(), CV_8U), longer = strokes.clone();
    for (int y = 0; y < labels.rows; ++y) {
      for (int x = 0; x < labels.cols; ++x) {
        const auto label = static_cast<std::size_t>(labels.at<int>(y, x));
        if (!stroke[label]) continue;
        strokes.at<std::uint8_t>(y, x) = 255;
        if (!speck[label]) longer.at<std::uint8_t>(y, x) = 255;
      }
    }

    cv::Mat joined;
    const int reach = static_cast<int>(std::lround(joinMm / 2 * perMm));
    cv::dilate(strokes, joined, cv::getStructuringElement(cv::MORPH_ELLIPSE, {2 * reach + 1, 2 * reach + 1}));
    count = cv::connectedComponents(joined, labels, 8, CV_32S);
    for (int label = 1; label < count; ++label) {
      cv::Mat one = (labels == label) & strokes;
      const cv::Rect where = cv::boundingRect(one);
      if (where.empty()) continue;
      const double wMm = where.width / perMm, hMm = where.height / perMm;
      if (std::max(wMm, hMm) < 1.8) continue;
      // Two specks of dirt side by side are still dirt.
      if (cv::countNonZero(one & longer) == 0 || !clearOfOutlines(one, outline)) continue;
      const MarkShape shape = shapeOf(one(where), perMm);
      if (shape.inkMm2 < 0.6) continue;
      const cv::Mat wellClear = one & (outline.far > 2.2 * perMm);
      if (cv::countNonZero(wellClear) < static_cast<int>(perMm * perMm) &&
          isOutlineItself(one, dark, std::min(inkFrom, outline.enough), fit))
        continue;
      const double strength = cv::mean(dark(where), one(where))[0] / std::max(1.0, registration.inkLevel());
      PaperMark mark;
      mark.figure = figure.id;
      mark.xMm = around.x + (where.x + where.width / 2.0) / perMm;
      mark.yMm = around.y + (where.y + where.height / 2.0) / perMm;
      if (mark.xMm < figure.box.x || mark.yMm < figure.box.y || mark.xMm > figure.box.x + figure.box.w ||
          mark.yMm > figure.box.y + figure.box.h)
        continue;
      mark.wMm = wMm;
      mark.hMm = hMm;
      mark.kind = shape.kind;
      const double size = std::clamp((shape.inkMm2 - 0.4) / 1.6, 0.0, 1.0);
      mark.confidence = std::clamp(0.35 + 0.4 * size + 0.5 * std::min(0.5, strength), 0.0, 1.0);
      marks.push_back(mark);
    }
  }
  return marks;
}

}  // namespace pillarbox::page

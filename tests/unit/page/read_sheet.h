// A flat sheet for tests of reading: a small form drawn from its description, and a hand that writes on it in
// millimetres. What lies on it may be moved about, as curl, stretch and bad registration do.
#pragma once

#include <cmath>
#include <functional>
#include <map>
#include <opencv2/imgproc.hpp>
#include <string>
#include <vector>

#include "scanner/form/description.h"
#include "scanner/page/read.h"

namespace pillarbox::page::test {

// Twelve boxes in two columns and six rows, one question of three; a body; a ruled box; a date.
inline form::Side smallSide() {
  form::Side side;
  for (int row = 0; row < 6; ++row) {
    for (int column = 0; column < 2; ++column) {
      form::Tick tick;
      tick.id = std::string(column == 0 ? "left." : "right.") + std::to_string(row);
      tick.box = {20.0 + 90 * column, 40.0 + 9 * row, 5, 5};
      tick.words.english = "Words beside it";
      if (column == 1 && row < 3) {
        tick.group = "one";
        tick.onlyOne = true;
      }
      side.ticks.push_back(tick);
    }
  }
  form::Figure figure;
  figure.id = "front";
  figure.box = {20, 110, 60, 80};
  std::vector<PaperPoint> body;
  for (int n = 0; n <= 90; ++n) {
    const double angle = n * 4 * CV_PI / 180;
    body.push_back({50 + (16 + 5 * std::cos(3 * angle)) * std::cos(angle), 150 + 34 * std::sin(angle)});
  }
  figure.outlines.push_back(body);
  side.figures.push_back(figure);
  form::Field account;
  account.id = "account";
  account.box = {100, 110, 90, 40};
  account.ruledMm = 8;
  side.fields.push_back(account);
  form::Field name;
  name.id = "name";
  name.box = {100, 160, 90, 9};
  side.fields.push_back(name);
  form::Field date;
  date.id = "date";
  date.kind = form::FieldKind::date;
  date.box = {100, 176, 56, 9};
  for (int n = 0; n < 8; ++n) date.cells.push_back({100 + 7.0 * n, 176, 7, 9});
  side.fields.push_back(date);
  side.frames.push_back({{12, 32, 186, 64}, 0.3});
  return side;
}

using Move = std::function<cv::Point2d(cv::Point2d)>;

class Sheet {
 public:
  explicit Sheet(
      form::Side side = smallSide(), Move move = [](cv::Point2d at) { return at; })
      : m_side(std::move(side)), m_move(std::move(move)), m_grey(px(297), px(210), CV_8U, cv::Scalar(255)) {}

  const form::Side& side() const { return m_side; }
  cv::Mat& grey() { return m_grey; }
  const PaperBox& box(const std::string& id) const {
    for (const form::Tick& tick : m_side.ticks)
      if (tick.id == id) return tick.box;
    return m_side.ticks.front().box;
  }

  // A stroke through points in mm. `dark`: 1 black.
  Sheet& stroke(const std::vector<cv::Point2d>& points, double widthMm = 0.5, double dark = 0.85) {
    cv::Mat layer(m_grey.size(), CV_8U, cv::Scalar(255));
    std::vector<cv::Point> at;
    for (std::size_t n = 0; n + 1 < points.size(); ++n) {
      for (int k = 0; k <= 12; ++k) {
        const cv::Point2d moved = m_move(points[n] + (points[n + 1] - points[n]) * (k / 12.0));
        at.emplace_back(static_cast<int>(std::lround(moved.x * perMm() * 16)),
                        static_cast<int>(std::lround(moved.y * perMm() * 16)));
      }
    }
    cv::polylines(layer, at, false, cv::Scalar(255 * (1 - dark)), std::max(1, px(widthMm)), cv::LINE_AA, 4);
    cv::min(m_grey, layer, m_grey);
    return *this;
  }
  Sheet& tick(const PaperBox& b, double dark = 0.85, double widthMm = 0.5) {
    return stroke({{b.x + 0.8, b.y + 2.4}, {b.x + 2, b.y + 4.2}, {b.x + 4.6, b.y + 0.2}}, widthMm, dark);
  }
  Sheet& tick(const std::string& id, double dark = 0.85) { return tick(box(id), dark); }
  Sheet& cross(const PaperBox& b, double beyondMm = -0.8, double dark = 0.85) {
    const double x1 = b.x - beyondMm, y1 = b.y - beyondMm, x2 = b.x + b.w + beyondMm, y2 = b.y + b.h + beyondMm;
    return stroke({{x1, y1}, {x2, y2}}, 0.5, dark).stroke({{x2, y1}, {x1, y2}}, 0.5, dark);
  }

  // Printed after the pen wrote, which for what is read makes no difference. `ink`: 1 black.
  Sheet& print(double ink = 0.95) {
    const auto rectangle = [&](const PaperBox& b, double lineMm) {
      const double h = lineMm / 2;
      stroke({{b.x + h, b.y + h},
              {b.x + b.w - h, b.y + h},
              {b.x + b.w - h, b.y + b.h - h},
              {b.x + h, b.y + b.h - h},
              {b.x + h, b.y + h}},
             lineMm, ink);
    };
    for (const form::Tick& one : m_side.ticks) rectangle(one.box, form::tickLineMm);
    for (const form::Frame& frame : m_side.frames) rectangle(frame.box, frame.thicknessMm);
    for (const form::Field& field : m_side.fields) {
      if (field.cells.empty()) rectangle(field.box, form::fieldLineMm);
      for (const PaperBox& cell : field.cells) rectangle(cell, form::fieldLineMm);
      for (double y = field.box.y + field.ruledMm; field.ruledMm > 0 && y < field.box.y + field.box.h - 1;
           y += field.ruledMm)
        stroke({{field.box.x, y}, {field.box.x + field.box.w, y}}, form::ruleLineMm, ink);
    }
    for (const form::Figure& figure : m_side.figures)
      for (const auto& path : figure.outlines) {
        std::vector<cv::Point2d> points;
        for (const PaperPoint& point : path) points.emplace_back(point.x, point.y);
        stroke(points, figure.thicknessMm, ink);
      }
    return *this;
  }
  // Blur and noise of a camera; black becomes `black`, white becomes `white`.
  Sheet& photograph(double blurMm = 0.1, double noise = 4, double black = 30, double white = 235) {
    cv::GaussianBlur(m_grey, m_grey, {}, blurMm * perMm());
    cv::Mat values, grain(m_grey.size(), CV_32F);
    m_grey.convertTo(values, CV_32F, (white - black) / 255, black);
    cv::RNG random(42);
    random.fill(grain, cv::RNG::NORMAL, 0, noise);
    cv::Mat(values + grain).convertTo(m_grey, CV_8U);
    return *this;
  }

  Flat flat() const {
    Flat flat;
    flat.grey = m_grey;
    flat.raw = m_grey;
    flat.dpi = dpi;
    flat.widthMm = 210;
    flat.heightMm = 297;
    flat.toMm = (cv::Mat_<double>(3, 3) << 1 / perMm(), 0, 0.5 / perMm(), 0, 1 / perMm(), 0.5 / perMm(), 0, 0, 1);
    return flat;
  }
  FormReading read() const { return readForm(flat(), m_side, {}); }
  std::map<std::string, TickState> states() const {
    std::map<std::string, TickState> states;
    for (const PaperTick& one : read().ticks) states[one.id] = one.state;
    return states;
  }

 private:
  static constexpr double dpi = 200;
  static double perMm() { return dpi / 25.4; }
  static int px(double mm) { return static_cast<int>(std::lround(mm * perMm())); }

  form::Side m_side;
  Move m_move;
  cv::Mat m_grey;
};

}  // namespace pillarbox::page::test

#include "tests/support/paper/camera.h"

#include <numbers>
#include <opencv2/imgproc.hpp>

namespace pillarbox::support {
namespace {

constexpr double mmPerInch = 25.4;
constexpr double midX = form::a4WidthMm / 2, midY = form::a4HeightMm / 2;
constexpr int gridStep = 8;  // pixels; between them the map is as good as straight

cv::Matx33d turnAbout(int axis, double degrees) {
  const double c = std::cos(degrees * std::numbers::pi / 180), s = std::sin(degrees * std::numbers::pi / 180);
  if (axis == 0) return {1, 0, 0, 0, c, -s, 0, s, c};
  if (axis == 1) return {c, 0, s, 0, 1, 0, -s, 0, c};
  return {c, -s, 0, s, c, 0, 0, 0, 1};
}

Bend anyBend(Difficulty difficulty, Dice& dice) {
  const bool hard = difficulty == Difficulty::hard;
  Bend bend;
  if (dice.chance(hard ? 0.7 : 0.45)) {
    bend.curlMm = dice.in(hard ? 3 : 0.5, hard ? 14 : 6) * (dice.chance(0.5) ? 1 : -1);
    bend.curlAngle = dice.chance(0.7) ? (dice.chance(0.5) ? 0 : 90) + dice.in(-10, 10) : dice.in(0, 180);
  }
  if (dice.chance(hard ? 0.3 : 0.15)) bend.foldMm = dice.in(0.5, hard ? 7 : 2.5), bend.foldAt = dice.in(0.3, 0.7);
  if (dice.chance(hard ? 0.4 : 0.2)) bend.corner = dice.whole(0, 3), bend.cornerMm = dice.in(1, hard ? 14 : 5);
  return bend;
}

}  // namespace

double Bend::height(double x, double y) const {
  const double u = (x - midX) / midY, v = (y - midY) / midY;
  const double angle = curlAngle * std::numbers::pi / 180;
  const double t = u * std::cos(angle) + v * std::sin(angle);
  double up = curlMm * (curlMm > 0 ? 1 - t * t : -t * t);  // the middle bulges, or the rims lift
  if (curlMm < 0) up = -curlMm * t * t;
  const double fold = (foldAt - 0.5) * 2;
  up += foldMm * std::max(0.0, 1 - std::abs(v - fold) / 0.5);
  if (corner >= 0) {
    const double cornerX = corner == 1 || corner == 2 ? form::a4WidthMm : 0,
                 cornerY = corner >= 2 ? form::a4HeightMm : 0;
    const double near = std::max(0.0, 1 - std::hypot(x - cornerX, y - cornerY) / 70);
    up += cornerMm * near * near;
  }
  return up;
}

Camera::Camera(cv::Size size, int turns, Difficulty difficulty, Dice& dice) : m_size(size) {
  const bool hard = difficulty == Difficulty::hard;
  const double longer = std::max(size.width, size.height);
  m_focal = longer * dice.in(0.75, 1.2);
  m_lens = dice.bounded(hard ? 0.03 : 0.012, hard ? 0.07 : 0.03);
  m_bend = anyBend(difficulty, dice);
  const double most = hard ? 42 : 30;
  m_tilt = std::min(most, std::abs(dice.normal(hard ? 22 : 12)));
  const double direction = dice.in(0, 360);
  m_turn = turnAbout(0, m_tilt * std::sin(direction * std::numbers::pi / 180)) *
           turnAbout(1, m_tilt * std::cos(direction * std::numbers::pi / 180)) *
           turnAbout(2, turns * 90 + dice.bounded(hard ? 9 : 4, hard ? 30 : 12));
  frame(dice.in(hard ? 0.6 : 0.78, 0.96), {dice.in(-1, 1), dice.in(-1, 1)});
}

void Camera::frame(double fill, cv::Point2d off) {
  m_away = {0, 0, 400};
  for (int round = 0; round < 8; ++round) {
    cv::Point2d low{1e9, 1e9}, high{-1e9, -1e9};
    for (int i = 0; i < 16; ++i) {  // the rim, as bent
      const double t = (i % 4) / 4.0;
      const double x = form::a4WidthMm * (i < 4 ? t : i < 8 ? 1 : i < 12 ? 1 - t : 0);
      const double y = form::a4HeightMm * (i < 4 ? 0 : i < 8 ? t : i < 12 ? 1 : 1 - t);
      const cv::Point2d at = pixel(x, y);
      low = {std::min(low.x, at.x), std::min(low.y, at.y)};
      high = {std::max(high.x, at.x), std::max(high.y, at.y)};
    }
    const double share = std::max((high.x - low.x) / m_size.width, (high.y - low.y) / m_size.height);
    m_away[2] *= share / fill;
    const cv::Point2d room{(m_size.width - (high.x - low.x)) / 2 * 0.9, (m_size.height - (high.y - low.y)) / 2 * 0.9};
    const cv::Point2d wanted{m_size.width / 2.0 + off.x * room.x, m_size.height / 2.0 + off.y * room.y};
    const cv::Point2d now = (low + high) / 2;
    m_away[0] += (wanted.x - now.x) * m_away[2] / m_focal;
    m_away[1] += (wanted.y - now.y) * m_away[2] / m_focal;
  }
}

cv::Point2d Camera::projected(double x, double y, double height) const {
  const cv::Vec3d at = m_turn * cv::Vec3d(x - midX, y - midY, -height) + m_away;
  const double u = at[0] / at[2], v = at[1] / at[2];
  const double bulge = 1 + m_lens * (u * u + v * v);
  return {m_focal * u * bulge + m_size.width / 2.0, m_focal * v * bulge + m_size.height / 2.0};
}

cv::Point2d Camera::pixel(double x, double y) const {
  return projected(x, y, m_bend.height(x, y));
}

cv::Point2d Camera::onSheet(cv::Point2d pixel) const {
  const cv::Point2d distorted{(pixel.x - m_size.width / 2.0) / m_focal, (pixel.y - m_size.height / 2.0) / m_focal};
  cv::Point2d ray = distorted;
  for (int i = 0; i < 4; ++i) ray = distorted / (1 + m_lens * ray.dot(ray));
  const cv::Vec3d direction = m_turn.t() * cv::Vec3d(ray.x, ray.y, 1);
  const cv::Vec3d eye = -(m_turn.t() * m_away);
  double height = 0;
  cv::Point2d at;
  for (int i = 0; i < 5; ++i) {
    const double along = (-height - eye[2]) / direction[2];
    at = {eye[0] + along * direction[0] + midX, eye[1] + along * direction[1] + midY};
    height = m_bend.height(std::clamp(at.x, 0.0, form::a4WidthMm), std::clamp(at.y, 0.0, form::a4HeightMm));
  }
  return at;
}

void Camera::inverse(double dpi, cv::Mat& mapX, cv::Mat& mapY) const {
  const cv::Size grid{m_size.width / gridStep + 2, m_size.height / gridStep + 2};
  cv::Mat coarseX(grid, CV_32FC1), coarseY(grid, CV_32FC1);
  const double scale = dpi / mmPerInch;
  for (int y = 0; y < grid.height; ++y) {
    for (int x = 0; x < grid.width; ++x) {
      const cv::Point2d at = onSheet({x * static_cast<double>(gridStep), y * static_cast<double>(gridStep)});
      coarseX.at<float>(y, x) = static_cast<float>(at.x * scale - 0.5);
      coarseY.at<float>(y, x) = static_cast<float>(at.y * scale - 0.5);
    }
  }
  // Pixel (x, y) lies exactly at grid (x, y) / gridStep: an affine enlargement, not cv::resize's centres.
  const cv::Matx23d enlarge{gridStep, 0, 0, 0, gridStep, 0};
  cv::warpAffine(coarseX, mapX, enlarge, m_size, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
  cv::warpAffine(coarseY, mapY, enlarge, m_size, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
}

page::Corners Camera::corners() const {
  return {pixel(0, 0), pixel(form::a4WidthMm, 0), pixel(form::a4WidthMm, form::a4HeightMm), pixel(0, form::a4HeightMm)};
}

double Camera::pixelsPerMm() const {
  const double area =
      std::abs(cv::contourArea(std::vector<cv::Point2f>{corners()[0], corners()[1], corners()[2], corners()[3]}));
  return std::sqrt(area / (form::a4WidthMm * form::a4HeightMm));
}

}  // namespace pillarbox::support

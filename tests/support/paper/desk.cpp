#include "tests/support/paper/desk.h"

#include <opencv2/imgproc.hpp>

namespace pillarbox::support {
namespace {

cv::Scalar colour(double blue, double green, double red) {
  return {blue, green, red};
}
cv::Scalar anyColour(Dice& dice) {
  return {dice.in(20, 230), dice.in(20, 230), dice.in(20, 230)};
}

// Smooth noise of a given grain, -1 to 1 or so, CV_32FC1.
cv::Mat cloud(cv::Size size, int cells, int stretch, Dice& dice) {
  cv::Mat small(std::max(2, cells * size.height / size.width), std::max(2, cells / stretch), CV_32FC1);
  cv::RNG noise(dice.bits());
  noise.fill(small, cv::RNG::NORMAL, 0, 0.5);
  cv::Mat big;
  cv::resize(small, big, size, 0, 0, cv::INTER_CUBIC);
  return big;
}

cv::Mat shaded(const cv::Scalar& base, const cv::Mat& pattern, double amount) {
  cv::Mat out(pattern.size(), CV_8UC3);
  for (int y = 0; y < out.rows; ++y) {
    const auto* shade = pattern.ptr<float>(y);
    auto* row = out.ptr<cv::Vec3b>(y);
    for (int x = 0; x < out.cols; ++x) {
      for (int c = 0; c < 3; ++c) row[x][c] = cv::saturate_cast<std::uint8_t>(base[c] * (1 + amount * shade[x]));
    }
  }
  return out;
}

cv::Mat wood(cv::Size size, Dice& dice) {
  const bool pale = dice.chance(0.5);
  const cv::Scalar base = pale ? colour(dice.in(110, 150), dice.in(160, 190), dice.in(195, 220))
                               : colour(dice.in(40, 70), dice.in(65, 100), dice.in(90, 140));
  cv::Mat grain = cloud(size, 260, 26, dice) * 0.6 + cloud(size, 60, 6, dice);
  cv::Mat out = shaded(base, grain, 0.14);
  if (dice.chance(0.5)) {  // boards
    const int board = size.height / dice.whole(3, 7);
    for (int y = dice.whole(0, board); y < size.height; y += board) {
      cv::line(out, {0, y}, {size.width, y}, base * 0.5, std::max(1, size.height / 500));
    }
  }
  if (dice.chance(0.5)) cv::rotate(out.clone(), out, cv::ROTATE_180);
  return out;
}

cv::Mat checks(cv::Size size, Dice& dice) {
  const cv::Scalar one = anyColour(dice), two = dice.chance(0.5) ? cv::Scalar(235, 238, 240) : anyColour(dice);
  const double pitch = std::max(size.width, size.height) / dice.in(12, 50), angle = dice.in(0, 1.57);
  const double c = std::cos(angle) / pitch, s = std::sin(angle) / pitch;
  const bool stripes = dice.chance(0.3);
  cv::Mat out(size, CV_8UC3);
  for (int y = 0; y < size.height; ++y) {
    auto* row = out.ptr<cv::Vec3b>(y);
    for (int x = 0; x < size.width; ++x) {
      const bool a = (cvFloor(x * c + y * s) & 1) != 0, b = !stripes && (cvFloor(y * c - x * s) & 1) != 0;
      const double share = a == b ? (a ? 1.0 : 0.0) : 0.5;
      for (int i = 0; i < 3; ++i) row[x][i] = cv::saturate_cast<std::uint8_t>(one[i] * share + two[i] * (1 - share));
    }
  }
  return out;
}

void turnedBox(cv::Mat& picture, cv::Point2d middle, cv::Size2d size, double degrees, const cv::Scalar& fill) {
  cv::Point2f corners[4];
  cv::RotatedRect(middle, cv::Size2f(size), static_cast<float>(degrees)).points(corners);
  std::vector<cv::Point> polygon;
  for (const cv::Point2f& corner : corners) polygon.push_back(corner);
  cv::fillConvexPoly(picture, polygon, fill, cv::LINE_AA);
}

void thing(cv::Mat& picture, cv::Point2d at, double size, Dice& dice) {
  const double degrees = dice.in(0, 180);
  switch (dice.whole(0, 4)) {
    case 0:  // a pen
      turnedBox(picture, at, {size, size * 0.07}, degrees, anyColour(dice));
      break;
    case 1:  // a cup
      cv::circle(picture, at, cvRound(size * 0.4), anyColour(dice), cv::FILLED, cv::LINE_AA);
      cv::circle(picture, at, cvRound(size * 0.33), colour(20, 40, 60), cv::FILLED, cv::LINE_AA);
      break;
    case 2: {  // another paper, written on
      const double grey = dice.in(205, 245);
      turnedBox(picture, at, {size, size * 0.7}, degrees, cv::Scalar(grey, grey, grey));
      for (int i = -3; i <= 3; ++i) {
        const double angle = degrees * 3.14159 / 180;
        const cv::Point2d across{-std::sin(angle), std::cos(angle)}, along{std::cos(angle), std::sin(angle)};
        const cv::Point2d middle = at + across * (size * 0.09 * i);
        cv::line(picture, middle - along * (size * 0.4), middle + along * (size * dice.in(0.1, 0.4)),
                 colour(90, 80, 80), 2, cv::LINE_AA);
      }
      break;
    }
    case 3:
      turnedBox(picture, at, {size * 1.2, size * 0.8}, degrees, anyColour(dice));
      break;  // a book
    default:
      cv::ellipse(picture, {at, cv::Size2f(cv::Size2d(size, size * 0.5)), static_cast<float>(degrees)}, anyColour(dice),
                  cv::FILLED, cv::LINE_AA);
  }
}

}  // namespace

std::string_view deskName(Desk desk) {
  switch (desk) {
    case Desk::wood:
      return "wood";
    case Desk::pale:
      return "pale desk";
    case Desk::dark:
      return "dark desk";
    case Desk::cloth:
      return "patterned cloth";
    case Desk::stone:
      return "speckled top";
    case Desk::plain:
      return "plain";
  }
  return "";
}

Desk anyDesk(Dice& dice) {
  return static_cast<Desk>(dice.weighted(std::array{0.34, 0.2, 0.14, 0.1, 0.12, 0.1}));
}

cv::Mat drawDesk(Desk desk, cv::Size size, Dice& dice) {
  const cv::Size half{size.width / 2, size.height / 2};
  cv::Mat out;
  switch (desk) {
    case Desk::wood:
      out = wood(half, dice);
      break;
    case Desk::pale: {
      const double grey = dice.in(195, 240);
      out = shaded(colour(grey * dice.in(0.93, 1.02), grey, grey), cloud(half, 12, 1, dice), 0.03);
      break;
    }
    case Desk::dark: {
      const double grey = dice.in(18, 70);
      out = shaded(colour(grey * dice.in(0.7, 1.2), grey, grey), cloud(half, 30, 1, dice), 0.12);
      break;
    }
    case Desk::cloth:
      out = checks(half, dice);
      break;
    case Desk::stone: {
      const double grey = dice.in(90, 200);
      out = shaded(colour(grey * 0.95, grey, grey), cloud(half, std::max(60, half.width / 5), 1, dice), 0.2);
      break;
    }
    case Desk::plain:
      out = shaded(anyColour(dice), cloud(half, 8, 1, dice), 0.05);
      break;
  }
  cv::resize(out, out, size, 0, 0, cv::INTER_LINEAR);
  return out;
}

void clutter(cv::Mat& picture, int things, const std::vector<cv::Point2f>& keepOut, Dice& dice) {
  for (int i = 0; i < things; ++i) {
    const cv::Point2d at{dice.in(0, picture.cols), dice.in(0, picture.rows)};
    const double size = std::max(picture.cols, picture.rows) * dice.in(0.06, 0.3);
    const double room = keepOut.empty() ? -size : cv::pointPolygonTest(keepOut, cv::Point2f(at), true);
    if (room < -size * 0.15) thing(picture, at, size, dice);  // the sheet is put on top of what reaches under it
  }
}

void hand(cv::Mat& picture, cv::Mat& covered, cv::Point2d tip, cv::Point2d from, double width, Dice& dice) {
  // Skin from pale to dark (BGR), lit from one side.
  const double tone = dice.unit();
  const cv::Scalar skin = colour(180 - 130 * tone, 200 - 130 * tone, 235 - 130 * tone);
  cv::Mat mask = cv::Mat::zeros(picture.size(), CV_8UC1);
  const cv::Point2d along = (from - tip) / std::max(1.0, cv::norm(from - tip));
  const cv::Point2d across{-along.y, along.x};
  std::vector<cv::Point> outline;
  const double half = width / 2;
  for (int i = -9; i <= 9; ++i) {
    const double angle = i * 3.14159 / 18;
    outline.push_back(tip + along * (half * (1 - std::cos(angle))) + across * (half * std::sin(angle)));
  }
  const double wider = half * dice.in(1.1, 1.6);
  outline.push_back(from + across * wider);
  outline.push_back(from - across * wider);
  cv::fillPoly(mask, std::vector<std::vector<cv::Point>>{outline}, cv::Scalar(255), cv::LINE_AA);
  const cv::Rect area = cv::boundingRect(outline) & cv::Rect({0, 0}, picture.size());
  if (area.empty()) return;
  cv::GaussianBlur(mask(area), mask(area), {}, std::max(0.6, width / 40));
  const double phase = dice.in(-0.3, 0.3);
  for (int y = area.y; y < area.y + area.height; ++y) {
    const auto* cover = mask.ptr<std::uint8_t>(y);
    auto* row = picture.ptr<cv::Vec3b>(y);
    for (int x = area.x; x < area.x + area.width; ++x) {
      if (cover[x] == 0) continue;
      const double side = (cv::Point2d(x, y) - tip).dot(across) / half;
      const double light = 1 - 0.25 * (side + phase) * (side + phase), share = cover[x] / 255.0;
      for (int c = 0; c < 3; ++c) {
        row[x][c] = cv::saturate_cast<std::uint8_t>(row[x][c] * (1 - share) + skin[c] * light * share);
      }
    }
  }
  const cv::Point2d nail = tip + along * (half * 0.9);
  cv::ellipse(picture,
              {nail, cv::Size2f(cv::Size2d(width * 0.6, width * 0.45)),
               static_cast<float>(std::atan2(along.y, along.x) * 57.29578)},
              skin * 1.1, cv::FILLED, cv::LINE_AA);
  cv::max(covered, mask, covered);
}

std::string_view notFormName(NotForm kind) {
  switch (kind) {
    case NotForm::desk:
      return "desk";
    case NotForm::book:
      return "book";
    case NotForm::screen:
      return "screen";
    case NotForm::keyboard:
      return "keyboard";
    case NotForm::checkedCloth:
      return "checked cloth";
    case NotForm::blankTable:
      return "blank table";
    case NotForm::arm:
      return "arm";
    case NotForm::magazine:
      return "magazine";
  }
  return "";
}

cv::Mat drawNotForm(NotForm kind, cv::Size size, Dice& dice) {
  cv::Mat out = drawDesk(anyDesk(dice), size, dice);
  const cv::Point2d middle{size.width * dice.in(0.4, 0.6), size.height * dice.in(0.4, 0.6)};
  const double unit = std::min(size.width, size.height);
  const auto words = [&](cv::Point2d at, double height, const cv::Scalar& ink) {
    constexpr std::array texts{"GARDEN", "News", "Maths 4", "Atlas", "READ", "Term 2", "Menu"};
    cv::putText(out, texts[static_cast<std::size_t>(dice.whole(0, 6))], at, cv::FONT_HERSHEY_DUPLEX, height / 22, ink,
                std::max(1, cvRound(height / 9)), cv::LINE_AA);
  };
  switch (kind) {
    case NotForm::desk:
      clutter(out, dice.whole(3, 9), {}, dice);
      break;
    case NotForm::book:
    case NotForm::magazine: {
      const double w = unit * dice.in(0.5, 0.75), h = w * dice.in(1.25, 1.5);
      const cv::Scalar cover = anyColour(dice);
      turnedBox(out, middle, {w, std::min(h, unit * 0.95)}, dice.bounded(8, 20), cover);
      cv::circle(out, middle, cvRound(unit * dice.in(0.08, 0.18)), anyColour(dice), cv::FILLED, cv::LINE_AA);
      for (int i = 0; i < (kind == NotForm::book ? 2 : 12); ++i) {
        words(middle + cv::Point2d{dice.in(-0.25, 0) * unit, dice.in(-0.35, 0.35) * unit}, unit * dice.in(0.02, 0.07),
              anyColour(dice));
      }
      break;
    }
    case NotForm::screen: {
      out.setTo(colour(28, 26, 25));
      const cv::Rect glass(cvRound(size.width * 0.06), cvRound(size.height * 0.08), cvRound(size.width * 0.88),
                           cvRound(size.height * 0.8));
      out(glass).setTo(anyColour(dice));
      for (int i = 0; i < dice.whole(2, 5); ++i) {
        const cv::Rect window =
            cv::Rect(glass.x + dice.whole(0, glass.width / 2), glass.y + dice.whole(0, glass.height / 2),
                     glass.width / dice.whole(2, 4), glass.height / dice.whole(2, 4)) &
            glass;
        const double grey = dice.chance(0.5) ? dice.in(225, 255) : dice.in(25, 60);
        out(window).setTo(cv::Scalar(grey, grey, grey));
        cv::rectangle(out, {window.x, window.y, window.width, std::max(4, window.height / 12)}, anyColour(dice),
                      cv::FILLED);
        for (int line = 2; line < 10; ++line) {
          const int y = window.y + window.height * line / 11;
          cv::line(out, {window.x + window.width / 20, y}, {window.x + cvRound(window.width * dice.in(0.3, 0.9)), y},
                   cv::Scalar::all(128), std::max(1, window.height / 90));
        }
      }
      break;
    }
    case NotForm::keyboard: {
      const double key = size.width / dice.in(16, 22), dark = dice.chance(0.7) ? dice.in(15, 60) : dice.in(190, 235);
      for (int row = 0; row < 6; ++row) {
        for (int column = 0; column < 15; ++column) {
          const cv::Point2d at{size.width * 0.05 + key * (column + 0.3 * row), size.height * 0.25 + key * 1.05 * row};
          cv::rectangle(out, cv::Rect2d(at.x, at.y, key * 0.9, key * 0.9), cv::Scalar::all(dark), cv::FILLED);
          cv::putText(out, std::string(1, static_cast<char>('A' + (row * 15 + column) % 26)),
                      at + cv::Point2d{key * 0.25, key * 0.6}, cv::FONT_HERSHEY_SIMPLEX, key / 50,
                      cv::Scalar::all(dark > 128 ? 30 : 220), 1, cv::LINE_AA);
        }
      }
      break;
    }
    case NotForm::checkedCloth:
      out = checks(size, dice);
      break;
    case NotForm::blankTable:
      break;
    case NotForm::arm: {
      cv::Mat covered = cv::Mat::zeros(size, CV_8UC1);
      hand(out, covered, middle, {dice.in(0, size.width), static_cast<double>(size.height) + unit * 0.2},
           unit * dice.in(0.15, 0.3), dice);
      break;
    }
  }
  return out;
}

}  // namespace pillarbox::support

#include "tests/unit/badge/printed.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#ifndef ZX_USE_UTF8
#define ZX_USE_UTF8 1
#endif
#include <ZXing/BarcodeFormat.h>
#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>

namespace pillarbox::badge::printed {
namespace {

ZXing::BarcodeFormat zxingFormat(Format format) {
  switch (format) {
    case Format::qrCode:
      return ZXing::BarcodeFormat::QRCode;
    case Format::code128:
      return ZXing::BarcodeFormat::Code128;
    case Format::code39:
      return ZXing::BarcodeFormat::Code39;
    case Format::dataMatrix:
      return ZXing::BarcodeFormat::DataMatrix;
  }
  return ZXing::BarcodeFormat::QRCode;
}

}  // namespace

cv::Mat code(Format format, const std::string& text, int module, int height) {
  ZXing::MultiFormatWriter writer(zxingFormat(format));
  writer.setMargin(0).setEccLevel(format == Format::qrCode ? 4 : -1);
  const bool linear = format == Format::code128 || format == Format::code39;
  const ZXing::BitMatrix bits = writer.encode(text, 0, linear ? 1 : 0);
  const int quiet = linear ? 10 : 4;
  cv::Mat modules(linear ? 1 : bits.height() + 2 * quiet, bits.width() + 2 * quiet, CV_8UC1, cv::Scalar(255));
  for (int y = 0; y < (linear ? 1 : bits.height()); ++y) {
    for (int x = 0; x < bits.width(); ++x) {
      if (bits.get(x, y)) modules.at<std::uint8_t>(y + (linear ? 0 : quiet), x + quiet) = 0;
    }
  }
  cv::Mat card;
  cv::resize(modules, card, {modules.cols * module, linear ? height : modules.rows * module}, 0, 0, cv::INTER_NEAREST);
  if (linear) cv::copyMakeBorder(card, card, 12, 12, 0, 0, cv::BORDER_CONSTANT, 255);
  return card;
}

cv::Mat shown(const cv::Mat& card, const Place& place) {
  cv::Mat turn = cv::getRotationMatrix2D({static_cast<float>(card.cols - 1) / 2, static_cast<float>(card.rows - 1) / 2},
                                         place.degrees, place.size);
  turn.at<double>(0, 2) += place.x - (card.cols - 1) / 2.0;
  turn.at<double>(1, 2) += place.y - (card.rows - 1) / 2.0;
  cv::Mat picture(place.height, place.width, CV_8UC1, cv::Scalar(place.desk));
  const int how = place.size < 0.7 ? cv::INTER_AREA : cv::INTER_LINEAR;
  cv::warpAffine(card, picture, turn, picture.size(), how, cv::BORDER_TRANSPARENT);
  return picture;
}

cv::Mat both(const cv::Mat& one, const cv::Mat& other) {
  cv::Mat left = shown(one, {.width = 640, .x = 320}), right = shown(other, {.width = 640, .x = 320}), picture;
  cv::hconcat(left, right, picture);
  return picture;
}

cv::Mat blurred(const cv::Mat& picture, double sigma) {
  cv::Mat out;
  cv::GaussianBlur(picture, out, {}, sigma);
  return out;
}

cv::Mat noisy(const cv::Mat& picture, double sigma, std::uint64_t seed) {
  cv::Mat noise(picture.size(), CV_16SC1), wide;
  cv::RNG(seed).fill(noise, cv::RNG::NORMAL, 0, sigma);
  picture.convertTo(wide, CV_16SC1);
  wide += noise;
  cv::Mat out;
  wide.convertTo(out, CV_8UC1);
  return out;
}

cv::Mat paler(const cv::Mat& picture, double contrast) {
  cv::Mat out;
  picture.convertTo(out, CV_8UC1, contrast, 128 * (1 - contrast));
  return out;
}

cv::Mat negative(const cv::Mat& picture) {
  cv::Mat out;
  cv::bitwise_not(picture, out);
  return out;
}

cv::Mat withGlare(const cv::Mat& picture, double x, double y, double radius) {
  cv::Mat out = picture.clone();
  for (int row = 0; row < out.rows; ++row) {
    for (int column = 0; column < out.cols; ++column) {
      const double far = std::hypot(column - x, row - y) / radius;
      std::uint8_t& pixel = out.at<std::uint8_t>(row, column);
      pixel = cv::saturate_cast<std::uint8_t>(pixel + 400 * std::exp(-far * far * 2));
    }
  }
  return out;
}

cv::Mat nothing(int kind, std::uint64_t seed, int width, int height) {
  cv::RNG random(seed * 7919 + 17);
  cv::Mat picture(height, width, CV_8UC1, cv::Scalar(random.uniform(60, 220)));
  const double turn = random.uniform(0, 180);
  switch (kind % 5) {
    case 0: {  // a table: grain along one line
      cv::Mat grain(height, width, CV_8UC1);
      random.fill(grain, cv::RNG::NORMAL, 140, 45);
      cv::blur(grain, picture, {random.uniform(20, 60), random.uniform(1, 4)});
      cv::normalize(picture, picture, random.uniform(20, 90), random.uniform(150, 250), cv::NORM_MINMAX);
      break;
    }
    case 1:  // books on a shelf: upright spines of any width
      for (int x = 0; x < width;) {
        const int wide = random.uniform(4, 40);
        cv::rectangle(picture, {x, random.uniform(0, 60), wide, height}, random.uniform(10, 250), cv::FILLED);
        x += wide;
      }
      break;
    case 2:  // a keyboard
      for (int y = 10; y < height; y += 34) {
        for (int x = random.uniform(0, 15); x < width; x += 36) {
          cv::rectangle(picture, {x, y, 28, 26}, random.uniform(15, 60), cv::FILLED);
          cv::putText(picture, std::string(1, static_cast<char>('A' + random.uniform(0, 26))), {x + 7, y + 19},
                      cv::FONT_HERSHEY_SIMPLEX, 0.5, 230);
        }
      }
      break;
    case 3:  // a printed page
      picture.setTo(235);
      for (int y = 20; y < height; y += 18) {
        std::string line;
        while (line.size() < 60) line += static_cast<char>(random.uniform(0, 6) == 0 ? ' ' : random.uniform('a', 'z'));
        cv::putText(picture, line, {10, y}, cv::FONT_HERSHEY_SIMPLEX, 0.5, 30);
      }
      break;
    default:  // a striped shirt or a blind: bars of two widths, as a code has
      picture.setTo(240);
      for (int x = 20; x < width - 20;) {
        const int wide = random.uniform(0, 3) == 0 ? 6 : 2;
        cv::rectangle(picture, {x, 40, wide, height - 80}, 15, cv::FILLED);
        x += wide + (random.uniform(0, 3) == 0 ? 6 : 2);
      }
  }
  if (kind % 5 != 3)
    picture = shown(picture, {.width = width, .height = height, .x = width / 2.0, .y = height / 2.0, .degrees = turn});
  return noisy(blurred(picture, random.uniform(0.5, 1.5)), random.uniform(1, 12), seed);
}

TEST(PrintedCodes, HaveTheSizeOfTheirModules) {
  EXPECT_EQ(code(Format::qrCode, "A", 1).cols, 21 + 8);
  // Start, three characters, check, stop: 11 modules each and 2 at the end.
  EXPECT_EQ(code(Format::code128, "ABC", 1).cols, 6 * 11 + 2 + 20);
}

}  // namespace pillarbox::badge::printed

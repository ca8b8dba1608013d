#include "tests/support/paper/optics.h"

#include <turbojpeg.h>

#include <memory>
#include <opencv2/imgproc.hpp>

namespace pillarbox::support {
namespace {

// The light on each part of the picture, 1/16 of its size, CV_32FC1.
cv::Mat lightMap(cv::Size size, const Optics& optics, Dice& dice) {
  cv::Mat light(std::max(8, size.height / 16), std::max(8, size.width / 16), CV_32FC1);
  const double cosine = std::cos(optics.gradientAngle), sine = std::sin(optics.gradientAngle);
  for (int y = 0; y < light.rows; ++y) {
    for (int x = 0; x < light.cols; ++x) {
      const double u = 2.0 * x / light.cols - 1, v = 2.0 * y / light.rows - 1;
      const double value = optics.exposure * (1 - optics.gradient * (0.5 + 0.5 * (u * cosine + v * sine) / 1.4)) *
                           (1 - optics.vignette * (u * u + v * v) / 2);
      light.at<float>(y, x) = static_cast<float>(value);
    }
  }
  for (int i = 0; i < optics.shadows; ++i) {  // of an arm or a head: a soft band that reaches in from a side
    cv::Mat shade(light.size(), CV_32FC1, cv::Scalar(1));
    const cv::Point2d from{dice.in(-0.2, 1.2) * light.cols, dice.chance(0.5) ? -0.1 * light.rows : 1.1 * light.rows};
    const cv::Point2d to{dice.in(0.1, 0.9) * light.cols, dice.in(0.2, 0.8) * light.rows};
    const double width = dice.in(0.1, 0.35) * light.cols;
    cv::line(shade, from, to, cv::Scalar(1 - optics.shadowDepth), std::max(1, cvRound(width)), cv::LINE_AA);
    if (dice.chance(0.5)) cv::circle(shade, to, cvRound(width * 0.8), cv::Scalar(1 - optics.shadowDepth), cv::FILLED);
    cv::GaussianBlur(shade, shade, {}, light.cols * dice.in(0.008, 0.06));
    cv::multiply(light, shade, light);
  }
  return light;
}

cv::Mat noiseTile(double sigma, Dice& dice) {
  cv::Mat tile(512, 1024, CV_32FC1);
  cv::RNG random(dice.bits());
  random.fill(tile, cv::RNG::NORMAL, 0, sigma);
  return tile;
}

void motionBlur(cv::Mat& picture, double length, double angle) {
  const int size = std::max(3, cvCeil(length) | 1);
  cv::Mat kernel = cv::Mat::zeros(size, size, CV_32FC1);
  const cv::Point2d middle{size / 2.0 - 0.5, size / 2.0 - 0.5};
  const cv::Point2d along{std::cos(angle) * length / 2, std::sin(angle) * length / 2};
  for (int i = -20; i <= 20; ++i) {
    const cv::Point2d at = middle + along * (i / 20.0);
    kernel.at<float>(std::clamp(cvRound(at.y), 0, size - 1), std::clamp(cvRound(at.x), 0, size - 1)) += 1;
  }
  kernel /= cv::sum(kernel)[0];
  cv::filter2D(picture, picture, -1, kernel, {-1, -1}, 0, cv::BORDER_REPLICATE);
}

std::string figure(double value) {
  return std::to_string(value).substr(0, 4);
}

}  // namespace

std::string Optics::says() const {
  return "blur " + figure(blur) + (motion > 0 ? ", motion " + figure(motion) : "") + ", light " + figure(exposure) +
         "-" + figure(gradient) + (shadows > 0 ? ", shadow " + figure(shadowDepth) : "") +
         (glare > 0 ? ", glare " + figure(glare) : "") + ", noise " + figure(noise) + ", jpeg " +
         std::to_string(jpegQuality);
}

Optics anyOptics(Difficulty difficulty, double pixelsPerMm, Dice& dice) {
  const bool hard = difficulty == Difficulty::hard;
  Optics optics;
  optics.exposure = dice.in(hard ? 0.45 : 0.7, 1.05);
  optics.gradient = dice.in(0, hard ? 0.65 : 0.35), optics.gradientAngle = dice.in(0, 6.28);
  optics.vignette = dice.in(0, hard ? 0.45 : 0.25);
  if (dice.chance(hard ? 0.6 : 0.3))
    optics.shadows = dice.whole(1, 2), optics.shadowDepth = dice.in(0.15, hard ? 0.65 : 0.4);
  if (dice.chance(hard ? 0.5 : 0.15)) {
    optics.glare = dice.in(15, hard ? 220 : 60), optics.glareSize = dice.in(0.04, 0.16);
    optics.glareAt = {dice.in(0.1, 0.9), dice.in(0.1, 0.9)};
  }
  // 0.13 mm on paper is what an eye still calls sharp at arm's length; a sensor adds half a pixel of its own.
  optics.blur = std::hypot(0.45, pixelsPerMm * dice.in(0, hard ? 0.3 : 0.13));
  if (dice.chance(hard ? 0.4 : 0.25)) {
    optics.motion = pixelsPerMm * dice.in(0.05, hard ? 1.1 : 0.3), optics.motionAngle = dice.in(0, 6.28);
  }
  optics.noise = dice.in(1, hard ? 11 : 5);
  const double warm = dice.bounded(hard ? 0.1 : 0.05, 0.2);
  optics.balance = {1 - warm, 1, 1 + warm};
  optics.jpegQuality = dice.whole(hard ? 50 : 70, 95);
  return optics;
}

void expose(cv::Mat& picture, const Optics& optics, Dice& dice) {
  if (optics.blur > 0.3) cv::GaussianBlur(picture, picture, {}, optics.blur);
  if (optics.motion > 1) motionBlur(picture, optics.motion, optics.motionAngle);
  cv::Mat light;
  cv::resize(lightMap(picture.size(), optics, dice), light, picture.size(), 0, 0, cv::INTER_LINEAR);
  const cv::Mat noise = noiseTile(optics.noise, dice);
  const double radius = optics.glareSize * std::max(picture.cols, picture.rows);
  const cv::Point2d spot{optics.glareAt.x * picture.cols, optics.glareAt.y * picture.rows};
  float grain[256];  // brighter pixels are noisier, as with shot noise
  for (int i = 0; i < 256; ++i) grain[i] = std::sqrt(0.25F + 0.75F * static_cast<float>(i) / 255.0F);
  const float balance[3] = {static_cast<float>(optics.balance[0]), static_cast<float>(optics.balance[1]),
                            static_cast<float>(optics.balance[2])};
  for (int y = 0; y < picture.rows; ++y) {
    auto* row = picture.ptr<std::uint8_t>(y);
    const auto* lit = light.ptr<float>(y);
    const auto* tile = noise.ptr<float>(y & 511);
    const int shift = dice.whole(0, 1023);
    for (int x = 0; x < picture.cols; ++x) {
      float shine = 0;
      if (optics.glare > 0) {
        const double dx = (x - spot.x) / radius, dy = (y - spot.y) / radius, far = dx * dx + dy * dy;
        if (far < 9) shine = static_cast<float>(optics.glare * std::exp(-far));
      }
      for (int c = 0; c < 3; ++c) {
        std::uint8_t& value = row[3 * x + c];
        const float level = static_cast<float>(value) * lit[x] * balance[c] + shine;
        const auto grainAt = static_cast<std::size_t>(std::clamp(level, 0.0F, 255.0F));
        value = cv::saturate_cast<std::uint8_t>(level + grain[grainAt] * tile[(shift + 3 * x + c) & 1023]);
      }
    }
  }
}

cv::Mat throughJpeg(const cv::Mat& picture, int quality) {
  struct Close {
    void operator()(void* handle) const { tjDestroy(handle); }
    void operator()(unsigned char* bytes) const { tjFree(bytes); }
  };
  const std::unique_ptr<void, Close> encoder(tjInitCompress()), decoder(tjInitDecompress());
  unsigned char* raw = nullptr;
  unsigned long size = 0;
  if (!encoder || !decoder ||
      tjCompress2(encoder.get(), picture.data, picture.cols, static_cast<int>(picture.step), picture.rows, TJPF_BGR,
                  &raw, &size, TJSAMP_420, quality, 0) != 0) {
    return picture;
  }
  const std::unique_ptr<unsigned char, Close> file(raw);
  cv::Mat out(picture.size(), CV_8UC3);
  if (tjDecompress2(decoder.get(), file.get(), size, out.data, out.cols, static_cast<int>(out.step), out.rows, TJPF_BGR,
                    0) != 0) {
    return picture;
  }
  return out;
}

}  // namespace pillarbox::support

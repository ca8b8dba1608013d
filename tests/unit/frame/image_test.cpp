#include "scanner/frame/image.h"

#include <gtest/gtest.h>
#include <png.h>

#include <opencv2/imgproc.hpp>

#include "tests/support/seeded_random.h"
#include "tests/unit/frame/files.h"

namespace pillarbox::frame {
namespace {

using namespace test;

std::string saidOf(const Result<Picture>& result) {
  return result.ok() ? "a picture" : result.fault().detail;
}

Bytes firstPart(const Bytes& file, double part) {
  return {file.begin(), file.begin() + static_cast<std::ptrdiff_t>(static_cast<double>(file.size()) * part)};
}

Bytes png(const cv::Mat& rows, std::uint32_t format) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(rows.cols);
  image.height = static_cast<png_uint_32>(rows.rows);
  image.format = format;
  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
  Bytes bytes(size);
  png_image_write_to_memory(&image, bytes.data(), &size, 0, rows.data, 0, nullptr);
  bytes.resize(size);
  return bytes;
}

// A page of printed lines and some pencil noise, as the page room hands it over.
cv::Mat writtenPage(int width, int height, double noise) {
  cv::Mat page(height, width, CV_8UC1, cv::Scalar(238));
  for (int line = 1; line < 40; ++line) {
    cv::putText(page, "The quick brown fox jumps over the lazy dog, said the child", {60, line * height / 41},
                cv::FONT_HERSHEY_SIMPLEX, height / 1800.0, cv::Scalar(40), 1, cv::LINE_AA);
  }
  cv::Mat grain(page.size(), CV_8SC1);
  cv::RNG random(7);
  random.fill(grain, cv::RNG::NORMAL, 0, noise);
  cv::add(page, grain, page, cv::noArray(), CV_8U);
  return page;
}

TEST(Image, KnowsAFileByItsFirstBytesAndNeverByItsName) {
  EXPECT_EQ(typeOf(jpeg(pattern())), FileType::jpeg);
  EXPECT_EQ(typeOf(*encodePng(pattern())), FileType::png);
  EXPECT_EQ(typeOf(webp(pattern())), FileType::webp);
  EXPECT_EQ(typeOf(tiff({{pattern()}})), FileType::tiff);
  EXPECT_EQ(typeOf(pdf(1)), FileType::pdf);
  EXPECT_EQ(typeOf(viewOf("hello")), FileType::unknown);
  EXPECT_EQ(typeOf({}), FileType::unknown);
  EXPECT_EQ(saidOf(decodePage({}, 0)), "This file is empty.");
  EXPECT_EQ(saidOf(decodePage(viewOf("hello"), 0)), "This is not a JPEG, PNG, TIFF, WebP or PDF file.");
  EXPECT_EQ(saidOf(decodePage(viewOf(std::string("\0\0\0\x18", 4) + "ftypheic"), 0)),
            "This is a HEIC or AVIF photo, which cannot be read: save it as JPEG first.");
}

TEST(Image, DecodesEachKindInColourAndGrey) {
  for (const Bytes& file : {jpeg(pattern()), *encodePng(pattern()), webp(pattern()), tiff({{pattern()}}),
                            tiff({{pattern(), COMPRESSION_JPEG}}), tiff({{pattern(), COMPRESSION_NONE}})}) {
    ASSERT_EQ(pageCount(file).value(), 1);
    const auto picture = decodePage(file, 0);
    ASSERT_TRUE(picture.ok()) << saidOf(picture);
    EXPECT_EQ(picture->colour.size(), cv::Size(160, 96));
    EXPECT_EQ(picture->grey.size(), cv::Size(160, 96));
    EXPECT_EQ(picture->colour.type(), CV_8UC3);
    EXPECT_EQ(picture->grey.type(), CV_8UC1);
    EXPECT_EQ(corners(picture->colour), "rgwb");
    EXPECT_EQ(saidOf(decodePage(file, 1)), "This file has no such page.");
    EXPECT_EQ(saidOf(decodePage(file, -1)), "This file has no such page.");
  }
}

TEST(Image, ReadsAGreyJpeg) {
  cv::Mat grey;
  cv::cvtColor(pattern(), grey, cv::COLOR_BGR2GRAY);
  const auto picture = decodePage(jpeg(grey), 0);
  ASSERT_TRUE(picture.ok()) << saidOf(picture);
  EXPECT_NEAR(cv::norm(picture->grey, grey, cv::NORM_L1) / static_cast<double>(grey.total()), 0, 3);
}

TEST(Image, TurnsAPhotoUprightAsItsCameraSays) {
  // What each orientation means: the stored picture is the upright one undone.
  const cv::Mat up = pattern();
  cv::Mat stored[9];
  cv::flip(up, stored[2], 1);
  cv::rotate(up, stored[3], cv::ROTATE_180);
  cv::flip(up, stored[4], 0);
  cv::transpose(up, stored[5]);
  cv::rotate(up, stored[6], cv::ROTATE_90_COUNTERCLOCKWISE);
  cv::transpose(up, stored[7]);
  cv::flip(stored[7], stored[7], -1);
  cv::rotate(up, stored[8], cv::ROTATE_90_CLOCKWISE);
  for (int orientation = 2; orientation <= 8; ++orientation) {
    for (const bool bigEndian : {false, true}) {
      const auto picture = decodePage(withOrientation(jpeg(stored[orientation]), orientation, bigEndian), 0);
      ASSERT_TRUE(picture.ok()) << saidOf(picture);
      EXPECT_EQ(corners(picture->colour), "rgwb") << orientation;
      EXPECT_EQ(picture->grey.size(), up.size());
    }
    const auto scan =
        decodePage(tiff({{stored[orientation], COMPRESSION_LZW, static_cast<std::uint16_t>(orientation)}}), 0);
    ASSERT_TRUE(scan.ok()) << saidOf(scan);
    EXPECT_EQ(corners(scan->colour), "rgwb") << orientation;
  }
}

TEST(Image, ANonsenseOrientationIsUpright) {
  EXPECT_EQ(corners(decodePage(withOrientation(jpeg(pattern()), 0), 0)->colour), "rgwb");
  EXPECT_EQ(corners(decodePage(withOrientation(jpeg(pattern()), 77), 0)->colour), "rgwb");
}

TEST(Image, PutsTransparentPngsOverWhite) {
  cv::Mat clear(40, 60, CV_8UC4, cv::Scalar(0, 0, 0, 0));
  cv::rectangle(clear, {0, 0, 20, 20}, cv::Scalar(0, 0, 255, 255), cv::FILLED);
  const auto picture = decodePage(png(clear, PNG_FORMAT_BGRA), 0);
  ASSERT_TRUE(picture.ok()) << saidOf(picture);
  EXPECT_EQ(nameOf(picture->colour.at<cv::Vec3b>(5, 5)), 'r');
  EXPECT_EQ(nameOf(picture->colour.at<cv::Vec3b>(30, 50)), 'w');
}

TEST(Image, ReadsPngsOfSixteenBits) {
  cv::Mat deep(40, 60, CV_16UC1, cv::Scalar(0xFFFF));
  cv::rectangle(deep, {0, 0, 20, 20}, cv::Scalar(0), cv::FILLED);
  const auto picture = decodePage(png(deep, PNG_FORMAT_LINEAR_Y), 0);
  ASSERT_TRUE(picture.ok()) << saidOf(picture);
  EXPECT_LT(picture->grey.at<std::uint8_t>(5, 5), 5);
  EXPECT_GT(picture->grey.at<std::uint8_t>(30, 50), 250);
}

TEST(Image, ReadsTheBlackAndWhiteTiffsOfPhotocopiers) {
  cv::Mat page(200, 320, CV_8UC1, cv::Scalar(255));
  cv::putText(page, "Fax", {40, 120}, cv::FONT_HERSHEY_SIMPLEX, 3, cv::Scalar(0), 6);
  for (const int compression : {COMPRESSION_CCITTFAX4, COMPRESSION_CCITTFAX3, COMPRESSION_CCITTRLE}) {
    const auto picture = decodePage(tiff({{page, static_cast<std::uint16_t>(compression)}}), 0);
    ASSERT_TRUE(picture.ok()) << saidOf(picture);
    EXPECT_EQ(cv::norm(picture->grey, page, cv::NORM_INF), 0) << compression;
  }
}

TEST(Image, MakesThePixelsOfAFaxSquare) {
  const cv::Mat page(539, 864, CV_8UC1, cv::Scalar(255));
  TiffPage fax{page, COMPRESSION_CCITTFAX3};
  fax.dpiAcross = 204, fax.dpiDown = 98;
  EXPECT_EQ(decodePage(tiff({fax}), 0)->grey.size(), cv::Size(864, 1122));
  fax.dpiDown = 196;
  EXPECT_EQ(decodePage(tiff({fax}), 0)->grey.size(), cv::Size(864, 561));
  fax.dpiAcross = 1, fax.dpiDown = 600;  // nonsense is let be
  EXPECT_EQ(decodePage(tiff({fax}), 0)->grey.size(), cv::Size(864, 539));
}

TEST(Image, CountsThePagesOfATiffButNotItsThumbnails) {
  TiffPage thumbnail{pattern(40, 24)};
  thumbnail.subfileType = FILETYPE_REDUCEDIMAGE;
  const Bytes file = tiff({{pattern()}, thumbnail, {pattern(96, 160)}});
  ASSERT_EQ(pageCount(file).value(), 2);
  EXPECT_EQ(decodePage(file, 0)->grey.size(), cv::Size(160, 96));
  EXPECT_EQ(decodePage(file, 1)->grey.size(), cv::Size(96, 160));
  EXPECT_EQ(saidOf(decodePage(file, 2)), "This file has no such page.");
  DecodeLimits one;
  one.maxPages = 1;
  EXPECT_EQ(pageCount(file, one).fault().code, FaultCode::tooLarge);
  EXPECT_EQ(pageCount(file, one).fault().detail, "This TIFF file has more than 1 pages.");
}

TEST(Image, DrawsThePagesOfAPdfAtTheDotsAsked) {
  const Bytes file = pdf(3);
  ASSERT_EQ(pageCount(file).value(), 3);
  for (int page = 0; page < 3; ++page) {
    const auto picture = decodePage(file, page);
    ASSERT_TRUE(picture.ok()) << saidOf(picture);
    EXPECT_NEAR(picture->grey.cols, 595 * 200 / 72, 1);
    EXPECT_NEAR(picture->grey.rows, 842 * 200 / 72, 1);
    const cv::Mat bottom = picture->grey.row(picture->grey.rows - 20);
    EXPECT_NEAR(static_cast<double>(bottom.total()) - cv::countNonZero(bottom > 128), 100.0 * (page + 1) * 200 / 72, 3);
  }
  EXPECT_EQ(saidOf(decodePage(file, 3)), "This file has no such page.");
}

TEST(Image, APdfWithOnePixelAPointIsDrawnSmallerNotRefused) {
  const auto picture = decodePage(pdf(1, 4032, 3024), 0);
  ASSERT_TRUE(picture.ok()) << saidOf(picture);
  EXPECT_GT(picture->grey.cols, 2500);
  EXPECT_LT(picture->grey.cols, 5000);
}

// poppler closes the gap that a missing page leaves, so it is the last number that has none.
TEST(Image, OneBrokenPageOfAPdfDoesNotSpoilTheOthers) {
  const Bytes file = pdf(3, 595, 842, 1);
  EXPECT_EQ(pageCount(file).value(), 3);
  EXPECT_TRUE(decodePage(file, 0).ok());
  EXPECT_TRUE(decodePage(file, 1).ok());
  EXPECT_EQ(saidOf(decodePage(file, 2)), "This page of the PDF cannot be drawn.");
}

TEST(Image, OneBrokenPageOfATiffDoesNotSpoilTheOthers) {
  TiffPage broken{pattern(64, 32), COMPRESSION_NONE};
  broken.picture.setTo(cv::Scalar(1, 2, 3));
  Bytes file = tiff({{pattern()}, broken, {pattern()}});
  // Its only strip is said to be where the file has long ended: tag 273, one LONG.
  const Bytes strips{0x11, 0x01, 4, 0, 1, 0, 0, 0};
  auto second = std::search(file.begin(), file.end(), strips.begin(), strips.end());
  ASSERT_NE(second, file.end());
  second = std::search(second + 1, file.end(), strips.begin(), strips.end());
  ASSERT_NE(second, file.end());
  second[10] = 0x7F;
  ASSERT_EQ(pageCount(file).value(), 3);
  EXPECT_TRUE(decodePage(file, 0).ok());
  EXPECT_EQ(saidOf(decodePage(file, 1)), "This TIFF file is cut off.");
  EXPECT_TRUE(decodePage(file, 2).ok());
}

TEST(Image, SaysThatAPdfIsLocked) {
  const Bytes file = pdf(1, 595, 842, -1, true);
  ASSERT_FALSE(pageCount(file).ok());
  EXPECT_EQ(pageCount(file).fault().detail, "This PDF is locked with a password.");
  EXPECT_EQ(saidOf(decodePage(file, 0)), "This PDF is locked with a password.");
}

TEST(Image, SaysThatAFileIsCutOff) {
  const cv::Mat page = writtenPage(400, 300, 8);
  cv::Mat colour;
  cv::cvtColor(page, colour, cv::COLOR_GRAY2BGR);
  EXPECT_EQ(saidOf(decodePage(firstPart(jpeg(colour), 0.6), 0)), "This JPEG file is cut off.");
  EXPECT_EQ(saidOf(decodePage(firstPart(jpeg(colour), 0.01), 0)), "This JPEG file is cut off.");
  EXPECT_EQ(saidOf(decodePage(firstPart(*encodePng(colour), 0.6), 0)), "This PNG file is cut off.");
  EXPECT_EQ(saidOf(decodePage(firstPart(webp(colour), 0.6), 0)), "This WebP file is cut off.");
  EXPECT_EQ(saidOf(decodePage(firstPart(tiff({{colour}}), 0.6), 0)), "This TIFF file is cut off.");
  EXPECT_EQ(saidOf(decodePage(firstPart(pdf(1), 0.02), 0)), "This PDF file is cut off.");
}

TEST(Image, SaysThatAFileIsDamaged) {
  Bytes file = jpeg(pattern(800, 600));
  for (std::size_t i = file.size() / 2; i < file.size() / 2 + 40; ++i) file[i] = static_cast<std::uint8_t>(i * 37);
  EXPECT_EQ(saidOf(decodePage(file, 0)), "This JPEG file is damaged.");
  Bytes picture = *encodePng(pattern(800, 600));
  picture[picture.size() / 2] ^= 0x55;
  EXPECT_EQ(saidOf(decodePage(picture, 0)), "This PNG file is damaged.");
}

// Sizes are refused by what the file declares, before anything of that size is made.
TEST(Image, RefusesDeclaredHugeSizesBeforeMakingThem) {
  Bytes huge = jpeg(pattern());
  for (std::size_t i = 0; i + 9 < huge.size(); ++i) {
    if (huge[i] == 0xFF && huge[i + 1] == 0xC0) huge[i + 5] = huge[i + 6] = huge[i + 7] = huge[i + 8] = 0xF0;
  }
  EXPECT_EQ(decodePage(huge, 0).fault().code, FaultCode::tooLarge);
  EXPECT_EQ(saidOf(decodePage(huge, 0)), "This picture is too large to read (61680 by 61680 pixels).");

  DecodeLimits small;
  small.maxPixels = 10'000;
  for (const Bytes& file : {jpeg(pattern()), *encodePng(pattern()), webp(pattern()), tiff({{pattern()}}), pdf(1)}) {
    EXPECT_EQ(decodePage(file, 0, small).fault().code, FaultCode::tooLarge);
  }
  small.maxPixels = 1'000'000;
  small.maxSide = 150;
  for (const Bytes& file : {jpeg(pattern()), *encodePng(pattern()), webp(pattern()), tiff({{pattern()}}), pdf(1)}) {
    EXPECT_EQ(decodePage(file, 0, small).fault().code, FaultCode::tooLarge);
  }
  // A fax whose dots are four times as wide as high would grow.
  TiffPage stretched{pattern()};
  stretched.dpiAcross = 400;
  stretched.dpiDown = 100;
  small.maxSide = 200;
  EXPECT_EQ(decodePage(tiff({stretched}), 0, small).fault().code, FaultCode::tooLarge);
}

TEST(Image, AnEndlessPdfPageIsAFaultAndNotAHugeDrawing) {
  EXPECT_EQ(decodePage(pdf(1, 1e9, 3), 0).ok(), false);
  EXPECT_EQ(decodePage(pdf(1, 0, 0), 0).ok() && decodePage(pdf(1, 0, 0), 0)->grey.empty(), false);
}

// Every file cut at many places and with bytes changed at random: a picture or a sentence, never a crash.
TEST(Image, SpoiltFilesGiveAPictureOrASentence) {
  DecodeLimits limits;
  limits.maxPixels = 2'000'000;
  limits.pdfDpi = 40;
  cv::Mat bilevel(96, 160, CV_8UC1, cv::Scalar(255));
  cv::circle(bilevel, {80, 48}, 30, cv::Scalar(0), 3);
  const std::vector<Bytes> files{withOrientation(jpeg(pattern()), 6),
                                 *encodePng(pattern()),
                                 webp(pattern()),
                                 tiff({{pattern()}, {pattern(), COMPRESSION_JPEG}}),
                                 tiff({{bilevel, COMPRESSION_CCITTFAX4}}),
                                 pdf(2)};
  cv::RNG random(11);
  testing::internal::CaptureStderr();
  for (const Bytes& good : files) {
    for (int i = 0; i < 60; ++i) {
      Bytes bad = i < 20 ? firstPart(good, i / 20.0) : good;
      for (int change = 0; i >= 20 && change < i / 8; ++change) {
        bad[static_cast<std::size_t>(random.uniform(0, static_cast<int>(bad.size())))] =
            static_cast<std::uint8_t>(random.uniform(0, 256));
      }
      (void)pageCount(bad, limits);
      const auto picture = decodePage(bad, 0, limits);
      if (picture.ok()) {
        EXPECT_FALSE(picture->grey.empty());
      } else {
        EXPECT_TRUE(picture.fault().detail.ends_with(".")) << picture.fault().detail;
      }
    }
  }
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "") << "the libraries must keep silent";
}

TEST(KeptPages, AreSmallEnoughAndStillLegible) {
  const cv::Mat page = writtenPage(1240, 1754, 4);
  const auto kept = encodeGreyWebp(page, 200'000);
  ASSERT_TRUE(kept.ok()) << kept.fault().detail;
  EXPECT_LE(kept->size(), 200'000U);
  const auto back = decodePage(*kept, 0);
  ASSERT_TRUE(back.ok()) << saidOf(back);
  ASSERT_EQ(back->grey.size(), page.size());
  EXPECT_GT(cv::PSNR(back->grey, page), 27);
}

TEST(KeptPages, KeepBlackBlackAndWhiteWhite) {
  cv::Mat page(401, 301, CV_8UC1, cv::Scalar(255));  // odd sides
  page.rowRange(0, 200).setTo(0);
  const auto back = decodePage(*encodeGreyWebp(page, 200'000), 0);
  ASSERT_TRUE(back.ok()) << saidOf(back);
  EXPECT_LT(back->grey.at<std::uint8_t>(100, 150), 4);
  EXPECT_GT(back->grey.at<std::uint8_t>(300, 150), 251);
  const cv::Vec3b white = back->colour.at<cv::Vec3b>(300, 150);
  EXPECT_LE(std::max({white[0], white[1], white[2]}) - std::min({white[0], white[1], white[2]}), 2);
}

TEST(KeptPages, GoDownInQualityUntilTheyFit) {
  const cv::Mat noisy = writtenPage(620, 877, 30);
  const auto best = encodeGreyWebp(noisy, 10'000'000);
  ASSERT_TRUE(best.ok());
  for (const double part : {0.9, 0.6, 0.3}) {
    const auto most = static_cast<std::size_t>(static_cast<double>(best->size()) * part);
    const auto kept = encodeGreyWebp(noisy, most);
    ASSERT_TRUE(kept.ok()) << part;
    EXPECT_LE(kept->size(), most);
    EXPECT_GT(kept->size(), most / 3) << "more was thrown away than needed";
  }
  const auto never = encodeGreyWebp(noisy, 500);
  ASSERT_FALSE(never.ok());
  EXPECT_EQ(never.fault().code, FaultCode::tooLarge);
}

TEST(KeptPages, OnlyGreyOnesAreKept) {
  EXPECT_FALSE(encodeGreyWebp(pattern(), 200'000).ok());
  EXPECT_FALSE(encodeGreyWebp({}, 200'000).ok());
  EXPECT_FALSE(encodePng({}).ok());
}

TEST(Png, ComesBackAsItWas) {
  const auto back = decodePage(*encodePng(pattern()), 0);
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(cv::norm(back->colour, pattern(), cv::NORM_INF), 0);
  const cv::Mat grey = writtenPage(201, 101, 5);
  EXPECT_EQ(cv::norm(decodePage(*encodePng(grey), 0)->grey, grey, cv::NORM_INF), 0);
  // A part of a larger picture, whose rows are not one after another.
  const cv::Mat part = grey(cv::Rect(10, 20, 51, 41));
  EXPECT_EQ(cv::norm(decodePage(*encodePng(part), 0)->grey, part, cv::NORM_INF), 0);
}

}  // namespace
}  // namespace pillarbox::frame

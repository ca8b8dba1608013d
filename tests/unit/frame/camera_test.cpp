#include <fcntl.h>
#include <gtest/gtest.h>

#include "scanner/frame/source.h"
#include "tests/unit/frame/files.h"
#include "tests/unit/frame/scripted_camera.h"

namespace pillarbox::frame {
namespace {

using namespace test;

constexpr Milliseconds shortWait{20};

class Camera : public testing::Test {
 protected:
  Result<std::unique_ptr<FrameSource>> open() {
    return openV4l2(std::make_unique<ScriptedCamera>(m_script, m_told, m_clock), m_options, m_clock);
  }
  std::unique_ptr<FrameSource> opened() {
    auto source = open();
    EXPECT_TRUE(source.ok()) << source.fault().detail;
    return source.ok() ? *std::move(source) : nullptr;
  }
  std::string refusal() {
    const auto source = open();
    EXPECT_FALSE(source.ok());
    if (source.ok()) return {};
    EXPECT_EQ(source.fault().code, FaultCode::device);
    return source.fault().detail;
  }
  void shoot(const cv::Mat& picture) { m_script.shots.push_back({jpeg(picture)}); }

  Script m_script;
  Told m_told;
  support::FakeClock m_clock;
  SourceOptions m_options;
};

Bytes yuyv(int width, int height, std::uint8_t luma) {
  Bytes bytes(static_cast<std::size_t>(width * height * 2), 128);
  for (std::size_t i = 0; i < bytes.size(); i += 2) bytes[i] = luma;
  return bytes;
}

cv::Vec3b colourAt(const cv::Mat& preview, int x, int y) {
  const auto pixel = preview.at<cv::Vec4b>(y, x);
  return {pixel[0], pixel[1], pixel[2]};
}

TEST_F(Camera, GivesGreyAtFullSizeAndASmallColourPreview) {
  shoot(pattern(1920, 1080));
  const auto source = opened();
  EXPECT_EQ(source->says(), "1920x1080 MJPEG 15/s");
  EXPECT_EQ(source->pollFd(), 42);
  const auto frame = source->next(shortWait);
  ASSERT_TRUE(frame.ok() && frame->has_value());
  const Frame& seen = **frame;
  EXPECT_EQ(seen.grey.size(), cv::Size(1920, 1080));
  EXPECT_EQ(seen.grey.type(), CV_8UC1);
  EXPECT_EQ(seen.preview.size(), cv::Size(960, 540));
  EXPECT_EQ(seen.preview.type(), CV_8UC4);
  EXPECT_EQ(nameOf(colourAt(seen.preview, 5, 5)), 'r');
  EXPECT_EQ(nameOf(colourAt(seen.preview, 955, 5)), 'g');
  EXPECT_EQ(seen.preview.at<cv::Vec4b>(5, 5)[3], 255);
  EXPECT_NEAR(seen.grey.at<std::uint8_t>(10, 10), 76, 6);
  EXPECT_EQ(seen.number, 1U);
  EXPECT_EQ(seen.takenAt, m_clock.monotonic());
}

TEST_F(Camera, ThePreviewIsNeverLargerThanAsked) {
  m_options.previewSide = 100;
  shoot(pattern(1920, 1080));
  const auto frame = opened()->next(shortWait);
  ASSERT_TRUE(frame.ok() && frame->has_value());
  EXPECT_LE((*frame)->preview.cols, 100);
  EXPECT_GE((*frame)->preview.cols, 90);
}

TEST_F(Camera, EveryKindOfJpegThatCamerasGiveIsSeenInItsColours) {
  const auto source = opened();
  for (const int subsampling : {TJSAMP_444, TJSAMP_422, TJSAMP_420, TJSAMP_440, TJSAMP_411, TJSAMP_GRAY}) {
    for (const cv::Size size : {cv::Size(1280, 960), cv::Size(1277, 717)}) {
      m_script.shots.push_back({jpeg(pattern(size.width, size.height), 92, subsampling)});
      const auto frame = source->next(shortWait);
      ASSERT_TRUE(frame.ok() && frame->has_value()) << subsampling;
      EXPECT_EQ((*frame)->grey.size(), size);
      EXPECT_NEAR((*frame)->grey.at<std::uint8_t>(size.height - 5, 5), 29, 6);
      EXPECT_EQ((*frame)->preview.cols, 960);
      if (subsampling == TJSAMP_GRAY) continue;
      EXPECT_EQ(nameOf(colourAt((*frame)->preview, 5, 5)), 'r') << subsampling;
      EXPECT_EQ(nameOf(colourAt((*frame)->preview, 5, (*frame)->preview.rows - 5)), 'b') << subsampling;
    }
  }
}

TEST_F(Camera, MountedOnItsSideGivesUprightPictures) {
  m_options.rotation = Rotation::right90;
  shoot(pattern(1920, 1080));
  auto frame = opened()->next(shortWait);
  ASSERT_TRUE(frame.ok() && frame->has_value());
  EXPECT_EQ((*frame)->grey.size(), cv::Size(1080, 1920));
  EXPECT_EQ((*frame)->preview.size(), cv::Size(540, 960));
  EXPECT_EQ(nameOf(colourAt((*frame)->preview, 535, 5)), 'r');
  m_options.rotation = Rotation::half;
  shoot(pattern(1920, 1080));
  frame = opened()->next(shortWait);
  EXPECT_EQ(nameOf(colourAt((*frame)->preview, 955, 535)), 'r');
  m_options.rotation = Rotation::left90;
  shoot(pattern(1920, 1080));
  frame = opened()->next(shortWait);
  EXPECT_EQ(nameOf(colourAt((*frame)->preview, 5, 955)), 'r');
}

TEST_F(Camera, TheNewestFrameWinsAndOlderOnesAreDropped) {
  for (const int shade : {10, 90, 200}) shoot(cv::Mat(1080, 1920, CV_8UC3, cv::Scalar::all(shade)));
  const auto source = opened();
  const auto frame = source->next(shortWait);
  ASSERT_TRUE(frame.ok() && frame->has_value());
  EXPECT_NEAR((*frame)->grey.at<std::uint8_t>(500, 500), 200, 2);
  const auto after = source->next(shortWait);
  ASSERT_TRUE(after.ok());
  EXPECT_FALSE(after->has_value());
}

TEST_F(Camera, NothingNewIsNotAFaultUntilItHasLastedFiveSeconds) {
  const auto source = opened();
  for (Milliseconds waited{0}; waited < Milliseconds(4900); waited += Milliseconds(100)) {
    const auto nothing = source->next(Milliseconds(100));
    ASSERT_TRUE(nothing.ok());
    EXPECT_FALSE(nothing->has_value());
  }
  shoot(pattern(64, 64));
  EXPECT_TRUE(source->next(shortWait)->has_value());
  EXPECT_TRUE(source->next(Milliseconds(4900)).ok()) << "a frame starts the five seconds again";
  const auto gone = source->next(Milliseconds(200));
  ASSERT_FALSE(gone.ok());
  EXPECT_EQ(gone.fault().code, FaultCode::device);
}

TEST_F(Camera, ABrokenFrameIsSaidAndTheNextOneIsGood) {
  Bytes cut = jpeg(pattern(1920, 1080));
  cut.resize(cut.size() / 2);
  Bytes rubbish(5000, 0x5A);
  const auto source = opened();
  for (const Shot& bad :
       {Shot{cut}, Shot{rubbish}, Shot{Bytes()}, Shot{jpeg(pattern()), 0, V4L2_BUF_FLAG_ERROR}, Shot{{}, EIO}}) {
    m_script.shots.push_back(bad);
    const auto broken = source->next(shortWait);
    ASSERT_FALSE(broken.ok());
    EXPECT_EQ(broken.fault().code, FaultCode::badInput);
    shoot(pattern(1920, 1080));
    const auto good = source->next(shortWait);
    ASSERT_TRUE(good.ok()) << good.fault().detail;
    EXPECT_TRUE(good->has_value());
  }
}

TEST_F(Camera, NothingButBrokenFramesIsADeadCamera) {
  const auto source = opened();
  FaultCode last = FaultCode::badInput;
  int shots = 0;
  for (; shots < 100 && last == FaultCode::badInput; ++shots) {
    m_script.shots.push_back({Bytes(100, 1)});
    last = source->next(shortWait).fault().code;
  }
  EXPECT_EQ(last, FaultCode::device);
  EXPECT_GT(shots, 20);
}

TEST_F(Camera, StrayBytesBetweenTheSegmentsDoNoHarm) {
  Bytes file = jpeg(pattern(640, 480));
  file.insert(file.end() - 2, {0, 0, 0, 0});
  m_script.shots.push_back({file});
  EXPECT_TRUE(opened()->next(shortWait).ok());
}

TEST_F(Camera, PulledOutWhileRunningIsADeviceFault) {
  shoot(pattern(640, 480));
  const auto source = opened();
  EXPECT_TRUE(source->next(shortWait).ok());
  m_script.unplugged = true;
  const auto gone = source->next(shortWait);
  ASSERT_FALSE(gone.ok());
  EXPECT_EQ(gone.fault().code, FaultCode::device);
  EXPECT_EQ(gone.fault().detail, "The camera was unplugged or stopped.");
}

TEST_F(Camera, IsGivenBackWhenTheSourceEnds) {
  auto source = opened();
  EXPECT_TRUE(m_told.streaming);
  EXPECT_GE(m_told.mapped, 2);
  source.reset();
  EXPECT_FALSE(m_told.streaming);
  EXPECT_EQ(m_told.unmapped, m_told.mapped);
  EXPECT_TRUE(m_told.released);
}

TEST_F(Camera, AlsoWhenItCouldNotBegin) {
  m_script.streamError = ENOSPC;
  EXPECT_EQ(refusal(), "There is no room on the USB for the camera's pictures.");
  EXPECT_EQ(m_told.unmapped, m_told.mapped);
  EXPECT_TRUE(m_told.released);
}

TEST_F(Camera, GivesYuyvWhenItHasNothingElse) {
  m_script.offers = {{V4L2_PIX_FMT_YUYV, {{640, 480}}}};
  m_script.shots.push_back({yuyv(640, 480, 180)});
  const auto source = opened();
  EXPECT_EQ(source->says(), "640x480 YUYV 15/s");
  auto frame = source->next(shortWait);
  ASSERT_TRUE(frame.ok() && frame->has_value());
  EXPECT_EQ((*frame)->grey.size(), cv::Size(640, 480));
  EXPECT_EQ((*frame)->grey.at<std::uint8_t>(100, 100), 180);
  EXPECT_EQ(nameOf(colourAt((*frame)->preview, 10, 10)), 'w');
  m_script.shots.push_back({Bytes(1000)});
  const auto cut = source->next(shortWait);
  ASSERT_FALSE(cut.ok());
  EXPECT_EQ(cut.fault().code, FaultCode::badInput);
}

TEST_F(Camera, MjpegIsPreferredWhateverComesFirst) {
  m_script.offers = {{V4L2_PIX_FMT_YUYV}, {V4L2_PIX_FMT_MJPEG}};
  EXPECT_EQ(opened()->says(), "1920x1080 MJPEG 15/s");
}

TEST_F(Camera, TakesTheLargestSizeUpToTheOneAsked) {
  const auto says = [&](int width, int height) {
    m_options.width = width, m_options.height = height;
    return opened()->says();
  };
  m_script.offers[0].sizes = {{640, 480}, {3840, 2160}, {1280, 720}, {1920, 1080}, {2592, 1944}};
  EXPECT_EQ(says(1920, 1080), "1920x1080 MJPEG 15/s");
  EXPECT_EQ(says(3840, 2160), "3840x2160 MJPEG 15/s");
  EXPECT_EQ(says(3000, 2000), "2592x1944 MJPEG 15/s");
  EXPECT_EQ(says(320, 240), "640x480 MJPEG 15/s");
  // A document camera of another shape with as many pixels is better than a small one of the same shape.
  m_script.offers[0].sizes = {{1280, 720}, {1600, 1200}, {3264, 2448}};
  EXPECT_EQ(says(1920, 1080), "1600x1200 MJPEG 15/s");
  m_script.offers[0].sizes = {{160, 120}, {4096, 3072}};
  m_script.offers[0].stepwise = true;
  EXPECT_EQ(says(1920, 1080), "1920x1080 MJPEG 15/s");
  m_script.offers[0].sizes.clear();
  m_script.offers[0].stepwise = false;
  EXPECT_EQ(says(1280, 720), "1280x720 MJPEG 15/s") << "a device that lists nothing is simply asked";
}

TEST_F(Camera, AnUncompressedSizeTooSlowToAimByIsPassedOver) {
  m_script.offers = {{V4L2_PIX_FMT_YUYV, {{640, 480}, {1280, 720}, {1920, 1080}}, {{640, 30}, {1280, 10}, {1920, 5}}}};
  EXPECT_EQ(opened()->says(), "1280x720 YUYV 15/s");
}

TEST_F(Camera, TheRateAskedIsSet) {
  m_options.framesPerSecond = 25;
  EXPECT_EQ(opened()->says(), "1920x1080 MJPEG 25/s");
  EXPECT_EQ(m_told.rate, 25U);
}

TEST_F(Camera, WhatIsNoCameraIsRefusedInPlainWords) {
  m_script.capabilities = V4L2_CAP_META_CAPTURE | V4L2_CAP_STREAMING;
  EXPECT_EQ(refusal(), "This device is not a camera.");
  m_script.capabilities = V4L2_CAP_VIDEO_CAPTURE;
  EXPECT_EQ(refusal(), "This camera cannot give a stream of pictures.");
  m_script = {};
  m_script.offers = {{V4L2_PIX_FMT_H264}};
  EXPECT_EQ(refusal(), "This camera gives neither MJPEG nor YUYV pictures.");
  m_script = {};
  m_script.turnsInto = V4L2_PIX_FMT_H264;
  EXPECT_EQ(refusal(), "This camera gives neither MJPEG nor YUYV pictures.");
  m_script = {};
  m_script.formatError = EBUSY;
  EXPECT_EQ(refusal(), "Another program is using the camera.");
  m_script = {};
  m_script.unplugged = true;
  EXPECT_EQ(refusal(), "This device is not a camera.");
}

TEST_F(Camera, ADescriptorThatIsNoDeviceIsRefused) {
  const int fd = ::open("/dev/null", O_RDONLY);
  const auto source = openV4l2(fd, m_options, m_clock);
  ASSERT_FALSE(source.ok());
  EXPECT_EQ(source.fault().code, FaultCode::device);
  EXPECT_LT(fcntl(fd, F_GETFD), 0) << "and closed";
}

class CameraControl : public Camera {
 protected:
  CameraControl() {
    const auto add = [&](std::uint32_t id, int least, int most, int step) {
      v4l2_queryctrl control{};
      control.id = id, control.minimum = least, control.maximum = most, control.step = step;
      m_script.controls[id] = control;
    };
    add(V4L2_CID_EXPOSURE_AUTO, 0, 3, 1);
    add(V4L2_CID_EXPOSURE_ABSOLUTE, 3, 2047, 1);
    add(V4L2_CID_FOCUS_AUTO, 0, 1, 1);
    add(V4L2_CID_FOCUS_ABSOLUTE, 0, 250, 5);
    add(V4L2_CID_POWER_LINE_FREQUENCY, 0, 2, 1);
  }
  bool told(std::uint32_t id, int value) const {
    return std::find(m_told.controls.begin(), m_told.controls.end(), std::pair(id, value)) != m_told.controls.end();
  }
};

TEST_F(CameraControl, BeginsAutomaticAndFreeOfTheMainsFlicker) {
  opened();
  EXPECT_TRUE(told(V4L2_CID_EXPOSURE_AUTO, V4L2_EXPOSURE_APERTURE_PRIORITY));
  EXPECT_TRUE(told(V4L2_CID_FOCUS_AUTO, 1));
  EXPECT_TRUE(told(V4L2_CID_POWER_LINE_FREQUENCY, V4L2_CID_POWER_LINE_FREQUENCY_50HZ));
}

TEST_F(CameraControl, ExposureAndFocusCanBeSetByHandAndGivenBack) {
  const auto source = opened();
  const CameraControls controls = source->controls();
  EXPECT_TRUE(controls.autoExposure && controls.autoFocus);
  ASSERT_TRUE(controls.exposure && controls.focus);
  EXPECT_EQ(controls.focus->most, 250);
  m_told.controls.clear();
  EXPECT_TRUE(source->set({100, 9999}).ok());
  const std::vector<std::pair<std::uint32_t, int>> manualFirst{{V4L2_CID_EXPOSURE_AUTO, V4L2_EXPOSURE_MANUAL},
                                                               {V4L2_CID_EXPOSURE_ABSOLUTE, 100},
                                                               {V4L2_CID_FOCUS_AUTO, 0},
                                                               {V4L2_CID_FOCUS_ABSOLUTE, 250}};
  EXPECT_EQ(m_told.controls, manualFirst);
  EXPECT_TRUE(source->set({std::nullopt, 12}).ok());
  EXPECT_TRUE(told(V4L2_CID_FOCUS_ABSOLUTE, 10)) << "moved onto the device's steps";
  m_told.controls.clear();
  EXPECT_TRUE(source->set({}).ok());
  EXPECT_TRUE(told(V4L2_CID_EXPOSURE_AUTO, V4L2_EXPOSURE_APERTURE_PRIORITY));
  EXPECT_TRUE(told(V4L2_CID_FOCUS_AUTO, 1));
}

TEST_F(Camera, WithoutFocusAndExposureSaysSo) {
  const auto source = opened();
  EXPECT_FALSE(source->controls().focus || source->controls().exposure);
  EXPECT_TRUE(source->set({}).ok());
  EXPECT_EQ(source->set({std::nullopt, 10}).fault().code, FaultCode::badInput);
}

class Pictures : public testing::Test {
 protected:
  support::FakeClock m_clock;
  SourceOptions m_options;
};

TEST_F(Pictures, NothingIsSeenBeforeOneIsShown) {
  const auto source = pictureSource(m_options, m_clock);
  EXPECT_FALSE(source->next(Milliseconds(1))->has_value());
  EXPECT_EQ(source->says(), "no picture yet");
  EXPECT_EQ(source->pollFd(), -1);
}

TEST_F(Pictures, TheSameFrameComesAtTheRateAsked) {
  m_options.framesPerSecond = 10;
  const auto source = pictureSource(m_options, m_clock);
  ASSERT_TRUE(source->show(*encodePng(pattern(640, 480))).ok());
  EXPECT_EQ(source->says(), "640x480 picture 10/s");
  int frames = 0;
  for (int ms = 0; ms < 1000; ms += 5, m_clock.advance(Milliseconds(5))) {
    const auto frame = source->next(Milliseconds(0));
    ASSERT_TRUE(frame.ok());
    if (!frame->has_value()) continue;
    EXPECT_EQ((*frame)->number, static_cast<std::uint64_t>(++frames));
    EXPECT_EQ((*frame)->takenAt, m_clock.monotonic());
    EXPECT_EQ((*frame)->grey.size(), cv::Size(640, 480));
    EXPECT_EQ(nameOf(colourAt((*frame)->preview, 5, 5)), 'r');
  }
  EXPECT_EQ(frames, 10);
}

TEST_F(Pictures, ANewPictureReplacesTheOldOneAtOnceAndABadOneDoesNot) {
  const auto source = pictureSource(m_options, m_clock);
  ASSERT_TRUE(source->show(jpeg(pattern(640, 480))).ok());
  ASSERT_TRUE(source->next(Milliseconds(0))->has_value());
  EXPECT_FALSE(source->show(viewOf("not a picture")).ok());
  m_clock.advance(Milliseconds(100));
  EXPECT_EQ((*source->next(Milliseconds(0)))->grey.cols, 640);
  ASSERT_TRUE(source->show(jpeg(pattern(320, 200))).ok());
  EXPECT_EQ((*source->next(Milliseconds(0)))->grey.cols, 320);
}

TEST_F(Pictures, ARecordingRunsThroughOnceAndItsLastPictureStays) {
  m_options.framesPerSecond = 10;
  const auto source = pictureSource(m_options, m_clock);
  Bytes recording;
  for (const int width : {320, 480, 640}) {
    const Bytes one = jpeg(pattern(width, 240));
    recording.insert(recording.end(), one.begin(), one.end());
  }
  const Bytes last = jpeg(pattern(800, 240));
  recording.insert(recording.end(), last.begin(), last.begin() + static_cast<std::ptrdiff_t>(last.size() / 2));
  ASSERT_TRUE(source->show(recording).ok());
  std::vector<int> widths;
  for (int i = 0; i < 5; ++i, m_clock.advance(Milliseconds(100))) {
    widths.push_back((*source->next(Milliseconds(0)))->grey.cols);
  }
  EXPECT_EQ(widths, (std::vector{320, 480, 640, 640, 640}));
}

TEST_F(Pictures, AreAsLargeAndAsTurnedAsACameraWouldGiveThem) {
  m_options.rotation = Rotation::right90;
  const auto source = pictureSource(m_options, m_clock);
  ASSERT_TRUE(source->show(jpeg(pattern(4000, 3000))).ok());
  const auto frame = source->next(Milliseconds(0));
  ASSERT_TRUE(frame->has_value());
  EXPECT_EQ((*frame)->grey.size(), cv::Size(1440, 1920));
  EXPECT_EQ((*frame)->preview.size(), cv::Size(720, 960));
  EXPECT_EQ(nameOf(colourAt((*frame)->preview, 715, 5)), 'r');
  const Picture picture = pictureOf(**frame);
  EXPECT_EQ(picture.colour.size(), picture.grey.size());
  EXPECT_EQ(picture.colour.type(), CV_8UC3);
  EXPECT_GT(picture.colour.at<cv::Vec3b>(8, 1430)[2], 200) << "red is where it is in the preview";
}

}  // namespace
}  // namespace pillarbox::frame

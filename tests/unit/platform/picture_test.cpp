// Pictures on the screen: the right pixels in the right place, new ones when they change, none left behind.
#include <gtest/gtest.h>

#include <memory>

#include "kiosk/platform/renderer.h"
#include "kiosk/platform/scaling.h"
#include "kiosk/ui/engine.h"

namespace pillarbox::platform {
namespace {

std::unique_ptr<ui::Engine> makeEngine(float pixelScale = 1) {
  ui::EngineOptions options;
  options.assets = PILLARBOX_SOURCE_DIR "/assets";
  options.pixelScale = pixelScale;
  return ui::Engine::make(options);
}

// The left half of one colour, the right half of another; 0xRRGGBB.
ui::Picture halves(int width, int height, std::uint32_t left, std::uint32_t right, std::uint64_t version = 1) {
  auto pixels = std::make_shared<Bytes>(static_cast<std::size_t>(width * height) * 4);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const std::uint32_t colour = x < width / 2 ? left : right;
      std::uint8_t* p = pixels->data() + (static_cast<std::ptrdiff_t>(y) * width + x) * 4;
      p[0] = static_cast<std::uint8_t>(colour);
      p[1] = static_cast<std::uint8_t>(colour >> 8);
      p[2] = static_cast<std::uint8_t>(colour >> 16);
    }
  }
  return {7, version, width, height, width * 4, ui::Picture::Format::bgra, std::move(pixels)};
}

ui::Picture greyRamp(int width, int height) {
  auto pixels = std::make_shared<Bytes>(static_cast<std::size_t>(width * height));
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      (*pixels)[static_cast<std::size_t>(y * width + x)] = static_cast<std::uint8_t>(x * 255 / (width - 1));
    }
  }
  return {8, 1, width, height, width, ui::Picture::Format::grey, std::move(pixels)};
}

void show(ui::Engine& engine, OffscreenRenderer& renderer, const std::function<void(ui::Frame&)>& draw) {
  static double now = 0;
  engine.run(400, 300, now += 0.02, "pictures", draw);
  renderer.draw(engine.drawData());
}

TEST(Pictures, AreDrawnAsLargeAsFitsInTheMiddle) {
  const auto engine = makeEngine();
  const auto renderer = OffscreenRenderer::make(400, 300);
  ASSERT_TRUE(engine && renderer);
  ui::Rect at;
  show(*engine, **renderer, [&](ui::Frame& frame) {
    at = frame.picture("preview", {50, 50, 200, 200}, halves(64, 32, 0xcc2010, 0x1020cc), "What the camera sees");
  });
  EXPECT_FLOAT_EQ(at.x, 50);
  EXPECT_FLOAT_EQ(at.y, 100);
  EXPECT_FLOAT_EQ(at.w, 200);
  EXPECT_FLOAT_EQ(at.h, 100);
  EXPECT_EQ((*renderer)->pixel(60, 110), 0xcc2010U);
  EXPECT_EQ((*renderer)->pixel(240, 190), 0x1020ccU);
  EXPECT_EQ((*renderer)->pixel(60, 90), 0xffffffU & (*renderer)->pixel(10, 290));
  const ui::Item* item = engine->record().find("preview");
  ASSERT_NE(item, nullptr);
  EXPECT_EQ(item->role, ui::Role::picture);
  EXPECT_EQ(item->name, "What the camera sees");
}

TEST(Pictures, APartOfAPictureIsDrawnAlone) {
  const auto engine = makeEngine(2);
  const auto renderer = OffscreenRenderer::make(800, 600);
  ASSERT_TRUE(engine && renderer);
  show(*engine, **renderer, [&](ui::Frame& frame) {
    frame.picture("crop", {50, 50, 200, 200}, halves(64, 64, 0xcc2010, 0x1020cc), "The box", ui::Rect{40, 10, 20, 20});
  });
  for (const int x : {102, 300, 498}) EXPECT_EQ((*renderer)->pixel(x, 300), 0x1020ccU) << x;
}

TEST(Pictures, NewPixelsAreSeenAndOldOnesStayOnlyAsLongAsTheyAreShown) {
  const auto engine = makeEngine();
  const auto renderer = OffscreenRenderer::make(400, 300);
  ASSERT_TRUE(engine && renderer);
  const auto drawn = [&](const ui::Picture& picture) {
    show(*engine, **renderer, [&](ui::Frame& frame) { frame.picture("p", {0, 0, 100, 100}, picture, "Preview"); });
    return (*renderer)->pixel(20, 50);
  };
  EXPECT_EQ(drawn(halves(10, 10, 0x111111, 0)), 0x111111U);
  EXPECT_EQ(drawn(halves(10, 10, 0x222222, 0, 2)), 0x222222U);
  // The same version means the same pixels: nothing is copied again.
  EXPECT_EQ(drawn(halves(10, 10, 0x333333, 0, 2)), 0x222222U);
  show(*engine, **renderer, [](ui::Frame&) {});
  EXPECT_EQ((*renderer)->pixel(20, 50), (*renderer)->pixel(300, 200));
  // Not shown for a frame: it was freed, so even the same version is taken up afresh.
  EXPECT_EQ(drawn(halves(10, 10, 0x333333, 0, 2)), 0x333333U);
}

TEST(Pictures, TheEngineLetsThePixelsGoWhenItIsWiped) {
  const auto engine = makeEngine();
  const auto renderer = OffscreenRenderer::make(400, 300);
  ASSERT_TRUE(engine && renderer);
  ui::Picture picture = greyRamp(32, 32);
  show(*engine, **renderer, [&](ui::Frame& frame) { frame.picture("p", {0, 0, 100, 100}, picture, "A page"); });
  EXPECT_GT(picture.pixels.use_count(), 1);
  engine->wipe();
  EXPECT_EQ(picture.pixels.use_count(), 1);
}

TEST(Pictures, WithNoPixelsOrTooFewAreAnEmptyBox) {
  const auto engine = makeEngine();
  const auto renderer = OffscreenRenderer::make(400, 300);
  ASSERT_TRUE(engine && renderer);
  ui::Picture few = greyRamp(32, 32);
  few.height = 4000;
  show(*engine, **renderer, [&](ui::Frame& frame) {
    frame.picture("none", {0, 0, 100, 100}, {}, "Not here yet");
    frame.picture("few", {100, 0, 100, 100}, few, "Broken");
  });
  EXPECT_NE(engine->record().find("none"), nullptr);
  EXPECT_NE(engine->record().find("few"), nullptr);
}

TEST(Pictures, WhatIsDrawnOverAPictureMovesOnWithoutLeavingTraces) {
  const auto engine = makeEngine();
  const auto kept = OffscreenRenderer::make(400, 300);
  ASSERT_TRUE(engine && kept);
  const ui::Picture ramp = greyRamp(123, 77);
  for (int step = 0; step < 12; ++step) {
    const auto x = static_cast<float>(step * 9);
    engine->run(400, 300, step * 0.02, "over", [&](ui::Frame& frame) {
      const ui::Rect at = frame.picture("p", {7, 11, 380, 250}, ramp, "Preview");
      frame.outline({{at.x + x, 40}, {at.x + x + 90, 60}, {at.x + x + 80, 200}, {at.x + x + 5, 190}},
                    step % 2 == 0 ? ui::Tone::good : ui::Tone::warning);
      frame.progress("bar", {20, 270, 300, 20}, static_cast<float>(step) / 11, "Hold it still");
    });
    (*kept)->draw(engine->drawData());
    const auto fresh = OffscreenRenderer::make(400, 300);
    ASSERT_TRUE(fresh);
    (*fresh)->draw(engine->drawData());
    int different = 0;
    for (int y = 0; y < 300; ++y) {
      for (int px = 0; px < 400; ++px) different += (*kept)->pixel(px, y) == (*fresh)->pixel(px, y) ? 0 : 1;
    }
    ASSERT_EQ(different, 0) << "step " << step;
  }
}

TEST(Pictures, AThumbnailIsTouchedAsAButton) {
  const auto engine = makeEngine();
  ASSERT_TRUE(engine);
  int touched = 0;
  const auto draw = [&](ui::Frame& frame) {
    touched += frame.pictureButton("page", {10, 10, 120, 160}, greyRamp(60, 80), "Page 1") ? 1 : 0;
  };
  engine->run(400, 300, 1, "thumbs", draw);
  engine->push(ui::PointerButton{60, 60, true});
  engine->push(ui::PointerButton{60, 60, false});
  for (int i = 0; i < 4; ++i) engine->run(400, 300, 1.1 + i * 0.1, "thumbs", draw);
  EXPECT_EQ(touched, 1);
}

TEST(Scaling, KeepsTheMeanWhenAPageBecomesAThumbnail) {
  const ui::Picture page = greyRamp(1240, 1754);
  std::vector<std::uint32_t> out(120 * 170);
  scalePicture(page, {0, 0, 1240, 1754}, reinterpret_cast<std::uint8_t*>(out.data()), 120, 170, 480);
  for (const int x : {5, 60, 115}) {
    const auto grey = static_cast<double>(out[static_cast<std::size_t>(85 * 120 + x)] & 0xffU);
    EXPECT_NEAR(grey, (x + 0.5) * 255.0 / 120, 3) << x;
  }
  EXPECT_EQ(out[0] >> 24, 0xffU);
}

TEST(Scaling, AnEdgePartStaysWithinThePicture) {
  const ui::Picture page = greyRamp(50, 40);
  std::vector<std::uint32_t> out(300 * 300);
  for (const ui::Rect part :
       {ui::Rect{0, 0, 1, 1}, ui::Rect{49, 39, 1, 1}, ui::Rect{0, 0, 50, 40}, ui::Rect{48, 0, 2, 40}}) {
    scalePicture(page, part, reinterpret_cast<std::uint8_t*>(out.data()), 300, 300, 1200);
    scalePicture(page, part, reinterpret_cast<std::uint8_t*>(out.data()), 3, 3, 1200);
  }
  EXPECT_EQ(out[0] >> 24, 0xffU);
}

}  // namespace
}  // namespace pillarbox::platform

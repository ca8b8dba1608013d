#include "kiosk/platform/renderer.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "kiosk/ui/engine.h"

namespace pillarbox::platform {
namespace {

std::unique_ptr<ui::Engine> makeEngine(float pixelScale = 1) {
  ui::EngineOptions options;
  options.assets = PILLARBOX_SOURCE_DIR "/assets";
  options.pixelScale = pixelScale;
  return ui::Engine::make(options);
}

void drawHello(ui::Engine& engine) {
  for (int i = 0; i < 3; ++i) {
    engine.run(400, 300, i * 0.02, "hello", [](ui::Frame& frame) {
      frame.text("words", {20, 20, 300, 60}, "Hello");
      frame.button("go", {20, 100, 200, 72}, "Go", ui::Look::primary);
    });
  }
}

std::size_t coloursIn(const OffscreenRenderer& renderer, int x1, int y1, int x2, int y2) {
  std::set<std::uint32_t> colours;
  for (int y = y1; y < y2; ++y) {
    for (int x = x1; x < x2; ++x) colours.insert(renderer.pixel(x, y));
  }
  return colours.size();
}

TEST(OffscreenRenderer, DrawsWordsAndButtonsWithNoDisplay) {
  const auto engine = makeEngine();
  ASSERT_TRUE(engine);
  const auto renderer = OffscreenRenderer::make(400, 300);
  ASSERT_TRUE(renderer);
  drawHello(*engine);
  (*renderer)->draw(engine->drawData());
  EXPECT_GT(coloursIn(**renderer, 20, 20, 120, 60), 5U);     // smooth letters
  EXPECT_EQ(coloursIn(**renderer, 250, 200, 390, 290), 1U);  // nothing
  const ui::Item* go = engine->record().find("go");
  ASSERT_NE(go, nullptr);
  const std::uint32_t paper = (*renderer)->pixel(40, 136);
  EXPECT_EQ(paper, static_cast<std::uint32_t>(go->paper.r << 16 | go->paper.g << 8 | go->paper.b));
}

TEST(OffscreenRenderer, DrawsTheSameAtTwiceThePixels) {
  const auto engine = makeEngine(2);
  ASSERT_TRUE(engine);
  const auto renderer = OffscreenRenderer::make(800, 600);
  ASSERT_TRUE(renderer);
  drawHello(*engine);
  (*renderer)->draw(engine->drawData());
  const ui::Item* go = engine->record().find("go");
  ASSERT_NE(go, nullptr);
  const auto paper = static_cast<std::uint32_t>(go->paper.r << 16 | go->paper.g << 8 | go->paper.b);
  EXPECT_EQ((*renderer)->pixel(80, 272), paper);
  EXPECT_EQ((*renderer)->pixel(420, 330),
            paper);  // near the right edge of the button, which a 1× drawing would not reach
}

// What is read aloud has a ring round it, and its word a line under it: there, and not where the same words stand
// again.
TEST(OffscreenRenderer, UnderlinesTheWordThatIsReadAloud) {
  const auto engine = makeEngine();
  ASSERT_TRUE(engine);
  const auto renderer = OffscreenRenderer::make(400, 300);
  ASSERT_TRUE(renderer);
  const auto drawn = [&] {
    for (int i = 0; i < 3; ++i) {
      engine->run(400, 300, i * 0.02, "hello", [](ui::Frame& frame) {
        frame.text("first", {20, 20, 300, 60}, "Zoë goes home");
        frame.button("go", {20, 100, 300, 72}, "Zoë goes home");
        frame.text("second", {20, 200, 300, 60}, "Zoë goes home");
      });
    }
    (*renderer)->draw(engine->drawData());
    std::vector<std::uint32_t> pixels;
    for (int y = 0; y < 300; ++y) {
      for (int x = 0; x < 400; ++x) pixels.push_back((*renderer)->pixel(x, y));
    }
    return pixels;
  };
  struct Changed {
    int left = 400, right = 0, top = 300, bottom = 0;
  };
  const auto changed = [](const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
    Changed out;
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (a[i] == b[i]) continue;
      const int x = static_cast<int>(i % 400), y = static_cast<int>(i / 400);
      out = {std::min(out.left, x), std::max(out.right, x), std::min(out.top, y), std::max(out.bottom, y)};
    }
    return out;
  };
  for (const char* id : {"first", "go", "second"}) {
    engine->highlight(id);
    const auto ringed = drawn();
    engine->highlight(id, 4, 4);  // "goes": characters, not bytes
    const Changed goes = changed(ringed, drawn());
    const ui::Rect at = engine->record().find(id)->rect;
    EXPECT_GT(goes.right - goes.left, 20) << id;
    EXPECT_LT(goes.right - goes.left, 90) << id;
    EXPECT_LE(goes.bottom - goes.top, 4) << id;
    EXPECT_TRUE(at.contains(static_cast<float>(goes.left), static_cast<float>(goes.top))) << id;
    engine->highlight(id, 0, 3);
    const Changed zoe = changed(ringed, drawn());
    EXPECT_LT(zoe.right, goes.left) << id;
    engine->highlight(id, 13, 6);  // "button", which is said and not shown
    const Changed none = changed(ringed, drawn());
    EXPECT_EQ(none.right, 0) << id;
  }
}

TEST(OffscreenRenderer, TakesUpANewAtlasWhenTextGrows) {
  const auto engine = makeEngine();
  ASSERT_TRUE(engine);
  const auto renderer = OffscreenRenderer::make(400, 300);
  ASSERT_TRUE(renderer);
  drawHello(*engine);
  (*renderer)->draw(engine->drawData());
  engine->setTextScale(2);
  drawHello(*engine);
  (*renderer)->draw(engine->drawData());
  // Letters of the right atlas have clear paper between them; of the wrong one they would be noise on every row.
  std::size_t clearRows = 0;
  const std::uint32_t page = (*renderer)->pixel(399, 299);
  for (int y = 20; y < 90; ++y) {
    bool clear = true;
    for (int x = 20; x < 200; ++x) clear = clear && (*renderer)->pixel(x, y) == page;
    clearRows += clear ? 1U : 0U;
  }
  EXPECT_GT(clearRows, 8U);
  EXPECT_GT(coloursIn(**renderer, 20, 20, 200, 90), 5U);
}

TEST(OffscreenRenderer, PaintingOnlyWhatChangedGivesTheSamePictureAsPaintingAll) {
  const auto engine = makeEngine();
  ASSERT_TRUE(engine);
  const auto kept = OffscreenRenderer::make(400, 300);
  ASSERT_TRUE(kept);
  for (int step = 0; step < 60; ++step) {
    engine->push(ui::WheelTurned{step < 30 ? -1.0F : 0.5F});
    engine->push(ui::PointerMoved{100, 150});
    engine->run(400, 300, step * 0.02, step % 20 == 19 ? "other" : "this", [&](ui::Frame& frame) {
      frame.text("words", {20, 10, 300, 40}, std::string(static_cast<std::size_t>(step / 3 % 7), 'W'));
      frame.flow("flow", {20, 60, 350, 230}, [&](ui::Flow& flow) {
        for (int i = 0; i < 12; ++i) flow.choice("c" + std::to_string(i), "Row " + std::to_string(i), i == step % 12);
      });
    });
    (*kept)->draw(engine->drawData());
    const auto fresh = OffscreenRenderer::make(400, 300);
    ASSERT_TRUE(fresh);
    (*fresh)->draw(engine->drawData());
    int different = 0;
    for (int y = 0; y < 300; ++y) {
      for (int x = 0; x < 400; ++x) different += (*kept)->pixel(x, y) == (*fresh)->pixel(x, y) ? 0 : 1;
    }
    ASSERT_EQ(different, 0) << "step " << step;
  }
}

TEST(OffscreenRenderer, SavesAPicture) {
  const auto engine = makeEngine();
  ASSERT_TRUE(engine);
  const auto renderer = OffscreenRenderer::make(400, 300);
  ASSERT_TRUE(renderer);
  drawHello(*engine);
  (*renderer)->draw(engine->drawData());
  const auto path =
      std::filesystem::temp_directory_path() / ("pillarbox-picture-" + std::to_string(::getpid()) + ".png");
  ASSERT_TRUE((*renderer)->savePng(path));
  EXPECT_GT(std::filesystem::file_size(path), 500U);
  std::ifstream file(path, std::ios::binary);
  char head[4] = {};
  file.read(head, 4);
  EXPECT_EQ(std::string(head + 1, 3), "PNG");
  std::filesystem::remove(path);
  EXPECT_FALSE((*renderer)->savePng("/nonexistent/picture.png"));
}

}  // namespace
}  // namespace pillarbox::platform

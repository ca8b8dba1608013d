// Pages as the scanner would hand them over, with pictures that are drawn here: no camera, no scanner.
#pragma once

#include <memory>
#include <random>
#include <string>

#include "tests/unit/post/school.h"

namespace pillarbox::post::test {

// A white page with grey lines, like writing, and a box at the place of each tick.
inline ui::Picture drawnPage(const PaperPage& page) {
  auto pixels = std::make_shared<Bytes>(static_cast<std::size_t>(page.width * page.height), 244);
  const auto dark = [&](int x, int y, std::uint8_t ink) {
    if (x < 0 || y < 0 || x >= page.width || y >= page.height) return;
    (*pixels)[static_cast<std::size_t>(y * page.width + x)] = ink;
  };
  std::mt19937 random(7);
  for (const PaperField& field : page.fields) {
    for (int x = 0; x < static_cast<int>(field.crop.w); ++x) {
      dark(static_cast<int>(field.crop.x) + x, static_cast<int>(field.crop.y + field.crop.h) - 3, 150);
    }
    if (field.empty) continue;
    int y = 0;
    for (int x = 10; x < static_cast<int>(field.crop.w) - 10; ++x) {
      y = std::clamp(y + static_cast<int>(random() % 7) - 3, 4, static_cast<int>(field.crop.h) - 10);
      for (int t = 0; t < 3; ++t) dark(static_cast<int>(field.crop.x) + x, static_cast<int>(field.crop.y) + y + t, 60);
    }
  }
  for (const PaperTick& tick : page.ticks) {
    const int left = static_cast<int>(tick.crop.x) + 12, top = static_cast<int>(tick.crop.y) + 12, side = 28;
    for (int i = 0; i <= side; ++i) {
      for (int t = 0; t < 2; ++t) {
        dark(left + i, top + t, 90), dark(left + i, top + side - t, 90);
        dark(left + t, top + i, 90), dark(left + side - t, top + i, 90);
      }
      if (tick.state == TickState::no) continue;
      const std::uint8_t ink = tick.state == TickState::yes ? 40 : 190;
      for (int t = 0; t < 4; ++t) dark(left + i, top + side - i + t, ink);
    }
  }
  for (const PaperMark& mark : page.marks) {
    const double by = page.dpi / 25.4;
    for (int y = 0; y < static_cast<int>(mark.hMm * by); ++y) {
      for (int x = 0; x < static_cast<int>(mark.wMm * by); ++x) {
        dark(static_cast<int>((mark.xMm - mark.wMm / 2) * by) + x, static_cast<int>((mark.yMm - mark.hMm / 2) * by) + y,
             static_cast<std::uint8_t>(60 + random() % 60));
      }
    }
  }
  return {ui::newPictureId(), 1, page.width, page.height, page.width, ui::Picture::Format::grey, std::move(pixels)};
}

inline PageArrived arrived(PaperPage page, std::size_t bytes = 90'000) {
  ui::Picture grey = drawnPage(page);
  return {std::move(page), std::make_shared<Bytes>(bytes, 0x52), std::move(grey)};
}

inline PaperPage plainPage() {
  PaperPage page;
  page.corners = std::array<PaperPoint, 4>{{{0, 0}, {1240, 0}, {1240, 1754}, {0, 1754}}};
  page.width = 1240;
  page.height = 1754;
  page.dpi = 150;
  page.quality.advice = PaperAdvice::none;
  return page;
}

inline PaperTick tick(std::string id, std::string words, TickState state, double x, double y) {
  PaperTick out;
  out.id = std::move(id);
  out.words = std::move(words);
  out.state = state;
  out.score = state == TickState::yes ? 0.95 : state == TickState::no ? 0.02 : 0.45;
  out.crop = {x, y, 150, 52};
  return out;
}

inline PaperField written(std::string id, std::string words, PaperBox crop, std::string suggestion = {}) {
  PaperField out;
  out.id = std::move(id);
  out.words = std::move(words);
  out.crop = crop;
  out.empty = false;
  out.suggestion = std::move(suggestion);
  out.confidence = out.suggestion.empty() ? 0 : 0.7;
  return out;
}

// The concern form as a hurried hand fills it in; `adult` is its tick "about an adult who works here".
inline PaperPage formFront(TickState adult = TickState::no, std::string serial = "7K2M9QXT") {
  PaperPage page = plainPage();
  page.form = PaperForm{"concern", "3F2A91B0", 1, std::move(serial)};
  page.ticks = {tick("urgent", "A child may be in danger now", TickState::no, 80, 180),
                tick("adult.yes", "It is about an adult who works here", adult, 640, 180),
                tick("kind.child-told-me", "A child told me", TickState::yes, 80, 300),
                tick("kind.i-saw", "I saw something", TickState::unsure, 480, 300),
                tick("kind.someone-told-me", "Someone told me", TickState::no, 880, 300),
                tick("kind.injury", "An injury or mark", TickState::no, 80, 380)};
  page.fields = {written("pupil-name", "Child's full name", {80, 480, 700, 80}),
                 written("pupil-class", "Class or year", {860, 480, 220, 80}, "4B"),
                 written("happened-date", "Date it happened", {80, 620, 420, 70}, "21/11/2026"),
                 written("happened-time", "Time (24 hour)", {620, 620, 240, 70}, "12:40"),
                 written("account", "What happened", {80, 760, 1080, 500}),
                 written("exact-words", "The child's exact words", {80, 1320, 1080, 300})};
  page.fields[5].empty = true;
  return page;
}

inline PaperPage formBack(std::string serial = "7K2M9QXT") {
  PaperPage page = plainPage();
  page.form = PaperForm{"concern", "3F2A91B0", 2, std::move(serial)};
  page.ticks = {tick("mark.bruise", "Bruise", TickState::yes, 80, 800),
                tick("mark.cut", "Cut or graze", TickState::no, 480, 800),
                tick("done.spoke-to-child", "Spoke to the child", TickState::yes, 80, 1000),
                tick("told.dsl", "I have told the DSL in person", TickState::no, 80, 1100)};
  page.marks = {{"front", 30, 70, 12, 8, "area", 0.9}, {"hand-right", 155, 55, 6, 6, "cross", 0.8}};
  page.fields = {written("marks-detail", "Size in cm, colour, shape", {80, 900, 900, 80})};
  return page;
}

// What the camera sees: a dark desk with a sheet on it.
inline ui::Picture preview(std::uint64_t version, bool sheet = true) {
  constexpr int width = 960, height = 540;
  auto pixels = std::make_shared<Bytes>(static_cast<std::size_t>(width * height) * 4);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const bool paper = sheet && x > 320 && x < 640 && y > 40 && y < 500;
      const bool line = paper && y % 24 < 2 && x > 350 && x < 610;
      std::uint8_t* p = pixels->data() + (static_cast<std::ptrdiff_t>(y) * width + x) * 4;
      p[0] = static_cast<std::uint8_t>(line ? 120 : paper ? 232 : 60 + (x * 7 + y * 3) % 9);
      p[1] = static_cast<std::uint8_t>(line ? 120 : paper ? 236 : 74 + (x + y) % 7);
      p[2] = static_cast<std::uint8_t>(line ? 124 : paper ? 238 : 98 + (x * 3) % 8);
      p[3] = 255;
    }
  }
  return {1, version, width, height, width * 4, ui::Picture::Format::bgra, std::move(pixels)};
}

inline GuideArrived lying(PaperAdvice advice, double steady = 0) {
  return {advice, std::array<PaperPoint, 4>{{{0.333, 0.075}, {0.667, 0.075}, {0.667, 0.925}, {0.333, 0.925}}}, steady};
}

// Signed in and before the camera.
inline void toTheCamera(Robot& robot) {
  robot.tell(CameraChanged{CameraState::open});
  robot.tap("home.paper");
  robot.tell(BadgeRead{"badge-dawn"});
  robot.tap("adult.no");
}

}  // namespace pillarbox::post::test

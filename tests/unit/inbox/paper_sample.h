// An invented concern that was written on paper.
#pragma once

#include <memory>

#include "kiosk/inbox/state.h"
#include "kiosk/ui/picture.h"

namespace pillarbox::inbox {

inline CaseEntry onPaper(CaseEntry concern) {
  PaperPage front, back;
  front.attachment = "page-1.webp";
  front.form = PaperForm{"concern", "3F2A91B0", 1, "7K2M9QXT"};
  front.width = 1240;
  front.height = 1754;
  front.dpi = 150;
  front.ticks = {{"kind.child-told-me", "A child told me", TickState::yes, 0.95, "", {}},
                 {"kind.i-saw", "I saw something", TickState::unsure, 0.4, "", {}},
                 {"urgent", "A child may be in danger now", TickState::no, 0.01, "", {}}};
  front.fields = {{"pupil-name", "Child's full name", {80, 480, 700, 80}, false, "", 0, ""},
                  {"happened-date", "Date it happened", {80, 620, 420, 70}, false, "21/11/2026", 0.7, "Pat Lee"},
                  {"account", "What happened", {80, 760, 1080, 500}, false, "", 0, ""},
                  {"opinion", "My opinion", {80, 1300, 1080, 200}, true, "", 0, ""}};
  back = front;
  back.attachment = "page-2.webp";
  back.form->side = 2;
  back.ticks = {{"mark.bruise", "Bruise", TickState::yes, 0.5, "Pat Lee", {}},
                {"mark.cut", "Cut or graze", TickState::unsure, 0.4, "Pat Lee", {}}};
  back.marks = {{"front", 30, 70, 12, 8, "area", 0.9}, {"hand-right", 155, 55, 6, 6, "cross", 0.8}};
  back.fields.clear();
  concern.entry.pages = {front, back};
  concern.entry.account = "It was written on paper. What was written is in the pictures of its pages.";
  concern.entry.attachments = {{"page-1.webp", "image/webp", 91'000, std::string(64, 'a')},
                               {"page-2.webp", "image/webp", 74'000, std::string(64, 'b')}};
  return concern;
}

inline ui::Picture pagePicture(int width, int height) {
  auto pixels = std::make_shared<Bytes>(static_cast<std::size_t>(width * height) * 4, 240);
  for (int y = 0; y < height; ++y) {
    if (y % (height / 40) > 2 || y < height / 10) continue;
    for (int x = width / 12; x < width - width / 12; ++x) {
      for (std::size_t c = 0; c < 3; ++c) (*pixels)[static_cast<std::size_t>(y * width + x) * 4 + c] = 120;
    }
  }
  return {ui::newPictureId(), 1, width, height, width * 4, ui::Picture::Format::bgra, std::move(pixels)};
}

}  // namespace pillarbox::inbox

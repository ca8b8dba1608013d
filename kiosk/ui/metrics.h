// Sizes, in logical pixels at 1× text.
#pragma once

namespace pillarbox::ui::metrics {

constexpr float gap = 16;
constexpr float row = 72;
constexpr float smallest = 64;  // of anything that can be touched
constexpr float radius = 10;
constexpr float ring = 4;   // focus
constexpr float padX = 20;  // inside controls, left and right
constexpr float padY = 14;  // above and below words in controls
constexpr float mark = 30;  // radio and check marks
constexpr float markGap = 16;
constexpr float noticeBar = 8;  // the coloured edge of a notice
constexpr float noticePadX = 18;
constexpr float noticePadY = 14;
constexpr float editorPad = 16;
constexpr float labelGap = 6;
constexpr float gutter = smallest + gap;
constexpr float bleed = 6;           // a focus ring may reach this far out of a scrolled column
constexpr float dragThreshold = 12;  // a finger that moved further is scrolling, not tapping

}  // namespace pillarbox::ui::metrics

// What was read from a paper form: plain data, made by the scanner, corrected by a person, kept in the entry.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pillarbox {

struct PaperPoint {
  double x = 0, y = 0;
  bool operator==(const PaperPoint&) const = default;
};
struct PaperBox {
  double x = 0, y = 0, w = 0, h = 0;
  bool operator==(const PaperBox&) const = default;
};

// Which printed form, and which sheet of it.
struct PaperForm {
  std::string templateId;  // "concern", "concern-large" (the description's id)
  std::string edition;     // 8 hex digits of what the description prints where; empty if no QR could be read
  int side = 1;            // 1, 2, ... of the whole form
  std::string serial;      // of the sheet; empty if no QR could be read
  bool operator==(const PaperForm&) const = default;
};

// What should be done before a picture is good. One at a time, the most useful first.
enum class PaperAdvice {
  none,  // it is good
  noPage,
  showWholePage,  // part is outside and no direction is known
  moveLeft,       // of the paper, as the person sees it in the (not mirrored) picture
  moveRight,
  moveUp,
  moveDown,
  moveCloser,
  moveBack,
  holdStill,
  onePageOnly,
  moveLamp,   // glare
  moreLight,  // too dark or too uneven to read
  flatten,    // badly curled or folded
  uncover,    // something lies over the page
  notPaper,   // a page is not what this is
};
std::string_view paperAdviceName(PaperAdvice advice);  // "hold-still"
std::optional<PaperAdvice> paperAdviceFrom(std::string_view name);

// All 0 to 1, 1 is best, but dpi.
struct PaperQuality {
  double sharpness = 0;
  double light = 0;         // evenness and contrast of the light
  double glare = 0;         // 1: no glare
  double completeness = 0;  // how much of the page is in the picture and not covered
  double dpi = 0;           // of the input, across the page
  PaperAdvice advice = PaperAdvice::noPage;
  bool operator==(const PaperQuality&) const = default;
};

enum class TickState { no, yes, unsure };
std::string_view tickStateName(TickState state);  // "yes", "no", "unsure"
std::optional<TickState> tickStateFrom(std::string_view name);

struct PaperTick {
  std::string id;     // of the description: "kind.i-saw"
  std::string words;  // what is printed beside it, so that it can be read in twenty years
  TickState state = TickState::unsure;
  double score = 0;         // 0 empty … 1 certainly marked
  std::string confirmedBy;  // a person's name; empty: read by machine
  PaperBox crop;            // pixels of the flattened page picture: the box and a little round it; no width: not known
  bool operator==(const PaperTick&) const = default;
};

// A free-hand mark on a body map. Millimetres on the printed sheet, from its top left.
struct PaperMark {
  std::string figure;       // "front", "back", "head"…
  double xMm = 0, yMm = 0;  // its middle
  double wMm = 0, hMm = 0;
  std::string kind;  // "area", "cross", "circle", "line"
  double confidence = 0;
  bool operator==(const PaperMark&) const = default;
};

struct PaperField {
  std::string id;     // "pupil-name"
  std::string words;  // its printed label
  PaperBox crop;      // pixels of the flattened page picture
  bool empty = true;
  std::string suggestion;  // block capitals read by machine: "21/11/2026", "12:40", "3B"; empty if none
  double confidence = 0;   // of the suggestion
  std::string confirmedBy;
  bool operator==(const PaperField&) const = default;
};

struct PaperPage {
  std::string attachment;                            // "page-1.webp" in the entry; empty while not kept
  std::optional<std::array<PaperPoint, 4>> corners;  // pixels of the input, clockwise from the page's top left
  std::optional<PaperForm> form;                     // not one of our forms: none
  PaperQuality quality;
  int width = 0, height = 0;  // of the flattened picture, pixels
  double dpi = 0;             // of the flattened picture
  std::vector<PaperTick> ticks;
  std::vector<PaperMark> marks;
  std::vector<PaperField> fields;
  std::string problem;  // one sentence if it was not found or could not be read; empty otherwise
  bool operator==(const PaperPage&) const = default;
};

}  // namespace pillarbox

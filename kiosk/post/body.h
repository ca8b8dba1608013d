// The body map on the staff side: which figure is shown, the mark that is being described. The marks themselves are
// Draft::bodyMap.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/ui/record.h"
#include "kiosk/ui/text_model.h"
#include "shared/record/body_figures.h"

namespace pillarbox::post {

enum class BodyView { closed, marks, places, words };  // the list beside the drawing, places by name, typing
enum class BodyWords { childSays, looks };             // what is typed of a mark

struct BodyState {
  std::shared_ptr<const BodyFigures> figures;  // null: the drawings are missing, and there is no body map
  BodyView view = BodyView::closed;
  std::string figure = "front";
  std::optional<std::size_t> mark;  // of draft.bodyMap.marks: the one whose details are shown
  bool beside = false;              // the last touch was beside the body
  bool cameBack = false;            // from it to the check screen, which then shows the marks
  BodyWords typing = BodyWords::childSays;
  ui::TextModel typed{maxMarkWords};
};

struct BodyFiguresArrived {  // from the program, at the start
  std::shared_ptr<const BodyFigures> figures;
};
struct OpenBodyMap {};
struct CloseBodyMap {};  // one step back: from typing or places to the marks, from a mark to all of them, and out
struct DoneBodyMap {};   // out, from anywhere in it
struct ShowFigure {
  std::string figure;
};
struct SetOutline {
  BodyOutline outline = BodyOutline::younger;
};
struct SetMarkedChild {
  std::size_t index = 0;  // of draft.pupils
};
// A tap or the way a finger went. On a mark that is there: chooses it.
struct TouchBody {
  std::vector<BodyPoint> points;
  double nearX = 0, nearY = 0;  // how far from a mark's place still touches it, as parts of width and height
};
struct ShowPlaces {};
struct PickPlace {
  std::string region;
};
struct ChooseMark {
  std::optional<std::size_t> mark;
};
struct SetMarkKind {
  MarkKind kind = MarkKind::unsaid;
};
struct StepMarkSize {
  bool width = false;
  int halves = 0;  // half centimetres more or fewer
};
struct SetMarkLike {
  std::string like;  // of words::bodyCoins; the length with it
};
struct ToggleMarkColour {
  std::string colour;
};
struct SetMarkShape {
  std::string shape;
};
struct SetSkinBroken {
  MarkAnswer answer = MarkAnswer::unsaid;
};
struct SetMarkSwelling {
  MarkAnswer answer = MarkAnswer::unsaid;
};
struct TypeOfMark {
  BodyWords which = BodyWords::childSays;
};
struct MarkTyped {
  ui::EditAction action;
};
struct TakeMarkOut {};
using BodyEvent =
    std::variant<BodyFiguresArrived, OpenBodyMap, CloseBodyMap, DoneBodyMap, ShowFigure, SetOutline, SetMarkedChild,
                 TouchBody, ShowPlaces, PickPlace, ChooseMark, SetMarkKind, StepMarkSize, SetMarkLike, ToggleMarkColour,
                 SetMarkShape, SetSkinBroken, SetMarkSwelling, TypeOfMark, MarkTyped, TakeMarkOut>;

// Overwrites what was typed; all but the drawings as new.
void wipeBody(BodyState& body);

}  // namespace pillarbox::post

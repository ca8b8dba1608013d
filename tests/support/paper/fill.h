// A form filled in by somebody, and what they truly put there.
#pragma once

#include <map>
#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "scanner/form/description.h"
#include "shared/record/paper.h"
#include "tests/support/paper/writing.h"

namespace pillarbox::support {

// How a reading of a tick is judged against what the person did.
enum class TickRule {
  exact,     // the state or nothing: anything else is wrong, unsure is unsure
  orUnsure,  // the state or unsure is right
  anything,  // nobody can know
};
struct TickTruth {
  std::string id;
  TickStyle style = TickStyle::empty;
  TickState state = TickState::no;
  TickRule rule = TickRule::exact;
  bool hidden = false;  // something lies over it in the picture
};
struct MarkTruth {
  std::string figure;
  MarkStyle style = MarkStyle::cross;
  PaperPoint middle;  // mm on the printed form
  double sizeMm = 0;
  bool hidden = false;
};
struct FieldTruth {
  std::string id;
  bool empty = true;
  std::string characters;  // in its cells; empty for handwriting
  bool hidden = false;
};
struct Filled {
  std::vector<TickTruth> ticks;
  std::vector<MarkTruth> marks;
  std::vector<FieldTruth> fields;
  std::string pen;
};

// What somebody writes who was told what to write. Everything else is left empty.
struct FillScript {
  std::map<std::string, TickStyle> ticks;     // by id
  std::map<std::string, std::string> fields;  // by id: its characters, or nothing for handwriting
  std::vector<MarkTruth> marks;
};

struct FillOptions {
  bool blank = false;                  // nothing is written at all
  bool pencil = true;                  // a pencil is one of the pens
  bool doubtful = true;                // struck out, rubbed out, dabs, circles too
  double tickedShare = 0.28;           // of the boxes
  int mostMarks = 4;                   // on each figure
  const FillScript* script = nullptr;  // then none of the chances above
};

// Writes on `sheet` (CV_8UC3 at `dpi`); `toSheet` takes mm of the printed form to mm of the sheet.
Filled fillIn(cv::Mat& sheet, double dpi, const form::Side& side, const cv::Matx23d& toSheet,
              const FillOptions& options, Dice& dice);

}  // namespace pillarbox::support

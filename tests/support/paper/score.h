// A reading held against what is true: counts, and a list of what went wrong that says how to see it again.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "shared/record/paper.h"
#include "tests/support/paper/photo.h"

namespace pillarbox::support {

struct Failure {
  std::uint64_t seed = 0;
  int side = 1;
  std::string what;  // "tick kind.i-saw (sloppy cross) read no, is yes, score 0.21"
};

struct Score {
  int pages = 0, registered = 0;  // the right form and side, its boxes read
  int serials = 0;                // of the registered: the sheet's own number read
  int onceRefused = 0;            // not registered, and it said so: advice or a problem
  std::vector<double> overlaps;   // of every page found with the true one

  int ticks = 0, ticksRight = 0, ticksUnsure = 0, ticksWrong = 0;  // those anybody can read
  int doubtful = 0, doubtfulRight = 0, doubtfulWrong = 0;          // circled, struck out, rubbed out
  std::map<std::string, std::array<int, 3>> byStyle;               // right, unsure, wrong
  int marks = 0, marksFound = 0, kindsRight = 0, marksInvented = 0;
  int blankPages = 0, inventedOnBlank = 0;
  int fields = 0, fieldsRight = 0, writtenMissed = 0;                    // missed: written on, said to be empty
  int texts = 0, textsRight = 0, textsWrong = 0, textsSureAndWrong = 0;  // date, time and class
  std::vector<Failure> failures;

  void add(const PaperPage& page, const PhotoTruth& truth, bool blank);
};

// Of 0 things, 100 % are right.
double percent(int part, int all);

}  // namespace pillarbox::support

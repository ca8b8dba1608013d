// The chips above what is written: what to write of, who was meant, how a word is spelt, who said it. For this folder's
// .cpp files only.
#pragma once

#include <string>
#include <vector>

#include "kiosk/post/post.h"

namespace pillarbox::post {

// One of the chips above the account. Touching one leaves the writer writing.
struct Chip {
  enum class Does { suggest, keep, mention, open, bodyMap, speaker, addSaid, asked };
  std::string id;
  std::string name;
  Does does = Does::open;
  std::size_t index = 0;
  bool ticked = false;
};

float chipHeight(const ui::Frame& frame);
// Low, but with room for a row of chips once the tabs stand in the bar.
bool tabsInBar(const ui::Frame& frame);
// Three lines of writing are the least that is of use; two where the screen is low, rather than no chips at all.
float leastEditor(const ui::Frame& frame);
// Those above the account now.
std::vector<Chip> chipsOf(const State& state);
// As many of chipsOf() as stand in one row.
void drawChips(ui::Frame& frame, const State& state, ui::Rect row, Events& out);
// All of `chips`, in at most `most` rows, cut off the top of `room`; fewer only where too little would be left to write
// in.
void drawChipRows(ui::Frame& frame, const State& state, const std::vector<Chip>& chips, std::size_t most,
                  ui::Rect& room, Events& out);

}  // namespace pillarbox::post

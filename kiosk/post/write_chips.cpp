#include "kiosk/post/write_chips.h"

#include <algorithm>

#include "kiosk/post/apply.h"
#include "kiosk/post/entry_of.h"
#include "kiosk/post/shell.h"

namespace pillarbox::post {

using namespace ui;

float chipHeight(const Frame& frame) {
  return std::max(64.0F, frame.rowHeight() - 8);
}

bool tabsInBar(const Frame& frame) {
  return lowScreen(frame) && !veryLowScreen(frame) && frame.textScale() < 1.2F;
}

float leastEditor(const Frame& frame) {
  return (tabsInBar(frame) ? 2 : 3) * frame.textHeight("A", Words::body, 1000) + 30;
}

namespace {

std::vector<Chip> spellingChips(const State& state) {
  std::vector<Chip> chips;
  const WritingState& writing = state.writing;
  for (std::size_t i = 0; i < writing.suggested.size(); ++i) {
    chips.push_back({"write.spelling." + std::to_string(i + 1), writing.suggested[i], Chip::Does::suggest, i});
  }
  chips.push_back({"write.spelling.keep", std::string(words::spellingKeep), Chip::Does::keep});
  return chips;
}

std::vector<Chip> peopleChips(const State& state) {
  std::vector<Chip> chips;
  for (std::size_t i = 0; i < state.writing.offered.size(); ++i) {
    const Offered& one = state.writing.offered[i];
    chips.push_back({"write.mention." + one.ref,
                     one.detail.empty() ? one.name : filled(words::mentionChip, {one.name, one.detail}),
                     Chip::Does::mention, i});
  }
  return chips;
}

std::vector<Chip> promptChips(const State& state) {
  std::vector<Chip> chips;
  const std::string_view text = state.draft.text(Field::account).text();
  for (std::size_t i = 0; i < words::prompts.size(); ++i) {
    const bool used = text.find(trimmed(words::openers[i])) != std::string_view::npos;
    chips.push_back({"write.ask." + std::to_string(i + 1), std::string(words::prompts[i]), Chip::Does::open, i, used});
  }
  if (state.body.figures) {
    // First where it is about a mark; otherwise among the first, so that it is there on every screen.
    const std::ptrdiff_t place = state.draft.kind == RecordKind::injury ? 0 : 2;
    chips.insert(chips.begin() + std::min(place, static_cast<std::ptrdiff_t>(chips.size())),
                 {"write.body", bodyButtonWords(state), Chip::Does::bodyMap, 0, !state.draft.bodyMap.empty()});
  }
  return chips;
}

void touched(const State& state, const Chip& chip, Events& out) {
  switch (chip.does) {
    case Chip::Does::suggest:
      return say(out, UseSuggestion{chip.index});
    case Chip::Does::keep:
      return say(out, KeepWord{});
    case Chip::Does::mention:
      return say(out, Mention{state.writing.offered[chip.index].ref});
    case Chip::Does::open:
      return say(out, UsePrompt{chip.index});
    case Chip::Does::bodyMap:
      return out.push_back(BodyEvent(OpenBodyMap{}));
    case Chip::Does::speaker:
      return say(out, ShowSaidView{SaidView::who});
    case Chip::Does::addSaid:
      return say(out, AddSaid{});
    case Chip::Does::asked:
      return say(out, ShowSaidView{SaidView::asked});
  }
}

float chipWidth(const Frame& frame, const Chip& chip, float most) {
  constexpr float pad = 28;
  constexpr float tick = 34;
  return std::min(most, std::max(80.0F, frame.textWidth(chip.name, Words::small)) + pad + (chip.ticked ? tick : 0));
}

// How many of the chips from `first` on stand in one row.
std::size_t chipsInRow(const Frame& frame, const std::vector<Chip>& chips, std::size_t first, float across) {
  std::size_t count = 0;
  float used = 0;
  for (; first + count < chips.size(); ++count) {
    const float more = chipWidth(frame, chips[first + count], across) + (count > 0 ? frame.gap() / 2 : 0);
    if (count > 0 && used + more > across) break;
    used += more;
  }
  return count;
}

float longestWord(const Frame& frame, std::string_view said) {
  float widest = 0;
  while (!said.empty()) {
    const std::size_t end = std::min(said.find(' '), said.size());
    widest = std::max(widest, frame.textWidth(said.substr(0, end), Words::small));
    said.remove_prefix(std::min(end + 1, said.size()));
  }
  return widest;
}

std::size_t rowsOfChips(const Frame& frame, const std::vector<Chip>& chips, float across) {
  std::size_t rows = 0;
  for (std::size_t first = 0; first < chips.size(); ++rows) first += chipsInRow(frame, chips, first, across);
  return rows;
}

// As many as fit, each as wide as its words; together they fill the row. Returns how many.
std::size_t drawChips(Frame& frame, const State& state, const std::vector<Chip>& chips, std::size_t first, Rect row,
                      Events& out) {
  const float gap = frame.gap() / 2;
  const std::size_t count = chipsInRow(frame, chips, first, row.w);
  float used = gap * static_cast<float>(std::max<std::size_t>(1, count) - 1);
  for (std::size_t i = first; i < first + count; ++i) used += chipWidth(frame, chips[i], row.w);
  const float spare = std::max(0.0F, row.w - used) / static_cast<float>(std::max<std::size_t>(1, count));
  const float most = row.w;
  for (std::size_t i = first; i < first + count; ++i) {
    const Chip& chip = chips[i];
    const Rect at = cutLeft(row, std::min(row.w, chipWidth(frame, chip, most) + std::min(spare, 120.0F)), gap);
    if (!frame.chip(chip.id, at, chip.name, chip.ticked)) continue;
    touched(state, chip, out);
    if (state.writeTab == WriteTab::account) frame.focusNow("write.account");
  }
  return count;
}

// All of them with their words in two lines, if that leaves enough to write in.
bool drawTallChips(Frame& frame, const State& state, const std::vector<Chip>& chips, std::size_t most, Rect& room,
                   Events& out) {
  const float gap = frame.gap() / 2, line = frame.textHeight("A", Words::small, room.w), high = 2 * line + 20;
  constexpr float around = 20;
  for (std::size_t rows = 1; rows <= most; ++rows) {
    const std::size_t columns = (chips.size() + rows - 1) / rows;
    const float cell = (room.w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    const bool fits = std::all_of(chips.begin(), chips.end(), [&](const Chip& chip) {
      const float inner = cell - around - (chip.ticked ? 34 : 0);
      return longestWord(frame, chip.name) <= inner && frame.textHeight(chip.name, Words::small, inner) < 2.5F * line;
    });
    if (!fits) continue;
    // A line less than beside rows of one line: better than a chip that nobody finds.
    const float less = frame.textHeight("A", Words::body, room.w);
    if (room.h - static_cast<float>(rows) * (high + gap) < leastEditor(frame) - less) return false;
    for (std::size_t first = 0; first < chips.size(); first += columns) {
      Rect row = cutTop(room, high, gap);
      for (std::size_t i = first; i < std::min(chips.size(), first + columns); ++i) {
        if (!frame.chip(chips[i].id, cutLeft(row, cell, gap), chips[i].name, chips[i].ticked)) continue;
        touched(state, chips[i], out);
        if (state.writeTab == WriteTab::account) frame.focusNow("write.account");
      }
    }
    return true;
  }
  return false;
}

}  // namespace

std::vector<Chip> chipsOf(const State& state) {
  if (!state.writing.puzzled.empty()) return spellingChips(state);
  if (!state.writing.offered.empty()) return peopleChips(state);
  return promptChips(state);
}

void drawChips(Frame& frame, const State& state, Rect row, Events& out) {
  drawChips(frame, state, chipsOf(state), 0, row, out);
}

void drawChipRows(Frame& frame, const State& state, const std::vector<Chip>& chips, std::size_t most, Rect& room,
                  Events& out) {
  const float high = chipHeight(frame), gap = frame.gap() / 2;
  const std::size_t wanted = rowsOfChips(frame, chips, room.w);
  std::size_t rows = 0;
  while (rows < std::min(most, wanted) && room.h - static_cast<float>(rows + 1) * (high + gap) >= leastEditor(frame)) {
    ++rows;
  }
  if (rows < wanted && drawTallChips(frame, state, chips, most, room, out)) return;
  std::size_t first = 0;
  for (std::size_t i = 0; i < rows; ++i) {
    first += drawChips(frame, state, chips, first, cutTop(room, high, gap), out);
  }
}

}  // namespace pillarbox::post

#include <algorithm>

#include "kiosk/post/entry_of.h"
#include "kiosk/post/mine.h"
#include "kiosk/post/shell.h"

namespace pillarbox::post {

using namespace ui;

namespace {

std::string_view stateWords(PostedState state) {
  switch (state) {
    case PostedState::stored:
      return words::mineStored;
    case PostedState::delivered:
      return words::mineDelivered;
    case PostedState::read:
      return words::mineRead;
    case PostedState::acted:
      return words::mineActed;
    case PostedState::closed:
      return words::mineClosed;
    case PostedState::setAside:
      return words::mineAside;
  }
  return {};
}

// Somebody who may read it did.
bool seen(const MineItem& item) {
  return item.state == PostedState::read || item.state == PostedState::acted || item.state == PostedState::closed;
}

bool overdue(const State& state, const MineItem& item) {
  const Policies policies = state.directory ? state.directory->policies : Policies{};
  return !seen(item) && state.now - item.postedAt >= std::chrono::hours(policies.notReadAfterHours);
}

bool standsAlone(const State& state, const MineItem& item) {
  return item.subject.empty() || std::none_of(state.mine.begin(), state.mine.end(),
                                              [&](const MineItem& other) { return other.id == item.subject; });
}

std::string readAtWords(const MineItem& item) {
  const std::string when = formatShort(*item.readAt);
  if (item.state == PostedState::closed) return filled(words::mineClosedAt, {when});
  return filled(item.state == PostedState::acted ? words::mineActedAt : words::mineReadAt, {when});
}

// One posting, what was added to it and what was said about it: in words, oldest first.
std::vector<PanelLine> linesOf(const State& state, const MineItem& item, const std::string& number) {
  // What kind, never about whom: the screen stands in a room.
  const bool adult = item.audience != "safeguarding" && item.audience != "pastoral";
  const std::string_view what = item.kind == Kind::call ? std::string_view(words::mineCallShown)
                                : adult                 ? std::string_view(words::mineWorryAdult)
                                                        : std::string_view(words::mineWorry);
  std::vector<PanelLine> lines{
      {"mine.when." + number, filled(words::mineWhat, {what, formatShort(item.postedAt)}), Words::strong, Tone::normal},
      {"mine.reference." + number, filled(words::mineReference, {item.reference}), Words::small, Tone::quiet}};
  if (item.kind == Kind::call) lines.push_back({"mine.call." + number, std::string(words::mineCall)});
  lines.push_back({"mine.state." + number, std::string(stateWords(item.state)), Words::body,
                   seen(item) ? Tone::good : Tone::normal});
  if (seen(item) && item.readAt) {
    lines.push_back({"mine.read-at." + number, readAtWords(item), Words::small, Tone::quiet});
  }
  int added = 0;
  for (auto other = state.mine.rbegin(); other != state.mine.rend(); ++other) {  // they come newest first
    if (other->subject != item.id) continue;
    const auto& pattern = other->kind == Kind::mistake ? words::mineMistake : words::mineAddition;
    lines.push_back({"mine.added." + number + "." + std::to_string(++added),
                     filled(pattern, {formatShort(other->postedAt), stateWords(other->state)}), Words::small,
                     seen(*other) ? Tone::good : Tone::normal});
  }
  int said = 0;
  for (const DslMessage& message : item.messages) {
    lines.push_back(
        {"mine.said." + number + "." + std::to_string(++said),
         filled(words::mineSaid, {senderOf(state, message), formatShort(message.saidAt), messageWords(message.kind)}),
         Words::body, Tone::normal});
  }
  if (overdue(state, item)) {
    const auto people = dslsToTell(state.directory.get(), state.now);
    std::string tell = people.empty() ? std::string(words::findADsl) : people.front()->name;
    if (!people.empty() && !whereToFind(*people.front()).empty()) tell += ", " + whereToFind(*people.front());
    lines.push_back({"mine.tell." + number, filled(words::mineTell, {tell}), Words::strong, Tone::danger});
  }
  return lines;
}

// The two things that can be done about it, in the same panel, under its words.
void drawItem(Flow& flow, const State& state, const MineItem& item, const std::string& number, Events& out) {
  panelOf(flow, linesOf(state, item, number));
  if (item.kind != Kind::concern) return;
  Frame& frame = flow.frame();
  flow.space(-frame.gap() / 2);
  const float wants =
      std::max(frame.textWidth(words::mineAdd, Words::strong), frame.textWidth(words::mineWrong, Words::strong)) + 48;
  const bool beside = 2 * wants + frame.gap() <= flow.width();
  std::vector<Rect> cells = flow.row(beside ? 2 : 1, frame.rowHeight());
  if (frame.button("mine.add." + number, cells.front(), words::mineAdd)) out.push_back(StartAdding{item.id, false});
  const Rect wrong = beside ? cells.back() : flow.take(frame.rowHeight());
  if (frame.button("mine.mistake." + number, wrong, words::mineWrong, Look::quiet)) {
    out.push_back(StartAdding{item.id, true});
  }
  flow.space(frame.gap() / 2);
}

}  // namespace

Events drawMine(Frame& frame, const State& state) {
  Events out;
  PageOptions page;
  page.title = words::mineTitle;
  page.next = words::mineNew;
  page.nextEvent = StartConcern{};
  page.showBack = false;
  const Rect room = drawPage(frame, state, page, out);
  frame.flow("mine.flow", room, [&](Flow& flow) {
    flow.text(words::mineOnlyStatus, Words::body, Tone::quiet);
    if (!state.mineKnown) {
      flow.text(words::mineLooking);
    } else if (state.mine.empty()) {
      flow.text(words::mineNone);
    }
    int number = 0;
    for (const MineItem& item : state.mine) {
      if (standsAlone(state, item)) drawItem(flow, state, item, std::to_string(++number), out);
    }
  });
  return out;
}

}  // namespace pillarbox::post

#include "kiosk/post/entry_of.h"
#include "kiosk/post/shell.h"

namespace pillarbox::post {

using namespace ui;

namespace {

std::string stateWords(const MineItem& item) {
  switch (item.state) {
    case PostedState::stored:
      return std::string(words::mineStored);
    case PostedState::delivered:
      return std::string(words::mineDelivered);
    case PostedState::read:
      return item.readAt ? filled(words::mineReadAt, {formatShort(*item.readAt)}) : std::string(words::mineRead);
    case PostedState::setAside:
      return std::string(words::mineAside);
  }
  return {};
}

bool overdue(const State& state, const MineItem& item) {
  const Policies policies = state.directory ? state.directory->policies : Policies{};
  return item.state != PostedState::read && state.now - item.postedAt >= std::chrono::hours(policies.notReadAfterHours);
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
  const auto people = dslsToTell(state.directory.get());
  frame.flow("mine.flow", readable(room, 1000), [&](Flow& flow) {
    flow.text(words::mineOnlyStatus, Words::body, Tone::quiet);
    if (!state.mineKnown) {
      flow.text(words::mineLooking);
    } else if (state.mine.empty()) {
      flow.text(words::mineNone);
    }
    for (const MineItem& item : state.mine) {
      std::vector<PanelLine> lines{{"mine.when." + item.reference, item.reference + ", " + formatShort(item.postedAt),
                                    Words::strong, Tone::normal},
                                   {"mine.state." + item.reference, stateWords(item), Words::body,
                                    item.state == PostedState::read ? Tone::good : Tone::normal}};
      if (overdue(state, item)) {
        std::string tell = people.empty() ? std::string(words::findADsl) : people.front()->name;
        if (!people.empty() && !whereToFind(*people.front()).empty()) tell += ", " + whereToFind(*people.front());
        lines.push_back({"mine.tell." + item.reference, filled(words::mineTell, {tell}), Words::strong, Tone::danger});
      }
      panelOf(flow, lines);
    }
  });
  return out;
}

}  // namespace pillarbox::post

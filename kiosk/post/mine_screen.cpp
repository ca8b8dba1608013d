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
      return std::string(words::mineRead);
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
  frame.flow("mine.flow", room, [&](Flow& flow) {
    flow.text(words::mineOnlyStatus, Words::body, Tone::quiet);
    if (!state.mineKnown) {
      flow.text(words::mineLooking);
    } else if (state.mine.empty()) {
      flow.text(words::mineNone);
    }
    for (std::size_t i = 0; i < state.mine.size(); ++i) {
      const MineItem& item = state.mine[i];
      const std::string number = std::to_string(i + 1);
      const bool read = item.state == PostedState::read;
      std::vector<PanelLine> lines{
          {"mine.when." + number, filled(words::minePosted, {item.reference, formatShort(item.postedAt)}),
           Words::strong, Tone::normal},
          {"mine.state." + number, stateWords(item), Words::body, read ? Tone::good : Tone::normal}};
      if (read && item.readAt) {
        lines.push_back({"mine.read-at." + number, filled(words::mineReadAt, {formatShort(*item.readAt)}), Words::small,
                         Tone::quiet});
      }
      if (overdue(state, item)) {
        std::string tell = people.empty() ? std::string(words::findADsl) : people.front()->name;
        if (!people.empty() && !whereToFind(*people.front()).empty()) tell += ", " + whereToFind(*people.front());
        lines.push_back({"mine.tell." + number, filled(words::mineTell, {tell}), Words::strong, Tone::danger});
      }
      panelOf(flow, lines);
    }
  });
  return out;
}

}  // namespace pillarbox::post

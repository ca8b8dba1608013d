#include <algorithm>

#include "kiosk/post/entry_of.h"
#include "kiosk/post/shell.h"

namespace pillarbox::post {

using namespace ui;

Events drawPosted(Frame& frame, const State& state) {
  Events out;
  if (!state.lastPosted) return out;
  const LastPosted& last = *state.lastPosted;
  PageOptions page;
  page.title = words::postedTitle;
  page.next = words::postedDone;
  page.nextEvent = GoHome{};
  page.nextEnabled = state.monotonic >= last.doneFrom;
  page.showBack = false;
  Rect room = drawPage(frame, state, page, out);
  if (!frame.portrait() && room.w >= 1000 && frame.textScale() < 1.45F) {
    const Rect side = cutRight(room, 240, 2 * frame.gap());
    frame.pillarBox({side.x, side.y, side.w, std::min(side.h, 400.0F)});
  }
  frame.flow("posted.flow", room, [&](Flow& flow) {
    const std::string safe(last.unfinished ? words::postedUnfinished
                           : last.mistake  ? words::postedMistake
                                           : words::postedSafe);
    flow.notice("posted.safe", last.delivered ? safe + " " + std::string(words::postedDelivered) : safe, Tone::good);
    if (!last.told.empty()) {
      flow.heading(filled(words::postedTold, {last.told}));
    } else if (!last.ring.empty()) {
      flow.notice("posted.ring", filled(words::adultNobody, {last.ring}), Tone::danger);
    } else if (last.tell.empty()) {
      flow.heading(filled(words::postedTell, {words::findADsl}));
    } else {
      std::vector<PanelLine> lines{
          {"posted.tell", filled(words::postedTell, {last.tell.front().name}), Words::heading, Tone::danger}};
      if (!last.tell.front().place.empty()) {
        lines.push_back({"posted.where", last.tell.front().place, Words::heading, Tone::normal});
      }
      for (std::size_t i = 1; i < last.tell.size() && i < 4; ++i) {
        const ToTell& other = last.tell[i];
        lines.push_back({"posted.or." + std::to_string(i),
                         "Or " + other.name + (other.place.empty() ? "" : ": " + other.place), Words::body,
                         Tone::normal});
      }
      panelOf(flow, lines);
    }
    if (last.paper) {
      const std::string to = !last.tell.empty() ? last.tell.front().name : std::string(words::findADsl);
      flow.notice("posted.paper", filled(words::postedPaper, {to}), Tone::warning);
    }
    panelOf(flow, {{"posted.reference-label", std::string(words::postedReference), Words::small, Tone::quiet},
                   {"posted.reference", last.reference, Words::title, Tone::normal},
                   {"posted.reference-why", std::string(words::postedReferenceWhy), Words::small, Tone::quiet}});
    const std::string whom = last.tell.empty() ? std::string(words::findADsl) : last.tell.front().name;
    const std::string thanks = std::string(words::postedThanks) + " " + filled(words::postedUpset, {whom});
    frame.text("posted.upset", flow.take(frame.textHeight(thanks, Words::body, flow.width())), thanks, Words::body,
               Tone::quiet);
    if (last.paper && flow.button("posted.another-paper", words::postedAnotherPaper)) out.push_back(StartPaper{});
    if (flow.button("posted.another", words::postedAnother, Look::quiet)) out.push_back(StartConcern{});
  });
  return out;
}

}  // namespace pillarbox::post

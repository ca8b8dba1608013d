#include <algorithm>

#include "kiosk/post/calling.h"
#include "kiosk/post/entry_of.h"
#include "kiosk/post/mine.h"
#include "kiosk/post/shell.h"

namespace pillarbox::post {

using namespace ui;

namespace {

std::string_view detailOf(Mistake mistake) {
  switch (mistake) {
    case Mistake::wrongChild:
      return words::mistakeChildDetail;
    case Mistake::wrongWords:
      return words::mistakeWrongDetail;
    case Mistake::notSent:
      return words::mistakeNotSentDetail;
    case Mistake::unsaid:
    case Mistake::somethingElse:
      return {};
  }
  return {};
}

}  // namespace

std::string_view messageWords(Kind kind) {
  if (kind == Kind::seeMe) return words::messageSeeMe;
  return kind == Kind::morePlease ? words::messageMore : words::messageThanks;
}

std::string senderOf(const State& state, const DslMessage& message) {
  const Person* person = state.directory ? state.directory->person(message.from) : nullptr;
  return person == nullptr ? std::string(words::messageDsl) : person->name;
}

Events drawMistake(Frame& frame, const State& state) {
  Events out;
  const AddingTo& adding = state.draft.adding;
  PageOptions page;
  page.title = words::mistakeTitle;
  const bool chosen = adding.mistake != Mistake::unsaid;
  page.keyboard = chosen;
  const Rect room = drawPage(frame, state, page, out);
  frame.flow("mistake.flow", room, [&](Flow& flow) {
    const std::string to =
        filled(words::addTo, {adding.reference, formatShort(adding.postedAt)}) + " " + std::string(words::mistakeSafe);
    // With the keyboard open there is room for what is typed only; the choice is kept in sight.
    if (!chosen) {
      flow.frame().text("mistake.to", flow.take(frame.textHeight(to, Words::body, flow.width())), to, Words::body,
                        Tone::quiet);
    }
    const bool wide = flow.width() >= 800 && frame.textScale() < 1.45F;
    const std::size_t columns = wide ? 2 : 1;
    const float high = frame.rowHeight() * (chosen ? 1.0F : 1.2F);
    for (std::size_t first = 0; first < allMistakes.size(); first += columns) {
      const std::vector<Rect> cells = flow.row(columns, high);
      for (std::size_t i = first; i < std::min(allMistakes.size(), first + columns); ++i) {
        const Mistake one = allMistakes[i];
        const std::string id = "mistake." + std::string(mistakeName(one));
        if (frame.choice(id, cells[i - first], mistakeWords(one), adding.mistake == one,
                         chosen ? std::string_view() : detailOf(one))) {
          out.push_back(SetMistake{one});
        }
      }
    }
    if (!chosen) return;
    EditorOptions options;
    options.label = words::mistakeSay;
    options.placeholder = words::mistakeSayHint;
    frame.focusOnce("mistake.say");
    const float left = room.h - flow.used() - frame.textHeight(words::mistakeSay, Words::small, flow.width()) - 24;
    const float least = 3 * frame.textHeight("A", Words::body, flow.width());
    typeIn(flow, state, "mistake.say", Field::account, options, std::max(left, least), out);
  });
  return out;
}

Events drawMessage(Frame& frame, const State& state) {
  Events out;
  const DslMessage& message = state.adding.messages.front();
  const bool ready = state.monotonic >= state.adding.shownFrom + doneAfter;
  const bool add = message.kind == Kind::morePlease && !worthKeeping(state.draft);
  Rect room = centred(drawGround(frame, state), 860);
  const float gap = frame.gap();
  const float row = frame.rowHeight() * 1.2F;
  const std::string_view ok = add ? words::messageLater : words::messageOk;
  if (frame.button("message.ok", cutBottom(room, row, gap), ok, add ? Look::secondary : Look::primary, ready)) {
    out.push_back(MessageSeen{});
  }
  if (add && frame.button("message.add", cutBottom(room, row, gap), words::messageAdd, Look::primary, ready)) {
    out.push_back(MessageSeen{true});
  }
  frame.flow("message.flow", room, [&](Flow& flow) {
    flow.space(std::max(0.0F, (room.h - 380 * frame.textScale()) * 0.4F));
    flow.title(words::messageTitle);
    const Person* person = state.directory ? state.directory->person(message.from) : nullptr;
    const std::string said = filled(words::messageFrom, {senderOf(state, message), messageWords(message.kind)});
    const std::string about = filled(words::messageAbout, {formatShort(message.postedAt), message.reference});
    std::vector<PanelLine> lines{{"message.said", said, Words::heading, Tone::normal},
                                 {"message.about", about, Words::body, Tone::quiet}};
    const std::string place = person == nullptr ? std::string() : whereToFind(*person);
    if (message.kind != Kind::thanks && !place.empty()) {
      lines.push_back({"message.where", place, Words::strong, Tone::normal});
    }
    panelOf(flow, lines);
  });
  return out;
}

}  // namespace pillarbox::post

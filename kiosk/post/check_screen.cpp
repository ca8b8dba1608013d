#include "kiosk/post/entry_of.h"
#include "kiosk/post/shell.h"

namespace pillarbox::post {

using namespace ui;

namespace {

// A part of the concern as it will be read, with the way to change it at its right.
void section(Flow& flow, std::string_view id, std::string_view heading, const std::vector<std::string>& lines,
             Screen step, bool canChange, Events& out) {
  Frame& frame = flow.frame();
  constexpr float pad = 16;
  const float button = frame.textWidth(words::checkChange, Words::strong) + 48;
  const bool beside = canChange && button < flow.width() * 0.3F;
  const float width = flow.width() - 2 * pad - (beside ? button + frame.gap() : 0);
  float height = frame.textHeight(heading, Words::small, width);
  for (const std::string& line : lines) height += frame.textHeight(line, Words::body, width);
  if (beside) height = std::max(height, frame.rowHeight());
  if (canChange && !beside) height += frame.gap() + frame.rowHeight();
  const Rect rect = flow.take(height + 2 * pad);
  frame.panel(rect);
  Rect inside = inset(rect, pad);
  if (canChange) {
    Rect at = beside ? cutRight(inside, button, frame.gap()) : cutBottom(inside, frame.rowHeight(), frame.gap());
    at.h = frame.rowHeight();
    if (frame.button("check.change." + std::string(id), at, words::checkChange)) {
      out.push_back(EditStep{step, id == "words" ? WriteTab::exactWords : WriteTab::account});
    }
  }
  const float small = frame.textHeight(heading, Words::small, inside.w);
  frame.text("check.heading." + std::string(id), cutTop(inside, small), heading, Words::small, Tone::quiet);
  int number = 0;
  for (const std::string& line : lines) {
    frame.text("check." + std::string(id) + "." + std::to_string(++number),
               cutTop(inside, frame.textHeight(line, Words::body, inside.w)), line, Words::body);
  }
}

std::vector<std::string> childLines(const Draft& draft) {
  std::vector<std::string> out;
  for (const ChosenPupil& pupil : draft.pupils) {
    std::string line = pupil.name.empty() ? std::string(words::whoDescribed) : pupil.name;
    if (!pupil.className.empty()) line += ", " + filled(words::whoClass, {pupil.className});
    line += ": ";
    line += partWords(pupil.part);
    if (!pupil.description.empty()) line += ". " + pupil.description;
    out.push_back(std::move(line));
  }
  if (out.empty()) out.emplace_back(draft.noChild ? words::checkNoChild : words::notSaid);
  return out;
}

std::vector<std::string> doneLines(const State& state) {
  const Draft& draft = state.draft;
  std::vector<std::string> out;
  if (draft.told == Answer::yes) {
    const std::string who = toldWhoOf(draft).empty() ? tellWhom(state.directory.get(), draft) : toldWhoOf(draft);
    std::string when(toldWhenWords(draft.toldWhen));
    if (draft.toldWhen == ToldWhen::unsaid) when = "when not said";
    when[0] = when[0] >= 'A' && when[0] <= 'Z' ? static_cast<char>(when[0] - 'A' + 'a') : when[0];
    out.push_back(filled(words::checkTold, {who, when}));
  } else {
    out.emplace_back(words::checkToldNot);
  }
  if (draft.spokeToChild) out.emplace_back(words::doneSpoke);
  const auto withName = [&out](std::string_view what, std::string_view name) {
    out.emplace_back(what);
    if (!name.empty()) out.back().append(": ").append(name);
  };
  if (draft.rangParent) withName(words::doneParent, draft.text(Field::parentWho).text());
  if (draft.adviceGiven) withName(words::doneAdvice, draft.text(Field::adviceBy).text());
  if (draft.urgent) out.emplace_back(words::checkUrgent);
  return out;
}

std::string orNotSaid(std::string text) {
  return text.empty() ? std::string(words::notSaid) : text;
}

}  // namespace

Events drawCheck(Frame& frame, const State& state) {
  Events out;
  const Draft& draft = state.draft;
  PageOptions page;
  page.title = words::checkTitle;
  page.next = state.posting ? words::checkSaving : state.postFault ? words::checkTryAgain : words::checkPost;
  page.nextEvent = PostIt{};
  page.nextEnabled = !state.posting;
  const Rect room = drawPage(frame, state, page, out);
  frame.flow("check.flow", room, [&](Flow& flow) {
    if (state.postFault) {
      const FaultWords fault = faultWords(*state.postFault);
      std::string said(fault.what);
      said.append(" ").append(fault.safe).append(" ").append(fault.next);
      flow.notice("check.fault", said, Tone::danger);
    }
    flow.notice("check.facts", words::checkFacts, Tone::warning);
    if (const Person* reader = readerMentioned(state.directory.get(), draft); reader != nullptr) {
      flow.text(filled(words::checkMentioned, {reader->name, reader->name}), Words::strong);
      if (flow.button("check.about-reader", filled(words::checkMentionedYes, {reader->name}))) {
        out.push_back(AboutReader{reader->id});
      }
    }
    const Route route = routeOf(state.directory.get(), draft);
    std::vector<std::string> readers{joined(route.names)};
    if (route.nobodyEligible || route.names.empty()) {
      readers = {filled(words::adultNobody, {route.ring.empty() ? Policies{}.localAuthorityName : route.ring})};
    } else {
      readers.emplace_back(words::checkReadersSafe);
    }
    section(flow, "readers", words::checkReaders, readers, Screen::check, false, out);
    if (draft.aboutAdult == Answer::yes) {
      const std::string name = adultNameOf(draft);
      section(flow, "adult", words::checkAdult, {name.empty() ? std::string(words::checkAdultUnnamed) : name},
              Screen::adult, true, out);
    }
    section(flow, "children", words::checkChildren, childLines(draft), Screen::who, true, out);
    section(flow, "what", words::checkWhat,
            {std::string(recordKindWords(draft.kind)), orNotSaid(happenedAt(draft)), orNotSaid(happenedWhere(draft))},
            Screen::what, true, out);
    section(flow, "account", words::checkAccount, {orNotSaid(std::string(draft.text(Field::account).text()))},
            Screen::write, true, out);
    if (!draft.text(Field::exactWords).empty()) {
      section(flow, "words", words::checkWords, {std::string(draft.text(Field::exactWords).text())}, Screen::write,
              true, out);
    }
    section(flow, "done", words::checkDone, doneLines(state), Screen::done, true, out);
    const Author& author = state.session.author;
    const bool typed = author.verifiedBy == VerifiedBy::typed;
    section(flow, "author", words::checkAuthor,
            {filled(typed ? words::checkAuthorTyped : words::checkAuthorBadge, {author.name, author.role})},
            Screen::check, false, out);
  });
  return out;
}

}  // namespace pillarbox::post

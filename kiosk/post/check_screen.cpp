#include <algorithm>

#include "kiosk/post/entry_of.h"
#include "kiosk/post/paper.h"
#include "kiosk/post/shell.h"

namespace pillarbox::post {

using namespace ui;

namespace {

// A part of the concern as it will be read, with the way to change it at its right.
struct Section {
  std::string id;
  std::string_view heading;
  std::vector<std::string> lines;
  Screen step = Screen::check;
  bool canChange = true;
  DetailView over = DetailView::none;  // changed on a screen over this one
};

constexpr float pad = 12;

// Many stand on this screen: as low as a finger allows.
float changeHeight(const Frame& frame) {
  return std::max(64.0F, frame.rowHeight() - 8);
}

struct SectionShape {
  float button = 0, width = 0, height = 0;
  bool beside = false;
};

SectionShape shapeOf(const Frame& frame, const Section& section, float across) {
  SectionShape shape;
  shape.button = frame.textWidth(words::checkChange, Words::strong) + 36;
  shape.beside = section.canChange && shape.button < across * 0.3F;
  shape.width = across - 2 * pad - (shape.beside ? shape.button + frame.gap() : 0);
  shape.height = frame.textHeight(section.heading, Words::small, shape.width);
  for (const std::string& line : section.lines) shape.height += frame.textHeight(line, Words::body, shape.width);
  if (shape.beside) shape.height = std::max(shape.height, changeHeight(frame));
  if (section.canChange && !shape.beside) shape.height += frame.gap() + changeHeight(frame);
  shape.height += 2 * pad;
  return shape;
}

void drawSection(Frame& frame, const Section& section, Rect rect, Events& out) {
  const SectionShape shape = shapeOf(frame, section, rect.w);
  frame.panel(rect);
  Rect inside = inset(rect, pad);
  if (section.canChange) {
    Rect at = shape.beside ? cutRight(inside, shape.button, frame.gap())
                           : cutBottom(inside, changeHeight(frame), frame.gap());
    at.h = changeHeight(frame);
    if (frame.button("check.change." + section.id, at, words::checkChange)) {
      if (section.over != DetailView::none) {
        out.push_back(OpenDetail{section.over});
        return;  // the words are drawn in the next frame
      }
      out.push_back(EditStep{section.step, section.id == "words" ? WriteTab::exactWords : WriteTab::account});
    }
  }
  const float small = frame.textHeight(section.heading, Words::small, inside.w);
  frame.text("check.heading." + section.id, cutTop(inside, small), section.heading, Words::small, Tone::quiet);
  int number = 0;
  for (const std::string& line : section.lines) {
    frame.text("check." + section.id + "." + std::to_string(++number),
               cutTop(inside, frame.textHeight(line, Words::body, inside.w)), line, Words::body);
  }
}

// Two short sections in a row where there is room for both.
void drawSections(Flow& flow, const std::vector<Section>& sections, bool pairs, Events& out) {
  Frame& frame = flow.frame();
  const std::size_t columns = pairs ? 2 : 1;
  for (std::size_t first = 0; first < sections.size(); first += columns) {
    const std::size_t count = std::min(columns, sections.size() - first);
    const float across = (flow.width() - frame.gap() * static_cast<float>(count - 1)) / static_cast<float>(count);
    float height = 0;
    for (std::size_t i = 0; i < count; ++i) {
      height = std::max(height, shapeOf(frame, sections[first + i], across).height);
    }
    const std::vector<Rect> cells = flow.row(count, height);
    for (std::size_t i = 0; i < count; ++i) drawSection(frame, sections[first + i], cells[i], out);
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

std::vector<std::string> saidLines(const Draft& draft) {
  std::vector<std::string> out;
  for (const SaidWords& said : draft.said) {
    if (said.words.empty() && said.asked.empty()) continue;
    const Speaker speaker = speakerOf(draft, said);
    if (!said.asked.empty()) out.push_back(filled(words::checkAsked, {said.asked.text()}));
    const std::string_view who = speaker.name.empty() ? std::string_view(words::speakerUnsaid) : speaker.name;
    out.push_back(filled(words::checkSaid, {who, said.words.text()}));
  }
  return out;
}

std::vector<std::string> doneLines(const State& state) {
  const Draft& draft = state.draft;
  std::vector<std::string> out;
  if (draft.told == Answer::yes) {
    const std::string who =
        toldWhoOf(draft).empty() ? tellWhom(state.directory.get(), draft, state.now) : toldWhoOf(draft);
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
  if (draft.rangParent) {
    withName(words::doneContactedParent, draft.text(Field::parentWho).text());
    if (draft.parentHow != ParentHow::unsaid) out.back().append(", ").append(parentHowWords(draft.parentHow));
    if (draft.parentWhen != ToldWhen::unsaid) out.back().append(", ").append(toldWhenWords(draft.parentWhen));
  }
  if (draft.adviceGiven) {
    withName(words::doneAdvice, draft.text(Field::adviceBy).text());
    if (!draft.text(Field::adviceWhat).empty()) out.back().append(". ").append(draft.text(Field::adviceWhat).text());
  }
  if (draft.agreed) withName(words::checkAgreed, draft.text(Field::agreedWhat).text());
  if (draft.canWait == CanWait::no) out.emplace_back(words::checkUrgent);
  if (draft.canWait == CanWait::notSure) out.emplace_back(words::checkUrgentUnsure);
  return out;
}

std::vector<std::string> paperLines(const Draft& draft) {
  std::vector<std::string> out;
  const std::size_t count = draft.pages.size();
  out.push_back(count == 1 ? std::string(words::checkPicture) : filled(words::checkPictures, {std::to_string(count)}));
  for (const TickState wanted : {TickState::yes, TickState::unsure}) {
    for (const KeptPage& kept : draft.pages) {
      for (const PaperTick& tick : kept.page.ticks) {
        if (tick.state != wanted) continue;
        const std::string_view said = tick.words.empty() ? std::string_view(tick.id) : std::string_view(tick.words);
        out.push_back(filled(wanted == TickState::yes ? words::checkTicked : words::checkUnsure, {said}));
      }
    }
  }
  for (const KeptPage& kept : draft.pages) {
    for (const PaperField& field : kept.page.fields) {
      if (field.suggestion.empty()) continue;
      std::string line = filled(words::checkSuggested, {field.words, suggestionWords(field.suggestion)});
      if (field.confirmedBy.empty()) line += words::paperReadByMachine;
      out.push_back(std::move(line));
    }
    for (const std::string& figure : figuresOf(kept.page)) out.push_back(marksWords(kept.page, figure));
  }
  return out;
}

std::string orNotSaid(const std::string& text) {
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
      std::string said(translated(fault.what));
      said.append(" ").append(translated(fault.safe)).append(" ").append(translated(fault.next));
      flow.notice("check.fault", said, Tone::danger);
    }
    // First who reads it: that is what keeps people from posting.
    const Route route = routeOf(state.directory.get(), draft);
    const bool nobody = route.nobodyEligible || route.names.empty();
    const std::string whoReads =
        nobody ? filled(words::adultNobody, {route.ring.empty() ? Policies{}.localAuthorityName : route.ring})
               : filled(words::checkGoesTo, {joined(route.names)});
    flow.notice("check.facts", whoReads, nobody ? Tone::warning : Tone::good);
    if (!state.body.cameBack) drawBackToTeam(flow, state);
    const bool adding = !draft.adding.id.empty();
    if (const Person* reader = readerMentioned(state.directory.get(), draft); reader != nullptr && adding) {
      // What it is added to has its readers; a concern about one of them is a new one.
      const std::string said = filled(words::addReader, {reader->name, reader->name});
      flow.notice("check.about-reader", said, Tone::warning);
    } else if (reader != nullptr) {
      flow.text(filled(words::checkMentioned, {reader->name, reader->name}), Words::strong);
      if (flow.button("check.about-reader", filled(words::checkMentionedYes, {reader->name}))) {
        out.push_back(AboutReader{reader->id});
      }
    }
    if (adding && draft.adding.audience == "safeguarding") flow.text(words::addAdult, Words::body, Tone::quiet);
    std::vector<std::string> readers{nobody ? whoReads : joined(route.names)};
    if (!nobody) readers.emplace_back(words::checkReadersSafe);
    const Author& author = state.session.author;
    std::string kind(recordKindWords(draft.kind));
    if (!happenedWhere(draft).empty()) kind += ". " + happenedWhere(draft);
    const bool asks = !adding && asksWhoShouldKnow(state.directory.get(), draft);
    if (asks && draft.shouldKnow == ShouldKnow::person) {
      readers.push_back(filled(words::knowWish, {draft.shouldKnowName}));
    }
    Section read{"readers", words::checkReaders, readers, Screen::check, asks};
    if (asks) read.over = DetailView::shouldKnow;
    const Section children{"children", words::checkChildren, childLines(draft), Screen::who};
    const std::string when = draft.when == When::unsaid ? happenedOnPaper(draft) : happenedAt(draft);
    const Section what{"what",
                       words::checkWhat,
                       {kind, filled(words::checkHappened, {orNotSaid(when)}),
                        filled(words::checkWriting, {formatForPeople(state.now)})},
                       Screen::what};
    const Section done{"done", words::checkDone, doneLines(state), Screen::done};
    std::vector<Section> facts, writing, end;
    if (aboutAdult(draft)) {
      const std::string name = adultNameOf(draft);
      facts.push_back(
          {"adult", words::checkAdult, {name.empty() ? std::string(words::checkAdultUnnamed) : name}, Screen::adult});
    }
    if (adding) {
      facts.push_back({"added-to",
                       words::addCheck,
                       {filled(words::minePosted, {draft.adding.reference, formatShort(draft.adding.postedAt)})},
                       Screen::check,
                       false});
    } else {
      facts.push_back(children);
      facts.push_back(what);
    }
    if (draft.adding.isMistake) {
      writing.push_back(
          {"mistake", words::mistakeCheck, {std::string(mistakeWords(draft.adding.mistake))}, Screen::mistake});
    }
    const bool onPaper = !draft.pages.empty();
    if (onPaper) writing.push_back({"paper", words::checkPaper, paperLines(draft), Screen::paper});
    const bool written = !draft.text(Field::account).empty();
    if (written || (!onPaper && !draft.adding.isMistake))
      writing.push_back({"account",
                         words::checkAccount,
                         {orNotSaid(accountAsRead(state.directory.get(), draft))},
                         draft.adding.isMistake ? Screen::mistake : Screen::write});
    if (anySaid(draft)) writing.push_back({"words", words::checkWords, saidLines(draft), Screen::write});
    if (adding) {
      facts.push_back(read);
    } else if (facts.size() % 2 == 1) {
      facts.push_back(done);
    } else {
      end.push_back(done);
    }
    const bool pairs = flow.width() >= 1000 && frame.textScale() < 1.45F;
    if (!adding) end.push_back(read);
    if (!adding && !categoriesOffered(state.directory.get()).empty()) {
      Section category{"category",
                       words::checkCategory,
                       {draft.category.empty() ? std::string(words::categoryNotSure) : draft.category}};
      category.over = DetailView::category;
      end.push_back(std::move(category));
    }
    drawSections(flow, facts, pairs, out);
    drawSections(flow, writing, false, out);
    drawMentioned(flow, state, out);
    drawHints(flow, state, out);
    if (!draft.adding.isMistake) bodyOnCheck(flow, state, out);
    if (onPaper) thumbnails(flow, state, "check.page", out);
    if (onPaper && !written && flow.button("check.add-words", words::checkAddWords)) {
      out.push_back(EditStep{Screen::write, WriteTab::account});
    }
    if ((onPaper || state.camera == CameraState::open) && !state.practice.on && !adding &&
        flow.button("check.add-page", words::checkAddPage)) {
      out.push_back(EditStep{Screen::scan, WriteTab::account});
    }
    drawSections(flow, end, pairs, out);
    const std::string by =
        filled(author.verifiedBy == VerifiedBy::typed ? words::checkAuthorTyped : words::checkAuthorBadge,
               {author.name, author.role});
    flow.frame().text("check.author", flow.take(frame.textHeight(by, Words::small, flow.width())), by, Words::small,
                      Tone::quiet);
  });
  return out;
}

}  // namespace pillarbox::post

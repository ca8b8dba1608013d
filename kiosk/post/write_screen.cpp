// What happened, in the writer's words; and, apart from that, what was said word for word.
#include <algorithm>

#include "kiosk/post/apply.h"
#include "kiosk/post/entry_of.h"
#include "kiosk/post/shell.h"
#include "kiosk/post/write_chips.h"

namespace pillarbox::post {

using namespace ui;

namespace {

// Both parts beside each other, numbered: both belong to the concern. Where there is no room for that, a button to the
// other one.
void drawTabs(Frame& frame, const State& state, Rect row, Events& out) {
  const bool account = state.writeTab == WriteTab::account;
  const float gap = frame.gap();
  const float half = (row.w - gap) / 2;
  const float wanted = std::max(frame.textWidth(words::writeFirstTab, Words::strong),
                                frame.textWidth(words::writeAddTab, Words::strong)) +
                       60;
  if (wanted > half) {
    if (account && frame.button("write.tab.words", row, words::writeAddWords)) {
      out.push_back(ShowTab{WriteTab::exactWords});
    }
    if (!account && frame.button("write.tab.account", row, words::writeBackToAccount)) {
      out.push_back(ShowTab{WriteTab::account});
    }
    return;
  }
  const bool written = !state.draft.text(Field::account).empty();
  if (frame.tab("write.tab.account", cutLeft(row, half, gap), words::writeFirstTab, account, written)) {
    out.push_back(ShowTab{WriteTab::account});
  }
  const bool said = anySaid(state.draft);
  if (frame.tab("write.tab.words", row, said || !account ? words::writeSecondTab : words::writeAddTab, !account,
                said)) {
    out.push_back(ShowTab{WriteTab::exactWords});
  }
}

// The sentence above the editor, where there is room for both.
void drawPrompt(Frame& frame, Rect& room, std::string_view prompt, bool full) {
  const std::string_view said = full ? std::string_view(words::writeFull) : prompt;
  const float high = frame.textHeight(said, Words::small, room.w);
  if (!full && room.h - high - frame.gap() / 2 < leastEditor(frame)) return;
  frame.text("write.prompt", cutTop(room, high, frame.gap() / 2), said, Words::small,
             full ? Tone::warning : Tone::quiet);
}

// --- the account
// -------------------------------------------------------------------------------------------------------

std::vector<EditorMark> marksOf(const State& state) {
  std::vector<EditorMark> marks;
  const TextModel& model = state.draft.text(Field::account);
  for (const TextTag& tag : model.tags()) marks.push_back({tag.begin, tag.end, EditorMark::Style::name});
  for (const TextRange& range : state.writing.unknown) {
    // A word that is still being written is not wrong yet.
    const bool writing = model.caret() >= range.begin && model.caret() <= range.end;
    if (writing && !(range == state.writing.puzzledAt)) continue;
    marks.push_back({range.begin, range.end, EditorMark::Style::unknownWord});
  }
  return marks;
}

void drawAccount(Frame& frame, const State& state, Rect room, Events& out) {
  const TextModel& model = state.draft.text(Field::account);
  // What is offered for a word keeps to one row: the editor must not move under who is writing.
  const bool prompts = state.writing.puzzled.empty() && state.writing.offered.empty();
  if (!veryLowScreen(frame)) drawChipRows(frame, state, chipsOf(state), prompts ? 3 : 1, room, out);
  drawPrompt(frame, room, words::writeAccount, model.full());
  EditorOptions options;
  options.label = words::writeAccountTab;
  options.placeholder = words::writeAccountHint;
  options.labelHidden = true;
  const std::vector<EditorMark> marks = marksOf(state);
  options.marks = marks;
  frame.focusOnce("write.account");
  for (EditAction& action : frame.editor("write.account", room, model, options)) {
    out.push_back(TextEdited{Field::account, std::move(action)});
  }
}

// --- exact words ---------------------------------------------------------------------------------------------------

void typeSaid(Frame& frame, std::string_view id, Rect room, const TextModel& model, SaidField which,
              const EditorOptions& options, Events& out) {
  frame.focusOnce(id);
  for (EditAction& action : frame.editor(id, room, model, options)) {
    say(out, SaidEdited{which, std::move(action)});
  }
}

std::string speakerWords(const State& state, const SaidWords& said) {
  const Speaker speaker = speakerOf(state.draft, said);
  return speaker.name.empty() ? std::string(words::saidWho) : filled(words::saidBy, {speaker.name});
}

bool speakerKnown(const State& state, const SaidWords& said) {
  return !speakerOf(state.draft, said).name.empty();
}

// Who said it, somebody else's words, and what was asked before: all three, in rows or in two lines each.
void drawSaidControls(Frame& frame, const State& state, Rect& room, Events& out) {
  const SaidWords& said = openSaid(state);
  const float high = chipHeight(frame), gap = frame.gap() / 2;
  if (room.h - high - gap < leastEditor(frame)) return;
  const std::vector<Chip> chips{
      {"write.said.who", speakerWords(state, said), Chip::Does::speaker, 0, speakerKnown(state, said)},
      {"write.said.add", std::string(words::saidAdd), Chip::Does::addSaid},
      {"write.said.ask", std::string(words::saidAskChip), Chip::Does::asked, 0, !said.asked.empty()}};
  drawChipRows(frame, state, chips, 3, room, out);
}

void drawWords(Frame& frame, const State& state, Rect room, Events& out) {
  const SaidWords& said = openSaid(state);
  drawSaidControls(frame, state, room, out);
  const Speaker speaker = speakerOf(state.draft, said);
  drawPrompt(frame, room,
             speaker.name.empty() ? std::string(words::writeWords) : filled(words::writeWordsOf, {speaker.name}),
             said.words.full());
  EditorOptions options;
  options.label = words::writeWordsTab;
  options.placeholder = words::writeWordsHint;
  options.labelHidden = true;
  typeSaid(frame, "write.words", room, said.words, SaidField::words, options, out);
}

void drawAsked(Frame& frame, const State& state, Rect room, Events& out) {
  const SaidWords& said = openSaid(state);
  drawPrompt(frame, room, words::saidAskedPrompt, said.asked.full());
  EditorOptions options;
  options.label = words::saidAsk;
  options.placeholder = words::saidAskedHint;
  options.labelHidden = true;
  typeSaid(frame, "write.asked", room, said.asked, SaidField::asked, options, out);
}

std::string blockWords(const State& state, const SaidWords& said) {
  const Speaker speaker = speakerOf(state.draft, said);
  return speaker.name.empty() ? std::string(words::speakerUnsaid) : speaker.name;
}

// Whose words they are, and everything else there is to say about them: with all the room there is.
void drawSpeaker(Frame& frame, const State& state, Rect room, Events& out) {
  const Draft& draft = state.draft;
  const SaidWords& said = openSaid(state);
  const Speaker speaker = speakerOf(draft, said);
  frame.flow("write.flow", room, [&](Flow& flow) {
    const auto nameAt = [&](std::size_t i) {
      if (i == draft.pupils.size()) return std::string(words::speakerElse);
      return draft.pupils[i].name.empty() ? std::string(words::speakerUnnamed) : draft.pupils[i].name;
    };
    grid(flow, draft.pupils.size() + 1, 4, nameAt, [&](std::size_t i, Rect at) {
      const bool other = i == draft.pupils.size();
      const std::string id = other ? "write.speaker.other" : "write.speaker." + std::to_string(i + 1);
      const bool chosen = other ? said.someoneElse
                                : !said.someoneElse && speaker.name == nameAt(i) && speaker.ref == draft.pupils[i].ref;
      if (!frame.choice(id, at, nameAt(i), chosen)) return;
      other ? say(out, SpeakerElse{}) : say(out, ChooseSpeaker{i});
    });
    if (said.someoneElse) {
      EditorOptions options;
      options.label = words::speakerName;
      options.placeholder = words::speakerHint;
      frame.focusOnce("write.speaker");
      for (EditAction& action : flow.editor("write.speaker", said.speaker, options, lineHeightOf(frame))) {
        say(out, SaidEdited{SaidField::speaker, std::move(action)});
      }
    }
    if (flow.button("write.speaker.done", words::speakerDone, Look::primary)) {
      say(out, ShowSaidView{SaidView::words});
    }
    if (flow.button("write.speaker.ask", said.asked.empty() ? words::saidAsk : words::saidAsked)) {
      say(out, ShowSaidView{SaidView::asked});
    }
    if (draft.said.size() > 1) {
      flow.heading(words::saidAll);
      for (std::size_t i = 0; i < draft.said.size(); ++i) {
        const bool open = &draft.said[i] == &said;
        if (flow.listRow("write.said." + std::to_string(i + 1), blockWords(state, draft.said[i]),
                         draft.said[i].words.text(), open ? std::string_view(words::saidOpen) : std::string_view(),
                         open)) {
          say(out, ShowSaid{i});
        }
      }
      if (flow.button("write.said.remove", filled(words::saidRemove, {blockWords(state, said)}), Look::danger)) {
        say(out, RemoveSaid{});
      }
    }
    if (flow.button("write.speaker.add", words::saidAdd)) say(out, AddSaid{});
  });
}

}  // namespace

Events drawWrite(Frame& frame, const State& state) {
  Events out;
  const bool account = state.writeTab == WriteTab::account;
  const SaidView view = account ? SaidView::words : state.writing.saidView;
  const bool veryLow = veryLowScreen(frame);
  const bool inBar = tabsInBar(frame) && view == SaidView::words;
  PageOptions page;
  page.title = account                   ? (state.draft.adding.id.empty() ? words::writeTitle : words::addTitle)
               : view == SaidView::who   ? words::speakerTitle
               : view == SaidView::asked ? words::saidAsk
                                         : words::writeWordsTab;
  page.keyboard = view != SaidView::who || frame.hasFocus("write.speaker");
  // Without tabs, Next leads through both.
  if (veryLow && account && !state.editing) page.nextEvent = ShowTab{WriteTab::exactWords};
  const bool chosen = !state.writing.puzzled.empty() || !state.writing.offered.empty();
  if (veryLow && account && chosen) {
    page.inBar = [&](Rect bar) { drawChips(frame, state, bar, out); };
  } else if (inBar) {
    page.inBar = [&](Rect bar) { drawTabs(frame, state, bar, out); };
  } else if (veryLow && !account && view == SaidView::words) {
    page.inBar = [&](Rect bar) {
      const std::string said = speakerWords(state, openSaid(state));
      const bool fits = frame.textWidth(said, Words::small) < bar.w - 24;
      if (frame.chip("write.said.who", bar, fits ? said : std::string(words::saidWhoShort), false)) {
        say(out, ShowSaidView{SaidView::who});
      }
    };
  }
  Rect room = drawPage(frame, state, page, out);
  if (!veryLow && !inBar && view == SaidView::words) {
    const Rect row = cutTop(room, frame.rowHeight(), frame.gap() / 2);
    // What is offered for the word being typed takes the place of the tabs where there is no other.
    const bool noRoom = room.h - chipHeight(frame) - frame.gap() / 2 < leastEditor(frame);
    if (account && chosen && noRoom) {
      drawChips(frame, state, row, out);
    } else {
      drawTabs(frame, state, row, out);
    }
  }
  if (account) {
    drawAccount(frame, state, room, out);
  } else if (view == SaidView::words) {
    drawWords(frame, state, room, out);
  } else if (view == SaidView::asked) {
    drawAsked(frame, state, room, out);
  } else {
    drawSpeaker(frame, state, room, out);
  }
  return out;
}

}  // namespace pillarbox::post

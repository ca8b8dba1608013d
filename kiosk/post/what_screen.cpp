#include "kiosk/post/shell.h"

namespace pillarbox::post {

using namespace ui;

Events drawWhat(Frame& frame, const State& state) {
  Events out;
  PageOptions page;
  page.title = words::whatTitle;
  page.keyboard = frame.hasFocus("what.when-other") || frame.hasFocus("what.where-other");
  const Rect room = drawPage(frame, state, page, out);
  const Draft& draft = state.draft;
  const std::vector<std::string> none;
  const std::vector<std::string>& places = state.directory ? state.directory->places : none;
  frame.flow("what.flow", room, [&](Flow& flow) {
    grid(
        flow, allRecordKinds.size(), 4, [](std::size_t i) { return std::string(recordKindWords(allRecordKinds[i])); },
        [&](std::size_t i, Rect at) {
          const RecordKind kind = allRecordKinds[i];
          if (frame.choice("what.kind." + std::string(recordKindName(kind)), at, recordKindWords(kind),
                           draft.kind == kind)) {
            out.push_back(SetKind{kind});
          }
        });
    flow.heading(words::whatWhen);
    constexpr std::array<std::string_view, 5> whenIds{"now", "break", "lunch", "earlier", "another"};
    grid(
        flow, allWhens.size(), 5, [](std::size_t i) { return std::string(whenWords(allWhens[i])); },
        [&](std::size_t i, Rect at) {
          if (frame.choice("what.when." + std::string(whenIds[i]), at, whenWords(allWhens[i]),
                           draft.when == allWhens[i])) {
            out.push_back(SetWhen{allWhens[i]});
          }
        });
    if (draft.when == When::anotherTime) {
      EditorOptions options;
      options.label = words::whenOther;
      options.placeholder = words::whenOtherHint;
      frame.focusOnce("what.when-other");
      typeIn(flow, state, "what.when-other", Field::whenOther, options, lineHeightOf(frame), out);
    }
    flow.heading(words::whatWhere);
    // "Somewhere else" is always the last, and is asked where: a school's own list need not have it.
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (places[i] != words::whereSomewhere.english()) shown.push_back(i);
    }
    grid(
        flow, shown.size() + 1, 5,
        [&](std::size_t i) { return i < shown.size() ? places[shown[i]] : std::string(words::whereSomewhere); },
        [&](std::size_t i, Rect at) {
          if (i < shown.size()) {
            const std::string& place = places[shown[i]];
            const bool chosen = !draft.whereOther && draft.where == place;
            if (frame.choice("what.where." + std::to_string(shown[i] + 1), at, place, chosen))
              out.push_back(SetWhere{place});
          } else if (frame.choice("what.where.other", at, words::whereSomewhere, draft.whereOther)) {
            out.push_back(SetWhereOther{});
          }
        });
    if (draft.whereOther) {
      EditorOptions options;
      options.label = words::whereOther;
      options.placeholder = words::whereOtherHint;
      frame.focusOnce("what.where-other");
      typeIn(flow, state, "what.where-other", Field::whereOther, options, lineHeightOf(frame), out);
    }
  });
  return out;
}

Events drawWrite(Frame& frame, const State& state) {
  Events out;
  const bool account = state.writeTab == WriteTab::account;
  const bool veryLow = veryLowScreen(frame);
  PageOptions page;
  page.title = words::writeTitle;
  page.keyboard = true;
  // Without tabs, Next leads through both.
  if (veryLow && account && !state.editing) page.nextEvent = ShowTab{WriteTab::exactWords};
  Rect room = drawPage(frame, state, page, out);
  const float gap = frame.gap();
  const Field which = account ? Field::account : Field::exactWords;
  const std::string_view id = account ? "write.account" : "write.words";
  const std::string_view prompt = account ? words::writeAccount : words::writeWords;
  if (!veryLow) {
    const float half = (room.w - gap) / 2;
    const float wanted = std::max(frame.textWidth(words::writeAccountTab, Words::body),
                                  frame.textWidth(words::writeWordsTab, Words::body)) +
                         62 + 30 * frame.textScale();
    const bool beside = wanted <= half;
    Rect tabs = cutTop(room, beside ? frame.rowHeight() : 2 * frame.rowHeight() + gap / 2, gap / 2);
    const Rect first = beside ? cutLeft(tabs, half, gap) : cutTop(tabs, frame.rowHeight(), gap / 2);
    if (frame.choice("write.tab.account", first, words::writeAccountTab, account))
      out.push_back(ShowTab{WriteTab::account});
    if (frame.choice("write.tab.words", tabs, words::writeWordsTab, !account))
      out.push_back(ShowTab{WriteTab::exactWords});
  }
  // Where there is no room for the prompt and three lines of writing, the writing has it.
  const bool full = field(state, which).full();
  const std::string_view said = full ? words::writeFull : prompt;
  const float high = frame.textHeight(said, Words::small, room.w);
  const float least = 3 * frame.textHeight("A", Words::body, room.w) + 24;
  if (full || room.h - high - gap / 2 >= least) {
    frame.text("write.prompt", cutTop(room, high, gap / 2), said, Words::small, full ? Tone::warning : Tone::quiet);
  }
  EditorOptions options;
  options.label = account ? words::writeAccountTab : words::writeWordsTab;
  options.placeholder = account ? words::writeAccountHint : words::writeWordsHint;
  options.labelHidden = true;
  frame.focusOnce(id);
  for (EditAction& action : frame.editor(id, room, field(state, which), options)) {
    out.push_back(TextEdited{which, std::move(action)});
  }
  return out;
}

}  // namespace pillarbox::post

#include "kiosk/post/entry_of.h"
#include "kiosk/post/shell.h"

namespace pillarbox::post {

using namespace ui;

Events drawWhat(Frame& frame, const State& state) {
  Events out;
  PageOptions page;
  page.title = words::whatTitle;
  page.keyboard = frame.hasFocus("what.where-other");
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
    std::vector<std::size_t> offered;
    for (std::size_t i = 0; i < allWhens.size(); ++i) {
      if (draft.when == allWhens[i] || !stillAhead(allWhens[i], state.now)) offered.push_back(i);
    }
    grid(
        flow, offered.size(), 5, [&](std::size_t i) { return std::string(whenWords(allWhens[offered[i]])); },
        [&](std::size_t i, Rect at) {
          const When when = allWhens[offered[i]];
          if (frame.choice("what.when." + std::string(whenIds[offered[i]]), at, whenWords(when), draft.when == when)) {
            out.push_back(SetWhen{when});
          }
        });
    if (draft.when == When::anotherTime) {
      const std::string said = happenedAt(draft);
      if (!said.empty()) {
        const float high = frame.textHeight(said, Words::strong, flow.width());
        frame.text("what.when.said", flow.take(high), said, Words::strong);
      }
      if (flow.button("what.when.change", said.empty() ? words::pickChoose : words::pickChange)) {
        out.push_back(OpenDetail{DetailView::picker});
      }
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

}  // namespace pillarbox::post

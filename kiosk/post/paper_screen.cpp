// What the machine read from the paper: first what it is not sure of, to be answered by the person who wrote it.
#include <algorithm>

#include "kiosk/post/paper.h"
#include "kiosk/post/shell.h"

namespace pillarbox::post {

using namespace ui;

namespace {

struct TickPlace {
  std::size_t page = 0, tick = 0;
};

std::string idOf(std::string_view kind, std::size_t page, std::string_view id) {
  return "paper." + std::string(kind) + "." + std::to_string(page + 1) + "." + std::string(id);
}

std::string wordsOf(const PaperTick& tick) {
  return tick.words.empty() ? tick.id : tick.words;
}

// The ticks the machine read as `read`, in the order of the form.
std::vector<TickPlace> ticksRead(const Draft& draft, TickState read) {
  std::vector<TickPlace> out;
  for (std::size_t p = 0; p < draft.pages.size(); ++p) {
    const KeptPage& kept = draft.pages[p];
    for (std::size_t t = 0; t < kept.page.ticks.size() && t < kept.readTicks.size(); ++t) {
      if (kept.readTicks[t] == read) out.push_back({p, t});
    }
  }
  return out;
}

// A crop with words beside it, or above where there is no room; returns nothing but what is left for the answer.
void cropWithWords(Flow& flow, const std::string& id, const KeptPage& kept, std::optional<Rect> crop,
                   const std::string& said, float tallest) {
  Frame& frame = flow.frame();
  const bool beside = flow.width() >= 760 && frame.textScale() < 1.45F;
  if (!crop) {
    frame.text(id + ".words", flow.take(frame.textHeight(said, Words::heading, flow.width())), said, Words::heading);
    return;
  }
  const float most = beside ? flow.width() * 0.45F : flow.width();
  const float by = std::min({most / crop->w, tallest / crop->h, 3.0F});
  const float width = crop->w * by, high = crop->h * by;
  const float left = beside ? flow.width() - width - 1.5F * frame.gap() : flow.width();
  const float lines = frame.textHeight(said, Words::heading, left);
  Rect row = flow.take(beside ? std::max(high, lines) : high + lines + frame.gap() / 2);
  Rect picture = beside ? cutLeft(row, width, 1.5F * frame.gap()) : cutTop(row, high, frame.gap() / 2);
  picture.w = width;
  picture.h = high;
  frame.picture(id + ".crop", picture, kept.grey, filled(words::paperCrop, {said}), crop);
  if (beside) row.y += std::max(0.0F, (row.h - lines) / 2);
  frame.text(id + ".words", row, said, Words::heading);
}

void drawUnsure(Flow& flow, const State& state, Events& out) {
  const auto unsure = ticksRead(state.draft, TickState::unsure);
  if (unsure.empty()) return;
  flow.heading(words::paperUnsure);
  for (const TickPlace& place : unsure) {
    const KeptPage& kept = state.draft.pages[place.page];
    const PaperTick& tick = kept.page.ticks[place.tick];
    const std::string id = idOf("tick", place.page, tick.id);
    cropWithWords(flow, id, kept, cropOf(kept, tick), wordsOf(tick), 130);
    struct Answer {
      std::string_view id;
      Phrase name;
      TickState state;
    };
    constexpr std::array<Answer, 3> answers{{{"yes", words::paperYes, TickState::yes},
                                             {"no", words::paperNo, TickState::no},
                                             {"cannot-tell", words::paperCannotTell, TickState::unsure}}};
    grid(
        flow, answers.size(), 3, [&](std::size_t i) { return std::string(answers[i].name); },
        [&](std::size_t i, Rect at) {
          const bool chosen = !tick.confirmedBy.empty() && tick.state == answers[i].state;
          if (flow.frame().choice(id + "." + std::string(answers[i].id), at, answers[i].name, chosen)) {
            out.push_back(SetTick{place.page, place.tick, answers[i].state});
          }
        });
    flow.space(flow.frame().gap() / 2);
  }
}

void drawSuggestions(Flow& flow, const State& state, Events& out) {
  for (std::size_t p = 0; p < state.draft.pages.size(); ++p) {
    const KeptPage& kept = state.draft.pages[p];
    for (std::size_t f = 0; f < kept.page.fields.size() && f < kept.readFields.size(); ++f) {
      const PaperField& field = kept.page.fields[f];
      if (kept.readFields[f].empty()) continue;
      const std::string id = idOf("field", p, field.id);
      std::string said = field.words.empty() ? std::string() : field.words + ". ";
      said += filled(words::paperRight, {suggestionWords(kept.readFields[f])});
      cropWithWords(flow, id, kept, cropOf(kept, field), said, 110);
      const bool answered = !field.confirmedBy.empty();
      const auto answer = [](std::size_t i) {
        return std::string(i == 0 ? std::string_view(words::paperYes) : std::string_view(words::paperNoOrCannotTell));
      };
      grid(flow, 2, 2, answer, [&](std::size_t i, Rect at) {
        const bool right = i == 0;
        const bool chosen = answered && field.suggestion.empty() != right;
        if (flow.frame().choice(id + (right ? ".yes" : ".no"), at, answer(i), chosen)) {
          out.push_back(SetSuggestion{p, f, right});
        }
      });
      flow.space(flow.frame().gap() / 2);
    }
  }
}

// A box with its picture, in a cell: touched, it changes.
void drawRead(Flow& flow, const State& state, TickState read, std::string_view heading, Events& out) {
  const auto ticks = ticksRead(state.draft, read);
  if (ticks.empty()) return;
  flow.heading(heading);
  flow.text(words::paperChange, Words::small, Tone::quiet);
  const auto tickAt = [&](std::size_t i) -> const PaperTick& {
    return state.draft.pages[ticks[i].page].page.ticks[ticks[i].tick];
  };
  Frame& frame = flow.frame();
  constexpr float crop = 84;
  const float mark = 2 * 20 + 30 * frame.textScale() + 16;  // of a toggle
  const std::size_t columns = flow.width() >= 860 && frame.textScale() < 1.45F ? 2 : 1;
  const float across = (flow.width() - frame.gap() * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  const bool pictures = across > 420;
  const float wide = across - (pictures ? crop + 10 : 0);
  for (std::size_t first = 0; first < ticks.size(); first += columns) {
    const std::size_t end = std::min(ticks.size(), first + columns);
    float high = frame.rowHeight();
    for (std::size_t i = first; i < end; ++i) {
      high = std::max(high, frame.textHeight(wordsOf(tickAt(i)), Words::body, wide - mark) + 36);
    }
    const std::vector<Rect> cells = flow.row(columns, high);
    for (std::size_t i = first; i < end; ++i) {
      Rect at = cells[i - first];
      const PaperTick& tick = tickAt(i);
      const KeptPage& kept = state.draft.pages[ticks[i].page];
      const std::string id = idOf("tick", ticks[i].page, tick.id);
      const auto part = cropOf(kept, tick);
      if (pictures && part) {
        frame.picture(id + ".crop", cutLeft(at, crop, 10), kept.grey, filled(words::paperCrop, {wordsOf(tick)}), part);
      }
      if (frame.toggle(id, at, wordsOf(tick), tick.state == TickState::yes)) {
        const TickState other = tick.state == TickState::yes ? TickState::no : TickState::yes;
        out.push_back(SetTick{ticks[i].page, ticks[i].tick, other});
      }
    }
  }
}

void drawMarks(Flow& flow, const State& state) {
  for (std::size_t p = 0; p < state.draft.pages.size(); ++p) {
    const KeptPage& kept = state.draft.pages[p];
    for (const std::string& figure : figuresOf(kept.page)) {
      cropWithWords(flow, idOf("marks", p, figure), kept, cropOf(kept, figure), marksWords(kept.page, figure), 240);
      flow.space(flow.frame().gap() / 2);
    }
  }
}

std::string handwritten(const Draft& draft) {
  std::string out;
  for (const KeptPage& kept : draft.pages) {
    for (std::size_t f = 0; f < kept.page.fields.size(); ++f) {
      const PaperField& field = kept.page.fields[f];
      if (field.empty || field.words.empty() || !kept.readFields[f].empty()) continue;
      if (!out.empty()) out += ", ";
      out += field.words;
    }
  }
  return out;
}

}  // namespace

Events drawPaper(Frame& frame, const State& state) {
  Events out;
  PageOptions page;
  page.title = words::paperTitle;
  const Rect room = drawPage(frame, state, page, out);
  const Draft& draft = state.draft;
  const bool form =
      std::any_of(draft.pages.begin(), draft.pages.end(), [](const KeptPage& kept) { return kept.page.form; });
  frame.flow("paper.flow", room, [&](Flow& flow) {
    if (!form) flow.text(draft.pages.size() == 1 ? words::paperNotForm : words::paperNothing);
    drawUnsure(flow, state, out);
    drawSuggestions(flow, state, out);
    drawMarks(flow, state);
    drawRead(flow, state, TickState::yes, words::paperRead, out);
    const std::string hand = handwritten(draft);
    if (!hand.empty()) {
      const std::string said = filled(words::paperKept, {hand});
      frame.text("paper.handwriting", flow.take(frame.textHeight(said, Words::body, flow.width())), said);
    }
    drawRead(flow, state, TickState::no, words::paperEmpty, out);
    thumbnails(flow, state, "paper.page", out);
  });
  return out;
}

}  // namespace pillarbox::post

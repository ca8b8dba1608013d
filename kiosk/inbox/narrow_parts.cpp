#include "kiosk/inbox/narrow_parts.h"

#include <algorithm>
#include <functional>

#include "kiosk/inbox/narrowing.h"
#include "kiosk/inbox/step_forms.h"

namespace pillarbox::inbox {
namespace {

struct Choice {
  std::string id;
  std::string_view name;
  bool chosen = false;
};

// As many in a row as there is room for. Which was touched; none: their number.
std::size_t drawChoices(ui::Flow& flow, std::string_view label, const std::vector<Choice>& choices) {
  ui::Frame& frame = flow.frame();
  const float gap = frame.gap() / 2;
  flow.text(label, ui::Words::strong);
  flow.space(-gap);
  float widest = 0;
  for (const Choice& choice : choices) widest = std::max(widest, frame.textWidth(choice.name, ui::Words::body));
  const float least = widest + frame.rowHeight() + frame.gap();
  const auto fit = static_cast<std::size_t>(std::max(1.0F, (flow.width() + gap) / (least + gap)));
  const std::size_t inRow = std::min(choices.size(), fit);
  std::size_t touched = choices.size();
  for (std::size_t i = 0; i < choices.size(); i += inRow) {
    const std::vector<ui::Rect> cells = flow.row(inRow, frame.rowHeight());
    for (std::size_t k = i; k < std::min(i + inRow, choices.size()); ++k) {
      if (frame.choice(choices[k].id, cells[k - i], choices[k].name, choices[k].chosen)) touched = k;
    }
    flow.space(-gap);
  }
  flow.space(gap);
  return touched;
}

constexpr Span spans[]{Span::any, Span::week, Span::month, Span::schoolYear, Span::between};
constexpr Sort sorts[]{Sort::any, Sort::staff, Sort::readers, Sort::family};

void drawDays(ui::Flow& flow, const Narrowing& narrow, Events& out) {
  ui::Frame& frame = flow.frame();
  const float label = frame.textHeight("From", ui::Words::strong, flow.width() / 2) + 8;
  const std::vector<ui::Rect> cells = flow.row(2, frame.rowHeight() + label);
  for (const bool to : {false, true}) {
    ui::EditorOptions options;
    options.label = to ? "To" : "From";
    options.placeholder = to ? "like 19/12/2026" : "like 1/9/2026";
    const std::string_view id = to ? "narrow.to" : "narrow.from";
    for (ui::EditAction& action : frame.editor(id, cells[to ? 1 : 0], to ? narrow.to : narrow.from, options)) {
      out.emplace_back(DayTyped{to, std::move(action)});
    }
  }
}

}  // namespace

void drawNarrowing(ui::Flow& flow, const State& state, const Narrowing& narrow, const NarrowParts& parts, Events& out) {
  std::vector<Choice> choices;
  for (const Span span : spans) {
    choices.push_back({"narrow.span." + std::to_string(static_cast<int>(span)), spanWords(span), narrow.span == span});
  }
  if (const std::size_t at = drawChoices(flow, "When", choices); at < choices.size()) {
    out.emplace_back(SpanChosen{spans[at]});
  }
  if (narrow.span == Span::between) drawDays(flow, narrow, out);
  if (const std::string problem = dayProblem(narrow, state.today); !problem.empty()) {
    flow.notice("narrow.problem", problem, ui::Tone::warning);
  }
  if (parts.sorts) {
    choices.clear();
    for (const Sort sort : sorts) {
      if (sort == Sort::family && !parts.family) continue;
      choices.push_back(
          {"narrow.sort." + std::to_string(static_cast<int>(sort)), sortWords(sort), narrow.sort == sort});
    }
    if (const std::size_t at = drawChoices(flow, "What", choices); at < choices.size()) {
      out.emplace_back(SortChosen{sorts[at]});
    }
  }
  const std::vector<std::string> categories = parts.categories ? categoriesFor(state) : std::vector<std::string>{};
  if (categories.empty()) return;
  choices.assign(1, {"narrow.category.any", "Any category", narrow.category.empty()});
  for (std::size_t i = 0; i < categories.size(); ++i) {
    choices.push_back({"narrow.category." + std::to_string(i), categories[i], narrow.category == categories[i]});
  }
  if (const std::size_t at = drawChoices(flow, "Category", choices); at < choices.size()) {
    // Choosing the same again takes it away.
    out.emplace_back(CategoryChosen{at == 0 ? narrow.category : categories[at - 1]});
  }
}

bool typingIntoNarrowing(const ui::Frame& frame, const State& state) {
  if (frame.hasFocus("narrow.from") || frame.hasFocus("narrow.to") || frame.hasFocus("find.view-name")) return true;
  return frame.hasFocus("find.typed") && state.screen == Screen::list && !state.inbox.find.narrow.open;
}

}  // namespace pillarbox::inbox

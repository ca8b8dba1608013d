#include "kiosk/inbox/step_screen.h"

#include <algorithm>

#include "kiosk/inbox/concern_screen.h"
#include "kiosk/inbox/parts.h"
#include "kiosk/inbox/step_forms.h"
#include "kiosk/inbox/words.h"
#include "shared/record/ids.h"

namespace pillarbox::inbox {
namespace {

using Type = FormField::Type;

std::string idOf(const FormField& field) {
  return "step." + field.id;
}

void drawOptions(ui::Flow& flow, const StepForm& form, const FormField& field, Events& out) {
  ui::Frame& frame = flow.frame();
  const float gap = frame.gap();
  flow.text(field.label, ui::Words::strong);
  flow.space(-gap / 2);
  float widest = 0;
  bool details = false;
  for (const FormOption& option : field.options) {
    widest = std::max(widest, frame.textWidth(option.name, ui::Words::heading));
    details = details || !option.detail.empty();
  }
  const float mark = frame.rowHeight();
  const float scale = frame.textScale();
  const float least =
      details ? std::max(widest + mark + 3 * gap, 270 * scale) : std::min(widest, 170 * scale) + mark + 2 * gap;
  const std::size_t inRow = std::max<std::size_t>(
      1, std::min<std::size_t>(field.options.size(),
                               static_cast<std::size_t>((flow.width() + gap / 2) / (least + gap / 2))));
  for (std::size_t i = 0; i < field.options.size(); i += inRow) {
    float height = frame.rowHeight();
    const float width = (flow.width() - gap * static_cast<float>(inRow - 1)) / static_cast<float>(inRow);
    for (std::size_t k = i; k < std::min(i + inRow, field.options.size()); ++k) {
      const FormOption& option = field.options[k];
      const float inside = width - mark - gap;
      const float detail = option.detail.empty() ? 0 : frame.textHeight(option.detail, ui::Words::small, inside);
      height = std::max(height,
                        frame.textHeight(option.name, ui::Words::strong, inside) + detail + (details ? 2 * gap : gap));
    }
    const std::vector<ui::Rect> cells = flow.row(inRow, height);
    for (std::size_t k = i; k < std::min(i + inRow, field.options.size()); ++k) {
      const FormOption& option = field.options[k];
      const std::string id = idOf(field) + "." + option.value;
      if (frame.choice(id, cells[k - i], option.name, form.pick(field.pick) == option.value, option.detail)) {
        frame.focusNow(id);  // nothing is typed now: the keyboard makes room
        out.emplace_back(FormPicked{field.pick, option.value});
      }
    }
    flow.space(-gap / 2);
  }
  flow.space(gap / 2);
}

void drawField(ui::Flow& flow, const StepForm& form, const FormField& field, Events& out) {
  ui::Frame& frame = flow.frame();
  switch (field.type) {
    case Type::options:
      return drawOptions(flow, form, field, out);
    case Type::line:
    case Type::words: {
      ui::EditorOptions options;
      options.label = field.label;
      options.placeholder = field.placeholder;
      const float height = frame.rowHeight() * (field.type == Type::line ? 1.0F : 2.2F);
      const std::string id = idOf(field);
      for (ui::EditAction& action : flow.editor(id, form.text(field.slot), options, height)) {
        out.emplace_back(FormEdited{field.slot, std::move(action)});
      }
      return;
    }
    case Type::note:
      frame.text(idOf(field), flow.take(frame.textHeight(field.label, ui::Words::body, flow.width())), field.label,
                 ui::Words::body, ui::Tone::quiet);
      return;
    case Type::warning:
      flow.notice(idOf(field), field.label, ui::Tone::warning);
      return;
    case Type::go:
      if (flow.button(idOf(field), field.label, ui::Look::primary)) {
        out.emplace_back(FormOpened{field.form, field.subject});
      }
      return;
  }
}

std::string aboutForm(const State& state, const StepForm& form) {
  if (form.cases.size() != 1 || state.inbox.chosen.empty()) return std::to_string(form.cases.size()) + " concerns";
  return "Concern " + referenceOf(form.cases.front());
}

// Beside each other in a bar, or one above the other where it is low and wide.
void drawButtons(ui::Frame& frame, const State& state, const StepForm& form, ui::Rect rect, Events& out) {
  const float gap = frame.gap();
  const bool stacked = rect.h >= 2 * frame.rowHeight();
  const auto second = [&](float part) {
    return stacked ? ui::cutBottom(rect, frame.rowHeight(), gap / 2) : ui::cutLeft(rect, rect.w * part, gap);
  };
  if (form.leaving) {
    if (frame.button("step.discard", second(0.48F), "Throw it away", ui::Look::danger)) {
      out.emplace_back(FormDiscarded{});
    }
    if (stacked) rect = ui::cutBottom(rect, frame.rowHeight());
    if (frame.button("step.keep", rect, "Keep writing", ui::Look::primary)) out.emplace_back(FormKept{});
    return;
  }
  const bool can = canPost(state);
  const ui::Rect cancel = can || stacked ? second(0.3F) : rect;
  if (frame.button("step.cancel", cancel, "Cancel", ui::Look::secondary, !form.sending))
    out.emplace_back(FormCancelled{});
  if (!can) return;
  if (stacked) rect = ui::cutBottom(rect, frame.rowHeight());
  const std::string_view name = form.sending ? std::string_view("Saving…") : formButton(form.form);
  const bool chosen = form.form != Form::triage || !form.pick(Pick::category).empty();
  const ui::Look look = chosen ? ui::Look::primary : ui::Look::secondary;
  if (frame.button("step.save", rect, name, look, !form.sending)) out.emplace_back(FormPosted{});
}

}  // namespace

void drawStep(ui::Frame& frame, const State& state, Events& out) {
  if (!state.inbox.steps.form) return;
  const StepForm& form = *state.inbox.steps.form;
  const float gap = frame.gap();
  const std::string title = std::string(formTitle(form.form)) + ": " + aboutForm(state, form);
  const std::vector<FormField> fields = formFields(state);
  const auto typed = [](const FormField& field) { return field.type == Type::line || field.type == Type::words; };
  if (!fields.empty() && typed(fields.front())) frame.focusOnce(idOf(fields.front()));
  const bool typing = std::any_of(fields.begin(), fields.end(),
                                  [&](const FormField& field) { return typed(field) && frame.hasFocus(idOf(field)); });
  ui::Rect rest = drawBar(frame, state, {title}, out);
  if (typing) rest = drawKeyboardUnder(frame, rest);
  rest = ui::inset(rest, gap);
  // Where there is room the account stays in sight while it is written about.
  if (frame.area().w >= 1100 && frame.area().w / frame.textScale() >= 1000 && !state.inbox.chosen.empty()) {
    const ui::Rect left = ui::cutLeft(rest, rest.w * 0.42F, 2 * gap);
    (void)drawStory(frame, state, left, out);
    frame.line(rest.x - gap, rest.y, rest.x - gap, rest.bottom());
  }
  const bool low = frame.textScale() < 1.5F && rest.h < 4 * frame.rowHeight() &&
                   rest.h >= 2 * frame.rowHeight() + gap && rest.w >= 700;
  drawButtons(frame, state, form, low ? ui::cutRight(rest, 240, gap) : ui::cutBottom(rest, frame.rowHeight(), gap),
              out);
  if (!form.problem.empty()) {
    frame.notice("step.problem", ui::cutBottom(rest, frame.noticeHeight(form.problem, rest.w), gap), form.problem,
                 ui::Tone::warning);
  }
  frame.flow("step." + std::string(formName(form.form)), rest, [&](ui::Flow& flow) {
    for (const FormField& field : fields) drawField(flow, form, field, out);
  });
}

}  // namespace pillarbox::inbox

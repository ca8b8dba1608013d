#include "kiosk/inbox/people_parts.h"

#include <algorithm>
#include <utility>

#include "kiosk/inbox/editor_rows.h"

namespace pillarbox::inbox {

const ui::TextModel& typedModel(const PeopleState& people, PeopleField field) {
  switch (field) {
    case PeopleField::name:
      return people.form.name;
    case PeopleField::title:
      return people.form.title;
    case PeopleField::email:
      return people.form.email;
    case PeopleField::room:
      return people.form.room;
    case PeopleField::extension:
      return people.form.extension;
    case PeopleField::sheet:
      return people.sheetText;
    case PeopleField::number:
      return people.alerts.number;
    case PeopleField::search:
      break;
  }
  return people.search;
}

bool drawTyped(ui::Flow& flow, const State& state, std::initializer_list<TypedSpec> fields, Events& out) {
  const std::vector<TypedSpec> specs(fields);
  std::vector<EditorSpec> editors;
  for (const TypedSpec& spec : specs) editors.push_back({spec.id, spec.label, spec.placeholder, spec.secret});
  return drawEditors(
      flow, editors,
      [&](std::size_t i) -> const ui::TextModel& { return typedModel(state.inbox.manage.people, specs[i].field); },
      [&](std::size_t i, ui::EditAction action) {
        out.emplace_back(PeopleTyped{specs[i].field, std::move(action)});
      });
}

void drawPapers(ui::Flow& flow, std::string_view id, const std::vector<Paper>& papers) {
  ui::Frame& frame = flow.frame();
  const float gap = frame.gap();
  for (const Paper& paper : papers) {
    const float width = flow.width() - 2 * gap;
    const std::string file = "File: " + paper.file;
    const float nameHeight = frame.textHeight(paper.what, ui::Words::strong, width);
    const float adviceHeight = frame.textHeight(paper.advice, ui::Words::body, width);
    const float fileHeight = frame.textHeight(file, ui::Words::small, width);
    const ui::Rect box = flow.take(nameHeight + adviceHeight + fileHeight + 2 * gap);
    frame.panel(box, ui::Tone::normal);
    ui::Rect inner = ui::inset(box, gap);
    const std::string name = std::string(id) + "." + paper.file;
    frame.text(name, ui::cutTop(inner, nameHeight), paper.what, ui::Words::strong);
    frame.text(name + ".advice", ui::cutTop(inner, adviceHeight), paper.advice);
    frame.text(name + ".file", ui::cutTop(inner, fileHeight), file, ui::Words::small, ui::Tone::quiet);
  }
}

int drawTwo(ui::Flow& flow, const ButtonSpec& first, const ButtonSpec& second) {
  ui::Frame& frame = flow.frame();
  const auto needs = [&](const ButtonSpec& one) {
    return frame.textWidth(one.name, ui::Words::strong) + 3 * frame.gap();
  };
  int pressed = 0;
  if (std::max(needs(first) * 2.5F, needs(second) * 5 / 3) + frame.gap() > flow.width()) {
    if (flow.button(second.id, second.name, second.look, second.enabled)) pressed = 2;
    if (flow.button(first.id, first.name, first.look, first.enabled)) pressed = 1;
    return pressed;
  }
  const std::vector<ui::Rect> cells = flow.row({2, 3}, frame.rowHeight());
  if (frame.button(first.id, cells[0], first.name, first.look, first.enabled)) pressed = 1;
  if (frame.button(second.id, cells[1], second.name, second.look, second.enabled)) pressed = 2;
  return pressed;
}

}  // namespace pillarbox::inbox

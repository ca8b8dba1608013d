#include "kiosk/inbox/editor_rows.h"

#include <algorithm>
#include <utility>

namespace pillarbox::inbox {

bool drawEditors(ui::Flow& flow, const std::vector<EditorSpec>& editors,
                 const std::function<const ui::TextModel&(std::size_t)>& model,
                 const std::function<void(std::size_t, ui::EditAction)>& edited) {
  ui::Frame& frame = flow.frame();
  const bool pairs = editors.size() > 1 && flow.width() >= 700 * frame.textScale();
  const float cell = pairs ? (flow.width() - frame.gap()) / 2 : flow.width();
  const auto labelHeight = [&](const EditorSpec& one) { return frame.textHeight(one.label, ui::Words::strong, cell); };
  bool entered = false;
  for (std::size_t first = 0; first < editors.size();) {
    const std::size_t inRow = pairs ? std::min<std::size_t>(2, editors.size() - first) : 1;
    float label = labelHeight(editors[first]);
    if (inRow == 2) label = std::max(label, labelHeight(editors[first + 1]));
    constexpr float betweenLabelAndBox = 8;
    const std::vector<ui::Rect> cells = flow.row(pairs ? 2 : 1, frame.rowHeight() + label + betweenLabelAndBox);
    for (std::size_t i = 0; i < inRow; ++i, ++first) {
      const EditorSpec& spec = editors[first];
      ui::EditorOptions options;
      options.label = spec.label;
      options.placeholder = spec.placeholder;
      options.secret = spec.secret;
      ui::Rect box = cells[i];
      ui::cutTop(box, label - labelHeight(spec));  // boxes in a row stand level although one label is longer
      for (ui::EditAction& action : frame.editor(spec.id, box, model(first), options)) {
        edited(first, std::move(action));
      }
      entered = frame.submitted(spec.id);
    }
  }
  return entered;
}

}  // namespace pillarbox::inbox

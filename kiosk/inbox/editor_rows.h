// Editors of a form, two in a row where there is room. UI thread.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

#include "kiosk/ui/frame.h"

namespace pillarbox::inbox {

struct EditorSpec {
  std::string_view id, label, placeholder;
  bool secret = false;
};
// `model` and `edited` are given the editor's place in `editors`. True when Enter was pressed in the last one.
bool drawEditors(ui::Flow& flow, const std::vector<EditorSpec>& editors,
                 const std::function<const ui::TextModel&(std::size_t)>& model,
                 const std::function<void(std::size_t, ui::EditAction)>& edited);

}  // namespace pillarbox::inbox

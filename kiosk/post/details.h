// The rest of what a concern may say: the day and time chosen from a picker, who should know, a category, advice.
#pragma once

#include <string>
#include <variant>

namespace pillarbox::post {

struct DetailsState {
  bool picking = false;  // the date and time picker is shown
};

struct OpenPicker {};
struct ClosePicker {};
using DetailEvent = std::variant<OpenPicker, ClosePicker>;

}  // namespace pillarbox::post

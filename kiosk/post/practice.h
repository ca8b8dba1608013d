// Practice: the whole way through with a pretend child. Nothing of it is sealed, kept or sent.
#pragma once

#include <variant>

namespace pillarbox::post {

struct PracticeState {
  bool on = false;
};

struct StartPractice {};
struct EndPractice {};
using PracticeEvent = std::variant<StartPractice, EndPractice>;

}  // namespace pillarbox::post

// Something more about what was posted before: "add something I remember", "I made a mistake"; and what the DSL said.
#pragma once

#include <string>
#include <variant>

namespace pillarbox::post {

struct AddState {
  std::string subject;   // the posting it is about; empty if nothing is being added
  bool mistake = false;  // a mistake rather than an addition
};

struct StartAdding {
  std::string subject;
  bool mistake = false;
};
using AddEvent = std::variant<StartAdding>;

}  // namespace pillarbox::post

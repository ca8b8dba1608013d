// Writing: mentions of people, blocks of exact words, prompts.
#pragma once

#include <string>
#include <variant>
#include <vector>

namespace pillarbox::post {

struct WritingState {
  std::vector<std::string> offered;  // refs of the people the word at the caret may mean
};

struct Mention {
  std::string ref;
};
using WritingEvent = std::variant<Mention>;

}  // namespace pillarbox::post

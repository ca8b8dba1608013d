// The words of what became of a posting, and of what the DSL said. For this folder's .cpp files only.
#pragma once

#include <string>

#include "kiosk/post/state.h"

namespace pillarbox::post {

std::string_view messageWords(Kind kind);  // "Please come and see me."
std::string senderOf(const State& state, const DslMessage& message);

}  // namespace pillarbox::post

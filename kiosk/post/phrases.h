// What the words of the staff side are made of.
#pragma once

#include <array>
#include <initializer_list>
#include <string>
#include <string_view>

#include "kiosk/ui/phrase.h"

namespace pillarbox::post {

// `pattern` with its first "{}" replaced by the first of `with`, and so on.
std::string filled(std::string_view pattern, std::initializer_list<std::string_view> with);

namespace words {

using W = ui::Phrase;
// Kept in the entry, so always English: whoever reads it in twenty years need not know what the writer's screen spoke.
using Kept = std::string_view;

inline constexpr W notSaid{"Not said"};

}  // namespace words
}  // namespace pillarbox::post

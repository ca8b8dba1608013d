// Names as people type them: accents, case, apostrophes and hyphens do not count. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pillarbox {

// Lower-case ASCII where the letter is Latin (é→e, ø→o, ß→ss, Ł→l); apostrophes and dots vanish; hyphens and other
// separators become one space. Letters of other scripts stay as they are.
std::string foldName(std::string_view name);
std::vector<std::string> foldedWords(std::string_view name);

}  // namespace pillarbox

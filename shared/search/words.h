// A text as search sees it: words without accents, case, apostrophes or quotation marks, each with where it stands.
// The rules for a letter are those of a name (shared/record/folding.h); a dot, a hyphen or any sign parts two words.
// Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pillarbox::search {

struct Word {
  std::string folded;              // never empty
  std::size_t begin = 0, end = 0;  // bytes of the text it was made from
  bool operator==(const Word&) const = default;
};

std::vector<Word> wordsOf(std::string_view text);

}  // namespace pillarbox::search

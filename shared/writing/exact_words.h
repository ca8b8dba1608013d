// Where a text quotes somebody: inside quotation marks are their exact words, in which nothing is ever flagged. Pure.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace pillarbox::writing {

// A part of a text, in bytes: [begin, end).
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool operator==(const Span&) const = default;
};

// The quoted parts of `text` with their quotation marks, in order and not overlapping: straight and curly, double and
// single, « ». An apostrophe (don't, the boys' coats, 'cause) opens nothing. Quotations inside one another are one
// span. One that is never closed ends with its paragraph (at the line break, or at the end of the text). Any bytes may
// be given; those that are not UTF-8 are no quotation marks.
std::vector<Span> exactWordsSpans(std::string_view text);

}  // namespace pillarbox::writing

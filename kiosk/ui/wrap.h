// Breaking words into lines, and finding the caret in them. Pure: the widths of characters are passed in.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pillarbox::ui {

class Measure {
 public:
  virtual ~Measure() = default;
  virtual float advance(char32_t code) const = 0;  // logical pixels; 0 for what is drawn on the character before
};

struct TextLine {
  std::size_t begin = 0, end = 0;  // the bytes of the line, without its line break; trailing spaces are included
  float width = 0;                 // without trailing spaces
  bool soft = false;               // broken to fit, not by a line break: the next line begins at `end`
};

// At least one line, also for no text. A word too long for a line is broken between characters.
std::vector<TextLine> wrapText(std::string_view text, float width, const Measure& measure);
float widthOf(std::string_view text, const Measure& measure);

// `text` cut to `width` at a character boundary with "…" behind, or as it is if it fits.
std::string shortened(std::string_view text, float width, const Measure& measure);

// The caret in wrapped text.
std::size_t lineOf(const std::vector<TextLine>& lines, std::size_t offset);
float xOf(std::string_view text, const TextLine& line, std::size_t offset, const Measure& measure);
std::size_t offsetAt(std::string_view text, const TextLine& line, float x, const Measure& measure);
// The last place for a caret that is still on `line`.
std::size_t endOf(std::string_view text, const TextLine& line);

}  // namespace pillarbox::ui

#include "kiosk/ui/wrap.h"

#include <algorithm>

#include "kiosk/ui/characters.h"

namespace pillarbox::ui {
namespace {

float characterWidth(std::string_view text, std::size_t at, std::size_t end, const Measure& measure) {
  float width = 0;
  bool first = true;
  while (at < end) {
    const Decoded c = decodeAt(text, at);
    // A family emoji is drawn as one box: only the first code point of a joined run takes room.
    if (first || c.code < 0x2000) width += measure.advance(c.code);
    first = false;
    at += c.bytes;
  }
  return width;
}

}  // namespace

float widthOf(std::string_view text, const Measure& measure) {
  float width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t next = nextCharacter(text, at);
    width += characterWidth(text, at, next, measure);
    at = next;
  }
  return width;
}

std::vector<TextLine> wrapText(std::string_view text, float width, const Measure& measure) {
  std::vector<TextLine> lines;
  TextLine line;
  float x = 0;              // width so far, spaces included
  std::size_t breakAt = 0;  // where the line may be broken; none if not after line.begin
  float widthAtBreak = 0;   // of the line if broken there
  float xAtBreak = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t next = nextCharacter(text, at);
    const char first = text[at];
    if (first == '\n') {
      line.end = at;
      lines.push_back(line);
      line = {next, next, 0, false};
      x = 0;
      at = next;
      continue;
    }
    const float advance = characterWidth(text, at, next, measure);
    if (first == ' ') {
      x += advance;
      breakAt = next;
      widthAtBreak = line.width;
      xAtBreak = x;
      at = next;
      continue;
    }
    if (x + advance > width && at > line.begin) {
      const bool atSpace = breakAt > line.begin;
      TextLine done = line;
      done.end = atSpace ? breakAt : at;
      if (atSpace) done.width = widthAtBreak;
      done.soft = true;
      lines.push_back(done);
      const float carried = atSpace ? x - xAtBreak : 0;
      line = {done.end, done.end, carried, false};
      x = carried;
      continue;
    }
    x += advance;
    line.width = x;
    if (first == '-' || first == '/') {
      breakAt = next;
      widthAtBreak = x;
      xAtBreak = x;
    }
    at = next;
  }
  line.end = text.size();
  lines.push_back(line);
  return lines;
}

std::string shortened(std::string_view text, float width, const Measure& measure) {
  if (widthOf(text, measure) <= width) return std::string(text);
  const float room = width - measure.advance(0x2026);
  float x = 0;
  std::size_t end = 0;
  while (end < text.size()) {
    const std::size_t next = nextCharacter(text, end);
    x += characterWidth(text, end, next, measure);
    if (x > room) break;
    end = next;
  }
  while (end > 0 && text[end - 1] == ' ') --end;
  return std::string(text.substr(0, end)) + "\u2026";
}

std::size_t lineOf(const std::vector<TextLine>& lines, std::size_t offset) {
  const auto after = std::upper_bound(lines.begin(), lines.end(), offset,
                                      [](std::size_t at, const TextLine& line) { return at < line.begin; });
  return after == lines.begin() ? 0 : static_cast<std::size_t>(after - lines.begin()) - 1;
}

float xOf(std::string_view text, const TextLine& line, std::size_t offset, const Measure& measure) {
  const std::size_t end = std::clamp(offset, line.begin, line.end);
  return widthOf(text.substr(line.begin, end - line.begin), measure);
}

std::size_t endOf(std::string_view text, const TextLine& line) {
  return line.soft ? std::max(line.begin, previousCharacter(text, line.end)) : line.end;
}

std::size_t offsetAt(std::string_view text, const TextLine& line, float x, const Measure& measure) {
  float left = 0;
  std::size_t at = line.begin;
  const std::size_t last = endOf(text, line);
  while (at < last) {
    const std::size_t next = nextCharacter(text, at);
    const float advance = characterWidth(text, at, next, measure);
    if (x < left + advance / 2) break;
    left += advance;
    at = next;
  }
  return at;
}

}  // namespace pillarbox::ui

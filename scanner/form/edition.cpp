#include <cctype>
#include <cmath>

#include "scanner/form/parse_parts.h"
#include "shared/base/hash.h"

namespace pillarbox::form {
namespace {

// Everything as text with hundredths of a millimetre, so that 12 and 12.0 are the same edition.
class Digest {
 public:
  void add(double mm) { m_text += std::to_string(std::lround(mm * 100)) + ","; }
  void add(int number) { m_text += std::to_string(number) + ","; }
  void add(const std::string& words) { m_text += std::to_string(words.size()) + ":" + words + ","; }
  void add(const Words& words) {
    add(words.english);
    add(words.welsh);
  }
  void add(const PaperPoint& point) {
    add(point.x);
    add(point.y);
  }
  void add(const PaperBox& box) {
    add(box.x);
    add(box.y);
    add(box.w);
    add(box.h);
  }
  template <class T>
  void add(const std::vector<T>& list) {
    add(static_cast<int>(list.size()));
    for (const T& one : list) add(one);
  }
  void add(const Tick& tick) {
    add(tick.id);
    add(tick.box);
    add(tick.words);
    add(tick.group);
    add(tick.onlyOne ? 1 : 0);
  }
  void add(const Field& field) {
    add(field.id);
    add(field.box);
    add(field.words);
    add(static_cast<int>(field.kind));
    add(field.cells);
    add(field.ruledMm);
  }
  void add(const Figure& figure) {
    add(figure.id);
    add(figure.box);
    add(figure.words);
    add(figure.outlines);
    add(figure.thicknessMm);
  }
  void add(const Line& line) {
    add(line.from);
    add(line.to);
    add(line.thicknessMm);
  }
  void add(const Frame& frame) {
    add(frame.box);
    add(frame.thicknessMm);
  }
  void add(const Side& side) {
    add(side.number);
    add(side.sheet);
    add(side.sideOfSheet);
    add(side.lines);
    add(side.frames);
    add(side.ticks);
    add(side.fields);
    add(side.figures);
    add(side.qrs);
  }
  const std::string& text() const { return m_text; }

 private:
  std::string m_text = "pillarbox form 1:";
};

}  // namespace

// Texts are left out: they may be reworded without making old sheets unreadable. Lines and frames are ink that a
// reader may have to tell from handwriting, and the words of ticks and fields are what a reading means.
std::string editionOf(const Description& description) {
  Digest digest;
  digest.add(description.id);
  digest.add(description.sides);
  std::string hex = sha256Hex(bytesOf(digest.text())).substr(0, 8);
  for (char& c : hex) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return hex;
}

}  // namespace pillarbox::form

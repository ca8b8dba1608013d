// British spelling (Hunspell's en_GB), with the words and the names of a school known besides.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "shared/writing/exact_words.h"

namespace pillarbox {
struct Roster;
struct Directory;
}  // namespace pillarbox

namespace pillarbox::writing {

// Not thread safe, not even to look words up (Hunspell is not): it belongs to one thread. It remembers which words it
// has looked up by keyed hashes only, never the words themselves. May be moved.
class Speller {
 public:
  // Debian's dictionary (hunspell-en-gb), the folder of PILLARBOX_DICTIONARY if that is set. Takes some tens of
  // milliseconds: not on the interface thread. notFound if there is no dictionary: then there is simply no spelling.
  static Result<Speller> british();
  // PATH.aff and PATH.dic.
  static Result<Speller> load(const std::string& path);
  // A speller that knows every word; for where there is no dictionary.
  Speller();
  Speller(Speller&&) noexcept;
  Speller& operator=(Speller&&) noexcept;
  ~Speller();

  // Replaces the names known besides the dictionary and the school words. Each part of a name counts alone, with or
  // without accents, and followed by 's.
  void setNames(const std::vector<std::string>& names);

  // Whether it is (part of) one of those names.
  bool isName(std::string_view word) const;

  // One word without quotation marks or spaces. Whatever holds a digit, an @ or no letter is known.
  bool knows(std::string_view word);
  // At most `most`, best first. Slow (milliseconds): only for a word that somebody asked about.
  std::vector<std::string> suggest(std::string_view word, std::size_t most = 3);

 private:
  struct Hidden;
  std::unique_ptr<Hidden> m_hidden;
};

// Everybody and every place a school's lists name, for setNames(): pupils, staff, persons of the directory, places.
// Either may be null.
std::vector<std::string> namesOf(const Roster* roster, const Directory* directory);

struct Token;
// Whether the spelling of that word of a text is looked at: not exact words, numbers and addresses, and nothing with a
// capital, which may be a name that no list holds.
bool mayBeMisspelt(const Token& token);

// Every word of `text` that is not known, outside exact words, in order; for underlining. About a millisecond for 1,000
// words, less when most of them were looked up before.
std::vector<Span> unknownWords(std::string_view text, Speller& speller);

}  // namespace pillarbox::writing

// Patterns of words, as the rules write them. Internal to this room; pure.
//
// A pattern is elements with spaces between; it matches neighbouring words of one sentence, outside exact words:
//   word        that word, in small letters, without 's        a|b     one of these
//   pre*  *suf  a word that begins or ends so                   @set    a word of that set of the rules
//   #number     a figure or a number word                       #name   a name of the school, or a word with a capital
//   #capital    a word with a capital inside a sentence         _       any word
//   x?          x, or nothing                                   !x      any word but x
//   ..3         up to three words                               ^       here a sentence begins
//   ,           here stands , ; : ( ) or a dash                 -       here stands a dash
//   $           here the sentence (or what is before a quotation) ends      ?       the sentence ends with ?
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "shared/base/result.h"
#include "shared/writing/tokens.h"

namespace pillarbox::writing {

// A word or class of words that some pattern names.
using Meaning = std::uint32_t;

struct Element {
  enum class What : std::uint8_t { word, any, gap, begins, comma, dash, ends, question };
  What what = What::word;
  bool optional = false;
  bool negated = false;
  std::uint8_t most = 0;          // of a gap
  std::vector<Meaning> meanings;  // sorted; of a word
};
using Pattern = std::vector<Element>;
using WordSets = std::map<std::string, std::vector<std::string>, std::less<>>;

// Every word, beginning and ending that the patterns name, each with its number.
class Vocabulary {
 public:
  static constexpr Meaning number = 1, capital = 2, name = 3;

  // badInput, saying what is wrong, if it cannot be read, has no word in it, or is longer than 24 elements.
  Result<Pattern> compile(std::string_view pattern, const WordSets& sets);
  // What a word is to the patterns, appended to `out`; `folded` as in Tokens.
  void meaningsOf(const Token& token, std::string_view folded, bool isName, std::vector<Meaning>& out) const;

 private:
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  using Numbers = std::unordered_map<std::string, Meaning, TextHash, std::equal_to<>>;
  Meaning meaningOf(Numbers& in, std::string_view word);
  Status addWord(Element& element, std::string_view word, const WordSets& sets, int depth);

  Numbers m_words, m_beginnings, m_endings;
  std::size_t m_longestBeginning = 0, m_longestEnding = 0;
  Meaning m_next = 16;
};

// A text ready to be matched.
struct Reading {
  Tokens tokens;
  std::vector<Meaning> meanings;       // of all words, one after the other
  std::vector<std::size_t> meaningAt;  // where those of each word begin; one more than there are words
  bool means(std::size_t word, const std::vector<Meaning>& any) const;
};

// One past the last word of a match of `pattern` that begins at `word`; the first way that fits.
std::optional<std::size_t> matchAt(const Reading& reading, const Pattern& pattern, std::size_t word);

// Patterns of which any may match, found quickly by the first word.
class PatternIndex {
 public:
  void add(const Pattern& pattern, std::uint32_t owner);
  // Calls found(owner, end) for each pattern that matches at `word`.
  template <class Found>
  void matchesAt(const Reading& reading, std::size_t word, const Found& found) const {
    const auto tryAll = [&](const std::vector<std::uint32_t>& some) {
      for (const std::uint32_t i : some) {
        if (const auto end = matchAt(reading, m_patterns[i], word)) found(m_owners[i], *end);
      }
    };
    for (std::size_t i = reading.meaningAt[word]; i < reading.meaningAt[word + 1]; ++i) {
      if (const auto at = m_byFirst.find(reading.meanings[i]); at != m_byFirst.end()) tryAll(at->second);
    }
    tryAll(m_others);
  }
  bool empty() const { return m_patterns.empty(); }

 private:
  std::vector<Pattern> m_patterns;
  std::vector<std::uint32_t> m_owners;
  std::unordered_map<Meaning, std::vector<std::uint32_t>> m_byFirst;
  std::vector<std::uint32_t> m_others;
};

}  // namespace pillarbox::writing

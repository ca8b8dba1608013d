#include "shared/search/query.h"

#include <algorithm>
#include <array>

namespace pillarbox::search {
namespace {

constexpr std::array<std::string_view, 6> quotes{"\"", "“", "”", "„", "«", "»"};

std::size_t quoteAt(std::string_view text) {
  for (const std::string_view quote : quotes) {
    if (text.starts_with(quote)) return quote.size();
  }
  return 0;
}

bool isSpace(char c) {
  return c == ' ' || c == '\n' || c == '\t';
}

void addTerm(Query& query, std::string_view text, bool prefix) {
  if (query.terms.size() >= maxTerms) return;
  Term term;
  for (Word& word : wordsOf(text)) term.words.push_back(std::move(word.folded));
  if (term.words.empty()) return;
  // A sign behind a word ends it, too.
  const std::string_view last = text.empty() ? text : text.substr(text.size() - 1);
  term.prefix = prefix && !last.empty() && last != "," && last != "." && last != "?" && last != "!" && last != ")";
  query.terms.push_back(std::move(term));
}

}  // namespace

Query parseQuery(std::string_view typed) {
  if (typed.size() > maxQueryBytes) {
    std::size_t end = maxQueryBytes;
    while (end > 0 && (static_cast<unsigned char>(typed[end]) & 0xC0U) == 0x80U) --end;
    typed = typed.substr(0, end);
  }
  Query query;
  bool quoted = false;
  std::size_t start = 0;
  for (std::size_t at = 0; at < typed.size();) {
    const std::size_t quote = quoteAt(typed.substr(at));
    if (quote > 0 || (!quoted && isSpace(typed[at]))) {
      addTerm(query, typed.substr(start, at - start), false);
      quoted = quote > 0 ? !quoted : quoted;
      at += std::max<std::size_t>(quote, 1);
      start = at;
    } else {
      ++at;
    }
  }
  const std::string_view rest = typed.substr(start);
  addTerm(query, rest, !rest.empty() && !isSpace(rest.back()));
  return query;
}

std::vector<Place> placesOf(const Term& term, const std::vector<Word>& words) {
  std::vector<Place> places;
  const std::size_t length = term.words.size();
  for (std::size_t at = 0; at + length <= words.size(); ++at) {
    bool same = true;
    for (std::size_t i = 0; i < length && same; ++i) {
      const std::string& word = words[at + i].folded;
      same = term.prefix && i + 1 == length ? word.starts_with(term.words[i]) : word == term.words[i];
    }
    if (same) places.push_back({at, at + length - 1});
  }
  return places;
}

}  // namespace pillarbox::search

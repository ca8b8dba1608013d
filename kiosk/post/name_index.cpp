#include "kiosk/post/name_index.h"

#include <algorithm>
#include <array>

#include "shared/record/folding.h"

namespace pillarbox::post {

namespace {

constexpr std::size_t fewestLetters = 3;
constexpr std::size_t mostWords = 3;  // of a name in a row

// Titles find nobody by themselves. Fewer than isTitle of shared/record/staff_link.h, on purpose: a pupil may be called
// Lord, Lady or Canon.
constexpr std::array<std::string_view, 11> titles{"mr",  "mrs", "ms", "miss", "mx",   "dr",
                                                  "sir", "rev", "fr", "prof", "madam"};

// What is written so often that offering Theo for "the" would only be in the way.
constexpr std::array<std::string_view, 106> common{
    "about", "after",  "again", "all",  "and",  "any",    "are",   "arm",   "asked", "away",  "back",  "because",
    "been",  "before", "but",   "came", "can",  "child",  "class", "come",  "could", "cried", "day",   "did",
    "does",  "down",   "for",   "from", "get",  "girl",   "goes",  "going", "gone",  "got",   "had",   "hand",
    "has",   "have",   "head",  "her",  "here", "him",    "his",   "hit",   "home",  "hope",  "hour",  "how",
    "into",  "its",    "just",  "kept", "left", "like",   "lunch", "made",  "mark",  "may",   "more",  "much",
    "mum",   "not",    "now",   "off",  "one",  "only",   "other", "out",   "over",  "play",  "ran",   "right",
    "said",  "same",   "sat",   "saw",  "say",  "school", "see",   "seen",  "she",   "some",  "still", "than",
    "that",  "the",    "their", "them", "then", "there",  "they",  "this",  "told",  "too",   "two",   "very",
    "was",   "went",   "were",  "what", "when", "where",  "which", "who",   "will",  "with"};

bool isCommon(std::string_view word) {
  return std::find(common.begin(), common.end(), word) != common.end();
}

bool isTitle(std::string_view word) {
  return std::find(titles.begin(), titles.end(), word) != titles.end();
}

bool asciiLetter(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Bytes of the character that ends at `at` if it can be part of a name; 0 otherwise.
std::size_t nameCharacterBefore(std::string_view text, std::size_t at) {
  if (at == 0) return 0;
  const auto c = static_cast<unsigned char>(text[at - 1]);
  if (asciiLetter(c) || c == '\'' || c == '-') return 1;
  if (c < 0x80) return 0;
  std::size_t from = at - 1;
  while (from > 0 && (static_cast<unsigned char>(text[from]) & 0xC0) == 0x80) --from;
  const std::string_view character = text.substr(from, at - from);
  if (character == "\u2019" || character == "\u2018") return character.size();
  const bool punctuation = character.starts_with("\xE2\x80") || character == "\u00A0" || character == "\u00AB" ||
                           character == "\u00BB" || character.starts_with("\xF0");  // emoji and the like
  return punctuation ? 0 : character.size();
}

bool endsInside(std::string_view text, std::size_t caret) {
  if (caret >= text.size()) return false;
  const auto c = static_cast<unsigned char>(text[caret]);
  return asciiLetter(c) || (c >= '0' && c <= '9') || (c >= 0xC3 && c <= 0xE1);  // letters of most scripts
}

std::size_t wordBegin(std::string_view text, std::size_t end) {
  std::size_t begin = end;
  for (std::size_t bytes = nameCharacterBefore(text, begin); bytes > 0; bytes = nameCharacterBefore(text, begin)) {
    begin -= bytes;
  }
  // An apostrophe before the word is a quotation mark.
  while (begin < end && (text[begin] == '\'' || text[begin] == '-')) ++begin;
  for (const std::string_view mark : {std::string_view("\u2018"), std::string_view("\u2019")}) {
    if (text.substr(begin, end - begin).starts_with(mark)) begin += mark.size();
  }
  return begin;
}

}  // namespace

void NameIndex::add(Offered offered, std::vector<std::string> words) {
  const auto who = static_cast<std::uint32_t>(m_people.size());
  for (const std::string& word : words) {
    if (!isTitle(word)) m_rows.push_back({word, who});
  }
  m_people.push_back({std::move(offered), std::move(words)});
}

NameIndex::NameIndex(const Roster* roster, const Directory* directory) {
  std::vector<std::string> known;
  if (roster != nullptr) {
    m_people.reserve(roster->pupils.size() + roster->staff.size());
    m_rows.reserve(3 * m_people.capacity());
    for (const Pupil& pupil : roster->pupils) {
      const std::string& called = pupil.knownAs.empty() ? pupil.forename : pupil.knownAs;
      std::vector<std::string> words = foldedWords(called);
      if (!pupil.knownAs.empty()) {
        for (std::string& word : foldedWords(pupil.forename)) words.push_back(std::move(word));
      }
      for (std::string& word : foldedWords(pupil.surname)) words.push_back(std::move(word));
      const std::string name = pupil.surname.empty() ? called : called + " " + pupil.surname;
      add({MentionKind::pupil, pupil.id, name, pupil.className}, std::move(words));
    }
    for (const Staff& staff : roster->staff) {
      const bool person = directory != nullptr && directory->person(staff.personId) != nullptr;
      if (person) known.push_back(staff.personId);
      add({MentionKind::staff, person ? staff.personId : staff.id, staff.name, staff.role}, foldedWords(staff.name));
    }
  }
  if (directory != nullptr) {
    for (const Person& person : directory->people) {
      if (!person.active || std::find(known.begin(), known.end(), person.id) != known.end()) continue;
      add({MentionKind::staff, person.id, person.name, std::string(personRoleWords(person.role))},
          foldedWords(person.name));
    }
  }
  std::sort(m_rows.begin(), m_rows.end(),
            [](const Row& a, const Row& b) { return a.word != b.word ? a.word < b.word : a.who < b.who; });
}

std::vector<std::uint32_t> NameIndex::meantBy(std::span<const std::string> words, bool wholeOnly) const {
  std::vector<std::uint32_t> whole, begun;
  const std::string& last = words.back();
  auto row = std::lower_bound(m_rows.begin(), m_rows.end(), last,
                              [](const Row& one, const std::string& word) { return one.word < word; });
  for (; row != m_rows.end() && row->word.starts_with(last); ++row) {
    if (wholeOnly && row->word.size() != last.size()) break;
    // The words before it in the order of the name, with others between them at most.
    const std::vector<std::string>& name = m_people[row->who].words;
    std::size_t at = 0;
    for (std::size_t i = 0; i + 1 < words.size() && at <= name.size(); ++i) {
      while (at < name.size() && name[at] != words[i]) ++at;
      ++at;
    }
    while (at < name.size() && name[at] != row->word) ++at;
    if (at >= name.size()) continue;
    auto& list = row->word.size() == last.size() ? whole : begun;
    const auto has = [&](const std::vector<std::uint32_t>& in) {
      return std::find(in.begin(), in.end(), row->who) != in.end();
    };
    if (!has(whole) && !has(begun)) list.push_back(row->who);
    if (whole.size() + begun.size() >= 400) break;  // more than anybody chooses from
  }
  whole.insert(whole.end(), begun.begin(), begun.end());
  return whole;
}

NameIndex::Found NameIndex::at(std::string_view text, std::size_t caret, std::span<const std::string> first,
                               std::size_t most) const {
  Found found;
  if (caret > text.size() || endsInside(text, caret)) return found;
  std::vector<std::size_t> begins;
  std::vector<std::string> words;  // from the last back
  std::size_t end = caret;
  while (words.size() < mostWords) {
    const std::size_t begin = wordBegin(text, end);
    if (begin == end) break;
    const std::string_view typed = text.substr(begin, end - begin);
    if (words.empty() && (typed.ends_with('\'') || typed.ends_with('-') || typed.ends_with("\u2019"))) break;
    std::string word = foldName(typed);
    if (word.empty() || word.size() > 60) break;
    begins.push_back(begin);
    words.push_back(std::move(word));
    if (begin == 0 || text[begin - 1] != ' ') break;
    end = begin - 1;
  }
  for (std::size_t count = words.size(); count > 0; --count) {
    std::vector<std::string> phrase;
    for (std::size_t i = count; i > 0; --i) {
      for (std::string& part : foldedWords(words[i - 1])) phrase.push_back(std::move(part));
    }
    if (phrase.empty()) continue;
    bool wholeOnly = false;
    if (phrase.size() == 1) {
      if (phrase[0].size() < fewestLetters || isTitle(phrase[0])) continue;
      if (isCommon(phrase[0])) {
        const char initial = text[begins[0]];
        if (initial < 'A' || initial > 'Z') continue;
        wholeOnly = true;
      }
    }
    std::vector<std::uint32_t> people = meantBy(phrase, wholeOnly);
    if (people.empty()) continue;
    std::stable_sort(people.begin(), people.end(), [&](std::uint32_t a, std::uint32_t b) {
      const auto rank = [&](std::uint32_t who) {
        return std::find(first.begin(), first.end(), m_people[who].offered.ref) - first.begin();
      };
      return rank(a) < rank(b);
    });
    for (std::size_t i = 0; i < std::min(most, people.size()); ++i) found.people.push_back(m_people[people[i]].offered);
    found.range = {begins[count - 1], caret};
    return found;
  }
  return found;
}

}  // namespace pillarbox::post

#include "shared/record/pupil_search.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <unordered_map>

#include "shared/record/folding.h"

namespace pillarbox {

namespace {

constexpr std::size_t mostTypedWords = 8;
constexpr std::size_t mostTypedLetters = 60;  // of a word; no name is longer
constexpr std::size_t forgivenFrom = 4;       // letters typed: with fewer, half the school is one letter away
constexpr int miss = std::numeric_limits<int>::max();
constexpr int typo = 1'000;  // worse than any exact fit

// Whether `typed` is a beginning of `word` but for one letter left out, added, changed or swapped with the next
// (Damerau-Levenshtein distance 1 to some prefix).
bool nearlyBegins(std::string_view word, std::string_view typed) {
  const auto same = static_cast<std::size_t>(std::mismatch(typed.begin(), typed.end(), word.begin(), word.end()).first -
                                             typed.begin());
  const std::string_view left = typed.substr(same), rest = word.substr(same);
  if (left.empty()) return true;
  const std::string_view after = left.substr(1);
  if (rest.empty()) return after.empty();                             // one letter too many at the end
  if (rest.substr(1).starts_with(after)) return true;                 // changed
  if (rest.starts_with(after)) return true;                           // added
  if (rest.substr(1).starts_with(left)) return true;                  // left out
  return rest.size() > 1 && left.size() > 1 && rest[0] == left[1] &&  // swapped
         rest[1] == left[0] && rest.substr(2).starts_with(left.substr(2));
}

int fit(std::string_view word, std::string_view typed, bool forgives) {
  if (word.starts_with(typed)) return word.size() == typed.size() ? 0 : 1;
  return forgives && typed.size() >= forgivenFrom && nearlyBegins(word, typed) ? typo : miss;
}

bool isWordOfYear(std::string_view word) {
  return word == "year" || word == "yr" || word == "class";
}

// What is typed, with "mc" "donald" joined in every way that it may be written: the ways are tried in turn.
struct Typed {
  std::vector<std::string> words;
};

std::vector<Typed> waysToRead(std::string_view typed) {
  std::vector<std::string> words = foldedWords(typed);
  // "Year 4" and "class 5B": the number says it all.
  if (words.size() > 1) std::erase_if(words, isWordOfYear);
  if (words.size() > mostTypedWords) words.resize(mostTypedWords);
  for (std::string& word : words) word.resize(std::min(word.size(), mostTypedLetters));
  std::vector<Typed> ways;
  if (words.empty()) return ways;
  ways.push_back({words});
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    Typed joined{words};
    joined.words[i] += joined.words[i + 1];
    joined.words.erase(joined.words.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    ways.push_back(std::move(joined));
  }
  return ways;
}

}  // namespace

std::uint32_t PupilIndex::wordNumber(std::string_view word) {
  m_letters.append(word);
  m_ends.push_back(static_cast<std::uint32_t>(m_letters.size()));
  return static_cast<std::uint32_t>(m_ends.size() - 1);
}

PupilIndex::PupilIndex(const Roster& roster) {
  const std::size_t count = roster.pupils.size();
  std::unordered_map<std::string, std::uint32_t> known;
  std::unordered_map<std::string, std::vector<std::size_t>> byName, byEverything;
  std::unordered_map<std::string, std::uint32_t> families;
  std::vector<std::string> shown(count);
  m_sharesName.assign(count, 0);
  m_sharesEverything.assign(count, 0);
  m_familyOf.assign(count, 0);
  const auto use = [&](const std::string& word, std::uint8_t place) {
    const auto [found, added] = known.try_emplace((place == 2 ? "#" : "") + word, 0);
    if (added) {
      found->second = wordNumber(word);
      m_forgives.push_back(place == 2 ? 0 : 1);
    }
    m_uses.push_back({found->second, place});
  };
  const auto useName = [&](const std::string& name, std::uint8_t place) {
    const std::vector<std::string> words = foldedWords(name);
    for (std::size_t i = 0; i < words.size(); ++i) {
      use(words[i], place);
      if (i + 1 < words.size()) use(words[i] + words[i + 1], place);  // "Mc Donald" typed as "mcdonald"
    }
  };
  for (std::size_t i = 0; i < count; ++i) {
    const Pupil& pupil = roster.pupils[i];
    Entry entry{i, m_uses.size(), 0};
    useName(pupil.knownAs, 0);
    useName(pupil.forename, 0);
    useName(pupil.surname, 1);
    useName(pupil.otherSurname, 1);
    useName(pupil.className, 2);
    for (const std::string& word : foldedWords(pupil.year)) {
      if (isWordOfYear(word)) continue;
      use(word, 2);
      if (word[0] >= '0' && word[0] <= '9') use("y" + word, 2);
    }
    entry.to = m_uses.size();
    m_entries.push_back(entry);

    const std::string& called = pupil.knownAs.empty() ? pupil.forename : pupil.knownAs;
    shown[i] = foldName(called + " " + pupil.surname);
    const std::string place = "\n" + foldName(pupil.className) + "\n" + foldName(pupil.year);
    std::vector<std::string> names{shown[i]};
    if (std::string legal = foldName(pupil.forename + " " + pupil.surname); legal != shown[i]) names.push_back(legal);
    for (const std::string& name : names) {
      byName[name].push_back(i);
      byEverything[name + place].push_back(i);
    }
    if (!pupil.family.empty()) {
      const auto [found, added] = families.try_emplace(pupil.family, 0);
      if (added) {
        m_families.emplace_back();
        found->second = static_cast<std::uint32_t>(m_families.size());
      }
      m_familyOf[i] = found->second;
      m_families[found->second - 1].push_back(i);
    }
  }
  const auto mark = [](const auto& groups, std::vector<std::uint8_t>& flags) {
    for (const auto& [name, group] : groups) {
      if (group.size() < 2) continue;
      for (const std::size_t one : group) flags[one] = 1;
    }
  };
  mark(byName, m_sharesName);
  mark(byEverything, m_sharesEverything);
  std::stable_sort(m_entries.begin(), m_entries.end(), [&](const Entry& a, const Entry& b) {
    if (shown[a.pupil] != shown[b.pupil]) return shown[a.pupil] < shown[b.pupil];
    return roster.pupils[a.pupil].className < roster.pupils[b.pupil].className;
  });
}

PupilHits PupilIndex::find(std::string_view typed, std::size_t most) const {
  PupilHits hits;
  std::vector<int> best(m_entries.size(), miss);
  std::vector<int> fits(m_ends.size());
  std::vector<int> rank(m_entries.size());
  for (const Typed& way : waysToRead(typed)) {
    std::fill(rank.begin(), rank.end(), 0);
    for (const std::string& word : way.words) {
      // Each distinct word is compared once, however many children have it.
      for (std::size_t i = 0; i < m_ends.size(); ++i) {
        const std::uint32_t from = i == 0 ? 0 : m_ends[i - 1];
        fits[i] = fit(std::string_view(m_letters).substr(from, m_ends[i] - from), word, m_forgives[i] != 0);
      }
      for (std::size_t e = 0; e < m_entries.size(); ++e) {
        if (rank[e] == miss) continue;
        int here = miss;
        for (std::size_t u = m_entries[e].from; u < m_entries[e].to; ++u) {
          const int one = fits[m_uses[u].word];
          if (one != miss) here = std::min(here, one + 2 * m_uses[u].place);
        }
        rank[e] = here == miss ? miss : rank[e] + here;
      }
    }
    std::transform(rank.begin(), rank.end(), best.begin(), best.begin(), [](int a, int b) { return std::min(a, b); });
  }
  std::vector<std::size_t> order;
  for (std::size_t e = 0; e < m_entries.size(); ++e) {
    if (best[e] != miss) order.push_back(e);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return best[a] < best[b]; });
  hits.more = order.size() > most;
  if (hits.more) order.resize(most);
  for (const std::size_t e : order) {
    if (best[e] < typo) ++hits.exact;
    hits.pupils.push_back(m_entries[e].pupil);
  }
  return hits;
}

std::vector<std::size_t> PupilIndex::familyOf(std::size_t pupil) const {
  const std::uint32_t family = m_familyOf.at(pupil);
  if (family == 0) return {};
  std::vector<std::size_t> others = m_families[family - 1];
  std::erase(others, pupil);
  return others;
}

}  // namespace pillarbox

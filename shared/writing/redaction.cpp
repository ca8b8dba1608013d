#include "shared/writing/redaction.h"

#include <algorithm>
#include <array>
#include <optional>

#include "shared/record/folding.h"
#include "shared/writing/name_words.h"

namespace pillarbox::writing {
namespace {

using Words = std::vector<std::string>;

bool isSmall(char c) {
  return c >= 'a' && c <= 'z';
}
bool isCapital(char c) {
  return c >= 'A' && c <= 'Z';
}

bool contains(const auto& list, std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

std::string joined(const Words& words) {
  std::string out;
  for (const std::string& word : words) out += word;
  return out;
}

Words together(const Words& a, const Words& b) {
  Words out = a;
  out.insert(out.end(), b.begin(), b.end());
  return out;
}

// One match of names at a word.
struct Match {
  std::size_t words = 0;
  std::vector<std::pair<std::size_t, RedactionWhy>> who;  // person and how
};

class Finder {
 public:
  Finder(std::string_view text, const NameBook& book, const std::set<std::string>& here)
      : m_text(text), m_book(book), m_here(here), m_words(nameWordsOf(text)) {}

  std::vector<Redaction> all() {
    for (std::size_t i = 0; i < m_words.size();) {
      if (!m_words[i].ref.empty()) {
        reference(m_words[i]);
        ++i;
      } else {
        i += lookAt(i);
      }
    }
    return std::move(m_out);
  }

 private:
  void reference(const NameWord& word) {
    const NamedPerson* person = m_book.find(word.ref);
    if (person != nullptr && person->hide) m_out.push_back({word.begin, word.end, {word.ref}});
  }

  std::size_t lookAt(std::size_t i) {
    const Match match = longest(i);
    if (match.words == 0) return initials(i);
    const std::size_t taken = judge(i, match);
    return std::max<std::size_t>(1, taken == 0 ? match.words : taken);
  }

  // Between two words of one name: spaces, hyphens, or a comma of "Okafor, Bola".
  bool near(std::size_t i, bool comma) const {
    if (i + 1 >= m_words.size() || !m_words[i + 1].ref.empty()) return false;
    std::string_view between = m_text.substr(m_words[i].end, m_words[i + 1].begin - m_words[i].end);
    if (between.size() > 6) return false;
    int lines = 0;
    for (std::size_t at = 0; at < between.size();) {
      const std::string_view rest = between.substr(at);
      const char c = rest.front();
      if (c == '\n') ++lines;
      if (c == ' ' || c == '-' || c == '\t' || c == '\n' || c == '.' || c == '_' || (comma && c == ',')) {
        ++at;
      } else if (rest.starts_with("\u00A0")) {
        at += 2;
      } else if (rest.starts_with("\u2010") || rest.starts_with("\u2011") || rest.starts_with("\u2013")) {
        at += 3;
      } else {
        return false;
      }
    }
    // "with Amina. Okafor came" is no name; a name may go over one line's end.
    return lines <= 1 && between.find(". ") == std::string_view::npos;
  }

  bool fits(std::size_t i, const NameBook::Form& form, std::string_view first) const {
    if (form.words.front() != first) return false;
    for (std::size_t k = 1; k < form.words.size(); ++k) {
      if (!near(i + k - 1, form.why == RedactionWhy::fullName) || m_words[i + k].folded != form.words[k]) return false;
    }
    return true;
  }

  Match longest(std::size_t i) const {
    Match best;
    const std::string& word = m_words[i].folded;
    const auto lookFor = [&](const std::string& first) {
      const auto* forms = m_book.beginningWith(first);
      if (forms == nullptr) return;
      for (const NameBook::Form& form : *forms) {
        if (form.words.size() < best.words || !fits(i, form, first)) continue;
        if (form.words.size() > best.words) best = {form.words.size(), {}};
        best.who.emplace_back(form.person, form.why);
      }
    };
    lookFor(word);
    constexpr std::size_t leastForPlural = 5;
    if (best.words == 0 && word.size() >= leastForPlural && word.back() == 's') {
      lookFor(word.substr(0, word.size() - 1));
    }
    return best;
  }

  bool startsSentence(std::size_t i) const {
    std::string_view before = m_text.substr(0, m_words[i].begin);
    while (!before.empty() && (before.back() == ' ' || before.back() == '"' || before.back() == '\'')) {
      before.remove_suffix(1);
    }
    return before.empty() || std::string_view(".!?:\n").find(before.back()) != std::string_view::npos ||
           before.ends_with("\u201C") || before.ends_with("\u2018");
  }
  bool besideNumber(std::size_t i) const {
    const auto digit = [&](std::size_t at) { return at < m_text.size() && m_text[at] >= '0' && m_text[at] <= '9'; };
    const std::size_t begin = m_words[i].begin, end = m_words[i].end;
    return digit(end + 1) || (begin >= 2 && digit(begin - 2));
  }
  bool afterTitle(std::size_t i) const {
    return i > 0 && m_words[i - 1].ref.empty() && near(i - 1, false) && contains(titleWords, m_words[i - 1].folded);
  }
  bool isHere(std::size_t person) const { return m_here.contains(m_book.people()[person].ref); }

  // Decides about a match; the number of words that it takes, 0 if it leaves them alone.
  std::size_t judge(std::size_t i, Match match) {
    const char first = m_text[m_words[i].begin];
    const bool small = isSmall(first);
    const bool oneWord = match.words == 1;
    const bool ordinary = oneWord && contains(ordinaryNames, m_words[i].folded);
    // "will pushed me": only where Will is spoken of is that worth a question.
    const bool lowerHere = ordinary && small && std::any_of(match.who.begin(), match.who.end(), [&](const auto& one) {
                             return isHere(one.first) && m_book.people()[one.first].hide;
                           });
    if (ordinary && ((small && !lowerHere) || (contains(monthNames, m_words[i].folded) && besideNumber(i)))) return 0;
    Redaction found{m_words[i].begin, m_words[i + match.words - 1].end, {}};
    found.afterTitle = afterTitle(i);
    found.ordinaryWord = ordinary && startsSentence(i);
    std::size_t words = match.words;
    extend(i, match, found, words);

    const auto& people = m_book.people();
    bool full = false, shown = false, shownFull = false, shownSurnameOnly = true;
    std::vector<std::size_t> mentioned, others;
    for (const auto& [person, why] : match.who) {
      const NamedPerson& one = people[person];
      if (!one.hide) {
        // Staff are not called by their first names alone, and pupils not by title.
        const bool meant = why == RedactionWhy::fullName || !one.adult || found.afterTitle;
        shown = shown || meant;
        shownFull = shownFull || why == RedactionWhy::fullName;
        if (meant) shownSurnameOnly = shownSurnameOnly && why == RedactionWhy::surname && !one.adult;
        continue;
      }
      full = full || why == RedactionWhy::fullName;
      found.why = why;
      auto& into = one.mentioned ? mentioned : others;
      if (std::find(into.begin(), into.end(), person) == into.end()) into.push_back(person);
    }
    if (mentioned.empty() && others.empty()) return words;
    if (shownFull && (!full || mentioned.empty())) return words;  // the whole name of somebody who is not hidden
    if (!mentioned.empty()) {
      // The family name that brothers and sisters share is the child's own.
      if (shown && shownSurnameOnly && found.why == RedactionWhy::surname) return words;
      found.certain = !shown;
      const bool someHere = std::any_of(mentioned.begin(), mentioned.end(), [&](std::size_t p) { return isHere(p); });
      // "Amina" is the child it is about, unless another Amina has to do with this entry.
      if (shown && !someHere && !found.afterTitle) return words;
      if (someHere) {
        std::erase_if(mentioned, [&](std::size_t p) { return !isHere(p); });
      }
    } else {
      if (shown || (small && !full)) return words;
      found.certain = full;
      mentioned = std::move(others);
    }
    found.certain = found.certain && !lowerHere;
    if (full) found.why = RedactionWhy::fullName;
    for (const std::size_t person : mentioned) found.refs.push_back(people[person].ref);
    m_out.push_back(std::move(found));
    return words;
  }

  // "M. Patel" and "Mia P." are one name each, and tell two Mias apart.
  void extend(std::size_t i, Match& match, Redaction& found, std::size_t& words) const {
    const auto keep = [&](char letter, RedactionWhy only, const auto& partOf) {
      auto who = match.who;
      std::erase_if(who, [&](const auto& one) {
        const std::string part = foldName(partOf(m_book.people()[one.first]));
        return one.second != only || part.empty() || part.front() != letter;
      });
      if (who.empty()) return false;
      match.who = std::move(who);
      return true;
    };
    const auto lone = [&](std::size_t at) {
      return m_words[at].ref.empty() && m_words[at].folded.size() == 1 && isCapital(m_text[m_words[at].begin]);
    };
    const std::size_t last = i + match.words - 1;
    if (match.words == 1 && last + 1 < m_words.size() && near(last, false) && lone(last + 1) &&
        m_words[last + 1].folded != "i" && m_words[last + 1].folded != "a" &&
        keep(m_words[last + 1].folded.front(), RedactionWhy::firstName,
             [](const NamedPerson& p) { return p.surname; })) {
      found.end = m_words[last + 1].end;
      ++words;
    }
    if (i == 0 || !lone(i - 1) || (!m_out.empty() && m_out.back().end > m_words[i - 1].begin)) return;
    const std::string_view between = m_text.substr(m_words[i - 1].end, m_words[i].begin - m_words[i - 1].end);
    if (between != "." && between != ". " && between != " ") return;
    if (keep(m_words[i - 1].folded.front(), RedactionWhy::surname, [](const NamedPerson& p) { return p.forename; })) {
      found.begin = m_words[i - 1].begin;
    }
  }

  // "M. P.", "M.P" or "MP" of those who are mentioned; gives the number of words looked at.
  std::size_t initials(std::size_t i) {
    std::string letters;
    std::size_t words = 1, end = m_words[i].end;
    bool dotted = false;
    const std::string& folded = m_words[i].folded;
    const std::string_view shown = m_text.substr(m_words[i].begin, m_words[i].end - m_words[i].begin);
    if (shown.size() >= 2 && shown.size() <= 3 && std::all_of(shown.begin(), shown.end(), isCapital)) {
      letters = folded;
    } else if (shown.size() == 1 && isCapital(shown.front())) {
      letters = folded;
      while (i + words < m_words.size() && letters.size() < 4) {
        const NameWord& next = m_words[i + words];
        const std::string_view between = m_text.substr(end, next.begin - end);
        if (next.folded.size() != 1 || !isCapital(m_text[next.begin]) || (between != "." && between != ". ")) break;
        dotted = true;
        letters += next.folded;
        end = next.end;
        ++words;
      }
      if (!dotted) return 1;
      if (end < m_text.size() && m_text[end] == '.') ++end;
    }
    if (letters.size() < 2) return 1;
    std::vector<std::size_t> who = m_book.withInitials(letters);
    const bool someHere = std::any_of(who.begin(), who.end(), [&](std::size_t p) { return isHere(p); });
    if (who.empty() || (!dotted && !someHere)) return words;
    if (someHere) std::erase_if(who, [&](std::size_t p) { return !isHere(p); });
    Redaction found{m_words[i].begin, end, {}, RedactionWhy::initials, dotted && someHere};
    for (const std::size_t person : who) found.refs.push_back(m_book.people()[person].ref);
    m_out.push_back(std::move(found));
    return words;
  }

  std::string_view m_text;
  const NameBook& m_book;
  const std::set<std::string>& m_here;
  std::vector<NameWord> m_words;
  std::vector<Redaction> m_out;
};

}  // namespace

std::string_view redactionWhyWords(RedactionWhy why) {
  switch (why) {
    case RedactionWhy::reference:
      return "chosen from the list";
    case RedactionWhy::fullName:
      return "full name";
    case RedactionWhy::firstName:
      return "first name";
    case RedactionWhy::surname:
      return "surname";
    case RedactionWhy::initials:
      return "initials";
  }
  return "";
}

NameBook::NameBook(std::vector<NamedPerson> people) : m_people(std::move(people)) {
  for (std::size_t i = 0; i < m_people.size(); ++i) {
    m_byRef.emplace(m_people[i].ref, i);
    addForms(i);
  }
}

const NamedPerson* NameBook::find(std::string_view ref) const {
  const auto found = m_byRef.find(ref);
  return found == m_byRef.end() ? nullptr : &m_people[found->second];
}

const std::vector<NameBook::Form>* NameBook::beginningWith(const std::string& word) const {
  const auto found = m_forms.find(word);
  return found == m_forms.end() ? nullptr : &found->second;
}

std::vector<std::size_t> NameBook::withInitials(std::string_view folded) const {
  const auto found = m_initials.find(std::string(folded));
  return found == m_initials.end() ? std::vector<std::size_t>() : found->second;
}

void NameBook::add(std::size_t person, Words words, RedactionWhy why) {
  if (words.empty()) return;
  auto& forms = m_forms[words.front()];
  for (const Form& form : forms) {
    if (form.person == person && form.words == words) return;
  }
  forms.push_back({std::move(words), person, why});
}

void NameBook::addForms(std::size_t person) {
  const NamedPerson& one = m_people[person];
  std::vector<Words> first, last;
  const auto note = [](std::vector<Words>& into, std::string_view name) {
    Words words = foldedWords(name);
    if (!words.empty() && std::find(into.begin(), into.end(), words) == into.end()) into.push_back(std::move(words));
    // "O Neill" for "O'Neill".
    std::string split(name);
    std::replace(split.begin(), split.end(), '\'', ' ');
    if (words = foldedWords(split); words.size() > 1 && std::find(into.begin(), into.end(), words) == into.end()) {
      into.push_back(std::move(words));
    }
  };
  note(first, one.forename);
  note(first, one.knownAs);
  note(last, one.surname);
  note(last, one.otherSurname);
  for (const std::string& written : one.names) {
    // "Mo (Mohammed) Ali": two first names; the last word is the surname unless it is known better.
    std::string plain = written;
    if (const auto open = plain.find('('), close = plain.find(')'); open != std::string::npos && close > open) {
      note(first, std::string_view(plain).substr(open + 1, close - open - 1));
      plain.erase(open, close == std::string::npos ? std::string::npos : close - open + 1);
    }
    Words words = foldedWords(plain);
    while (!words.empty() && contains(titleWords, words.front())) words.erase(words.begin());
    if (words.empty()) continue;
    add(person, words, words.size() > 1 ? RedactionWhy::fullName : RedactionWhy::firstName);
    if (!one.surname.empty() || words.size() < 2) continue;
    note(last, words.back());
    note(first, words.front());
  }
  for (const Words& fore : first) {
    for (const Words& sur : last) {
      add(person, together(fore, sur), RedactionWhy::fullName);
      add(person, together(sur, fore), RedactionWhy::fullName);
      add(person, {joined(fore) + joined(sur)}, RedactionWhy::fullName);
      if (one.hide && one.mentioned) {
        auto& with = m_initials[std::string(1, fore.front().front()) + sur.front().front()];
        if (std::find(with.begin(), with.end(), person) == with.end()) with.push_back(person);
      }
    }
  }
  const auto parts = [&](const std::vector<Words>& names, RedactionWhy why) {
    for (const Words& words : names) {
      add(person, words, why);
      if (words.size() == 1) continue;
      add(person, {joined(words)}, why);
      for (const std::string& word : words) {
        if (word.size() > 1 && !contains(nameParticles, word)) add(person, {word}, why);
      }
    }
  };
  parts(first, RedactionWhy::firstName);
  parts(last, RedactionWhy::surname);
}

std::vector<Redaction> redactionsFor(std::string_view text, const NameBook& book, const std::set<std::string>& here) {
  return Finder(text, book, here).all();
}

}  // namespace pillarbox::writing

#include "shared/writing/spelling.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>
#include <filesystem>
#include <hunspell/hunspell.hxx>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "shared/base/files.h"
#include "shared/base/hash.h"
#include "shared/base/installed.h"
#include "shared/base/random.h"
#include "shared/record/directory.h"
#include "shared/record/folding.h"
#include "shared/record/roster.h"
#include "shared/writing/tokens.h"

namespace pillarbox::writing {

namespace {

constexpr std::size_t longestWord = 60;  // bytes; longer is no word of a dictionary (Hunspell itself stops at 100)
constexpr std::size_t mostRemembered = 20'000;

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
using WordSet = std::unordered_set<std::string, TextHash, std::equal_to<>>;

// SipHash-2-4 (Aumasson and Bernstein, 2012), 64 bits: what was looked up is remembered without its letters.
std::uint64_t sipHash(const std::array<std::uint64_t, 2>& key, std::string_view text) {
  std::uint64_t a = key[0] ^ 0x736f6d6570736575U, b = key[1] ^ 0x646f72616e646f6dU;
  std::uint64_t c = key[0] ^ 0x6c7967656e657261U, d = key[1] ^ 0x7465646279746573U;
  const auto round = [&] {
    a += b;
    b = std::rotl(b, 13) ^ a;
    a = std::rotl(a, 32);
    c += d;
    d = std::rotl(d, 16) ^ c;
    a += d;
    d = std::rotl(d, 21) ^ a;
    c += b;
    b = std::rotl(b, 17) ^ c;
    c = std::rotl(c, 32);
  };
  const auto take = [&](std::uint64_t part) {
    d ^= part;
    round();
    round();
    a ^= part;
  };
  std::size_t at = 0;
  const auto byte = [&](std::size_t i) { return std::uint64_t{static_cast<unsigned char>(text[i])}; };
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t part = 0;
    for (std::size_t i = 0; i < 8; ++i) part |= byte(at + i) << (8 * i);
    take(part);
  }
  std::uint64_t last = std::uint64_t{text.size() & 0xFFU} << 56;
  for (std::size_t i = 0; at + i < text.size(); ++i) last |= byte(at + i) << (8 * i);
  take(last);
  c ^= 0xFF;
  for (int i = 0; i < 4; ++i) round();
  return a ^ b ^ c ^ d;
}

// Words that schools write and dictionaries lack: assets/writing/words.txt, one a line, # begins a remark.
WordSet schoolWords() {
  WordSet out;
  const auto read = readFile(assetsFolder() / "writing" / "words.txt", 1 << 20);
  if (!read.ok()) return out;
  std::string_view rest = textOf(*read);
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    line = line.substr(0, line.find('#'));
    while (!line.empty() && static_cast<unsigned char>(line.back()) <= ' ') line.remove_suffix(1);
    if (!line.empty()) out.insert(foldName(line));
  }
  return out;
}

std::string plainApostrophes(std::string_view word) {
  std::string out;
  out.reserve(word.size());
  for (std::size_t at = 0; at < word.size(); ++at) {
    if (word.substr(at).starts_with("\xE2\x80\x99")) {
      out.push_back('\'');
      at += 2;
    } else {
      out.push_back(word[at]);
    }
  }
  return out;
}

}  // namespace

struct Speller::Hidden {
  std::unique_ptr<Hunspell> dictionary;  // none: every word is known
  WordSet words;
  WordSet names;
  std::array<std::uint64_t, 2> key{};
  std::unordered_map<std::uint64_t, bool> seen;

  Hidden() {
    SystemRandom random;
    random.fill({reinterpret_cast<std::uint8_t*>(key.data()), sizeof key});
  }

  // A part without hyphens; folded is the same as foldName() gives it.
  bool partKnown(const std::string& part) const {
    const std::string folded = foldName(part);
    if (folded.size() < 2 || words.contains(folded) || names.contains(folded)) return true;
    if (part.ends_with("'s")) {
      const std::string owner = folded.substr(0, folded.size() - 1);
      if (words.contains(owner) || names.contains(owner)) return true;
    }
    return dictionary->spell(part);
  }
  bool wordKnown(const std::string& word) const {
    if (partKnown(word)) return true;
    if (word.find('-') == std::string::npos) return false;
    for (std::size_t at = 0; at <= word.size();) {
      const std::size_t end = std::min(word.find('-', at), word.size());
      if (end > at && !partKnown(word.substr(at, end - at))) return false;
      at = end + 1;
    }
    return true;
  }
};

Speller::Speller() : m_hidden(std::make_unique<Hidden>()) {}
Speller::Speller(Speller&&) noexcept = default;
Speller& Speller::operator=(Speller&&) noexcept = default;
Speller::~Speller() = default;

Result<Speller> Speller::british() {
  const char* folder = std::getenv("PILLARBOX_DICTIONARY");  // NOLINT(concurrency-mt-unsafe): nobody sets it meanwhile
  return load((std::filesystem::path(folder != nullptr ? folder : "/usr/share/hunspell") / "en_GB").string());
}

Result<Speller> Speller::load(const std::string& path) {
  const std::string affix = path + ".aff", words = path + ".dic";
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(affix, ignored) || !std::filesystem::is_regular_file(words, ignored)) {
    return Fault{FaultCode::notFound, "there is no spelling dictionary here"};
  }
  Speller out;
  try {
    out.m_hidden->dictionary = std::make_unique<Hunspell>(affix.c_str(), words.c_str());
  } catch (const std::exception&) {
    return Fault{FaultCode::damaged, "the spelling dictionary cannot be read"};
  }
  out.m_hidden->words = schoolWords();
  return out;
}

void Speller::setNames(const std::vector<std::string>& names) {
  m_hidden->names.clear();
  m_hidden->seen.clear();
  for (const std::string& name : names) {
    for (std::string& part : foldedWords(name)) m_hidden->names.insert(std::move(part));
  }
}

bool Speller::isName(std::string_view word) const {
  if (m_hidden->names.empty()) return false;
  const std::string folded = foldName(plainApostrophes(word));
  if (m_hidden->names.contains(folded)) return true;
  return folded.ends_with('s') && m_hidden->names.contains(std::string_view(folded).substr(0, folded.size() - 1));
}

bool Speller::knows(std::string_view word) {
  if (m_hidden->dictionary == nullptr || word.empty() || word.size() > longestWord) return true;
  const std::uint64_t hash = sipHash(m_hidden->key, word);
  if (const auto seen = m_hidden->seen.find(hash); seen != m_hidden->seen.end()) return seen->second;
  const std::vector<Span> none;
  bool known = true;
  if (isUtf8(word)) {
    for (const Token& token : tokensOf(word, none).words) {
      if (token.number || token.address || !token.latin) continue;
      known = known && m_hidden->wordKnown(plainApostrophes(word.substr(token.begin, token.end - token.begin)));
    }
  }
  if (m_hidden->seen.size() >= mostRemembered) m_hidden->seen.clear();
  m_hidden->seen.emplace(hash, known);
  return known;
}

std::vector<std::string> Speller::suggest(std::string_view word, std::size_t most) {
  if (m_hidden->dictionary == nullptr || word.empty() || word.size() > longestWord || !isUtf8(word)) return {};
  std::vector<std::string> out = m_hidden->dictionary->suggest(plainApostrophes(word));
  if (out.size() > most) out.resize(most);
  return out;
}

std::vector<std::string> namesOf(const Roster* roster, const Directory* directory) {
  std::vector<std::string> out;
  if (roster != nullptr) {
    for (const Pupil& pupil : roster->pupils) {
      for (const std::string* part : {&pupil.forename, &pupil.surname, &pupil.knownAs, &pupil.className}) {
        if (!part->empty()) out.push_back(*part);
      }
    }
    for (const Staff& member : roster->staff) out.push_back(member.name);
  }
  if (directory != nullptr) {
    out.push_back(directory->schoolName);
    for (const Person& person : directory->people) out.push_back(person.name);
    out.insert(out.end(), directory->places.begin(), directory->places.end());
  }
  return out;
}

bool mayBeMisspelt(const Token& token) {
  if (token.quoted || token.number || token.address || !token.latin || token.capital) return false;
  return token.end - token.begin > 1;
}

std::vector<Span> unknownWords(std::string_view text, Speller& speller) {
  std::vector<Span> out;
  for (const Token& token : tokensOf(text, exactWordsSpans(text)).words) {
    if (mayBeMisspelt(token) && !speller.knows(text.substr(token.begin, token.end - token.begin))) {
      out.push_back({token.begin, token.end});
    }
  }
  return out;
}

}  // namespace pillarbox::writing

#include "shared/open/passphrase.h"

#include <algorithm>
#include <array>

namespace pillarbox::open {

namespace {

constexpr std::size_t maxPassphraseBytes = 256;

// What heads the published lists of leaked passwords, in any form with digits or marks before or after
// taken off, and what a school would think of first.
constexpr std::array commonPasswords = {
    "abcd",       "abcdefgh",   "abcdefghi", "admin",      "administrator",    "arsenal",
    "asdf",       "asdfgh",     "asdfghjk",  "asdfghjkl",  "asdfjkl",          "baseball",
    "birmingham", "blink",      "butterfly", "changeme",   "charlie",          "chelsea",
    "chocolate",  "christmas",  "classroom", "computer",   "dinosaur",         "dragon",
    "elephant",   "england",    "everton",   "flower",     "football",         "headteacher",
    "hello",      "hellohello", "iloveyou",  "internet",   "jennifer",         "letmein",
    "liverpool",  "lockdown",   "london",    "login",      "manchester",       "manutd",
    "michael",    "michelle",   "monkey",    "mypassword", "nothing",          "number",
    "office",     "pa$$w0rd",   "pa$$word",  "p@$$w0rd",   "p@ssw0rd",         "p@ssword",
    "passphrase", "passw0rd",   "passwor",   "password",   "passwordpassword", "pillarbox",
    "pokemon",    "primary",    "princess",  "pupil",      "q1w2e3r4",         "qazwsx",
    "qazwsxedc",  "qwer",       "qwert",     "qwerty",     "qwertyu",          "qwertyui",
    "qwertyuio",  "qwertyuiop", "rainbow",   "safe",       "safeguard",        "safeguarding",
    "samantha",   "school",     "secret",    "september",  "spring",           "staffroom",
    "starwars",   "summer",     "sunshine",  "superman",   "teacher",          "temp",
    "temporary",  "test",       "testing",   "testtest",   "trustno",          "welcome",
    "whatever",   "winter",     "zaq1xsw2",  "zxcvbn",     "zxcvbnm",
};

std::size_t charactersIn(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::size_t differentBytes(std::string_view text) {
  std::array<bool, 256> seen{};
  for (const char c : text) seen[static_cast<unsigned char>(c)] = true;
  return static_cast<std::size_t>(std::count(seen.begin(), seen.end(), true));
}

// 12345678, abcdefgh, 87654321: each character one further than the one before.
bool isRun(std::string_view text) {
  const int step = text[1] - text[0];
  if (step != 1 && step != -1) return false;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] - text[i - 1] != step) return false;
  }
  return true;
}

bool isLetter(char c) {
  return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}
bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

bool isCommon(std::string_view text) {
  SecretBytes lower = SecretBytes::copyOf(text);
  for (std::uint8_t& c : lower.span()) {
    if (c >= 'A' && c <= 'Z') c = static_cast<std::uint8_t>(c - 'A' + 'a');
  }
  const auto listed = [](std::string_view word) {
    return std::find(commonPasswords.begin(), commonPasswords.end(), word) != commonPasswords.end();
  };
  std::string_view rest = lower.text();
  if (listed(rest)) return true;
  while (!rest.empty() && !isLetter(rest.back())) rest.remove_suffix(1);
  if (listed(rest)) return true;
  while (!rest.empty() && !isLetter(rest.front())) rest.remove_prefix(1);
  return listed(rest);
}

// A small letter, a capital, a digit and a sign. Letters with accents count as small ones.
bool isMix(std::string_view text) {
  bool small = false, capital = false, digit = false, sign = false;
  for (const char c : text) {
    if (c >= 'A' && c <= 'Z') {
      capital = true;
    } else if (isLetter(c)) {
      small = true;
    } else if (isDigit(c)) {
      digit = true;
    } else {
      sign = true;
    }
  }
  return small && capital && digit && sign;
}

Fault unacceptable(const char* sentence) {
  return {FaultCode::badInput, sentence};
}

}  // namespace

SecretBytes offerPassphrase(Random& random, int words, bool mix) {
  const auto list = passphraseWords();
  SecretBytes passphrase;
  for (int i = 0; i < words; ++i) {
    if (i > 0) passphrase.append(viewOf("-"));
    passphrase.append(viewOf(list[random.below(static_cast<std::uint32_t>(list.size()))]));
  }
  if (mix && words > 0) {
    std::uint8_t& first = passphrase.span().front();
    first = static_cast<std::uint8_t>(first - 'a' + 'A');
    const char end[] = {'-', static_cast<char>('0' + random.below(10))};
    passphrase.append(viewOf(std::string_view(end, sizeof end)));
  }
  return passphrase;
}

Status acceptablePassphrase(const SecretBytes& passphrase, bool mix) {
  const std::string_view text = passphrase.text();
  if (!isUtf8(text)) return unacceptable("The passphrase has a character that cannot be used.");
  if (charactersIn(text) < minPassphraseCharacters) return unacceptable("The passphrase needs at least 8 characters.");
  if (text.size() > maxPassphraseBytes) return unacceptable("The passphrase is too long.");
  if (differentBytes(text) < 4) return unacceptable("The passphrase repeats too few characters. Try a few words.");
  if (isRun(text)) return unacceptable("The passphrase is a simple run. Try a few words.");
  if (std::all_of(text.begin(), text.end(), isDigit) && text.size() < 12) {
    return unacceptable("The passphrase is only a short number. Try a few words.");
  }
  if (isCommon(text)) return unacceptable("The passphrase is one that many people use. Try a few words.");
  if (mix && !isMix(text)) {
    return unacceptable(
        "This school asks for small and capital letters, a digit and a sign such as - in a passphrase.");
  }
  return {};
}

}  // namespace pillarbox::open

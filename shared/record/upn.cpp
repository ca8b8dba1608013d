#include "shared/record/upn.h"

namespace pillarbox {

namespace {

constexpr std::string_view letters = "ABCDEFGHJKLMNPQRTUVWXYZ";

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

std::string normaliseUpn(std::string_view cell) {
  std::string out;
  for (const char c : cell) {
    if (c == ' ' || c == '\t') continue;
    out.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
  }
  return out;
}

UpnCheck checkUpn(std::string_view upn) {
  if (upn.size() != 13 || letters.find(upn[0]) == std::string_view::npos) return UpnCheck::wrongShape;
  std::size_t sum = 0;
  for (std::size_t place = 2; place <= 13; ++place) {
    const char c = upn[place - 1];
    std::size_t value = 0;
    if (isDigit(c)) {
      value = static_cast<std::size_t>(c - '0');
    } else if (place == 13 && letters.find(c) != std::string_view::npos) {
      value = letters.find(c);
    } else {
      return UpnCheck::wrongShape;
    }
    sum += value * place;
  }
  return letters[sum % letters.size()] == upn[0] ? UpnCheck::right : UpnCheck::wrongLetter;
}

}  // namespace pillarbox

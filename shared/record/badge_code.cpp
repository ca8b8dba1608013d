#include "shared/record/badge_code.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

namespace pillarbox {

namespace {

// Smaller numbers are those of a register or a till, typed and printed as they are: text.
constexpr std::size_t leastNumberBytes = 3;
constexpr std::size_t leastHexDigits = 7;  // a badge of four bytes whose first digit is a nought that was left out
constexpr std::size_t leastDecimalDigits = 5;
constexpr std::size_t shortBytes = 4;

bool isDecimal(char c) {
  return c >= '0' && c <= '9';
}
bool isHex(char c) {
  return isDecimal(c) || (c >= 'A' && c <= 'F');
}

// "04:A1:B2:C3", "04-A1-B2-C3", "0X04A1B2C3", "04A1 B2C3": the digits alone. Anything else is as it was.
std::string withoutMarks(std::string_view text) {
  if (text.starts_with("0X")) text.remove_prefix(2);
  std::string plain;
  char mark = 0;
  std::size_t group = 0, inGroup = 0;
  for (const char c : text) {
    if (isHex(c)) {
      plain.push_back(c);
      ++inGroup;
      continue;
    }
    const bool fits = (c == ':' || c == '-' || c == '.') && (mark == 0 || c == mark) &&
                      (inGroup == 2 || inGroup == 4) && (group == 0 || inGroup == group);
    if (!fits) return std::string(text);
    mark = c;
    group = std::exchange(inGroup, 0);
  }
  return mark == 0 || inGroup == group ? plain : std::string(text);
}

// Big end first, without noughts in front.
using Number = std::vector<std::uint8_t>;

Number trimmed(Number number) {
  number.erase(number.begin(), std::find_if(number.begin(), number.end(), [](auto byte) { return byte != 0; }));
  return number;
}

std::optional<Number> fromHexDigits(std::string_view text) {
  if (text.size() < leastHexDigits || text.size() > 32 || !std::all_of(text.begin(), text.end(), isHex)) return {};
  const bool onlyDecimals = std::all_of(text.begin(), text.end(), isDecimal);
  // Ten digits from 0 to 9 are what most readers of 125 kHz badges give for a decimal number.
  constexpr std::array<std::size_t, 5> lengths{8, 10, 14, 16, 20};
  if (onlyDecimals && std::find(lengths.begin(), lengths.end(), text.size()) == lengths.end()) return {};
  std::string even(text);
  if (even.size() % 2 != 0) even.insert(even.begin(), '0');
  const std::optional<Bytes> bytes = fromHex(even);
  if (!bytes) return {};
  return trimmed(Number(bytes->begin(), bytes->end()));
}

std::optional<Number> fromDecimalDigits(std::string_view text) {
  if (text.size() < leastDecimalDigits || text.size() > 25 || !std::all_of(text.begin(), text.end(), isDecimal)) {
    return {};
  }
  Number number;  // little end first while it is worked out
  for (const char c : text) {
    unsigned carry = static_cast<unsigned>(c - '0');
    for (std::uint8_t& byte : number) {
      carry += byte * 10U;
      byte = static_cast<std::uint8_t>(carry & 0xFF);
      carry >>= 8;
    }
    if (carry != 0) number.push_back(static_cast<std::uint8_t>(carry));
  }
  std::reverse(number.begin(), number.end());
  return number;
}

// As many bytes as badges have, or none if no badge has so many.
std::optional<Number> asBadge(const Number& number) {
  if (number.size() < leastNumberBytes) return {};
  for (const std::size_t bytes : {std::size_t{4}, std::size_t{5}, std::size_t{7}, std::size_t{8}, std::size_t{10}}) {
    if (number.size() > bytes) continue;
    Number whole(bytes - number.size(), 0);
    whole.insert(whole.end(), number.begin(), number.end());
    return whole;
  }
  return {};
}

std::string eitherOrder(std::span<const std::uint8_t> bytes) {
  Number back(bytes.rbegin(), bytes.rend());
  const Number forth(bytes.begin(), bytes.end());
  return toHex(BytesView(std::min(forth, back)));
}

void addOnce(std::vector<std::string>& all, std::string one) {
  if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(std::move(one));
}

void addNumber(BadgeForms& forms, const Number& whole) {
  const std::span<const std::uint8_t> bytes(whole);
  const std::string all = eitherOrder(bytes);
  if (whole.size() == shortBytes) {
    addOnce(forms.brief, "uid4:" + all);
    addOnce(forms.brief, "cut4:" + all);
    addOnce(forms.kept, "uid4:" + all);
    return;
  }
  const std::string name = "uid" + std::to_string(whole.size()) + ":" + all;
  addOnce(forms.sure, name);
  addOnce(forms.kept, name);
  for (const std::string& cut : {eitherOrder(bytes.first(shortBytes)), eitherOrder(bytes.last(shortBytes))}) {
    addOnce(forms.brief, "uid4:" + cut);
    addOnce(forms.kept, "cut4:" + cut);
  }
}

std::vector<std::string> hashesOf(const Roster& roster, const std::vector<std::string>& forms) {
  std::vector<std::string> hashes;
  for (const std::string& form : forms) {
    if (std::string hash = badgeHash(roster, form); !hash.empty()) hashes.push_back(std::move(hash));
  }
  return hashes;
}

// Whether what is kept of a badge (hashes with spaces between) has one of these in it.
bool isBadge(std::string_view kept, const std::vector<std::string>& hashes) {
  while (!kept.empty()) {
    const auto space = kept.find(' ');
    if (std::find(hashes.begin(), hashes.end(), kept.substr(0, space)) != hashes.end()) return true;
    kept = space == std::string_view::npos ? std::string_view() : kept.substr(space + 1);
  }
  return false;
}

// Who is known by one of these forms.
BadgeMatch matchForms(const Roster& roster, const std::vector<std::string>& forms) {
  const std::vector<std::string> wanted = hashesOf(roster, forms);
  BadgeMatch match;
  for (const Staff& member : roster.staff) {
    const bool has = std::any_of(member.badgeHashes.begin(), member.badgeHashes.end(),
                                 [&](const std::string& kept) { return isBadge(kept, wanted); });
    if (!has) continue;
    if (match.staff != nullptr) return {nullptr, true};
    match.staff = &member;
  }
  return match;
}

}  // namespace

BadgeForms badgeForms(std::string_view code) {
  BadgeForms forms;
  const std::string text = normaliseBadge(code);
  if (text.empty()) return forms;
  const std::string plain = withoutMarks(text);
  std::vector<Number> numbers;
  for (const auto& number : {fromHexDigits(plain), fromDecimalDigits(plain)}) {
    const auto whole = number ? asBadge(*number) : std::nullopt;
    if (whole && std::find(numbers.begin(), numbers.end(), *whole) == numbers.end()) numbers.push_back(*whole);
  }
  // A number of 32 bits may be another badge's, cut: its text is no surer than its value.
  const bool brief =
      std::any_of(numbers.begin(), numbers.end(), [](const Number& n) { return n.size() == shortBytes; });
  (brief ? forms.brief : forms.sure).push_back(text);
  forms.kept.push_back(text);
  for (const Number& number : numbers) addNumber(forms, number);
  return forms;
}

std::string keptOfBadge(const Roster& roster, std::string_view code) {
  std::string kept;
  for (const std::string& hash : hashesOf(roster, badgeForms(code).kept)) kept += (kept.empty() ? "" : " ") + hash;
  return kept;
}

BadgeMatch matchBadge(const Roster& roster, std::string_view code) {
  const BadgeForms forms = badgeForms(code);
  const BadgeMatch sure = matchForms(roster, forms.sure);
  return sure.staff != nullptr || sure.several ? sure : matchForms(roster, forms.brief);
}

Status joinBadge(Roster& roster, std::string_view staffId, std::string_view code) {
  const auto member =
      std::find_if(roster.staff.begin(), roster.staff.end(), [&](const Staff& one) { return one.id == staffId; });
  if (member == roster.staff.end()) return Fault{FaultCode::notFound, "nobody on the staff list has that id"};
  std::string kept = keptOfBadge(roster, code);
  if (kept.empty() || normaliseBadge(code).size() < 4) {
    return Fault{FaultCode::badInput, "that is not a badge's code (it needs 4 to 64 letters or digits)"};
  }
  const BadgeMatch known = matchBadge(roster, code);
  if (known.several || (known.staff != nullptr && known.staff->id != staffId)) {
    return Fault{FaultCode::alreadyExists, "another member of staff already has that badge"};
  }
  auto& badges = member->badgeHashes;
  if (std::find(badges.begin(), badges.end(), kept) == badges.end()) badges.push_back(std::move(kept));
  return {};
}

int dropBadge(Roster& roster, std::string_view code) {
  const BadgeForms forms = badgeForms(code);
  const BadgeMatch sure = matchForms(roster, forms.sure);
  const auto wanted = hashesOf(roster, sure.staff != nullptr || sure.several ? forms.sure : forms.brief);
  int had = 0;
  for (Staff& member : roster.staff) {
    if (std::erase_if(member.badgeHashes, [&](const std::string& kept) { return isBadge(kept, wanted); }) > 0) ++had;
  }
  return had;
}

bool isPin(std::string_view text) {
  return text.size() >= leastPin && text.size() <= mostPin && std::all_of(text.begin(), text.end(), isDecimal);
}

bool easyPin(std::string_view text) {
  for (const int step : {-1, 0, 1}) {
    bool all = true;
    for (std::size_t i = 1; i < text.size(); ++i) all = all && text[i] - text[i - 1] == step;
    if (all) return true;
  }
  return false;
}

}  // namespace pillarbox

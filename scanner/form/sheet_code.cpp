#include <algorithm>
#include <array>
#include <charconv>

#include "scanner/form/description.h"

namespace pillarbox::form {
namespace {

char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool allOf(std::string_view text, std::string_view allowed) {
  return text.find_first_not_of(allowed) == std::string_view::npos;
}

}  // namespace

std::string sheetCodeText(const SheetCode& code) {
  std::string text =
      "PBF1/" + code.templateId + "/" + code.edition + "/" + std::to_string(code.side) + "/" + code.serial;
  std::transform(text.begin(), text.end(), text.begin(), upper);
  return text;
}

std::optional<SheetCode> parseSheetCode(std::string_view text) {
  constexpr std::size_t longest = 80;
  if (text.size() > longest) return std::nullopt;
  std::array<std::string_view, 5> parts;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto slash = text.find('/');
    if ((slash == std::string_view::npos) != (i + 1 == parts.size())) return std::nullopt;
    parts[i] = text.substr(0, slash);
    if (i + 1 < parts.size()) text.remove_prefix(slash + 1);
  }
  if (parts[0] != "PBF1" || parts[1].empty() || !allOf(parts[1], "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") ||
      parts[2].size() != 8 || !allOf(parts[2], "0123456789ABCDEF") || parts[4].size() != serialLength ||
      !allOf(parts[4], "0123456789ABCDEFGHJKMNPQRSTVWXYZ")) {
    return std::nullopt;
  }
  SheetCode code;
  const auto [end, error] = std::from_chars(parts[3].data(), parts[3].data() + parts[3].size(), code.side);
  if (error != std::errc() || end != parts[3].data() + parts[3].size() || parts[3].size() > 2 ||
      parts[3].front() == '0' || code.side < 1) {
    return std::nullopt;
  }
  code.templateId = parts[1];
  std::transform(code.templateId.begin(), code.templateId.end(), code.templateId.begin(), lower);
  code.edition = parts[2];
  code.serial = parts[4];
  return code;
}

}  // namespace pillarbox::form

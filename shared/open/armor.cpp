#include "shared/open/armor.h"

namespace pillarbox::open {

namespace {

constexpr std::string_view armorBegin = "-----BEGIN AGE ENCRYPTED FILE-----";
constexpr std::string_view armorEnd = "-----END AGE ENCRYPTED FILE-----";
constexpr std::string_view armorSpace = " \t\r\n";
constexpr std::size_t armorColumns = 64;

std::string_view withoutLeadingSpace(std::string_view text) {
  const std::size_t start = text.find_first_not_of(armorSpace);
  return start == std::string_view::npos ? std::string_view() : text.substr(start);
}

// Takes one line off the front of `text`, without LF or CRLF.
std::string_view takeArmorLine(std::string_view& text) {
  const std::size_t end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  if (end != std::string_view::npos && !line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

}  // namespace

bool looksArmored(BytesView file) {
  return withoutLeadingSpace(textOf(file)).substr(0, 10) == "-----BEGIN";
}

Result<Bytes> removeArmor(BytesView file) {
  const Fault malformed{FaultCode::badInput, "the ASCII armor of the age file is malformed."};
  std::string_view rest = withoutLeadingSpace(textOf(file));
  if (takeArmorLine(rest) != armorBegin) return malformed;
  Bytes binary;
  binary.reserve(rest.size() / 4 * 3);
  bool wasLast = false;
  for (;;) {
    const std::string_view line = takeArmorLine(rest);
    if (line.substr(0, armorEnd.size()) == armorEnd) {
      // The END line may be the file's last, with spaces but no line feed after it.
      const std::string_view after = line.substr(armorEnd.size());
      if (after.find_first_not_of(armorSpace) != std::string_view::npos || !withoutLeadingSpace(rest).empty()) {
        return malformed;
      }
      return binary;
    }
    if (wasLast || line.empty() || line.size() > armorColumns) return malformed;
    const auto bytes = fromBase64(line, Base64::padded);
    if (!bytes) return malformed;
    binary.insert(binary.end(), bytes->begin(), bytes->end());
    wasLast = line.size() < armorColumns || bytes->size() < armorColumns / 4 * 3;
  }
}

}  // namespace pillarbox::open

#include "shared/open/age_header.h"

#include <algorithm>

namespace pillarbox::open {

namespace {

constexpr std::string_view versionPrefix = "age-encryption.org/";

Fault badHeader(const char* why) {
  return {FaultCode::badInput, std::string("not a well-formed age file: ") + why + "."};
}

bool isVisible(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= 33 && c <= 126; });
}

class Lines {
 public:
  explicit Lines(std::string_view text) : m_text(text) {}
  // The next line without its line feed; nothing if none ends within the header limit.
  std::optional<std::string_view> next() {
    const std::size_t end = m_text.substr(0, maxAgeHeaderBytes).find('\n', m_at);
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view line = m_text.substr(m_at, end - m_at);
    m_at = end + 1;
    return line;
  }
  std::size_t at() const { return m_at; }

 private:
  std::string_view m_text;
  std::size_t m_at = 0;
};

Status checkVersion(std::string_view line) {
  if (line == seal::ageVersionLine) return {};
  if (line.substr(0, versionPrefix.size()) == versionPrefix && isVisible(line.substr(versionPrefix.size()))) {
    return Fault{FaultCode::newerVersion, "the file is in another version of the age format."};
  }
  return badHeader("the first line is wrong");
}

// Space-separated, none empty: the type, then the rest.
Result<seal::Stanza> parseArguments(std::string_view text) {
  seal::Stanza stanza;
  bool first = true;
  for (;;) {
    const std::size_t space = text.find(' ');
    const std::string_view argument = text.substr(0, space);
    if (!isVisible(argument)) return badHeader("a stanza's arguments are malformed");
    if (first) {
      stanza.type = std::string(argument);
    } else {
      stanza.arguments.emplace_back(argument);
    }
    first = false;
    if (space == std::string_view::npos) return stanza;
    text = text.substr(space + 1);
  }
}

Status parseBody(Lines& lines, Bytes& body) {
  for (;;) {
    const auto line = lines.next();
    if (!line) return badHeader("a stanza's body does not end");
    if (line->size() > seal::stanzaLineColumns) return badHeader("a stanza's body has a line that is too long");
    const auto bytes = fromBase64(*line, Base64::unpadded);
    if (!bytes) return badHeader("a stanza's body is not canonical base64");
    body.insert(body.end(), bytes->begin(), bytes->end());
    if (line->size() < seal::stanzaLineColumns) return {};
  }
}

}  // namespace

Result<AgeHeader> parseAgeHeader(BytesView file) {
  const std::string_view text = textOf(file);
  Lines lines(text);
  const auto version = lines.next();
  if (!version) return badHeader("it has no first line");
  PB_TRY(checkVersion(*version));

  AgeHeader header;
  for (;;) {
    const std::size_t start = lines.at();
    const auto line = lines.next();
    if (!line) return badHeader("the header does not end");
    if (line->substr(0, 3) == "-> ") {
      PB_TRY_VALUE(seal::Stanza stanza, parseArguments(line->substr(3)));
      PB_TRY(parseBody(lines, stanza.body));
      header.stanzas.push_back(std::move(stanza));
      continue;
    }
    if (line->substr(0, 4) != "--- ") return badHeader("a line begins with neither \"->\" nor \"---\"");
    if (header.stanzas.empty()) return badHeader("it is sealed for nobody");
    auto mac = fromBase64(line->substr(4), Base64::unpadded);
    if (!mac || mac->size() != 32) return badHeader("the header's check is malformed");
    header.mac = std::move(*mac);
    header.macText = text.substr(0, start + 3);
    header.payload = file.subspan(lines.at());
    return header;
  }
}

}  // namespace pillarbox::open

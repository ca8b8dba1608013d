#include "shared/record/guidance.h"

#include <algorithm>
#include <array>

#include "shared/base/files.h"
#include "shared/record/json_fields.h"

namespace pillarbox {

namespace {

constexpr std::array<std::string_view, 3> files{"fgm", "low-level", "prevent"};
constexpr std::size_t fileLimit = 64 * 1024;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

bool isLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

// One of `parts` stands in `text` as whole words.
bool holds(const std::string& text, const std::vector<std::string>& parts) {
  return std::any_of(parts.begin(), parts.end(), [&](const std::string& part) {
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
      const std::size_t end = at + part.size();
      if ((at == 0 || !isLetter(text[at - 1])) && (end == text.size() || !isLetter(text[end]))) return true;
    }
    return false;
  });
}

}  // namespace

Result<Guidance> parseGuidance(std::string_view text, std::string_view id) {
  const std::string where = "guidance/" + std::string(id) + ".json";
  PB_TRY_VALUE(const nlohmann::json json, parseJson(text, where));
  Guidance made;
  made.id = id;
  JsonFields fields(json, where);
  fields.text("title", made.title);
  fields.optionalTexts("categories", made.categories);
  fields.optionalTexts("words", made.words);
  fields.optionalBoolean("aboutAdult", made.aboutAdult);
  fields.optionalTexts("says", made.says);
  fields.text("source", made.source);
  fields.text("date", made.date);
  PB_TRY(fields.done(JsonFields::Unknown::refuse));
  if (made.says.empty()) return Fault{FaultCode::badInput, where + " says nothing."};
  return made;
}

Result<std::vector<Guidance>> readGuidance(const std::filesystem::path& assets) {
  std::vector<Guidance> all;
  for (const std::string_view id : files) {
    PB_TRY_VALUE(const Bytes bytes, readFile(assets / "guidance" / (std::string(id) + ".json"), fileLimit));
    PB_TRY_VALUE(Guidance guidance, parseGuidance(textOf(bytes), id));
    all.push_back(std::move(guidance));
  }
  return all;
}

std::vector<const Guidance*> guidanceFor(const std::vector<Guidance>& all, std::string_view category, bool aboutAdult,
                                         std::string_view account) {
  std::vector<const Guidance*> out;
  const std::string of = lower(category), wrote = lower(account);
  for (const Guidance& each : all) {
    if ((aboutAdult && each.aboutAdult) || holds(of, each.categories) || holds(wrote, each.words)) out.push_back(&each);
  }
  return out;
}

std::string guidanceSource(const Guidance& guidance) {
  return "From: " + guidance.source + " (" + guidance.date + "). Check the current edition.";
}

}  // namespace pillarbox

#include "shared/writing/rules.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/base/bytes.h"
#include "shared/base/files.h"
#include "shared/base/installed.h"
#include "shared/record/json_fields.h"
#include "shared/writing/rule_book.h"

namespace pillarbox::writing {

namespace {

using nlohmann::json;

constexpr std::array<std::string_view, hintKindCount> kindNames{
    "judgement", "frequency", "diagnosis", "speculation", "hearsay", "initials",       "acronym",  "leading", "label",
    "colleague", "mark",      "promise",   "missing",     "photo",   "discriminatory", "spelling", "school"};

Fault bad(const std::string& where, std::string_view what) {
  return Fault{FaultCode::badInput, where + " " + std::string(what) + "."};
}

bool allowedKey(const json& object, std::initializer_list<std::string_view> keys, std::string& unknown) {
  for (const auto& [key, value] : object.items()) {
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) {
      unknown = key;
      return false;
    }
  }
  return true;
}

// `given` into `into`: objects key by key, everything else as a whole.
void laidOver(json& into, const json& given) {
  for (const auto& [key, value] : given.items()) {
    if (value.is_object() && into.contains(key) && into[key].is_object()) {
      laidOver(into[key], value);
    } else {
      into[key] = value;
    }
  }
}

// What a school's file changes: rules by id, "remove", and the rest key by key.
Status mergeSchool(json& document, const json& school) {
  if (!school.is_object()) return bad("The school's rules", "must be an object");
  json rest = school;
  if (rest.contains("remove")) {
    if (!rest["remove"].is_array() || !document.contains("rules")) return bad("\"remove\"", "must be a list of rules");
    for (const json& id : rest["remove"]) {
      json& rules = document["rules"];
      rules.erase(std::remove_if(rules.begin(), rules.end(),
                                 [&](const json& rule) { return rule.is_object() && rule.value("id", json()) == id; }),
                  rules.end());
    }
    rest.erase("remove");
  }
  if (rest.contains("rules")) {
    if (!rest["rules"].is_array()) return bad("\"rules\"", "must be a list");
    for (const json& rule : rest["rules"]) {
      if (!rule.is_object() || !rule.contains("id")) return bad("A rule", "needs an id");
      json& rules = document["rules"];
      const auto same = std::find_if(rules.begin(), rules.end(), [&](const json& each) {
        return each.is_object() && each.value("id", json()) == rule["id"];
      });
      if (same == rules.end()) {
        rules.push_back(rule);
      } else {
        *same = rule;
      }
    }
    rest.erase("rules");
  }
  laidOver(document, rest);
  return {};
}

// Reads one document into a RuleBook.
class Reader {
 public:
  explicit Reader(const json& document) : m_document(document) {}

  Result<std::shared_ptr<const RuleBook>> read() {
    std::string unknown;
    if (!m_document.is_object()) return bad("The file", "must hold an object");
    if (!allowedKey(m_document, {"about", "format", "sets", "rules", "initials", "acronyms", "spelling"}, unknown)) {
      return bad("The file", "has a part that is not known: \"" + unknown.substr(0, 40) + "\"");
    }
    PB_TRY(readSets());
    if (m_document.contains("rules")) {
      if (!m_document["rules"].is_array()) return bad("\"rules\"", "must be a list");
      for (const json& rule : m_document["rules"]) PB_TRY(readRule(rule));
    }
    PB_TRY(readInitials());
    PB_TRY(readAcronyms());
    PB_TRY(readSpelling());
    return std::shared_ptr<const RuleBook>(std::move(m_book));
  }

 private:
  static Result<std::vector<std::string>> texts(const json& value, const std::string& where) {
    if (!value.is_array() || value.size() > 5000) return bad(where, "must be a list");
    std::vector<std::string> out;
    for (const json& each : value) {
      if (!each.is_string() || each.get_ref<const std::string&>().size() > 2000)
        return bad(where, "must be a list of words");
      out.push_back(each.get<std::string>());
    }
    return out;
  }
  static Status text(const json& object, const char* key, const std::string& where, std::string& out) {
    if (!object.contains(key) || !object[key].is_string() || object[key].get_ref<const std::string&>().size() > 400) {
      return bad(where, "needs a text \"" + std::string(key) + "\" of at most 400 letters");
    }
    out = object[key].get<std::string>();
    return {};
  }

  static Status facts(const json& object, const std::string& where, std::string& title, std::string& example) {
    if (object.contains("title")) PB_TRY(text(object, "title", where, title));
    if (object.contains("example")) PB_TRY(text(object, "example", where, example));
    return {};
  }

  Status readSets() {
    if (!m_document.contains("sets")) return {};
    if (!m_document["sets"].is_object()) return bad("\"sets\"", "must be an object");
    for (const auto& [name, words] : m_document["sets"].items()) {
      PB_TRY_VALUE(m_sets[name], texts(words, "The set \"" + name.substr(0, 40) + "\""));
    }
    return {};
  }

  Status readPatterns(const json& rule, const char* key, const std::string& where, PatternIndex& into,
                      std::uint32_t owner = 0) {
    if (!rule.contains(key)) return {};
    PB_TRY_VALUE(const std::vector<std::string> patterns, texts(rule[key], where + ", \"" + key + "\""));
    for (const std::string& pattern : patterns) {
      auto compiled = m_book->vocabulary.compile(pattern, m_sets);
      if (!compiled.ok()) return bad(where + ", pattern \"" + pattern.substr(0, 60) + "\":", compiled.fault().detail);
      into.add(*compiled, owner);
    }
    return {};
  }

  Status readRule(const json& given) {
    if (!given.is_object()) return bad("A rule", "must be an object");
    Rule rule;
    PB_TRY(text(given, "id", "A rule", rule.id));
    const std::string where = "The rule \"" + rule.id.substr(0, 40) + "\"";
    std::string unknown, kind;
    if (!allowedKey(given,
                    {"id", "kind", "title", "example", "find", "message", "once", "words", "notWithin", "notBefore",
                     "notAfter", "notInSentence", "notNear", "notInText", "onlyInSentence", "onlyInText",
                     "notWithQuote", "needs", "needsAtLeast"},
                    unknown)) {
      return bad(where, "has a part that is not known: \"" + unknown.substr(0, 40) + "\"");
    }
    PB_TRY(text(given, "kind", where, kind));
    PB_TRY(text(given, "message", where, rule.message));
    PB_TRY(facts(given, where, rule.title, rule.example));
    const auto known = hintKindFrom(kind);
    if (!known || *known == HintKind::spelling || *known == HintKind::school)
      return bad(where, "has a kind that is not known");
    rule.kind = *known;
    for (const auto& [key, flag] : {std::pair{"once", &rule.once}, std::pair{"notWithQuote", &rule.notWithQuote}}) {
      if (!given.contains(key)) continue;
      if (!given[key].is_boolean()) return bad(where, std::string("has a \"") + key + "\" that is not true or false");
      *flag = given[key].get<bool>();
    }
    for (const auto& [key, count] :
         {std::pair{"words", &rule.leastWords}, std::pair{"needsAtLeast", &rule.needsAtLeast}}) {
      if (!given.contains(key)) continue;
      if (!given[key].is_number_unsigned() || given[key].get<std::size_t>() > 1000) {
        return bad(where, std::string("has a \"") + key + "\" that is not a number up to 1000");
      }
      *count = given[key].get<std::size_t>();
    }
    rule.wholeText = !given.contains("find");
    PB_TRY(readPatterns(given, "find", where, m_book->finds, static_cast<std::uint32_t>(m_book->rules.size())));
    PB_TRY(readPatterns(given, "notWithin", where, rule.notWithin));
    PB_TRY(readPatterns(given, "notBefore", where, rule.notBefore));
    PB_TRY(readPatterns(given, "notAfter", where, rule.notAfter));
    PB_TRY(readPatterns(given, "notInSentence", where, rule.notInSentence));
    PB_TRY(readPatterns(given, "notNear", where, rule.notNear));
    PB_TRY(readPatterns(given, "notInText", where, rule.notInText));
    PB_TRY(readPatterns(given, "onlyInSentence", where, rule.onlyInSentence));
    PB_TRY(readPatterns(given, "onlyInText", where, rule.onlyInText));
    PB_TRY(readNeeds(given, where, rule));
    m_book->rules.push_back(std::move(rule));
    return {};
  }

  Status readNeeds(const json& given, const std::string& where, Rule& rule) {
    if (!given.contains("needs")) return {};
    if (!given["needs"].is_array()) return bad(where, "has \"needs\" that are no list");
    for (const json& each : given["needs"]) {
      std::string unknown;
      if (!each.is_object() || !allowedKey(each, {"id", "says", "any"}, unknown)) {
        return bad(where, "has a need that cannot be read");
      }
      Need need;
      PB_TRY(text(each, "id", where, need.id));
      PB_TRY(text(each, "says", where, need.says));
      PB_TRY(readPatterns(each, "any", where, need.any));
      rule.needs.push_back(std::move(need));
    }
    return {};
  }

  Status readInitials() {
    if (!m_document.contains("initials")) return {};
    const json& given = m_document["initials"];
    std::string unknown;
    if (!given.is_object() ||
        !allowedKey(given, {"title", "example", "message", "letterMessage", "allowed", "letterAfter"}, unknown)) {
      return bad("\"initials\"", "cannot be read");
    }
    PB_TRY(facts(given, "\"initials\"", m_book->initials.title, m_book->initials.example));
    PB_TRY(text(given, "message", "\"initials\"", m_book->initials.message));
    PB_TRY(text(given, "letterMessage", "\"initials\"", m_book->initials.letterMessage));
    PB_TRY(readWords(given, "allowed", m_book->initials.allowed));
    return readWords(given, "letterAfter", m_book->initials.letterAfter);
  }
  static Status readWords(const json& given, const char* key, std::unordered_set<std::string>& into) {
    if (!given.contains(key)) return {};
    PB_TRY_VALUE(const std::vector<std::string> words, texts(given[key], std::string("\"") + key + "\""));
    for (const std::string& word : words) into.insert(asciiLower(word));
    return {};
  }

  Status readAcronyms() {
    if (!m_document.contains("acronyms")) return {};
    const json& given = m_document["acronyms"];
    std::string unknown;
    if (!given.is_object() ||
        !allowedKey(given, {"title", "example", "message", "unknownMessage", "meanings"}, unknown) ||
        !given.contains("meanings") || !given["meanings"].is_object()) {
      return bad("\"acronyms\"", "cannot be read");
    }
    PB_TRY(facts(given, "\"acronyms\"", m_book->acronyms.title, m_book->acronyms.example));
    PB_TRY(text(given, "message", "\"acronyms\"", m_book->acronyms.message));
    PB_TRY(text(given, "unknownMessage", "\"acronyms\"", m_book->acronyms.unknownMessage));
    for (const auto& [letters, meaning] : given["meanings"].items()) {
      if (!meaning.is_string()) return bad("\"acronyms\"", "must say in words what each means");
      m_book->acronyms.meanings[asciiLower(letters)] = meaning.get<std::string>();
    }
    return {};
  }

  Status readSpelling() {
    if (!m_document.contains("spelling")) return {};
    const json& given = m_document["spelling"];
    std::string unknown;
    if (!given.is_object() || !allowedKey(given, {"title", "example", "message", "suggestion"}, unknown)) {
      return bad("\"spelling\"", "cannot be read");
    }
    PB_TRY(facts(given, "\"spelling\"", m_book->spellingTitle, m_book->spellingExample));
    PB_TRY(text(given, "message", "\"spelling\"", m_book->spellingMessage));
    return text(given, "suggestion", "\"spelling\"", m_book->suggestionMessage);
  }

  static std::string asciiLower(std::string word) {
    for (char& c : word) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return word;
  }

  const json& m_document;
  WordSets m_sets;
  std::shared_ptr<RuleBook> m_book = std::make_shared<RuleBook>();
};

Result<json> parsed(std::string_view text) {
  if (text.size() > largestRulesFile) return Fault{FaultCode::tooLarge, "The rules are larger than 1 MB."};
  return parseJson(text, "The rules file");
}

}  // namespace

std::string_view hintKindName(HintKind kind) {
  return kindNames[static_cast<std::size_t>(kind)];
}

std::optional<HintKind> hintKindFrom(std::string_view name) {
  const auto found = std::find(kindNames.begin(), kindNames.end(), name);
  if (found == kindNames.end()) return std::nullopt;
  return static_cast<HintKind>(found - kindNames.begin());
}

Rules::Rules() : m_book(std::make_shared<const RuleBook>()) {}

Result<Rules> Rules::parse(std::string_view text, std::string_view school) {
  PB_TRY_VALUE(json document, parsed(text));
  if (!school.empty()) {
    PB_TRY_VALUE(const json changes, parsed(school));
    if (!document.is_object()) return bad("The file", "must hold an object");
    PB_TRY(mergeSchool(document, changes));
  }
  Rules out;
  PB_TRY_VALUE(out.m_book, Reader(document).read());
  return out;
}

Result<Rules> Rules::load(const std::filesystem::path& folder) {
  PB_TRY_VALUE(const Bytes own, readFile(assetsFolder() / "writing" / "rules.json", largestRulesFile));
  if (folder.empty()) return parse(textOf(own));
  const auto school = readFile(folder / "writing" / "rules.json", largestRulesFile);
  if (!school.ok() && school.fault().code == FaultCode::notFound) return parse(textOf(own));
  if (!school.ok()) return school.fault();
  return parse(textOf(own), textOf(*school));
}

Result<Rules> Rules::loadFile(const std::filesystem::path& file) {
  PB_TRY_VALUE(const Bytes bytes, readFile(file, largestRulesFile));
  return parse(textOf(bytes));
}

}  // namespace pillarbox::writing

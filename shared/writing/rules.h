// What the hints look for: data (assets/writing/rules.json), which a school can add to or replace with a file of its
// own. The file's format is told at the head of assets/writing/rules.json and in pattern.h.
#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "shared/record/directory.h"

namespace pillarbox::writing {

enum class HintKind {
  judgement,
  frequency,
  diagnosis,
  speculation,
  hearsay,
  initials,
  acronym,
  leading,
  label,
  colleague,
  mark,
  promise,
  missing,
  photo,
  discriminatory,
  spelling,
  school,  // of the school's own phrases
};
inline constexpr std::size_t hintKindCount = 17;
std::string_view hintKindName(HintKind kind);  // "judgement"...
std::optional<HintKind> hintKindFrom(std::string_view name);

inline constexpr std::size_t largestRulesFile = std::size_t{1} << 20;  // bytes

// One rule as it is shown to whoever decides whether the school wants it.
struct RuleFacts {
  std::string id;
  std::string title;    // "A guess"; the id if the file gives none
  std::string example;  // a sentence that it is offered for; may be empty
};

struct RuleBook;  // compiled; shared/writing/rule_book.h

// Never changes once made; may be copied, and read from any thread.
class Rules {
 public:
  // No rules at all: no hints but spelling.
  Rules();
  // `json`, then what `school` changes: a set, rule or list of the same name is replaced, others are added, and
  // "remove" names rules to leave out. Strict: badInput says where. tooLarge above largestRulesFile.
  static Result<Rules> parse(std::string_view json, std::string_view school = {});
  // The program's own file, then DIR/writing/rules.json of a school's data folder if that is there and `folder` is not
  // empty.
  static Result<Rules> load(const std::filesystem::path& folder = {});
  // That file alone.
  static Result<Rules> loadFile(const std::filesystem::path& file);

  // Every rule by its id, and three that have no list of their own: "initials", "acronyms" and "spelling".
  std::vector<RuleFacts> list() const;
  // As a school's directory has decided: without the rules whose ids are in `off` (ids not known here are passed over),
  // and with the school's own phrases, each offered where exactly those words stand.
  Rules forSchool(const std::vector<std::string>& off, const std::vector<SchoolHint>& own) const;

  const RuleBook& book() const { return *m_book; }

 private:
  std::shared_ptr<const RuleBook> m_book;
};

// Whether there is a word in it that a hint could be offered for.
bool hintPhraseHasWords(std::string_view phrase);

}  // namespace pillarbox::writing

// What a school's directory has decided about the hints: which rules it does not want, and phrases of its own.
#include <algorithm>

#include "shared/writing/rule_book.h"
#include "shared/writing/rules.h"
#include "shared/writing/tokens.h"

namespace pillarbox::writing {

namespace {

constexpr std::string_view initialsId = "initials", acronymsId = "acronyms", spellingId = "spelling";

// The words of a phrase as a pattern: folded as a text's words are, so that none of them reads as a sign of patterns.
std::string patternOf(std::string_view phrase) {
  std::string pattern;
  const Tokens tokens = tokensOf(phrase, {});
  for (const Token& token : tokens.words) {
    if (!pattern.empty()) pattern += ' ';
    pattern += tokens.foldedOf(token);
  }
  return pattern;
}

RuleFacts facts(std::string_view id, const std::string& title, const std::string& example) {
  return {std::string(id), title.empty() ? std::string(id) : title, example};
}

}  // namespace

bool hintPhraseHasWords(std::string_view phrase) {
  Vocabulary vocabulary;
  return vocabulary.compile(patternOf(phrase), {}).ok();
}

std::vector<RuleFacts> Rules::list() const {
  std::vector<RuleFacts> out;
  for (const Rule& rule : m_book->rules) {
    if (!rule.off && rule.kind != HintKind::school) out.push_back(facts(rule.id, rule.title, rule.example));
  }
  if (!m_book->initials.message.empty()) {
    out.push_back(facts(initialsId, m_book->initials.title, m_book->initials.example));
  }
  if (!m_book->acronyms.message.empty()) {
    out.push_back(facts(acronymsId, m_book->acronyms.title, m_book->acronyms.example));
  }
  if (!m_book->spellingMessage.empty()) {
    out.push_back(facts(spellingId, m_book->spellingTitle, m_book->spellingExample));
  }
  return out;
}

Rules Rules::forSchool(const std::vector<std::string>& off, const std::vector<SchoolHint>& own) const {
  if (off.empty() && own.empty()) return *this;
  auto book = std::make_shared<RuleBook>(*m_book);
  const auto isOff = [&](std::string_view id) { return std::find(off.begin(), off.end(), id) != off.end(); };
  for (Rule& rule : book->rules) rule.off = rule.off || isOff(rule.id);
  // A rule without words to say offers nothing.
  if (isOff(initialsId)) book->initials.message = book->initials.letterMessage = {};
  if (isOff(acronymsId)) book->acronyms.message = book->acronyms.unknownMessage = {};
  if (isOff(spellingId)) book->spellingMessage.clear();
  for (const SchoolHint& hint : own) {
    Result<Pattern> pattern = book->vocabulary.compile(patternOf(hint.phrase), {});
    if (!pattern) continue;  // there is no word in it
    book->finds.add(*pattern, static_cast<std::uint32_t>(book->rules.size()));
    Rule rule;
    rule.id = "school: " + hint.phrase;
    rule.kind = HintKind::school;
    rule.message = "“{}”: " + hint.says;
    book->rules.push_back(std::move(rule));
  }
  Rules out;
  out.m_book = std::move(book);
  return out;
}

}  // namespace pillarbox::writing

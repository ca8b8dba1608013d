// The rules of hints, ready to be matched. Internal to this room.
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "shared/writing/pattern.h"
#include "shared/writing/rules.h"

namespace pillarbox::writing {

// What a reader would need to know, and how the text may have said it.
struct Need {
  std::string id;    // "size"; answered elsewhere if HintOptions::answered holds it
  std::string says;  // "how big it was"
  PatternIndex any;
};

// One kind of offer. It is made where `find` matches and nothing of the rest says no; without `find`, for the whole
// text.
struct Rule {
  std::string id;
  std::string title, example;  // RuleFacts
  bool off = false;            // the school does not want it
  HintKind kind = HintKind::judgement;
  std::string message;  // {} for the words found, or for what is missing
  bool wholeText = false;
  bool once = false;           // only the first in a text
  bool notWithQuote = false;   // not where exact words stand in the same sentence
  std::size_t leastWords = 0;  // of the text outside exact words
  PatternIndex notWithin;      // longer patterns round what was found: "upset stomach"
  PatternIndex notBefore;      // in the words before it of the same sentence, up to twelve
  PatternIndex notAfter;       // in the words after it
  PatternIndex notInSentence;
  PatternIndex notNear;  // in the same sentence or the next
  PatternIndex notInText;
  PatternIndex onlyInSentence;
  PatternIndex onlyInText;
  std::vector<Need> needs;
  std::size_t needsAtLeast = 1;  // so many of them must be missing
};

struct InitialsRule {
  std::string title, example;
  std::string message;                          // of "TB", "J.S."
  std::string letterMessage;                    // of "J said", "Sarah B"
  std::unordered_set<std::string> allowed;      // small letters: "pe"
  std::unordered_set<std::string> letterAfter;  // words after which one letter is no person: "year"
};

struct AcronymRule {
  std::string title, example;
  std::string message;         // {} for the letters, {} for the meaning
  std::string unknownMessage;  // {} for the letters
  std::unordered_map<std::string, std::string> meanings;
};

struct RuleBook {
  Vocabulary vocabulary;
  std::vector<Rule> rules;
  PatternIndex finds;  // of all rules; the owner is the rule's index
  InitialsRule initials;
  AcronymRule acronyms;
  std::string spellingTitle, spellingExample;
  std::string spellingMessage;    // {} for the word
  std::string suggestionMessage;  // {} for the word, {} for the suggestion
};

}  // namespace pillarbox::writing

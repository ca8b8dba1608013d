// Writing: mentions of people, blocks of exact words, prompts, and marks under words the dictionary does not know.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/ui/text_model.h"
#include "shared/record/entry.h"

namespace pillarbox::post {

class NameIndex;  // kiosk/post/name_index.h

// Somebody whom the word at the caret may mean.
struct Offered {
  MentionKind kind = MentionKind::pupil;
  std::string ref;
  std::string name;    // as it will be written
  std::string detail;  // class or role, to tell two of the same name apart
};

enum class SaidView { words, asked, who };       // what is shown under "Their exact words"
enum class SaidField { words, asked, speaker };  // what can be typed there

// A part of the account, in bytes.
struct TextRange {
  std::size_t begin = 0, end = 0;
  bool operator==(const TextRange&) const = default;
};

struct WritingState {
  std::shared_ptr<const NameIndex> names;  // of the roster and directory as they are

  std::vector<Offered> offered;
  TextRange offeredFor;

  std::size_t saidAt = 0;  // the block of exact words that is open
  SaidView saidView = SaidView::words;

  bool spelling = false;                           // there is a dictionary
  std::uint64_t askedDraft = 0, askedVersion = 0;  // what was last sent to be looked through
  std::vector<TextRange> unknown;                  // words of the account that the dictionary does not know
  std::vector<std::string> kept;                   // "Keep it": not marked again
  std::string puzzled;                             // the unknown word that was touched
  TextRange puzzledAt;
  std::vector<std::string> suggested;  // for it
};

// --- touches ---
struct Mention {
  std::string ref;
};
struct UsePrompt {
  std::size_t index = 0;
};
struct ShowSaid {
  std::size_t index = 0;
};
struct AddSaid {};     // "Somebody else said something too"
struct RemoveSaid {};  // the open block
struct ShowSaidView {
  SaidView view = SaidView::words;
};
struct ChooseSpeaker {
  std::size_t index = 0;  // of the draft's children
};
struct SpeakerElse {};
struct SaidEdited {
  SaidField which = SaidField::words;
  ui::EditAction action;
};
struct UseSuggestion {
  std::size_t index = 0;
};
struct KeepWord {};
using WritingEvent = std::variant<Mention, UsePrompt, ShowSaid, AddSaid, RemoveSaid, ShowSaidView, ChooseSpeaker,
                                  SpeakerElse, SaidEdited, UseSuggestion, KeepWord>;

// --- from the dictionary, which is the program's ---
struct SpellingReady {};  // there is one
struct SpellingArrived {  // answers CheckSpelling; dropped if the text is another meanwhile
  std::uint64_t draft = 0, version = 0;
  std::vector<TextRange> unknown;
};
struct SuggestionsArrived {  // answers SuggestSpelling
  std::string word;
  std::vector<std::string> suggestions;
};
using SpellingEvent = std::variant<SpellingReady, SpellingArrived, SuggestionsArrived>;

// Asked of it. Only the newest CheckSpelling need be answered.
struct CheckSpelling {
  std::uint64_t draft = 0, version = 0;
  std::string text;
};
struct SuggestSpelling {
  std::string word;
};
using SpellingAsk = std::variant<CheckSpelling, SuggestSpelling>;

// Forgets everything of the session; what the program told stays.
void wipeWriting(WritingState& writing);

}  // namespace pillarbox::post

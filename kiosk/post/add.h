// Something more about what was posted before: "add something I remember", "I made a mistake"; and what the DSL said to
// the writer.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "shared/base/clock.h"
#include "shared/record/entry.h"

namespace pillarbox::post {

enum class Mistake { unsaid, wrongChild, wrongWords, notSent, somethingElse };
inline constexpr std::array<Mistake, 4> allMistakes{Mistake::wrongChild, Mistake::wrongWords, Mistake::notSent,
                                                    Mistake::somethingElse};
std::string_view mistakeName(Mistake mistake);     // names it for the robot: "wrong-child"
std::string_view mistakeWords(Mistake mistake);    // on the screen
std::string_view mistakeInEntry(Mistake mistake);  // a sentence for its readers

// The posting that a draft adds to. It goes to the same readers as that one: whom it was about is not known here any
// more, so the way round an adult is kept by keeping the audience.
struct AddingTo {
  std::string id;  // empty: the draft is a concern of its own
  std::string reference;
  std::string audience;
  WallTime postedAt{};
  bool isMistake = false;
  Mistake mistake = Mistake::unsaid;
};

// One of the sentences a DSL can choose; only its signed slip is known, and that is all it says.
struct DslMessage {
  std::string id;
  Kind kind = Kind::thanks;
  std::string subject;    // the posting it is about
  std::string reference;  // of that posting
  WallTime postedAt{};    // of that posting
  WallTime saidAt{};
  std::string from;    // person id
  bool fresh = false;  // its reader has not touched "All right" yet
};

struct AddState {
  std::vector<DslMessage> messages;  // that are fresh, of whoever is signed in; the first is shown
  Milliseconds shownFrom{};          // monotonic: "All right" works from doneAfter later
};

struct StartAdding {
  std::string subject;
  bool mistake = false;
};
struct SetMistake {
  Mistake mistake = Mistake::unsaid;
};
struct MessageSeen {
  bool add = false;  // and on to adding something
};
using AddEvent = std::variant<StartAdding, SetMistake, MessageSeen>;

}  // namespace pillarbox::post

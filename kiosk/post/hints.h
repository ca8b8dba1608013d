// Offers on how to write so that a stranger understands it in twenty years. Worked out by the program (shared/writing)
// for the check screen, once "have you told the DSL?" is answered; never stored, never counted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace pillarbox::post {

inline constexpr std::size_t mostHintsAtOnce = 3;

// One offer.
struct OfferedHint {
  std::string message;
  std::string about;               // the words it is about; empty if it is about none
  std::size_t begin = 0, end = 0;  // where they stand in the account, in bytes
  std::uint64_t sameAs = 0;        // equal for the same offer about the same words; holds none of them
  bool aboutMark = false;          // about a mark or bruise: the body map is offered with it
  bool operator==(const OfferedHint&) const = default;
};

struct HintsState {
  bool ready = false;  // the program can work them out
  std::uint64_t askedDraft = 0, askedVersion = 0;
  std::size_t askedMarks = 0;        // on the body map then: what is shown there need not be written
  std::vector<OfferedHint> offered;  // for the account as it is, the most important first
};

// --- touches ---
struct LeaveHint {
  std::uint64_t sameAs = 0;
};  // "Leave it": not offered again for this draft
struct ChangeHint {
  std::uint64_t sameAs = 0;
};  // to the write screen, at those words
struct ShowOnBody {
  std::uint64_t sameAs = 0;
};  // to the body map, and from there back here
using HintEvent = std::variant<LeaveHint, ChangeHint, ShowOnBody>;

// --- from the program ---
struct HintsReady {};
struct HintsArrived {  // answers AskHints; dropped if the text is another meanwhile
  std::uint64_t draft = 0, version = 0;
  std::vector<OfferedHint> hints;
};
using HintsEvent = std::variant<HintsReady, HintsArrived>;

// Asked of it; only the newest need be answered.
struct AskHints {
  std::uint64_t draft = 0, version = 0;
  std::string text;
  std::vector<std::string> answered;  // asked for and answered on another screen: "time", "place"…
  bool initialsAllowed = false;
};

struct State;
// The offers to be shown now: at most mostHintsAtOnce, none that was left.
std::vector<const OfferedHint*> hintsToShow(const State& state);
// Whether the body map can be offered with one.
bool mayShowOnBody(const State& state);

}  // namespace pillarbox::post

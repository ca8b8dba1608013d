// Tells a badge reader that types like a keyboard (a "keyboard wedge") from a person typing, by timing alone. Pure:
// time is passed in. UI thread only.
//
// A badge is a run of printable ASCII characters that arrive at most `maxGapMs` apart, with a code of 4 to 64
// characters, ended by Enter or Tab (or by `silenceMs` of silence where the school's readers send a prefix or suffix
// and it is there). Everything else is typing and comes out in order, held back for at most `maxGapMs` after its last
// character. Not a badge: one character over and over (a held key), and a fast run straight after other fast typing (a
// hand on the keys). What cannot be told apart: somebody who presses four keys and Enter all within `maxGapMs` of each
// other.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace pillarbox::platform {

struct WedgeOptions {
  std::string prefix, suffix;  // what the school's readers put around the code; stripped
  std::int64_t maxGapMs = 35;  // measured: readers 1 to 20 ms, quick typists seldom under 60 ms
  std::int64_t silenceMs = 60;
  bool off = false;  // the school has no such reader: everything is typing
};

struct Typed {
  std::string text;
};
struct EnterTyped {};
struct TabTyped {};
struct BadgeRead {
  std::string code;
};
using WedgeOutput = std::variant<Typed, EnterTyped, TabTyped, BadgeRead>;

class Wedge {
 public:
  static constexpr std::size_t leastCode = 4, mostCode = 64;

  explicit Wedge(WedgeOptions options = {});
  ~Wedge();
  Wedge(Wedge&&) = default;
  Wedge& operator=(Wedge&&) = default;
  Wedge(const Wedge&) = delete;
  Wedge& operator=(const Wedge&) = delete;

  // Times are monotonic milliseconds from any start; an earlier one than the last counts as the last.
  // `repeat`: the system said that it comes from a held key.
  std::vector<WedgeOutput> character(char c, std::int64_t ms, bool repeat = false);
  std::vector<WedgeOutput> enter(std::int64_t ms);
  std::vector<WedgeOutput> tab(std::int64_t ms);
  // Something else happened (another key, a touch): what is held back is typing, and comes out before it.
  std::vector<WedgeOutput> flush(std::int64_t ms);
  // To be called when nextDeadline() has come.
  std::vector<WedgeOutput> tick(std::int64_t ms);

  std::optional<std::int64_t> nextDeadline() const;
  bool pending() const { return !m_held.empty(); }

 private:
  enum class Arrived { nothing, character };
  std::int64_t settle(std::int64_t ms, Arrived more, std::vector<WedgeOutput>& out);
  std::vector<WedgeOutput> terminator(std::int64_t ms, WedgeOutput plain);
  void release(std::vector<WedgeOutput>& out);
  void noteTyped(std::int64_t ms);
  std::optional<std::string_view> code() const;
  bool bySilence() const;
  bool tooManySame(char next) const;

  WedgeOptions m_options;
  std::string m_held;                   // a run that may yet turn out to be a badge
  std::int64_t m_last = INT64_MIN / 2;  // of the last character or terminator
  bool m_disqualified = false;          // the present run is typing whatever comes
  bool m_justRead = false;              // a badge ended at m_last: a second terminator belongs to it
  std::vector<std::int64_t> m_typedAt;  // the last few typed characters
};

}  // namespace pillarbox::platform

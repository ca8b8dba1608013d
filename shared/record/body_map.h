// Body map: marks seen on a child, placed on a drawing and described. Plain data; body_map_json.h makes it part of
// entry.json. Nothing is erased: a mark that was taken out stays, with when and why.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/result.h"

namespace pillarbox {

// Parts (0 to 1) of the figure's width and height as drawn, from its top left. The drawing is of the child as somebody
// facing the figure sees it: on the front, the child's right is at the left.
struct BodyPoint {
  double x = 0, y = 0;
  bool operator==(const BodyPoint&) const = default;
};

enum class MarkKind { unsaid, bruise, graze, cut, burn, bite, scratch, swelling, redMark, other };
inline constexpr std::array<MarkKind, 9> allMarkKinds{MarkKind::bruise,   MarkKind::graze,   MarkKind::cut,
                                                      MarkKind::burn,     MarkKind::bite,    MarkKind::scratch,
                                                      MarkKind::swelling, MarkKind::redMark, MarkKind::other};
std::string_view markKindName(MarkKind kind);   // as in JSON: "red-mark"; "" for unsaid
std::string_view markKindWords(MarkKind kind);  // "red mark", "burn or scald", "mark"
std::optional<MarkKind> markKindFrom(std::string_view name);

enum class MarkAnswer { unsaid, yes, no, notSure };
std::string_view markAnswerName(MarkAnswer answer);  // "", "yes", "no", "not-sure"
std::optional<MarkAnswer> markAnswerFrom(std::string_view name);

enum class BodyOutline { younger, older };
std::string_view bodyOutlineName(BodyOutline outline);

struct BodyMark {
  std::string figure;             // "front", "back", "head", "hands", "feet"
  std::vector<BodyPoint> points;  // one: touched there; more: the edge of an area, as it was drawn
  std::string place;              // in words: "left upper arm, front, outer side"
  MarkKind kind = MarkKind::unsaid;
  std::string lengthCm, widthCm;  // "2.5"; estimates by eye; empty: not said
  std::string like;               // "a 5p coin": what it was compared with
  std::vector<std::string> colours;
  std::string shape;      // "round"
  std::string looks;      // anything else the writer sees, in the writer's words
  std::string childSays;  // how the child says it happened, word for word
  MarkAnswer skinBroken = MarkAnswer::unsaid;
  MarkAnswer swelling = MarkAnswer::unsaid;
  WallTime placedAt{};
  std::optional<WallTime> removedAt;  // struck through since then
  std::string removedWhy;             // "taken out by the writer"
  bool operator==(const BodyMark&) const = default;
};

struct BodyMap {
  BodyOutline outline = BodyOutline::younger;
  std::string childRef, child;  // whose: pupil id if known, and name or description as the writer had it
  std::string drawings;         // the edition of the drawings that the points are on (BodyFigures::edition)
  std::vector<BodyMark> marks;
  bool empty() const { return marks.empty(); }
  bool operator==(const BodyMap&) const = default;
};

inline constexpr std::size_t maxBodyMarks = 200;
inline constexpr std::size_t maxMarkPoints = 500;
inline constexpr std::size_t maxMarkWords = 2'000;  // bytes of `looks` and of `childSays`
inline constexpr std::string_view takenOutByWriter = "taken out by the writer";

// Lengths, limits, UTF-8, points that are numbers from 0 to 1.
Status validate(const BodyMap& map);

// Size in words: "2.5 cm by 1 cm, about as big as a 5p coin"; empty if not said.
std::string markSizeWords(const BodyMark& mark);
// All that is known of it, in English as the entry keeps it: "Bruise: left cheek; 2 cm; blue; skin broken: no". Without
// that it was taken out, and without what the child says.
std::string markWords(const BodyMark& mark);
// Overwrites everything personal.
void wipe(BodyMap& map);

}  // namespace pillarbox

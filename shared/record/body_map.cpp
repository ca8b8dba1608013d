#include "shared/record/body_map.h"

#include <cctype>
#include <cmath>
#include <utility>

#include "shared/base/secret_bytes.h"
#include "shared/record/check_text.h"

namespace pillarbox {

namespace {

struct KindRow {
  std::string_view name, words;
};
constexpr std::array<KindRow, 10> kinds{{{"", "mark"},
                                         {"bruise", "bruise"},
                                         {"graze", "graze"},
                                         {"cut", "cut"},
                                         {"burn", "burn or scald"},
                                         {"bite", "bite"},
                                         {"scratch", "scratch"},
                                         {"swelling", "swelling"},
                                         {"red-mark", "red mark"},
                                         {"other", "another kind of mark"}}};
constexpr std::array<std::string_view, 4> answers{"", "yes", "no", "not-sure"};

Fault bad(std::string_view sentence) {
  return Fault{FaultCode::badInput, std::string(sentence)};
}

// "2", "2.5", "12": no more is claimed than an eye can tell.
bool isLength(std::string_view text) {
  if (text.empty()) return true;
  const std::size_t dot = std::min(text.find('.'), text.size());
  const auto digits = [](std::string_view part) {
    for (const char c : part) {
      if (std::isdigit(static_cast<unsigned char>(c)) == 0) return false;
    }
    return !part.empty();
  };
  return dot <= 3 && digits(text.substr(0, dot)) &&
         (dot == text.size() || (text.size() - dot == 2 && digits(text.substr(dot + 1))));
}

Status checkMark(const BodyMark& mark) {
  PB_TRY(checkText("body_map.marks.figure", mark.figure, 40));
  if (mark.figure.empty()) return bad("body_map.marks.figure is missing.");
  if (mark.points.empty()) return bad("body_map.marks.points is empty.");
  if (mark.points.size() > maxMarkPoints) return bad("body_map.marks.points has more than 500 points.");
  for (const BodyPoint& point : mark.points) {
    const auto within = [](double v) { return std::isfinite(v) && v >= 0 && v <= 1; };
    if (!within(point.x) || !within(point.y)) return bad("body_map.marks.points are not all between 0 and 1.");
  }
  PB_TRY(checkText("body_map.marks.place", mark.place, 200));
  if (!isLength(mark.lengthCm)) return bad("body_map.marks.length_cm is not a length such as 2.5.");
  if (!isLength(mark.widthCm)) return bad("body_map.marks.width_cm is not a length such as 2.5.");
  PB_TRY(checkText("body_map.marks.like", mark.like, 60));
  if (mark.colours.size() > 20) return bad("body_map.marks.colours has more than 20 colours.");
  for (const std::string& colour : mark.colours) PB_TRY(checkText("body_map.marks.colours", colour, 40));
  PB_TRY(checkText("body_map.marks.shape", mark.shape, 60));
  PB_TRY(checkText("body_map.marks.looks", mark.looks, maxMarkWords, true));
  PB_TRY(checkText("body_map.marks.child_says", mark.childSays, maxMarkWords, true));
  return checkText("body_map.marks.removed_why", mark.removedWhy, 200);
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += i + 1 == words.size() ? " and " : ", ";
    out += words[i];
  }
  return out;
}

void addAnswer(std::string& out, std::string_view question, MarkAnswer answer) {
  if (answer == MarkAnswer::unsaid) return;
  out.append("; ").append(question).append(": ");
  out += answer == MarkAnswer::notSure ? std::string_view("not sure") : markAnswerName(answer);
}

}  // namespace

std::string_view markKindName(MarkKind kind) {
  return kinds[static_cast<std::size_t>(kind)].name;
}
std::string_view markKindWords(MarkKind kind) {
  return kinds[static_cast<std::size_t>(kind)].words;
}

std::optional<MarkKind> markKindFrom(std::string_view name) {
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    if (kinds[i].name == name) return static_cast<MarkKind>(i);
  }
  return std::nullopt;
}

std::string_view markAnswerName(MarkAnswer answer) {
  return answers[static_cast<std::size_t>(answer)];
}

std::optional<MarkAnswer> markAnswerFrom(std::string_view name) {
  for (std::size_t i = 0; i < answers.size(); ++i) {
    if (answers[i] == name) return static_cast<MarkAnswer>(i);
  }
  return std::nullopt;
}

std::string_view bodyOutlineName(BodyOutline outline) {
  return outline == BodyOutline::younger ? "younger" : "older";
}

Status validate(const BodyMap& map) {
  if (map.marks.size() > maxBodyMarks) return bad("body_map.marks has more than 200 marks.");
  PB_TRY(checkText("body_map.child_ref", map.childRef, 60));
  PB_TRY(checkText("body_map.child", map.child, 200, true));
  PB_TRY(checkText("body_map.drawings", map.drawings, 40));
  for (const BodyMark& mark : map.marks) PB_TRY(checkMark(mark));
  return {};
}

std::string markSizeWords(const BodyMark& mark) {
  std::string out;
  if (!mark.lengthCm.empty()) out = mark.lengthCm + " cm";
  if (!mark.lengthCm.empty() && !mark.widthCm.empty()) out += " by " + mark.widthCm + " cm";
  if (!mark.like.empty()) out += (out.empty() ? "about as big as " : ", about as big as ") + mark.like;
  return out;
}

std::string markWords(const BodyMark& mark) {
  std::string out(markKindWords(mark.kind));
  out[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(out[0])));
  out += ": " + (mark.place.empty() ? std::string("place not said") : mark.place);
  const auto add = [&out](const std::string& words) {
    if (!words.empty()) out.append("; ").append(words);
  };
  add(markSizeWords(mark));
  add(joined(mark.colours));
  add(mark.shape);
  addAnswer(out, "skin broken", mark.skinBroken);
  addAnswer(out, "swelling", mark.swelling);
  add(mark.looks);
  return out;
}

void wipe(BodyMap& map) {
  for (BodyMark& mark : map.marks) {
    for (std::string* text :
         {&mark.place, &mark.lengthCm, &mark.widthCm, &mark.like, &mark.shape, &mark.looks, &mark.childSays}) {
      wipe(*text);
    }
    for (std::string& colour : mark.colours) wipe(colour);
    for (BodyPoint& point : mark.points) point = BodyPoint();
  }
  wipe(map.childRef);
  wipe(map.child);
  map = BodyMap();
}

}  // namespace pillarbox

#include "shared/record/body_map_json.h"

#include <cmath>

namespace pillarbox {

namespace {

using Json = nlohmann::ordered_json;

// A ten-thousandth of the drawing: finer than a finger, and the same number again when it is read.
double rounded(double part) {
  return std::round(part * 10'000) / 10'000;
}

Json markJson(const BodyMark& mark) {
  Json json;
  json["figure"] = mark.figure;
  json["points"] = Json::array();
  for (const BodyPoint& point : mark.points) json["points"].push_back({rounded(point.x), rounded(point.y)});
  json["place"] = mark.place;
  json["kind"] = markKindName(mark.kind);
  json["length_cm"] = mark.lengthCm;
  json["width_cm"] = mark.widthCm;
  json["like"] = mark.like;
  json["colours"] = mark.colours;
  json["shape"] = mark.shape;
  json["skin_broken"] = markAnswerName(mark.skinBroken);
  json["swelling"] = markAnswerName(mark.swelling);
  json["looks"] = mark.looks;
  json["child_says"] = mark.childSays;
  json["placed_at"] = formatTime(mark.placedAt);
  if (mark.removedAt) {
    json["removed_at"] = formatTime(*mark.removedAt);
    json["removed_why"] = mark.removedWhy;
  }
  return json;
}

Result<BodyMark> markFrom(const nlohmann::json& json, const std::string& where, JsonFields::Unknown unknown) {
  BodyMark mark;
  std::string kind, broken, swelling;
  JsonFields fields(json, where);
  fields.text("figure", mark.figure, 40);
  fields.eachOf("points", true, maxMarkPoints, [&](const nlohmann::json& pair, const std::string& at) -> Status {
    if (!pair.is_array() || pair.size() != 2 || !pair[0].is_number() || !pair[1].is_number()) {
      return Fault{FaultCode::badInput, at + " must be two numbers."};
    }
    mark.points.push_back({pair[0].get<double>(), pair[1].get<double>()});
    return {};
  });
  fields.optionalText("place", mark.place, 200);
  fields.optionalText("kind", kind, 40);
  fields.optionalText("length_cm", mark.lengthCm, 8);
  fields.optionalText("width_cm", mark.widthCm, 8);
  fields.optionalText("like", mark.like, 60);
  fields.optionalTexts("colours", mark.colours, 20);
  fields.optionalText("shape", mark.shape, 60);
  fields.optionalText("skin_broken", broken, 20);
  fields.optionalText("swelling", swelling, 20);
  fields.optionalText("looks", mark.looks, maxMarkWords);
  fields.optionalText("child_says", mark.childSays, maxMarkWords);
  fields.time("placed_at", mark.placedAt);
  if (fields.has("removed_at")) {
    WallTime at{};
    fields.time("removed_at", at);
    mark.removedAt = at;
    fields.optionalText("removed_why", mark.removedWhy, 200);
  }
  PB_TRY(fields.done(unknown));
  const auto known = markKindFrom(kind);
  const auto brokenIs = markAnswerFrom(broken);
  const auto swellingIs = markAnswerFrom(swelling);
  if (!known) return Fault{FaultCode::badInput, where + ".kind is not a kind of mark."};
  if (!brokenIs) return Fault{FaultCode::badInput, where + ".skin_broken is not an answer."};
  if (!swellingIs) return Fault{FaultCode::badInput, where + ".swelling is not an answer."};
  mark.kind = *known;
  mark.skinBroken = *brokenIs;
  mark.swelling = *swellingIs;
  return mark;
}

}  // namespace

Json bodyMapJson(const BodyMap& map) {
  Json json{{"child_ref", map.childRef},
            {"child", map.child},
            {"outline", bodyOutlineName(map.outline)},
            {"drawings", map.drawings}};
  json["marks"] = Json::array();
  for (const BodyMark& mark : map.marks) json["marks"].push_back(markJson(mark));
  return json;
}

Result<BodyMap> bodyMapFrom(const nlohmann::json& json, const std::string& where, UnknownFields unknown) {
  const auto strict = unknown == UnknownFields::refuse ? JsonFields::Unknown::refuse : JsonFields::Unknown::ignore;
  BodyMap map;
  std::string outline;
  JsonFields fields(json, where);
  fields.optionalText("child_ref", map.childRef, 60);
  fields.optionalText("child", map.child, 200);
  fields.text("outline", outline, 20);
  fields.optionalText("drawings", map.drawings, 40);
  fields.eachOf("marks", true, maxBodyMarks, [&](const nlohmann::json& one, const std::string& at) -> Status {
    PB_TRY_VALUE(BodyMark mark, markFrom(one, at, strict));
    map.marks.push_back(std::move(mark));
    return {};
  });
  PB_TRY(fields.done(strict));
  if (outline != "younger" && outline != "older") {
    return Fault{FaultCode::badInput, where + ".outline is not younger or older."};
  }
  map.outline = outline == "older" ? BodyOutline::older : BodyOutline::younger;
  PB_TRY(validate(map));
  return map;
}

}  // namespace pillarbox

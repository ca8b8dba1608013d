#include "shared/record/body_figures.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "shared/base/files.h"
#include "shared/record/json_fields.h"

namespace pillarbox {

namespace {

constexpr std::size_t fileLimit = 1u << 20;
// How far beside the body a touch still counts, in units of a drawing (a child is about 160 high): a fingertip on a
// small screen covers as much.
constexpr float reach = 3.0F;

float cross(DrawnPoint a, DrawnPoint b, DrawnPoint c) {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

// Ear clipping. A polygon that crosses itself gives fewer triangles, never an endless loop.
std::vector<int> trianglesOf(const DrawnPath& path) {
  std::vector<int> left(path.size());
  for (std::size_t i = 0; i < path.size(); ++i) left[i] = static_cast<int>(i);
  double area = 0;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const DrawnPoint a = path[i], b = path[(i + 1) % path.size()];
    area += static_cast<double>(a.x) * b.y - static_cast<double>(b.x) * a.y;
  }
  if (area < 0) std::reverse(left.begin(), left.end());
  const auto at = [&](std::size_t i) { return path[static_cast<std::size_t>(left[i % left.size()])]; };
  const auto isEar = [&](std::size_t i) {
    const DrawnPoint a = at(i + left.size() - 1), b = at(i), c = at(i + 1);
    if (cross(a, b, c) <= 0) return false;
    for (std::size_t j = 0; j < left.size(); ++j) {
      const DrawnPoint p = at(j);
      if (p == a || p == b || p == c) continue;
      if (cross(a, b, p) >= 0 && cross(b, c, p) >= 0 && cross(c, a, p) >= 0) return false;
    }
    return true;
  };
  std::vector<int> out;
  while (left.size() > 3) {
    bool cut = false;
    for (std::size_t i = 0; i < left.size() && !cut; ++i) {
      const DrawnPoint a = at(i + left.size() - 1), b = at(i), c = at(i + 1);
      const bool flat = cross(a, b, c) == 0;
      if (!flat && !isEar(i)) continue;
      const std::size_t n = left.size();
      if (!flat) out.insert(out.end(), {left[(i + n - 1) % n], left[i], left[(i + 1) % n]});
      left.erase(left.begin() + static_cast<std::ptrdiff_t>(i));
      cut = true;
    }
    if (!cut) return out;
  }
  if (left.size() == 3) out.insert(out.end(), left.begin(), left.end());
  return out;
}

bool holds(const DrawnPath& polygon, DrawnPoint p) {
  bool in = false;
  for (std::size_t i = 0, j = polygon.size() - 1; i < polygon.size(); j = i++) {
    const DrawnPoint a = polygon[i], b = polygon[j];
    if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) in = !in;
  }
  return in;
}

DrawnPoint nearestOn(DrawnPoint a, DrawnPoint b, DrawnPoint p) {
  const float dx = b.x - a.x, dy = b.y - a.y;
  const float length = dx * dx + dy * dy;
  const float t = length > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length, 0.0F, 1.0F) : 0.0F;
  return {a.x + t * dx, a.y + t * dy};
}

float distance(DrawnPoint a, DrawnPoint b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

// `p` if it is on the body, else the nearest point of it with the distance.
std::pair<DrawnPoint, float> ontoBody(const Drawing& drawing, DrawnPoint p) {
  std::pair<DrawnPoint, float> best{p, std::numeric_limits<float>::max()};
  for (const DrawnPath& shape : drawing.shapes) {
    if (shape.size() < 3) continue;
    if (holds(shape, p)) return {p, 0.0F};
    for (std::size_t i = 0, j = shape.size() - 1; i < shape.size(); j = i++) {
      const DrawnPoint near = nearestOn(shape[i], shape[j], p);
      const float far = distance(near, p);
      if (far < best.second) best = {near, far};
    }
  }
  return best;
}

const DrawnRegion* regionHolding(const Drawing& drawing, DrawnPoint p) {
  for (const DrawnRegion& region : drawing.regions) {
    if (region.polygon.size() >= 3 && holds(region.polygon, p)) return &region;
  }
  const DrawnRegion* best = nullptr;
  float nearest = std::numeric_limits<float>::max();
  for (const DrawnRegion& region : drawing.regions) {
    const float far = distance(region.at, p);
    if (far < nearest) {
      nearest = far;
      best = &region;
    }
  }
  return best;
}

Status pointFrom(const nlohmann::json& json, const std::string& where, const Drawing& drawing, DrawnPoint& out) {
  if (!json.is_array() || json.size() != 2 || !json[0].is_number() || !json[1].is_number()) {
    return Fault{FaultCode::badInput, where + " must be two numbers."};
  }
  out = {json[0].get<float>(), json[1].get<float>()};
  const bool inside = out.x >= 0 && out.y >= 0 && out.x <= drawing.width && out.y <= drawing.height;
  if (!inside) return Fault{FaultCode::badInput, where + " leaves the drawing."};
  return {};
}

Status pathFrom(const nlohmann::json& json, const std::string& where, const Drawing& drawing, DrawnPath& out) {
  if (!json.is_array() || json.size() < 2 || json.size() > 4000) {
    return Fault{FaultCode::badInput, where + " must be a list of 2 to 4000 points."};
  }
  for (const nlohmann::json& one : json) {
    DrawnPoint point;
    PB_TRY(pointFrom(one, where, drawing, point));
    out.push_back(point);
  }
  return {};
}

}  // namespace

const Drawing* BodyFigures::find(std::string_view figure, BodyOutline outline) const {
  std::string withOutline(bodyOutlineName(outline));
  withOutline.append("-").append(figure);
  for (const Drawing& drawing : m_drawings) {
    if (drawing.id == figure || drawing.id == withOutline) return &drawing;
  }
  return nullptr;
}

Result<Drawing> parseDrawing(std::string_view json, std::string_view name) {
  PB_TRY_VALUE(const nlohmann::json document, parseJson(json, name));
  Drawing drawing;
  double width = 0, height = 0;
  JsonFields fields(document, std::string(name));
  fields.text("id", drawing.id, 60);
  fields.number("width", width);
  fields.number("height", height);
  if (fields.status().ok() && (width < 1 || height < 1 || width > 10'000 || height > 10'000)) {
    fields.fail("width", "and height must be from 1 to 10000");
  }
  drawing.width = static_cast<float>(width);
  drawing.height = static_cast<float>(height);
  const auto paths = [&](const char* key, std::vector<DrawnPath>& out) {
    fields.eachOf(key, true, 1000, [&](const nlohmann::json& one, const std::string& where) {
      return pathFrom(one, where, drawing, out.emplace_back());
    });
  };
  paths("shapes", drawing.shapes);
  paths("lines", drawing.lines);
  paths("detail", drawing.detail);
  fields.eachOf("captions", true, 40, [&](const nlohmann::json& one, const std::string& where) -> Status {
    DrawnCaption& caption = drawing.captions.emplace_back();
    JsonFields part(one, where);
    part.text("words", caption.words, 60);
    const nlohmann::json* at = part.field("at", true);
    PB_TRY(part.done(JsonFields::Unknown::refuse));
    return pointFrom(*at, where + ".at", drawing, caption.at);
  });
  fields.eachOf("regions", true, 200, [&](const nlohmann::json& one, const std::string& where) -> Status {
    DrawnRegion& region = drawing.regions.emplace_back();
    JsonFields part(one, where);
    part.text("id", region.id, 80);
    part.text("words", region.words, 80);
    const nlohmann::json* at = part.field("at", true);
    const nlohmann::json* polygon = part.field("polygon", true);
    PB_TRY(part.done(JsonFields::Unknown::refuse));
    PB_TRY(pointFrom(*at, where + ".at", drawing, region.at));
    return pathFrom(*polygon, where + ".polygon", drawing, region.polygon);
  });
  PB_TRY(fields.done(JsonFields::Unknown::refuse));
  for (const DrawnPath& shape : drawing.shapes) drawing.triangles.push_back(trianglesOf(shape));
  return drawing;
}

Result<BodyFigures> readBodyFigures(const std::filesystem::path& assets) {
  constexpr std::array<std::string_view, 7> names{"younger-front", "younger-back", "older-front", "older-back",
                                                  "head",          "hands",        "feet"};
  BodyFigures figures;
  for (const std::string_view name : names) {
    const std::string file = std::string(name) + ".json";
    PB_TRY_VALUE(const Bytes bytes, readFile(assets / "body" / "map" / file, fileLimit));
    PB_TRY_VALUE(Drawing drawing, parseDrawing(textOf(bytes), file));
    figures.add(std::move(drawing));
  }
  return figures;
}

const DrawnRegion* regionAt(const Drawing& drawing, BodyPoint point) {
  const DrawnPoint p{static_cast<float>(point.x) * drawing.width, static_cast<float>(point.y) * drawing.height};
  const auto [onto, far] = ontoBody(drawing, p);
  return far <= reach ? regionHolding(drawing, onto) : nullptr;
}

std::string placeOf(const Drawing& drawing, const std::vector<BodyPoint>& points) {
  std::vector<std::pair<const DrawnRegion*, int>> found;
  for (const BodyPoint& point : points) {
    const DrawnRegion* region = regionAt(drawing, point);
    if (region == nullptr) continue;
    const auto known = std::find_if(found.begin(), found.end(), [&](const auto& one) { return one.first == region; });
    if (known == found.end()) {
      found.emplace_back(region, 1);
    } else {
      ++known->second;
    }
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::string out;
  for (std::size_t i = 0; i < found.size() && i < 3; ++i) {
    // A few points over an edge do not make it another place.
    if (i > 0 && found[i].second * 6 < found.front().second) break;
    if (i > 0) out += " / ";
    out += found[i].first->words;
  }
  return out;
}

BodyPoint middleOf(const DrawnRegion& region, const Drawing& drawing) {
  return {static_cast<double>(region.at.x) / static_cast<double>(drawing.width),
          static_cast<double>(region.at.y) / static_cast<double>(drawing.height)};
}

}  // namespace pillarbox

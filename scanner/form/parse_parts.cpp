#include "scanner/form/parse_parts.h"

#include <algorithm>
#include <cmath>

namespace pillarbox::form {
namespace {

bool isId(std::string_view text) {
  constexpr std::size_t longest = 40;
  constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz0123456789-.";
  return !text.empty() && text.size() <= longest && text.find_first_not_of(allowed) == std::string_view::npos &&
         text.front() >= 'a' && text.front() <= 'z' && text.back() != '-' && text.back() != '.';
}

bool isNumber(const nlohmann::json& value) {
  return value.is_number() && std::isfinite(value.get<double>()) && std::abs(value.get<double>()) <= hugeMm;
}

// Line and column of a byte, for people with a text editor.
std::string placeOf(std::string_view text, std::size_t byte) {
  const std::string_view before = text.substr(0, std::min(byte == 0 ? 0 : byte - 1, text.size()));
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const auto start = before.rfind('\n');
  const std::size_t column = before.size() - (start == std::string_view::npos ? 0 : start + 1) + 1;
  return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

}  // namespace

Result<nlohmann::json> readDocument(std::string_view json, std::string_view fileName) {
  constexpr std::size_t longest = 4u << 20;
  if (json.size() > longest) return Fault{FaultCode::badInput, std::string(fileName) + " is larger than 4 MB."};
  Result<nlohmann::json> document = parseJson(json, fileName);
  if (document.ok()) return document;
  try {
    const nlohmann::json again = nlohmann::json::parse(json);  // only for its message
  } catch (const nlohmann::json::parse_error& error) {
    return Fault{FaultCode::badInput, std::string(fileName) + ", " + placeOf(json, error.byte) +
                                          ": this is not well-formed JSON. Look there for a missing comma, quotation "
                                          "mark or bracket."};
  } catch (const nlohmann::json::exception&) {
    return document;  // a number too large to hold, say: there is no place to name
  }
  return document;
}

void readNumber(JsonFields& fields, const char* key, double& out, bool required, double least, double most) {
  const nlohmann::json* value = fields.field(key, required);
  if (value == nullptr) return;
  if (!isNumber(*value)) return fields.fail(key, "must be a number");
  const double number = value->get<double>();
  if (number < least || number > most) {
    const auto plain = [](double limit) { return nlohmann::json(limit).dump(); };
    return fields.fail(key, "must be from " + plain(least) + " to " + plain(most));
  }
  out = number;
}

Result<PaperPoint> pointFrom(const nlohmann::json& value, const std::string& where) {
  if (!value.is_array() || value.size() != 2 || !std::all_of(value.begin(), value.end(), isNumber)) {
    return Fault{FaultCode::badInput, where + " must be two numbers in millimetres, [x, y]."};
  }
  return PaperPoint{value[0].get<double>(), value[1].get<double>()};
}

Result<PaperBox> boxFrom(const nlohmann::json& value, const std::string& where) {
  if (!value.is_array() || value.size() != 4 || !std::all_of(value.begin(), value.end(), isNumber)) {
    return Fault{FaultCode::badInput, where + " must be four numbers in millimetres, [x, y, width, height]."};
  }
  const PaperBox box{value[0].get<double>(), value[1].get<double>(), value[2].get<double>(), value[3].get<double>()};
  if (box.w <= 0 || box.h <= 0) {
    return Fault{FaultCode::badInput, where + " must have a width and a height above 0."};
  }
  return box;
}

namespace {

template <class Value, class From>
void readWith(JsonFields& fields, const char* key, Value& out, From&& from) {
  const nlohmann::json* value = fields.field(key, true);
  if (value == nullptr) return;
  auto read = from(*value, std::string());
  if (!read.ok()) {
    std::string_view why = read.fault().detail;
    why.remove_prefix(1);  // the space after an empty place
    why.remove_suffix(1);  // fail() ends the sentence
    return fields.fail(key, why);
  }
  out = std::move(*read);
}

}  // namespace

void readBox(JsonFields& fields, const char* key, PaperBox& out) {
  readWith(fields, key, out, boxFrom);
}

void readPoint(JsonFields& fields, const char* key, PaperPoint& out) {
  readWith(fields, key, out, pointFrom);
}

void readWords(JsonFields& fields, const char* key, Words& out) {
  const nlohmann::json* value = fields.field(key, true);
  if (value == nullptr) return;
  constexpr std::size_t longest = 2000;
  if (!value->is_object() || !value->contains("en") || !(*value)["en"].is_string() ||
      (value->contains("cy") && !(*value)["cy"].is_string())) {
    return fields.fail(key, R"(must be words as in {"en": "English", "cy": "Cymraeg"})");
  }
  for (const auto& [name, unused] : value->items()) {
    if (name != "en" && name != "cy") return fields.fail(key, "may have en and cy only, not " + name.substr(0, 20));
  }
  out.english = (*value)["en"].get<std::string>();
  out.welsh = value->value("cy", "");
  if (out.english.empty()) return fields.fail(key, "must have English words");
  if (out.english.size() > longest || out.welsh.size() > longest) return fields.fail(key, "is too long");
}

void readId(JsonFields& fields, std::string& out) {
  fields.text("id", out, 200);
  if (fields.status().ok() && !isId(out)) {
    fields.fail("id", "must be at most 40 of a-z, 0-9, '-' and '.', and begin with a letter");
  }
}

std::string named(const std::string& where, std::string_view what, std::size_t index, const nlohmann::json& value) {
  std::string text = where + ", " + std::string(what) + " " + std::to_string(index + 1);
  if (value.is_object() && value.contains("id") && value["id"].is_string()) {
    text += " (\"" + value["id"].get<std::string>().substr(0, 60) + "\")";
  }
  return text;
}

Result<BodyOutline> bodyFrom(const nlohmann::json& value, const std::string& where) {
  BodyOutline outline;
  JsonFields fields(value, where);
  readId(fields, outline.id);
  readNumber(fields, "width", outline.width, true, 1, hugeMm);
  readNumber(fields, "height", outline.height, true, 1, hugeMm);
  fields.eachOf("paths", true, 200, [&](const nlohmann::json& path, const std::string& at) -> Status {
    if (!path.is_array() || path.size() < 2 || path.size() > 2000) {
      return Fault{FaultCode::badInput, at + " must be a list of 2 to 2000 points."};
    }
    std::vector<PaperPoint> points;
    for (const nlohmann::json& one : path) {
      PB_TRY_VALUE(const PaperPoint point, pointFrom(one, at));
      if (point.x < 0 || point.y < 0 || point.x > outline.width || point.y > outline.height) {
        return Fault{FaultCode::badInput, at + " leaves the outline's own width or height."};
      }
      points.push_back(point);
    }
    outline.paths.push_back(std::move(points));
    return {};
  });
  PB_TRY(fields.done(JsonFields::Unknown::refuse));
  if (outline.paths.empty()) return Fault{FaultCode::badInput, where + ".paths is empty."};
  return outline;
}

Result<BodyOutline> parseBodyOutline(std::string_view json, std::string_view fileName) {
  PB_TRY_VALUE(const nlohmann::json document, readDocument(json, fileName));
  return bodyFrom(document, std::string(fileName));
}

}  // namespace pillarbox::form

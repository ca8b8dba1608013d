// From JSON to a Description. What may stand where is in places.cpp.
#include <algorithm>

#include "scanner/form/parse_parts.h"

namespace pillarbox::form {
namespace {

constexpr double smallestPoints = 6, largestPoints = 48;
constexpr std::size_t mostOfAKind = 300;

void readType(JsonFields& fields, double& points) {
  readNumber(fields, "points", points, false, smallestPoints, largestPoints);
}

Result<Text> textFrom(const nlohmann::json& value, const std::string& where) {
  Text text;
  JsonFields fields(value, where);
  readWords(fields, "words", text.words);
  readPoint(fields, "at", text.at);
  readNumber(fields, "width", text.widthMm, true, 1, a4WidthMm);
  readType(fields, text.points);
  fields.optionalBoolean("bold", text.bold);
  fields.optionalBoolean("grey", text.grey);
  PB_TRY(fields.done(JsonFields::Unknown::refuse));
  for (const std::string* words : {&text.words.english, &text.words.welsh}) {
    for (std::size_t open = words->find('{'); open != std::string::npos; open = words->find('{', open + 1)) {
      const std::string name = words->substr(open, words->find('}', open) - open + 1);
      constexpr std::array<std::string_view, 7> known{"{school}", "{dsls}", "{head}", "{chair}",
                                                      "{serial}", "{side}", "{sides}"};
      if (std::find(known.begin(), known.end(), name) == known.end()) {
        return Fault{FaultCode::badInput, where + ": nothing is known to put in place of " + name.substr(0, 40) +
                                              "; there are {school}, {dsls}, {head}, {chair}, {serial}, {side} and "
                                              "{sides}."};
      }
    }
  }
  return text;
}

Result<Line> lineFrom(const nlohmann::json& value, const std::string& where) {
  Line line;
  JsonFields fields(value, where);
  readPoint(fields, "from", line.from);
  readPoint(fields, "to", line.to);
  readNumber(fields, "thickness", line.thicknessMm, false, 0.05, 3);
  PB_TRY(fields.done(JsonFields::Unknown::refuse));
  return line;
}

Result<Frame> frameFrom(const nlohmann::json& value, const std::string& where) {
  Frame frame;
  JsonFields fields(value, where);
  readBox(fields, "box", frame.box);
  readNumber(fields, "thickness", frame.thicknessMm, false, 0.05, 3);
  PB_TRY(fields.done(JsonFields::Unknown::refuse));
  return frame;
}

Result<Tick> tickFrom(const nlohmann::json& value, const std::string& where) {
  Tick tick;
  JsonFields fields(value, where);
  readId(fields, tick.id);
  readBox(fields, "box", tick.box);
  readWords(fields, "words", tick.words);
  readNumber(fields, "width", tick.widthMm, true, 5, a4WidthMm);
  fields.optionalText("group", tick.group, 40);
  fields.optionalBoolean("only_one", tick.onlyOne);
  readType(fields, tick.points);
  fields.optionalBoolean("bold", tick.bold);
  PB_TRY(fields.done(JsonFields::Unknown::refuse));
  if (tick.onlyOne && tick.group.empty()) {
    return Fault{FaultCode::badInput,
                 where + ": only_one needs a group, the name that the ticks of one question share."};
  }
  return tick;
}

// {"at": [x, y], "size": [w, h], "count": 8, "gap": 2, "gap_after": [2, 4]}
Result<std::vector<PaperBox>> cellsFrom(const nlohmann::json& value, const std::string& where) {
  JsonFields fields(value, where);
  PaperPoint at, size;
  double gap = 0;
  std::int64_t count = 0;
  std::vector<std::int64_t> gaps;
  readPoint(fields, "at", at);
  readPoint(fields, "size", size);
  readNumber(fields, "gap", gap, false, 0, 30);
  fields.integer("count", count);
  fields.eachOf("gap_after", false, 40, [&](const nlohmann::json& one, const std::string& place) -> Status {
    if (!one.is_number_integer()) return Fault{FaultCode::badInput, place + " must be a whole number."};
    gaps.push_back(one.get<std::int64_t>());
    return {};
  });
  PB_TRY(fields.done(JsonFields::Unknown::refuse));
  if (count < 1 || count > 40) return Fault{FaultCode::badInput, where + ".count must be from 1 to 40."};
  if (size.x < 4 || size.y < 4) return Fault{FaultCode::badInput, where + ".size must be at least 4 mm each way."};
  std::vector<PaperBox> cells;
  for (std::int64_t i = 0; i < count; ++i) {
    cells.push_back({at.x, at.y, size.x, size.y});
    at.x += size.x + (std::find(gaps.begin(), gaps.end(), i + 1) != gaps.end() ? gap : 0);
  }
  return cells;
}

Result<Field> fieldFrom(const nlohmann::json& value, const std::string& where) {
  Field field;
  std::string kind = "handwriting";
  JsonFields fields(value, where);
  readId(fields, field.id);
  readBox(fields, "box", field.box);
  readWords(fields, "words", field.words);
  fields.optionalText("kind", kind, 40);
  readNumber(fields, "ruled", field.ruledMm, false, 4, 30);
  readNumber(fields, "label_width", field.labelWidthMm, false, 5, a4WidthMm);
  readType(fields, field.points);
  const nlohmann::json* cells = fields.field("cells", false);
  PB_TRY(fields.done(JsonFields::Unknown::refuse));
  if (cells != nullptr) {
    PB_TRY_VALUE(field.cells, cellsFrom(*cells, where + ".cells"));
  }
  if (kind == "handwriting") {
    field.kind = FieldKind::handwriting;
  } else if (kind == "date") {
    field.kind = FieldKind::date;
  } else if (kind == "time") {
    field.kind = FieldKind::time;
  } else if (kind == "characters") {
    field.kind = FieldKind::characters;
  } else {
    return Fault{FaultCode::badInput, where + ".kind must be handwriting, date, time or characters."};
  }
  const std::size_t count = field.cells.size();
  if (field.kind == FieldKind::handwriting && count != 0) {
    return Fault{FaultCode::badInput,
                 where + ": handwriting has no cells; its kind should be date, time or characters."};
  }
  if (field.kind == FieldKind::date && count != 8) {
    return Fault{FaultCode::badInput,
                 where + ": a date needs 8 cells, DDMMYYYY, and has " + std::to_string(count) + "."};
  }
  if (field.kind == FieldKind::time && count != 4) {
    return Fault{FaultCode::badInput, where + ": a time needs 4 cells, HHMM, and has " + std::to_string(count) + "."};
  }
  if (field.kind == FieldKind::characters && count == 0) {
    return Fault{FaultCode::badInput, where + ": characters need cells."};
  }
  if (count != 0 && field.ruledMm > 0) {
    return Fault{FaultCode::badInput, where + ": it has cells, so it cannot be ruled as well."};
  }
  return field;
}

Result<Figure> figureFrom(const nlohmann::json& value, const std::string& where, const Bodies& bodies) {
  Figure figure;
  std::string outline;
  JsonFields fields(value, where);
  readId(fields, figure.id);
  readBox(fields, "box", figure.box);
  readWords(fields, "words", figure.words);
  fields.text("outline", outline, 60);
  readNumber(fields, "thickness", figure.thicknessMm, false, 0.1, 1);
  readNumber(fields, "label_width", figure.labelWidthMm, false, 5, a4WidthMm);
  readType(fields, figure.points);
  PB_TRY(fields.done(JsonFields::Unknown::refuse));
  const auto body = bodies.find(outline);
  if (body == bodies.end()) {
    return Fault{FaultCode::badInput, where + ": there is no outline \"" + outline + "\" in the folder body."};
  }
  const BodyOutline& shape = body->second;
  const double scale = std::min(figure.box.w / shape.width, figure.box.h / shape.height);
  const double left = figure.box.x + (figure.box.w - scale * shape.width) / 2;
  const double top = figure.box.y + (figure.box.h - scale * shape.height) / 2;
  for (const auto& path : shape.paths) {
    auto& points = figure.outlines.emplace_back();
    for (const PaperPoint& point : path) points.push_back({left + scale * point.x, top + scale * point.y});
  }
  return figure;
}

Result<Side> sideFrom(const nlohmann::json& value, const std::string& where, const Bodies& bodies) {
  Side side;
  JsonFields fields(value, where);
  std::int64_t number = 0, sheet = 0, sideOfSheet = 0;
  fields.integer("number", number);
  fields.integer("sheet", sheet);
  fields.integer("side_of_sheet", sideOfSheet);
  const auto all = [&](const char* key, std::string_view what, auto& list, auto&& from) {
    std::size_t index = 0;
    fields.eachOf(key, false, mostOfAKind, [&](const nlohmann::json& one, const std::string&) -> Status {
      PB_TRY_VALUE(auto read, from(one, named(where, what, index++, one)));
      list.push_back(std::move(read));
      return {};
    });
  };
  all("texts", "text", side.texts, textFrom);
  all("lines", "line", side.lines, lineFrom);
  all("frames", "frame", side.frames, frameFrom);
  all("ticks", "tick", side.ticks, tickFrom);
  all("fields", "field", side.fields, fieldFrom);
  all("figures", "figure", side.figures,
      [&](const nlohmann::json& one, const std::string& at) { return figureFrom(one, at, bodies); });
  all("qrs", "QR code", side.qrs, boxFrom);
  PB_TRY(fields.done(JsonFields::Unknown::refuse));
  if (number < 1 || number > 2 * sheetCount) {
    return Fault{FaultCode::badInput, where + ".number must be from 1 to " + std::to_string(2 * sheetCount) + "."};
  }
  if (sheet < 0 || sheet >= sheetCount) {
    return Fault{FaultCode::badInput, where + ".sheet must be from 0 to " + std::to_string(sheetCount - 1) +
                                          ": there are no registration marks for more."};
  }
  if (sideOfSheet < 0 || sideOfSheet > 1) {
    return Fault{FaultCode::badInput, where + ".side_of_sheet must be 0 (front) or 1 (back)."};
  }
  side.number = static_cast<int>(number);
  side.sheet = static_cast<int>(sheet);
  side.sideOfSheet = static_cast<int>(sideOfSheet);
  return side;
}

}  // namespace

Result<Description> parseDescription(std::string_view json, std::string_view fileName,
                                     const std::vector<BodyOutline>& bodies) {
  const std::string where(fileName);
  PB_TRY_VALUE(const nlohmann::json document, readDocument(json, fileName));
  Bodies known;
  for (const BodyOutline& body : bodies) known.insert_or_assign(body.id, body);

  Description description;
  JsonFields fields(document, where);
  std::string note;
  fields.optionalText("note", note);
  readId(fields, description.id);
  readWords(fields, "title", description.title);
  std::size_t bodyIndex = 0;
  fields.eachOf("bodies", false, mostOfAKind, [&](const nlohmann::json& one, const std::string&) -> Status {
    PB_TRY_VALUE(BodyOutline body, bodyFrom(one, named(where, "body", bodyIndex++, one)));
    known.insert_or_assign(body.id, body);
    return {};
  });
  std::size_t sideIndex = 0;
  fields.eachOf("sides", true, 2 * sheetCount, [&](const nlohmann::json& one, const std::string&) -> Status {
    PB_TRY_VALUE(Side side, sideFrom(one, where + ": side " + std::to_string(++sideIndex), known));
    description.sides.push_back(std::move(side));
    return {};
  });
  PB_TRY(fields.done(JsonFields::Unknown::refuse));
  if (description.id.size() > 24) return Fault{FaultCode::badInput, where + ".id must be at most 24 characters."};
  if (description.id.find('.') != std::string::npos) {
    return Fault{FaultCode::badInput, where + ".id of a form may not have '.' in it: it is printed in a QR code."};
  }
  if (description.sides.empty()) return Fault{FaultCode::badInput, where + ".sides is empty."};
  PB_TRY(checkPlaces(description, fileName));
  description.edition = editionOf(description);
  return description;
}

}  // namespace pillarbox::form

#include "shared/record/paper_json.h"

#include <cmath>

#include "shared/record/json_fields.h"

namespace pillarbox {

namespace {

using Json = nlohmann::ordered_json;
using Unknown = JsonFields::Unknown;

double rounded(double value) {
  const double thousandths = std::round(value * 1000) / 1000;
  return thousandths == 0 ? 0 : thousandths;  // never "-0.0"
}

Status readNumbers(const nlohmann::json& json, const std::string& where, std::span<double> out) {
  if (!json.is_array() || json.size() != out.size()) {
    return Fault{FaultCode::badInput, where + " must be a list of " + std::to_string(out.size()) + " numbers."};
  }
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (!json[i].is_number()) return Fault{FaultCode::badInput, where + " must hold numbers."};
    out[i] = json[i].get<double>();
  }
  return {};
}

Status readCorners(const nlohmann::json& json, const std::string& where, PaperPage& page) {
  if (json.is_null()) return {};
  if (!json.is_array() || json.size() != 4) return Fault{FaultCode::badInput, where + " must be four points or null."};
  page.corners.emplace();
  for (std::size_t i = 0; i < 4; ++i) {
    std::array<double, 2> point{};
    PB_TRY(readNumbers(json[i], where, point));
    (*page.corners)[i] = {point[0], point[1]};
  }
  return {};
}

Status readForm(const nlohmann::json& json, const std::string& where, PaperPage& page, Unknown unknown) {
  if (json.is_null()) return {};
  JsonFields fields(json, where);
  PaperForm form;
  fields.text("template", form.templateId, 60);
  fields.optionalText("edition", form.edition, 60);
  fields.optionalInteger("side", form.side);
  fields.optionalText("serial", form.serial, 60);
  PB_TRY(fields.done(unknown));
  if (form.side < 1 || form.side > 100) return Fault{FaultCode::badInput, where + ".side is out of range."};
  page.form = std::move(form);
  return {};
}

Status readQuality(const nlohmann::json& json, const std::string& where, PaperQuality& quality, Unknown unknown) {
  JsonFields fields(json, where);
  std::string advice;
  fields.number("sharpness", quality.sharpness);
  fields.number("light", quality.light);
  fields.number("glare", quality.glare);
  fields.number("completeness", quality.completeness);
  fields.number("dpi", quality.dpi);
  fields.text("advice", advice, 40);
  PB_TRY(fields.done(unknown));
  const std::optional<PaperAdvice> known = paperAdviceFrom(advice);
  if (!known) return Fault{FaultCode::badInput, where + ".advice is not one this version knows."};
  quality.advice = *known;
  return {};
}

Status readTick(const nlohmann::json& json, const std::string& where, PaperTick& tick, Unknown unknown) {
  JsonFields fields(json, where);
  std::string state;
  fields.text("id", tick.id, 60);
  fields.optionalText("words", tick.words, 400);
  fields.text("state", state, 10);
  fields.number("score", tick.score);
  fields.optionalText("confirmed_by", tick.confirmedBy, 200);
  const nlohmann::json* box = fields.field("crop", false);
  PB_TRY(fields.done(unknown));
  std::array<double, 4> crop{};
  if (box != nullptr) PB_TRY(readNumbers(*box, where + ".crop", crop));
  tick.crop = {crop[0], crop[1], crop[2], crop[3]};
  const std::optional<TickState> known = tickStateFrom(state);
  if (!known) return Fault{FaultCode::badInput, where + ".state is not yes, no or unsure."};
  tick.state = *known;
  return {};
}

Status readMark(const nlohmann::json& json, const std::string& where, PaperMark& mark, Unknown unknown) {
  JsonFields fields(json, where);
  fields.text("figure", mark.figure, 60);
  fields.number("x_mm", mark.xMm);
  fields.number("y_mm", mark.yMm);
  fields.number("w_mm", mark.wMm);
  fields.number("h_mm", mark.hMm);
  fields.text("kind", mark.kind, 40);
  fields.number("confidence", mark.confidence);
  return fields.done(unknown);
}

Status readField(const nlohmann::json& json, const std::string& where, PaperField& field, Unknown unknown) {
  JsonFields fields(json, where);
  std::array<double, 4> crop{};
  fields.text("id", field.id, 60);
  fields.optionalText("words", field.words, 400);
  const nlohmann::json* box = fields.field("crop", true);
  fields.boolean("empty", field.empty);
  fields.optionalText("suggestion", field.suggestion, 100);
  fields.number("confidence", field.confidence);
  fields.optionalText("confirmed_by", field.confirmedBy, 200);
  PB_TRY(fields.done(unknown));
  PB_TRY(readNumbers(*box, where + ".crop", crop));
  field.crop = {crop[0], crop[1], crop[2], crop[3]};
  return {};
}

}  // namespace

Json paperPageJson(const PaperPage& page) {
  Json json;
  if (!page.attachment.empty()) json["attachment"] = page.attachment;
  json["corners"] = nullptr;
  if (page.corners) {
    json["corners"] = Json::array();
    for (const PaperPoint& point : *page.corners) json["corners"].push_back({rounded(point.x), rounded(point.y)});
  }
  json["form"] = nullptr;
  if (page.form) {
    json["form"] = {{"template", page.form->templateId},
                    {"edition", page.form->edition},
                    {"side", page.form->side},
                    {"serial", page.form->serial}};
  }
  json["quality"] = {{"sharpness", rounded(page.quality.sharpness)},
                     {"light", rounded(page.quality.light)},
                     {"glare", rounded(page.quality.glare)},
                     {"completeness", rounded(page.quality.completeness)},
                     {"dpi", rounded(page.quality.dpi)},
                     {"advice", paperAdviceName(page.quality.advice)}};
  json["width"] = page.width;
  json["height"] = page.height;
  json["dpi"] = rounded(page.dpi);
  json["ticks"] = Json::array();
  for (const PaperTick& tick : page.ticks) {
    Json one{
        {"id", tick.id}, {"words", tick.words}, {"state", tickStateName(tick.state)}, {"score", rounded(tick.score)}};
    if (!tick.confirmedBy.empty()) one["confirmed_by"] = tick.confirmedBy;
    if (tick.crop.w > 0)
      one["crop"] = {rounded(tick.crop.x), rounded(tick.crop.y), rounded(tick.crop.w), rounded(tick.crop.h)};
    json["ticks"].push_back(std::move(one));
  }
  json["marks"] = Json::array();
  for (const PaperMark& mark : page.marks) {
    json["marks"].push_back({{"figure", mark.figure},
                             {"x_mm", rounded(mark.xMm)},
                             {"y_mm", rounded(mark.yMm)},
                             {"w_mm", rounded(mark.wMm)},
                             {"h_mm", rounded(mark.hMm)},
                             {"kind", mark.kind},
                             {"confidence", rounded(mark.confidence)}});
  }
  json["fields"] = Json::array();
  for (const PaperField& field : page.fields) {
    Json one{{"id", field.id},
             {"words", field.words},
             {"crop", {rounded(field.crop.x), rounded(field.crop.y), rounded(field.crop.w), rounded(field.crop.h)}},
             {"empty", field.empty},
             {"suggestion", field.suggestion},
             {"confidence", rounded(field.confidence)}};
    if (!field.confirmedBy.empty()) one["confirmed_by"] = field.confirmedBy;
    json["fields"].push_back(std::move(one));
  }
  if (!page.problem.empty()) json["problem"] = page.problem;
  return json;
}

Result<PaperPage> paperPageFrom(const nlohmann::json& json, const std::string& where, UnknownFields unknownFields) {
  const Unknown unknown = unknownFields == UnknownFields::refuse ? Unknown::refuse : Unknown::ignore;
  JsonFields fields(json, where);
  PaperPage page;
  fields.optionalText("attachment", page.attachment, 64);
  Status nested;
  if (const auto* corners = fields.field("corners", true)) nested = readCorners(*corners, where + ".corners", page);
  PB_TRY(nested);
  if (const auto* form = fields.field("form", true)) nested = readForm(*form, where + ".form", page, unknown);
  PB_TRY(nested);
  if (const auto* quality = fields.field("quality", true)) {
    nested = readQuality(*quality, where + ".quality", page.quality, unknown);
  }
  PB_TRY(nested);
  fields.optionalInteger("width", page.width);
  fields.optionalInteger("height", page.height);
  fields.number("dpi", page.dpi);
  const auto each = [&](const char* key, std::size_t most, auto& list, auto read) {
    fields.eachOf(key, true, most, [&](const nlohmann::json& one, const std::string& at) -> Status {
      return read(one, at, list.emplace_back(), unknown);
    });
  };
  each("ticks", mostTicks, page.ticks, readTick);
  each("marks", mostMarks, page.marks, readMark);
  each("fields", mostFields, page.fields, readField);
  fields.optionalText("problem", page.problem, 400);
  PB_TRY(fields.done(unknown));
  constexpr int mostSide = 20'000;
  if (page.width < 0 || page.height < 0 || page.width > mostSide || page.height > mostSide) {
    return Fault{FaultCode::badInput, where + " is too large a picture."};
  }
  return page;
}

}  // namespace pillarbox

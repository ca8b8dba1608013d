#include "kiosk/command/paper_output.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "shared/record/paper_json.h"

namespace pillarbox::command {

namespace {

using Json = nlohmann::ordered_json;

double rounded(double value) {
  const double hundredths = std::round(value * 100) / 100;
  return hundredths == 0 ? 0 : hundredths;  // never "-0.0"
}

Json cornersJson(const std::array<PaperPoint, 4>& corners) {
  Json list = Json::array();
  for (const PaperPoint& each : corners) list.push_back(Json::array({rounded(each.x), rounded(each.y)}));
  return list;
}

std::string millimetres(double value) {
  return std::to_string(std::lround(value)) + " mm";
}

// "    Ticked: one; two\n", or nothing.
std::string listLine(std::string_view label, const std::vector<std::string>& words) {
  if (words.empty()) return {};
  std::string line = "    " + std::string(label) + ": ";
  for (std::size_t i = 0; i < words.size(); ++i) line += (i == 0 ? "" : "; ") + words[i];
  return line + "\n";
}

const std::string& wordsOr(const std::string& words, const std::string& id) {
  return words.empty() ? id : words;
}

}  // namespace

Json scannedPageJson(const std::string& file, const camera::FilePage& scanned) {
  const PaperPage& page = scanned.page.page;
  Json form, ticks = Json::object(), marks = Json::array(), fields = Json::object();
  if (page.form) {
    form = {{"template", page.form->templateId}, {"side", page.form->side}, {"serial", page.form->serial}};
  }
  for (const PaperTick& tick : page.ticks) {
    ticks[tick.id] = {{"state", std::string(tickStateName(tick.state))}, {"score", rounded(tick.score)}};
  }
  for (const PaperMark& mark : page.marks) {
    marks.push_back({{"figure", mark.figure},
                     {"x_mm", rounded(mark.xMm)},
                     {"y_mm", rounded(mark.yMm)},
                     {"kind", mark.kind},
                     {"confidence", rounded(mark.confidence)}});
  }
  for (const PaperField& field : page.fields) {
    const PaperBox& crop = field.crop;
    Json one = {{"crop", Json::array({rounded(crop.x), rounded(crop.y), rounded(crop.w), rounded(crop.h)})},
                {"empty", field.empty}};
    if (!field.suggestion.empty()) {
      one["suggestion"] = field.suggestion;
      one["confidence"] = rounded(field.confidence);
    }
    fields[field.id] = std::move(one);
  }
  return {{"file", file},
          {"page_no", scanned.pageNo},
          {"corners", page.corners ? cornersJson(*page.corners) : Json()},
          {"form", form},
          {"quality", paperPageJson(page)["quality"]},
          {"ticks", ticks},
          {"marks", marks},
          {"fields", fields}};
}

std::string scannedPageText(const std::string& file, const camera::FilePage& scanned) {
  const PaperPage& page = scanned.page.page;
  std::string text = file;
  if (scanned.pages > 1) text += ", page " + std::to_string(scanned.pageNo);
  text += "\n";
  if (!page.corners) return text + "    No page of paper was found.\n";
  if (page.form) {
    text += "    Form: " + page.form->templateId + ", side " + std::to_string(page.form->side);
    text += page.form->serial.empty() ? "\n" : ", sheet " + page.form->serial + "\n";
  } else {
    text += "    A page of paper that is none of our forms.\n";
  }
  std::vector<std::string> ticked, unsure, marks, written;
  for (const PaperTick& tick : page.ticks) {
    if (tick.state == TickState::yes) ticked.push_back(wordsOr(tick.words, tick.id));
    if (tick.state == TickState::unsure) unsure.push_back(wordsOr(tick.words, tick.id));
  }
  for (const PaperMark& mark : page.marks) {
    marks.push_back(mark.kind + " on " + mark.figure + " at " + millimetres(mark.xMm) + ", " + millimetres(mark.yMm));
  }
  for (const PaperField& field : page.fields) {
    if (field.empty) continue;
    const std::string& label = wordsOr(field.words, field.id);
    written.push_back(field.suggestion.empty() ? label : label + " (perhaps " + field.suggestion + ")");
  }
  text += listLine("Ticked", ticked) + listLine("Not sure", unsure) + listLine("Marks", marks);
  text += listLine("Written in", written);
  if (page.quality.advice != PaperAdvice::none) {
    text += "    To do better: " + std::string(paperAdviceName(page.quality.advice)) + "\n";
  }
  return text;
}

Json badgeJson(const std::string& file, const std::vector<scan::Code>& codes) {
  Json list = Json::array();
  for (const scan::Code& code : codes) {
    list.push_back({{"format", code.format}, {"text", code.text}, {"corners", cornersJson(code.corners)}});
  }
  return {{"file", file}, {"codes", list}};
}

}  // namespace pillarbox::command

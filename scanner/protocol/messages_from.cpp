// Messages from the scanner. Everything in them is checked: the process that sent them has decoded hostile pictures.
#include <algorithm>
#include <cmath>

#include "scanner/protocol/message_json.h"
#include "scanner/protocol/messages.h"
#include "shared/record/paper_json.h"

namespace pillarbox::scan {

namespace {

constexpr Names<CameraState, 4> states{{{{CameraState::none, "none"},
                                         {CameraState::open, "open"},
                                         {CameraState::lost, "lost"},
                                         {CameraState::unusable, "unusable"}}}};
constexpr std::array<std::string_view, 4> formats{"QRCode", "Code128", "Code39", "DataMatrix"};

constexpr int mostSide = 16'000;                // pixels
constexpr std::int64_t mostGrey = 64LL << 20;   // of one flattened page
constexpr std::int64_t mostBgra = 256LL << 20;  // of a decoded picture or all slots of the preview
constexpr double mostCoordinate = 1e6;
constexpr std::size_t mostCodeText = 4096, mostCodes = 50, mostSentence = 500;

Json point(PaperPoint p) {
  return Json::array({std::isfinite(p.x) ? p.x : 0, std::isfinite(p.y) ? p.y : 0});
}
Json corners(const std::array<PaperPoint, 4>& four) {
  Json list = Json::array();
  for (const PaperPoint& each : four) list.push_back(point(each));
  return list;
}
Json code(const Code& one) {
  return {{"format", one.format}, {"text", one.text}, {"corners", corners(one.corners)}};
}

struct Encoder {
  Json operator()(const Ready& m) const { return {{"kind", "ready"}, {"version", m.version}, {"problem", m.problem}}; }
  Json operator()(const CameraIs& m) const {
    return {{"kind", "camera-is"}, {"state", states.name(m.state)}, {"says", m.says}};
  }
  Json operator()(const Preview& m) const {
    return {{"kind", "preview"}, {"fresh", m.fresh},   {"slots", m.slots},  {"slot", m.slot},
            {"width", m.width},  {"height", m.height}, {"stride", m.stride}};
  }
  Json operator()(const BadgeSeen& m) const { return {{"kind", "badge-seen"}, {"code", code(m.code)}}; }
  Json operator()(const SeveralBadges&) const { return {{"kind", "several-badges"}}; }
  Json operator()(const Guide& m) const {
    return {{"kind", "guide"},
            {"advice", std::string(paperAdviceName(m.advice))},
            {"corners", m.corners ? corners(*m.corners) : Json()},
            {"steady", m.steady}};
  }
  Json operator()(const PageTaken& m) const { return {{"kind", "page-taken"}, {"page", paperPageJson(m.page)}}; }
  Json operator()(const FilePage& m) const {
    return {{"kind", "file-page"},
            {"request", m.request},
            {"page-no", m.pageNo},
            {"pages", m.pages},
            {"page", paperPageJson(m.page)}};
  }
  Json operator()(const FileCodes& m) const {
    Json list = Json::array();
    for (const Code& each : m.codes) list.push_back(code(each));
    return {{"kind", "file-codes"}, {"request", m.request}, {"codes", list}};
  }
  Json operator()(const DebugPicture& m) const {
    return {{"kind", "debug-picture"}, {"request", m.request}, {"page-no", m.pageNo}, {"name", m.name}};
  }
  Json operator()(const FileDone& m) const {
    return {{"kind", "file-done"}, {"request", m.request}, {"problem", m.problem}};
  }
  Json operator()(const Decoded& m) const {
    return {
        {"kind", "decoded"}, {"request", m.request}, {"width", m.width}, {"height", m.height}, {"problem", m.problem}};
  }
};

Status readCorners(const nlohmann::json& json, const std::string& where, std::array<PaperPoint, 4>& out) {
  const Fault bad{FaultCode::badInput, where + " must be four points."};
  if (!json.is_array() || json.size() != 4) return bad;
  for (std::size_t i = 0; i < 4; ++i) {
    const nlohmann::json& one = json[i];
    if (!one.is_array() || one.size() != 2 || !one[0].is_number() || !one[1].is_number()) return bad;
    out[i] = {one[0].get<double>(), one[1].get<double>()};
    const auto fine = [](double v) { return std::isfinite(v) && std::abs(v) <= mostCoordinate; };
    if (!fine(out[i].x) || !fine(out[i].y)) return bad;
  }
  return {};
}

Status readCode(const nlohmann::json& json, const std::string& where, Code& out) {
  JsonFields fields(json, where);
  fields.text("format", out.format, 20);
  fields.text("text", out.text, mostCodeText);
  if (const nlohmann::json* four = fields.field("corners", true)) {
    PB_TRY(readCorners(*four, where + ".corners", out.corners));
  }
  if (fields.status().ok() && std::find(formats.begin(), formats.end(), out.format) == formats.end()) {
    fields.fail("format", "is not a kind of code this version knows");
  }
  return fields.done(JsonFields::Unknown::refuse);
}

Status readPage(MessageFields& fields, PaperPage& page) {
  const nlohmann::json* json = fields.field("page", true);
  if (json == nullptr) return fields.status();
  PB_TRY_VALUE(page, paperPageFrom(*json, "message.page", UnknownFields::refuse));
  if (page.width < 0 || page.height < 0 || page.width > mostSide || page.height > mostSide ||
      (page.width == 0) != (page.height == 0) || std::int64_t{page.width} * page.height > mostGrey) {
    return Fault{FaultCode::badInput, "message.page has impossible measures."};
  }
  // What a person confirmed and where it is kept is not the scanner's to say.
  const auto confirmed = [](const auto& each) { return !each.confirmedBy.empty(); };
  if (!page.attachment.empty() || std::any_of(page.ticks.begin(), page.ticks.end(), confirmed) ||
      std::any_of(page.fields.begin(), page.fields.end(), confirmed)) {
    return Fault{FaultCode::badInput, "message.page says what the scanner cannot know."};
  }
  return {};
}

Status read(MessageFields& fields, Ready& m) {
  fields.within("version", m.version, 1, 1000);
  fields.text("problem", m.problem, mostSentence);
  return fields.done();
}

Status read(MessageFields& fields, CameraIs& m) {
  fields.named("state", m.state, [](std::string_view name) { return states.value(name); });
  fields.text("says", m.says, mostSentence);
  return fields.done();
}

Status read(MessageFields& fields, Preview& m) {
  fields.boolean("fresh", m.fresh);
  fields.within("slots", m.slots, 1, 8);
  fields.within("slot", m.slot, 0, 7);
  fields.within("width", m.width, 1, 4096);
  fields.within("height", m.height, 1, 4096);
  fields.within("stride", m.stride, 4, 4 * 4096 + 64);
  PB_TRY(fields.done());
  if (m.slot >= m.slots) fields.fail("slot", "is out of range");
  if (m.stride < m.width * 4) fields.fail("stride", "is shorter than a row");
  if (std::int64_t{m.slots} * m.height * m.stride > mostBgra) fields.fail("slots", "are too many");
  return fields.status();
}

Status read(MessageFields& fields, BadgeSeen& m) {
  if (const nlohmann::json* one = fields.field("code", true)) PB_TRY(readCode(*one, "message.code", m.code));
  return fields.done();
}

Status read(MessageFields& fields, SeveralBadges&) {
  return fields.done();
}

Status read(MessageFields& fields, Guide& m) {
  fields.named("advice", m.advice, [](std::string_view name) { return paperAdviceFrom(name); });
  if (const nlohmann::json* four = fields.field("corners", true); four != nullptr && !four->is_null()) {
    PB_TRY(readCorners(*four, "message.corners", m.corners.emplace()));
  }
  fields.number("steady", m.steady);
  if (m.steady < 0 || m.steady > 1) fields.fail("steady", "is out of range");
  return fields.done();
}

Status read(MessageFields& fields, PageTaken& m) {
  PB_TRY(readPage(fields, m.page));
  PB_TRY(fields.done());
  if (m.page.width == 0) return Fault{FaultCode::badInput, "message.page has no picture."};
  return {};
}

Status read(MessageFields& fields, FilePage& m) {
  fields.request(m.request);
  fields.within("page-no", m.pageNo, 1, 1000);
  fields.within("pages", m.pages, 1, 1000);
  PB_TRY(readPage(fields, m.page));
  if (m.pageNo > m.pages) fields.fail("page-no", "is out of range");
  if (m.page.width == 0 && m.page.problem.empty()) fields.fail("page", "has neither a picture nor a problem");
  return fields.done();
}

Status read(MessageFields& fields, FileCodes& m) {
  fields.request(m.request);
  fields.eachOf("codes", true, mostCodes, [&](const nlohmann::json& json, const std::string& where) {
    return readCode(json, where, m.codes.emplace_back());
  });
  return fields.done();
}

Status read(MessageFields& fields, DebugPicture& m) {
  fields.request(m.request);
  fields.within("page-no", m.pageNo, 1, 1000);
  fields.text("name", m.name, 60);
  // It becomes part of a file's name.
  const auto fine = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  if (m.name.empty() || !std::all_of(m.name.begin(), m.name.end(), fine)) {
    fields.fail("name", "may hold a to z, 0 to 9 and hyphens");
  }
  return fields.done();
}

Status read(MessageFields& fields, FileDone& m) {
  fields.request(m.request);
  fields.text("problem", m.problem, mostSentence);
  return fields.done();
}

Status read(MessageFields& fields, Decoded& m) {
  fields.request(m.request);
  fields.within("width", m.width, 0, mostSide);
  fields.within("height", m.height, 0, mostSide);
  fields.text("problem", m.problem, mostSentence);
  PB_TRY(fields.done());
  const bool empty = m.width == 0 || m.height == 0;
  if (m.problem.empty() && (empty || std::int64_t{m.width} * m.height * 4 > mostBgra)) {
    fields.fail("width", "is out of range");
  }
  return fields.status();
}

template <class Message>
Result<FromScanner> message(const nlohmann::json& document) {
  MessageFields fields(document);
  Message message;
  PB_TRY(read(fields, message));
  return FromScanner(std::move(message));
}

}  // namespace

std::string encode(const FromScanner& message) {
  return dumped(std::visit(Encoder{}, message));
}

Result<FromScanner> decodeFromScanner(std::string_view packet) {
  PB_TRY_VALUE(const Opened opened, openMessage(packet));
  const std::string& kind = opened.kind;
  if (kind == "ready") return message<Ready>(opened.document);
  if (kind == "camera-is") return message<CameraIs>(opened.document);
  if (kind == "preview") return message<Preview>(opened.document);
  if (kind == "badge-seen") return message<BadgeSeen>(opened.document);
  if (kind == "several-badges") return message<SeveralBadges>(opened.document);
  if (kind == "guide") return message<Guide>(opened.document);
  if (kind == "page-taken") return message<PageTaken>(opened.document);
  if (kind == "file-page") return message<FilePage>(opened.document);
  if (kind == "file-codes") return message<FileCodes>(opened.document);
  if (kind == "debug-picture") return message<DebugPicture>(opened.document);
  if (kind == "file-done") return message<FileDone>(opened.document);
  if (kind == "decoded") return message<Decoded>(opened.document);
  return Fault{FaultCode::badInput, "message.kind is not one this version knows."};
}

int descriptorsOf(const FromScanner& message) {
  if (const auto* preview = std::get_if<Preview>(&message)) return preview->fresh ? 1 : 0;
  if (std::holds_alternative<PageTaken>(message)) return 2;
  if (const auto* page = std::get_if<FilePage>(&message)) return page->page.width > 0 ? 2 : 0;
  if (std::holds_alternative<DebugPicture>(message)) return 1;
  if (const auto* decoded = std::get_if<Decoded>(&message)) return decoded->problem.empty() ? 1 : 0;
  return 0;
}

}  // namespace pillarbox::scan

// Messages to the scanner.
#include "scanner/protocol/message_json.h"
#include "scanner/protocol/messages.h"

namespace pillarbox::scan {

namespace {

constexpr Names<Purpose, 3> purposes{
    {{{Purpose::nothing, "nothing"}, {Purpose::badge, "badge"}, {Purpose::page, "page"}}}};

constexpr int mostSide = 16'000;  // pixels

struct Encoder {
  Json operator()(const Begin& m) const {
    return {{"kind", "begin"}, {"version", m.version}, {"data-matrix", m.dataMatrix}, {"language", m.language}};
  }
  Json operator()(const UseCamera& m) const {
    return {{"kind", "use-camera"}, {"width", m.width}, {"height", m.height}, {"rotation", m.rotation}};
  }
  Json operator()(const ShowPicture& m) const {
    return {{"kind", "show-picture"}, {"frames-per-second", m.framesPerSecond}};
  }
  Json operator()(const CloseCamera&) const { return {{"kind", "close-camera"}}; }
  Json operator()(const Look& m) const {
    return {{"kind", "look"},
            {"purpose", purposes.name(m.purpose)},
            {"preview", m.preview},
            {"preview-side", m.previewSide}};
  }
  Json operator()(const TakeNow&) const { return {{"kind", "take-now"}}; }
  Json operator()(const TakeAgain&) const { return {{"kind", "take-again"}}; }
  Json operator()(const ReadFile& m) const {
    return {{"kind", "read-file"}, {"request", m.request}, {"purpose", purposes.name(m.purpose)}, {"debug", m.debug}};
  }
  Json operator()(const Decode& m) const {
    return {{"kind", "decode"}, {"request", m.request}, {"max-width", m.maxWidth}, {"max-height", m.maxHeight}};
  }
};

Status read(MessageFields& fields, Begin& m) {
  fields.within("version", m.version, 1, 1000);
  fields.boolean("data-matrix", m.dataMatrix);
  fields.text("language", m.language, 8);
  return fields.done();
}

Status read(MessageFields& fields, UseCamera& m) {
  fields.within("width", m.width, 16, mostSide);
  fields.within("height", m.height, 16, mostSide);
  fields.within("rotation", m.rotation, 0, 270);
  if (m.rotation % 90 != 0) fields.fail("rotation", "must be 0, 90, 180 or 270");
  return fields.done();
}

Status read(MessageFields& fields, ShowPicture& m) {
  fields.within("frames-per-second", m.framesPerSecond, 1, 1000);
  return fields.done();
}

Status read(MessageFields& fields, Look& m) {
  fields.named("purpose", m.purpose, [](std::string_view name) { return purposes.value(name); });
  fields.boolean("preview", m.preview);
  fields.within("preview-side", m.previewSide, 64, 4096);
  return fields.done();
}

Status read(MessageFields& fields, ReadFile& m) {
  fields.request(m.request);
  fields.named("purpose", m.purpose, [](std::string_view name) { return purposes.value(name); });
  if (m.purpose == Purpose::nothing) fields.fail("purpose", "must be something");
  fields.boolean("debug", m.debug);
  return fields.done();
}

Status read(MessageFields& fields, Decode& m) {
  fields.request(m.request);
  fields.within("max-width", m.maxWidth, 1, mostSide);
  fields.within("max-height", m.maxHeight, 1, mostSide);
  return fields.done();
}

template <class Message>
Status read(MessageFields& fields, Message&) {
  return fields.done();
}

template <class Message>
Result<ToScanner> message(const nlohmann::json& document) {
  MessageFields fields(document);
  Message message;
  PB_TRY(read(fields, message));
  return ToScanner(message);
}

}  // namespace

std::string encode(const ToScanner& message) {
  return dumped(std::visit(Encoder{}, message));
}

Result<ToScanner> decodeToScanner(std::string_view packet) {
  PB_TRY_VALUE(const Opened opened, openMessage(packet));
  const std::string& kind = opened.kind;
  if (kind == "begin") return message<Begin>(opened.document);
  if (kind == "use-camera") return message<UseCamera>(opened.document);
  if (kind == "show-picture") return message<ShowPicture>(opened.document);
  if (kind == "close-camera") return message<CloseCamera>(opened.document);
  if (kind == "look") return message<Look>(opened.document);
  if (kind == "take-now") return message<TakeNow>(opened.document);
  if (kind == "take-again") return message<TakeAgain>(opened.document);
  if (kind == "read-file") return message<ReadFile>(opened.document);
  if (kind == "decode") return message<Decode>(opened.document);
  return Fault{FaultCode::badInput, "message.kind is not one this version knows."};
}

int descriptorsOf(const ToScanner& message) {
  const bool one = std::holds_alternative<Begin>(message) || std::holds_alternative<UseCamera>(message) ||
                   std::holds_alternative<ShowPicture>(message) || std::holds_alternative<ReadFile>(message) ||
                   std::holds_alternative<Decode>(message);
  return one ? 1 : 0;
}

}  // namespace pillarbox::scan

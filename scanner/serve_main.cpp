#include "scanner/serve_main.h"

#include <unistd.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "scanner/eye_main.h"
#include "scanner/files_main.h"
#include "scanner/intake_main.h"
#include "scanner/look_main.h"
#include "scanner/protocol/channel.h"
#include "scanner/sender_main.h"
#include "shared/record/json_fields.h"

namespace pillarbox::scan {

namespace {

constexpr std::size_t mostForms = 100, mostFormBytes = 4 << 20;
constexpr int exitBadMessage = 3;

Result<std::vector<form::Description>> parseForms(BytesView text) {
  PB_TRY_VALUE(const nlohmann::json document, parseJson(textOf(text), "The form descriptions"));
  form::DescriptionFiles files;
  JsonFields fields(document, "descriptions");
  const auto readInto = [](std::vector<form::DescriptionFile>& list) {
    return [&list](const nlohmann::json& json, const std::string& where) -> Status {
      JsonFields one(json, where);
      form::DescriptionFile file;
      one.text("name", file.name, 200);
      one.text("json", file.json, mostFormBytes);
      one.optionalBoolean("printed", file.printed);
      PB_TRY(one.done(JsonFields::Unknown::refuse));
      list.push_back(std::move(file));
      return {};
    };
  };
  fields.eachOf("forms", true, mostForms, readInto(files.forms));
  fields.eachOf("bodies", true, mostForms, readInto(files.bodies));
  PB_TRY(fields.done(JsonFields::Unknown::refuse));
  return form::parseAll(files);
}

// The thread that looks.
class Pipeline {
 public:
  Pipeline(Sender& sender, Intake& intake) : m_sender(sender), m_intake(intake) {}
  [[noreturn]] void run() {
    for (;;) {
      Work work = m_intake.take(!m_files.waiting());
      for (Command& command : work.commands) handle(command);
      if (work.frame) m_looker.see(*work.frame);
      if (m_files.waiting()) m_files.step();
    }
  }

 private:
  void handle(Command& command) {
    if (const auto* begin = std::get_if<Begin>(&command.message)) return start(*begin, command.fd.get());
    if (const auto* look = std::get_if<Look>(&command.message)) return m_looker.look(look->purpose);
    if (std::holds_alternative<TakeNow>(command.message)) return m_looker.takeNow();
    if (std::holds_alternative<TakeAgain>(command.message)) return m_looker.takeAgain();
    if (const auto* file = std::get_if<ReadFile>(&command.message)) {
      return m_files.add(*file, readSealedMemfd(command.fd.get(), mostFileBytes));
    }
    if (const auto* decode = std::get_if<Decode>(&command.message)) {
      return m_files.decode(*decode, readSealedMemfd(command.fd.get(), mostFileBytes));
    }
  }
  void start(const Begin& begin, int fd) {
    Ready ready;
    m_reader.language = begin.language;
    m_reader.dataMatrix = begin.dataMatrix;
    const Result<Bytes> text = readSealedMemfd(fd, mostFormBytes);
    Result<std::vector<form::Description>> forms =
        text ? parseForms(*text) : Result<std::vector<form::Description>>(text.fault());
    if (forms) {
      m_reader.forms = std::move(*forms);
    } else {
      ready.problem = forms.fault().detail.substr(0, 400);
    }
    m_looker.begin();
    static_cast<void>(m_sender.send(ready));
  }

  Sender& m_sender;
  Intake& m_intake;
  Reader m_reader;
  Files m_files{m_sender, m_reader};
  Looker m_looker{m_sender, m_reader};
};

bool forTheEye(const ToScanner& message) {
  return std::holds_alternative<UseCamera>(message) || std::holds_alternative<ShowPicture>(message) ||
         std::holds_alternative<CloseCamera>(message);
}

}  // namespace

void serve(int channel) {
  const SystemClock clock;
  Sender sender(channel);
  Intake intake;
  Eye eye(sender, intake, clock);
  Pipeline pipeline(sender, intake);
  std::thread([&] { eye.run(); }).detach();
  std::thread([&] { pipeline.run(); }).detach();
  for (;;) {
    Result<std::optional<Packet>> packet = receivePacket(channel, Milliseconds(-1));
    // Nobody is there any more. The threads hold nothing that outlives the process.
    if (!packet) ::_exit(packet.fault().code == FaultCode::network ? 0 : exitBadMessage);
    if (!*packet) continue;
    const Result<ToScanner> message = decodeToScanner((*packet)->text);
    if (!message || static_cast<int>((*packet)->fds.size()) != descriptorsOf(*message)) ::_exit(exitBadMessage);
    Command command{*message, (*packet)->fds.empty() ? Fd() : std::move((*packet)->fds[0])};
    if (forTheEye(*message)) {
      eye.push(std::move(command));
      continue;
    }
    if (std::holds_alternative<Look>(*message)) eye.push(Command{*message, Fd()});
    intake.push(std::move(command));
  }
}

}  // namespace pillarbox::scan

// doctor: what is not well with this terminal, and what to do about it.
#include <fcntl.h>

#include <array>
#include <cstdio>
#include <memory>

#include "kiosk/command/open_folder.h"
#include "kiosk/command/output.h"
#include "kiosk/command/program.h"
#include "kiosk/office/http.h"
#include "shared/base/fd.h"
#include "shared/wire/api.h"
#include "shared/wire/server_card.h"

namespace pillarbox::command {
namespace {

namespace fs = std::filesystem;

const Syntax doctorSyntax{
    "doctor",
    "Look at camera, reader, network, time, disk and printer, and say what to do",
    {{"DIR", true}},
    {},
    "Exit code 1 if something is to be done. Changes nothing. Run it as the terminal's own user.\n"};

struct Finding {
  enum class How { good, without, wrong } how = How::good;  // without: fine, but something cannot be done here
  std::string what, says, todo = {};
};

Finding disk(const fs::path& folder) {
  std::error_code error;
  const auto space = fs::space(folder, error);
  constexpr std::uintmax_t megabyte = 1'000'000;
  const std::string says = std::to_string(error ? 0 : space.available / megabyte) + " MB are free.";
  if (error || space.available < 200 * megabyte) {
    return {Finding::How::wrong, "Disk", says, "Make room: without it nothing new can be kept."};
  }
  return {Finding::How::good, "Disk", says};
}

Finding camera() {
  int found = 0, usable = 0;
  for (int number = 0; number < 64; ++number) {
    const std::string path = "/dev/video" + std::to_string(number);
    std::error_code error;
    if (!fs::exists(path, error)) continue;
    ++found;
    if (Fd(::open(path.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC))) ++usable;
  }
  if (found == 0) {
    return {Finding::How::without, "Camera", "There is none.",
            "Plug one in if paper forms or printed badges are to be read here."};
  }
  if (usable == 0) {
    return {Finding::How::wrong, "Camera", "This user may not open it.",
            "Run: sudo usermod -aG video USER, and start the terminal again."};
  }
  return {Finding::How::good, "Camera", "It can be opened."};
}

Finding reader() {
  std::error_code error;
  if (fs::exists("/run/pcscd/pcscd.comm", error)) return {Finding::How::good, "Badge reader", "Its service runs."};
  return {Finding::How::without, "Badge reader", "The service for contactless readers (pcscd) does not run.",
          "If badges are held to a reader here: sudo apt install pcscd, then plug the reader in again. A reader that "
          "types like a keyboard needs no service."};
}

Finding printer() {
  struct ClosePipe {
    void operator()(std::FILE* file) const { ::pclose(file); }
  };
  const std::unique_ptr<std::FILE, ClosePipe> pipe(::popen("lpstat -e 2>/dev/null", "re"));
  std::array<char, 256> line{};
  if (pipe != nullptr && std::fgets(line.data(), static_cast<int>(line.size()), pipe.get()) != nullptr) {
    return {Finding::How::good, "Printer", "There is at least one."};
  }
  return {Finding::How::without, "Printer", "There is none.",
          "Only needed to print from here: sudo apt install cups, then open http://localhost:631."};
}

void network(office::School& school, std::vector<Finding>& out) {
  const auto server = office::serverOf(school);
  if (!server.ok() || !*server) {
    out.push_back({Finding::How::without, "Server", "This school has no main server.",
                   "Everything stays on this device: see that it is backed up."});
    return;
  }
  const auto http = office::Http::make();
  office::HttpRequest request;
  request.method = "GET";
  request.target = wire::serverPath;
  const auto answer = http.ok() ? (*http)->fetch(**server, std::move(request), std::chrono::seconds(20))
                                : Result<wire::Answer>(http.fault());
  const auto known = answer.ok() && answer->status == 200
                         ? wire::decodeServerAnswer(answer->body)
                         : Result<wire::ServerAnswer>(Fault{FaultCode::notOurServer, ""});
  if (!answer.ok()) {
    const bool trust = answer.fault().code == FaultCode::notTrusted;
    out.push_back({Finding::How::wrong, "Server", answer.fault().detail,
                   trust ? "Its certificate may have run out, or the clock here is wrong. Ask the technician."
                         : "See that this device is on the network and the server is switched on. What is written "
                           "is kept here and sent later."});
    return;
  }
  if (!known.ok()) {
    out.push_back({Finding::How::wrong, "Server", "Something else answered in its place.",
                   "The network may want somebody to sign in: open any web page on it, or ask the technician."});
    return;
  }
  if (!(known->card.signKey == (*server)->signKey)) {
    out.push_back({Finding::How::wrong, "Server", "It is not the one this school knows.",
                   "Do not go on: ask the technician whether the server was set up anew."});
    return;
  }
  out.push_back({Finding::How::good, "Server", "It answers."});
  const auto off = std::chrono::duration_cast<std::chrono::seconds>(known->time - school.clock->now()).count();
  if (off > 120 || off < -120) {
    out.push_back({Finding::How::wrong, "Time",
                   "The clock here is " + std::to_string((off < 0 ? -off : off) / 60) + " minutes " +
                       (off < 0 ? "ahead of" : "behind") + " the server's.",
                   "Run: sudo timedatectl set-ntp true"});
  } else {
    out.push_back({Finding::How::good, "Time", "The clock agrees with the server's."});
  }
}

Result<int> doctor(const Args& args, Program& program) {
  std::vector<Finding> findings;
  const fs::path folder = args.required("DIR");
  auto school = openFolder(folder, program);
  if (!school.ok()) {
    findings.push_back({Finding::How::wrong, "School", school.fault().detail,
                        "See that the folder is right and that this is run as the terminal's user."});
  } else {
    findings.push_back({Finding::How::good, "School", "The folder and its database are as they should be."});
    if (school->setAside) {
      findings.back() = {Finding::How::wrong, "School", "A damaged database was set aside.",
                         "Tell a safeguarding lead; see pillarbox verify DIR."};
    }
    if (school->device() == nullptr) {
      findings.push_back({Finding::How::wrong, "School", "No safeguarding lead has let this device in yet.",
                          "Ask one to open Manage, Devices."});
    }
    network(*school, findings);
  }
  findings.push_back(disk(folder));
  findings.push_back(camera());
  findings.push_back(reader());
  findings.push_back(printer());
  bool wrong = false;
  std::string text;
  for (const Finding& finding : findings) {
    wrong = wrong || finding.how == Finding::How::wrong;
    const char* const mark = finding.how == Finding::How::good    ? "good   "
                             : finding.how == Finding::How::wrong ? "WRONG  "
                                                                  : "none   ";
    text += mark + finding.what + ": " + finding.says + "\n";
    if (!finding.todo.empty()) text += "       " + finding.todo + "\n";
  }
  PB_TRY(print(text));
  return wrong ? exitFailed : exitOk;
}

const std::array commands{Command{doctorSyntax, doctor}};

}  // namespace

std::span<const Command> doctorCommands() {
  return commands;
}

}  // namespace pillarbox::command

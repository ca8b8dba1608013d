// sync --once.
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

#include "kiosk/command/open_folder.h"
#include "kiosk/command/output.h"
#include "kiosk/command/program.h"
#include "kiosk/command/roster_send.h"
#include "kiosk/office/sync.h"

namespace pillarbox::command {
namespace {

constexpr int defaultPatience = 45;
constexpr int mostPatience = 3600;

const Syntax syncSyntax{"sync",
                        "Send what waits to the school's server and fetch what is new",
                        {{"DIR", true}},
                        {{"once", '\0', "", "one pass, then end (a terminal does this all day by itself)", false, true},
                         {"patience", '\0', "SECONDS", "stop after this long; 45 if left out"},
                         {"json", '\0', "", "print {\"sent\",\"delivered\",\"waiting\",\"refused\"}"}},
                        "Exit code 4 means that something still waits: nothing is lost, it is sent the next time.\n"};

Result<int> patienceOf(const Args& args) {
  const auto text = args.valueIf("patience");
  if (!text) return defaultPatience;
  int seconds = 0;
  const auto read = std::from_chars(text->data(), text->data() + text->size(), seconds);
  if (read.ec != std::errc() || read.ptr != text->data() + text->size() || seconds < 1 || seconds > mostPatience) {
    return Fault{FaultCode::wrongUsage, "sync: --patience takes a number of seconds from 1 to 3600"};
  }
  return seconds;
}

Result<int> syncPass(const Args& args, Program& program) {
  PB_TRY_VALUE(const int seconds, patienceOf(args));
  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  PB_TRY_VALUE(const office::SyncResult result, office::syncOnce(school, std::chrono::seconds(seconds)));
  // Its own fault, if any, is not a posting's: it is tried again the next time.
  if (!result.trouble) static_cast<void>(sendDueRosters(school).ok());
  if (args.has("json")) {
    const nlohmann::ordered_json json{{"sent", result.sent},
                                      {"delivered", result.delivered},
                                      {"waiting", result.waiting},
                                      {"refused", result.refused}};
    PB_TRY(print(json.dump() + "\n"));
  } else {
    PB_TRY(print("Sent " + std::to_string(result.sent) + ", delivered " + std::to_string(result.delivered) +
                 ", waiting " + std::to_string(result.waiting) + ", refused " + std::to_string(result.refused) +
                 ".\n"));
  }
  if (result.trouble) {
    const Fault& trouble = *result.trouble;
    complain(trouble.detail.empty() ? std::string(faultWords(trouble.code).what) : trouble.detail);
  } else if (result.waiting > 0) {
    complain(std::to_string(result.waiting) + (result.waiting == 1 ? " posting still waits" : " postings still wait") +
             ": the server would not take " + (result.waiting == 1 ? "it" : "them") +
             " yet. Nothing is lost: run sync again later");
  }
  if (result.waiting > 0) return exitWaiting;
  return result.trouble ? exitFailed : exitOk;
}

const std::array commands{Command{syncSyntax, syncPass}};

}  // namespace

std::span<const Command> syncCommands() {
  return commands;
}

}  // namespace pillarbox::command

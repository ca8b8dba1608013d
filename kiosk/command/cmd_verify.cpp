// verify.
#include <array>
#include <nlohmann/json.hpp>

#include "kiosk/command/open_folder.h"
#include "kiosk/command/output.h"
#include "kiosk/command/program.h"
#include "kiosk/office/verify.h"

namespace pillarbox::command {
namespace {

using Json = nlohmann::ordered_json;

const Syntax verifySyntax{
    "verify",
    "Check the database, every signature, every chain and every receipt",
    {{"DIR", true}},
    {{"json", '\0', "", "print {\"ok\",\"checked\",\"destroyed\",\"problems\":[{\"id\",\"problem\"}]}"}},
    "No key is needed. Exit code 1 if anything is wrong. Notices (a starter passphrase still in "
    "use, say) are shown too,\n"
    "but do not count as wrong; in JSON they stand in \"notices\".\n"};

bool isFinding(FaultCode code) {
  return code == FaultCode::damaged || code == FaultCode::notTrusted;
}

Result<int> verify(const Args& args, Program& program) {
  Result<office::School> opened = openFolder(args.required("DIR"), program);
  if (!opened && !isFinding(opened.fault().code)) return opened.fault();
  Result<office::VerifyReport> verified =
      opened ? office::verifyFolder(*opened) : Result<office::VerifyReport>(opened.fault());
  if (!verified && !isFinding(verified.fault().code)) return verified.fault();
  // What keeps it from being checked at all is what is wrong with it.
  office::VerifyReport report;
  if (verified) {
    report = std::move(*verified);
  } else {
    report.problems.push_back({"", verified.fault().detail, false});
  }
  // Found only now, by opening it: whatever could not be brought over is missing from what was checked.
  if (opened && opened->setAside) {
    report.problems.push_back({"", "The database was damaged when it was opened and has been set aside; " +
                                       std::to_string(opened->salvaged) + " postings were brought over from it."});
  }
  if (args.has("json")) {
    Json problems = Json::array(), notices = Json::array();
    for (const office::VerifyProblem& one : report.problems) {
      (one.notice ? notices : problems).push_back(Json{{"id", one.id}, {"problem", one.problem}});
    }
    PB_TRY(print(Json{{"ok", report.ok()},
                      {"checked", report.checked},
                      {"destroyed", report.destroyed},
                      {"problems", problems},
                      {"notices", notices}}
                     .dump(2, ' ', false, Json::error_handler_t::replace) +
                 "\n"));
  } else {
    std::string text;
    for (const office::VerifyProblem& one : report.problems) {
      text +=
          std::string(one.notice ? "Notice: " : "WRONG: ") + (one.id.empty() ? "" : one.id + ": ") + one.problem + "\n";
    }
    if (report.destroyed > 0) {
      text += std::to_string(report.destroyed) + (report.destroyed == 1 ? " record" : " records") +
              " destroyed by order of two people.\n";
    }
    text += std::to_string(report.checked) + (report.checked == 1 ? " posting" : " postings") + " checked: " +
            (report.ok() ? "everything is as it was signed.\n" : "not everything is as it was signed.\n");
    PB_TRY(print(text));
  }
  return report.ok() ? exitOk : exitFailed;
}

const std::array commands{Command{verifySyntax, verify}};

}  // namespace

std::span<const Command> verifyCommands() {
  return commands;
}

}  // namespace pillarbox::command

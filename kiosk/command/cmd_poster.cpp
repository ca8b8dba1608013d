// poster print.
#include <array>

#include "kiosk/command/open_folder.h"
#include "kiosk/command/output.h"
#include "kiosk/command/program.h"
#include "kiosk/desk/poster_paper.h"

namespace pillarbox::command {
namespace {

constexpr std::size_t mostWhere = 80;

const Syntax printSyntax{
    "poster print",
    "Print the poster for the staffroom wall: where the red box is, four steps, who reads it, 999",
    {{"DIR", true}},
    {{"where", '\0', "PLACE",
      "where the red box is, as \"in the staffroom, by the door\" (\"the screen beside this poster\")"},
     {"output", 'o', "OUT.pdf", "the file to write", false, true}},
    "Names, rooms and extensions are taken from the school's directory, and the days from its rota. Print it again "
    "when\n"
    "they change.\n"};

Result<int> printPoster(const Args& args, Program& program) {
  const std::string where = args.valueIf("where").value_or("the screen beside this poster");
  if (where.empty() || where.size() > mostWhere || !isUtf8(where) || where.find('\n') != std::string::npos) {
    return Fault{FaultCode::wrongUsage, "--where must be one line of at most 80 letters"};
  }
  PB_TRY_VALUE(const office::School school, openFolder(args.required("DIR"), program));
  PB_TRY_VALUE(const SecretBytes pdf, desk::posterPdf(desk::posterSchool(school.directory()), where));
  PB_TRY(writeOutput(args.value("output"), pdf.view()));
  return exitOk;
}

const std::array commands{Command{printSyntax, printPoster}};

}  // namespace

std::span<const Command> posterCommands() {
  return commands;
}

}  // namespace pillarbox::command

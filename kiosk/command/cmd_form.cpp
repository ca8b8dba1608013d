// form print, form check.
#include <algorithm>
#include <array>
#include <charconv>

#include "kiosk/command/open_folder.h"
#include "kiosk/command/output.h"
#include "kiosk/command/program.h"
#include "kiosk/desk/form_paper.h"
#include "scanner/form/description.h"
#include "shared/base/files.h"
#include "shared/base/installed.h"

namespace pillarbox::command {
namespace {

constexpr int mostCopies = 500;
constexpr std::size_t fileLimit = 4u << 20;

const Syntax printSyntax{
    "form print",
    "Print the school's concern form as a PDF, ready for both sides of the paper",
    {{"DIR", true}},
    {{"copies", 'n', "N", "how many forms, each with its own serial number (1)"},
     {"language", '\0', "LANGUAGE", "en (English, the default) or cy (Welsh)"},
     {"large", '\0', "", "in large print, on more sheets"},
     {"output", 'o', "OUT.pdf", "the file to write", false, true}},
    "The names of the DSLs and of the head are taken from the school's directory. A description in DIR/form/*.json\n"
    "with the same id replaces the one that comes with the program. What was printed is remembered in\n"
    "DIR/form-printed, so that these sheets can still be read when the form has changed.\n"
    "Print at actual size (100 %), on both sides, flipped on the long edge.\n"};

const Syntax checkSyntax{"form check",
                         "Check a form's description: can it be printed, and can it be read again?",
                         {{"FILE.json", true}},
                         {},
                         "Says what is wrong, where, and what to do; exit code 1 if anything is.\n"};

Result<int> copiesFrom(const Args& args) {
  const std::optional<std::string> given = args.valueIf("copies");
  if (!given) return 1;
  int copies = 0;
  const auto [end, error] = std::from_chars(given->data(), given->data() + given->size(), copies);
  if (error != std::errc() || end != given->data() + given->size() || copies < 1 || copies > mostCopies) {
    return Fault{FaultCode::wrongUsage, "-n must be a whole number from 1 to " + std::to_string(mostCopies)};
  }
  return copies;
}

struct Chosen {
  form::Description description;
  form::DescriptionFile file;
};

// The one with that id as it is printed now, and the file it stands in.
Result<Chosen> choose(const form::DescriptionFiles& files, std::string_view id) {
  PB_TRY_VALUE(std::vector<form::Description> all, form::parseAll(files));
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.id == id; });
  if (found == all.end()) return Fault{FaultCode::notFound, "there is no form '" + std::string(id) + "'"};
  std::vector<form::BodyOutline> bodies;
  for (const form::DescriptionFile& file : files.bodies) {
    PB_TRY_VALUE(bodies.emplace_back(), form::parseBodyOutline(file.json, file.name));
  }
  for (auto file = files.forms.rbegin(); file != files.forms.rend(); ++file) {
    if (file->printed) continue;
    PB_TRY_VALUE(const form::Description read, form::parseDescription(file->json, file->name, bodies));
    if (read.id == id) return Chosen{std::move(*found), *file};
  }
  return Fault{FaultCode::notFound, "there is no form '" + std::string(id) + "'"};
}

Status keepPrinted(const std::filesystem::path& school, const Chosen& chosen,
                   const std::vector<form::DescriptionFile>& bodies) {
  const std::filesystem::path folder = school / "form-printed";
  const std::filesystem::path kept = folder / (chosen.description.edition + ".json");
  std::error_code error;
  if (std::filesystem::exists(kept, error)) return {};
  std::filesystem::create_directory(folder, error);
  if (error) return faultFromErrno(error.value(), "make " + folder.string());
  PB_TRY_VALUE(const std::string whole, form::selfContained(chosen.file, bodies));
  return writeFileDurable(kept, bytesOf(whole));
}

Result<int> printForm(const Args& args, Program& program) {
  PB_TRY_VALUE(const int copies, copiesFrom(args));
  const std::optional<form::Language> language = form::languageFrom(args.valueIf("language").value_or("en"));
  if (!language) return Fault{FaultCode::wrongUsage, "--language must be en (English) or cy (Welsh)"};
  PB_TRY_VALUE(const office::School school, openFolder(args.required("DIR"), program));
  PB_TRY_VALUE(const form::DescriptionFiles files, form::readDescriptionFiles(assetsFolder(), school.folder));
  PB_TRY_VALUE(const Chosen chosen, choose(files, args.has("large") ? "concern-large" : "concern"));

  std::vector<std::string> serials;
  for (int i = 0; i < copies; ++i) serials.push_back(desk::newFormSerial(program.random));
  PB_TRY_VALUE(const SecretBytes pdf,
               desk::formPdf(chosen.description, chosen.file.name, desk::formSchool(school.directory(), *language),
                             *language, serials));
  // First kept, then printed: a sheet that nobody can read must never leave the printer.
  PB_TRY(keepPrinted(school.folder, chosen, files.bodies));
  PB_TRY(writeOutput(args.value("output"), pdf.view()));
  return exitOk;
}

Result<int> checkForm(const Args& args, Program&) {
  const std::filesystem::path path = args.required("FILE.json");
  PB_TRY_VALUE(const Bytes bytes, readFile(path, fileLimit));
  PB_TRY_VALUE(const form::DescriptionFiles files, form::readDescriptionFiles(assetsFolder(), {}));
  std::vector<form::BodyOutline> bodies;
  for (const form::DescriptionFile& file : files.bodies) {
    PB_TRY_VALUE(bodies.emplace_back(), form::parseBodyOutline(file.json, file.name));
  }
  const std::string name = path.filename().string();
  PB_TRY_VALUE(const form::Description read, form::parseDescription(textOf(bytes), name, bodies));
  for (const form::Language language : {form::Language::english, form::Language::welsh}) {
    PB_TRY(desk::checkFormFits(read, name, desk::exampleFormSchool(language), language));
  }
  form::DescriptionFiles together = files;
  together.forms.push_back({name, std::string(textOf(bytes))});
  PB_TRY(form::parseAll(together));
  std::size_t ticks = 0, fields = 0;
  for (const form::Side& side : read.sides) {
    ticks += side.ticks.size();
    fields += side.fields.size();
  }
  PB_TRY(print(name + " is good: form " + read.id + ", edition " + read.edition + ", " +
               std::to_string(read.sides.size()) + " sides, " + std::to_string(ticks) + " boxes to tick, " +
               std::to_string(fields) + " places to write.\n"));
  return exitOk;
}

const std::array commands{Command{printSyntax, printForm}, Command{checkSyntax, checkForm}};

}  // namespace

std::span<const Command> formCommands() {
  return commands;
}

}  // namespace pillarbox::command

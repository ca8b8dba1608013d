// scan, badge read.
#include <array>
#include <cctype>
#include <nlohmann/json.hpp>

#include "kiosk/camera/file_reader.h"
#include "kiosk/command/output.h"
#include "kiosk/command/paper_output.h"
#include "kiosk/command/program.h"
#include "kiosk/command/scan_watch.h"
#include "shared/base/files.h"

namespace pillarbox::command {

namespace {

using Json = nlohmann::ordered_json;

const Syntax scanSyntax{
    "scan",
    "Read pictures and scans of paper: find each page, and read our forms",
    {{"FILE", false, true}},
    {{"json", '\0', "", "print one document {\"pages\":[...]}"},
     {"debug-dir", '\0', "D", "write pictures of each step of the reading into this folder"},
     {"school", '\0', "DIR", "know the forms this school has changed, too"},
     {"watch", '\0', "FOLDER", "post every scan that comes into this folder, until ended; needs --school"},
     {"once", '\0', "", "with --watch: what is there now, then end"},
     {"remove-posted", '\0', "", "with --watch: remove a file once every page of it is posted; the DSL must agree"}},
    "FILE is JPEG, PNG, WebP, TIFF or PDF, with one page or many. Everything is read in a process of its own that can\n"
    "open no file and no connection. Exit code 3 if a page was not found or a file could not be read; a sentence on\n"
    "standard error says which.\n"
    "With --watch a stack in one file is split by sheet number and side; a sheet that came before is said so. Nothing "
    "is\n"
    "posted twice, and a file with a page that could not be read is never removed.\n"};

const Syntax badgeSyntax{
    "badge read",
    "Read the codes of badges in pictures",
    {{"IMAGE", true, true}},
    {{"json", '\0', "", "the same; there is no other form"},
     {"data-matrix", '\0', "", "look for Data Matrix codes, too"}},
    "One line for each picture: {\"file\",\"codes\":[{\"format\",\"text\",\"corners\"}]}; no code is []. "
    "Exit code 3 if a\npicture could not be read; the others are read all the same.\n"};

// "photo.jpg, page 2: no page of paper was found."
void complainOf(const std::string& file, int page, const std::string& sentence) {
  std::string text = sentence;
  if (!text.empty()) text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
  complain(file + (page > 0 ? ", page " + std::to_string(page) : "") + ": " + text);
}

Status writeDebug(const std::filesystem::path& folder, std::size_t fileNo, const std::string& file,
                  const std::vector<camera::DebugPicture>& pictures) {
  const std::string stem = std::filesystem::path(file).stem().string();
  for (const camera::DebugPicture& each : pictures) {
    const std::string name =
        std::to_string(fileNo) + "-" + stem + "-page-" + std::to_string(each.pageNo) + "-" + each.name + ".png";
    PB_TRY(writeFileDurable(folder / name, each.png, 0600));
  }
  return {};
}

Status makeFolder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error || !std::filesystem::is_directory(folder, error)) {
    return Fault{FaultCode::diskError, "the folder " + folder.string() + " cannot be made"};
  }
  return {};
}

// A file that cannot be opened is a problem of its own, not the end of the others.
Result<camera::ReadFileResult> readPath(camera::FileReader& reader, const std::string& file, scan::Purpose purpose,
                                        bool debug) {
  const Result<Bytes> bytes = readFile(file, scan::mostFileBytes);
  if (bytes) return reader.read(*bytes, purpose, debug);
  camera::ReadFileResult result;
  result.problem = bytes.fault().code == FaultCode::notFound       ? "There is no such file."
                   : bytes.fault().code == FaultCode::tooLarge     ? "The file is larger than 64 MB."
                   : bytes.fault().code == FaultCode::notPermitted ? "This file may not be opened."
                                                                   : "This file could not be opened.";
  return result;
}

void sayFormsProblem(const camera::FileReader& reader) {
  if (!reader.formsProblem().empty()) complain("no form can be recognised: " + reader.formsProblem());
}

Result<int> scanFiles(const Args& args, Program& program) {
  if (args.has("watch")) return watchScans(args, program);
  for (const char* option : {"once", "remove-posted"}) {
    if (args.has(option)) return Fault{FaultCode::wrongUsage, "scan: --" + std::string(option) + " goes with --watch"};
  }
  if (args.rest().empty()) return Fault{FaultCode::wrongUsage, "scan: FILE is missing; see pillarbox scan --help"};
  const std::string debug = args.value("debug-dir");
  if (!debug.empty()) PB_TRY(makeFolder(debug));
  PB_TRY_VALUE(const auto reader, camera::FileReader::start({args.value("school"), false}));
  Json pages = Json::array();
  std::string text;
  int exit = exitOk;
  std::size_t fileNo = 0;
  for (const std::string& file : args.rest()) {
    PB_TRY_VALUE(const camera::ReadFileResult read, readPath(*reader, file, scan::Purpose::page, !debug.empty()));
    for (const camera::FilePage& page : read.pages) {
      pages.push_back(scannedPageJson(file, page));
      text += scannedPageText(file, page);
      const PaperPage& paper = page.page.page;
      const int number = page.pages > 1 ? page.pageNo : 0;
      if (!paper.corners) {
        exit = exitUnread;
        complainOf(file, number, paper.problem.empty() ? "no page of paper was found." : paper.problem);
      } else if (!paper.problem.empty()) {
        complainOf(file, number, paper.problem);
      }
    }
    if (!read.problem.empty()) {
      exit = exitUnread;
      complainOf(file, 0, read.problem);
    }
    PB_TRY(writeDebug(debug, ++fileNo, file, read.debug));
  }
  sayFormsProblem(*reader);
  if (args.has("json")) {
    PB_TRY(print(Json{{"pages", pages}}.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"));
  } else {
    PB_TRY(print(text));
  }
  return exit;
}

Result<int> badgeRead(const Args& args, Program&) {
  PB_TRY_VALUE(const auto reader, camera::FileReader::start({{}, args.has("data-matrix")}));
  int exit = exitOk;
  for (const std::string& file : args.rest()) {
    PB_TRY_VALUE(const camera::ReadFileResult read, readPath(*reader, file, scan::Purpose::badge, false));
    if (read.problem.empty()) {
      PB_TRY(print(badgeJson(file, read.codes).dump(-1, ' ', false, Json::error_handler_t::replace) + "\n"));
      continue;
    }
    exit = exitUnread;
    complainOf(file, 0, read.problem);
  }
  return exit;
}

const std::array commands{Command{scanSyntax, scanFiles}, Command{badgeSyntax, badgeRead}};

}  // namespace

std::span<const Command> scanCommands() {
  return commands;
}

}  // namespace pillarbox::command

// hints.
#include <array>
#include <nlohmann/json.hpp>

#include "kiosk/command/open_folder.h"
#include "kiosk/command/output.h"
#include "kiosk/command/program.h"
#include "shared/base/files.h"
#include "shared/writing/hints.h"

namespace pillarbox::command {
namespace {

constexpr std::size_t textLimit = 1u << 20;
constexpr std::size_t mostSuggestions = 10;

const Syntax hintsSyntax{
    "hints",
    "Offer hints on how an entry is written, and mark what may be misspelt",
    {{"FILE"}},
    {{"json", '\0', "", "print {\"hints\":[{\"kind\",\"start\",\"end\",\"message\"}]}; start and end count bytes"},
     {"rules", '\0', "FILE", "the rules, in place of those that come with the program"},
     {"school", '\0', "DIR",
      "a school's data folder: its names, what it has decided about hints and initials, and its own rules"},
     {"no-spelling", '\0', "", "only hints"}},
    "FILE is plain text in UTF-8, up to 1 MB; - is standard input. Nothing is said about what stands between\n"
    "quotation marks: those are somebody's exact words. A hint about no particular words stands at the end.\n"
    "The exit code is 0 whether or not there are hints.\n"};

// Line and column, from 1, in characters as an editor counts them.
std::string placeOf(std::string_view text, std::size_t at) {
  std::size_t line = 1, column = 1;
  for (const char c : text.substr(0, at)) {
    if (c == '\n') {
      ++line;
      column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80) {
      ++column;
    }
  }
  return std::to_string(line) + ":" + std::to_string(column);
}

Status write(const std::vector<writing::Hint>& hints, std::string_view text, bool asJson) {
  if (asJson) {
    nlohmann::ordered_json json{{"hints", nlohmann::ordered_json::array()}};
    for (const writing::Hint& hint : hints) {
      json["hints"].push_back({{"kind", writing::hintKindName(hint.kind)},
                               {"start", hint.start},
                               {"end", hint.end},
                               {"message", hint.message}});
    }
    return print(json.dump(2) + "\n");
  }
  std::string out;
  for (const writing::Hint& hint : hints) {
    out += placeOf(text, hint.start) + " " + std::string(writing::hintKindName(hint.kind)) + ": " + hint.message + "\n";
  }
  return print(out.empty() ? "No hints.\n" : out);
}

Result<int> hints(const Args& args, Program& program) {
  PB_TRY_VALUE(const Bytes bytes, readFile(args.required("FILE"), textLimit));
  const std::string_view text = textOf(bytes);
  if (!isUtf8(text)) return Fault{FaultCode::badInput, "this is not plain text in UTF-8"};
  if (text.find('\0') != std::string_view::npos) {
    return Fault{FaultCode::badInput, "this is not plain text: it holds a NUL character"};
  }
  writing::HintOptions options;
  options.suggestions = mostSuggestions;
  std::vector<std::string> names, off;
  std::vector<SchoolHint> own;
  if (const auto folder = args.valueIf("school")) {
    PB_TRY_VALUE(const office::School school, openFolder(*folder, program));
    names = writing::namesOf(&school.roster, &school.directory());
    off = school.directory().hintsOff;
    own = school.directory().schoolHints;
    options.initialsAllowed = school.directory().policies.linkedNames == LinkedNames::initials;
  }
  const auto file = args.valueIf("rules");
  PB_TRY_VALUE(writing::Rules rules,
               file ? writing::Rules::loadFile(*file) : writing::Rules::load(args.value("school")));
  rules = rules.forSchool(off, own);
  writing::Speller speller;
  if (!args.has("no-spelling")) {
    auto british = writing::Speller::british();
    if (british.ok()) {
      speller = std::move(*british);
    } else {
      complain("spelling is not looked at: " + british.fault().detail);
    }
  }
  speller.setNames(names);
  PB_TRY(write(writing::hintsFor(text, rules, &speller, options), text, args.has("json")));
  return exitOk;
}

const std::array commands{Command{hintsSyntax, hints}};

}  // namespace

std::span<const Command> hintsCommands() {
  return commands;
}

}  // namespace pillarbox::command

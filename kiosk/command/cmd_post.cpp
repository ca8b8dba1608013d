// post.
#include <array>
#include <nlohmann/json.hpp>

#include "kiosk/command/open_folder.h"
#include "kiosk/command/output.h"
#include "kiosk/command/program.h"
#include "kiosk/desk/files_to_add.h"
#include "kiosk/office/poster.h"
#include "shared/base/files.h"
#include "shared/record/entry_json.h"
#include "shared/record/ids.h"

namespace pillarbox::command {
namespace {

constexpr std::size_t entryLimit = 1u << 20;

const Syntax postSyntax{
    "post",
    "Post an entry: sealed, and on disk before anything is printed",
    {{"DIR", false}},
    {{"entry", '\0', "FILE.json", "the entry; - for standard input"},
     {"attach", '\0', "FILE", "a picture or document to go with it; may be given more than once", true},
     {"example", '\0', "", "print an example of FILE.json, and do nothing else"},
     {"json", '\0', "", "print {\"id\",\"reference\",\"state\"}"}},
    "Several may run at once. Together with its attachments an entry may take 8 MiB.\n"
    "No badge or card is checked here, so the author is recorded as typed (or paper, if the entry says so).\n"};

// What was not checked must not be recorded as checked.
void recordAsUnchecked(Author& author) {
  if (author.verifiedBy != VerifiedBy::paper) author.verifiedBy = VerifiedBy::typed;
}

Result<int> postOne(const Args& args, Program& program) {
  if (args.has("example")) {
    PB_TRY(print(exampleEntryToPost()));
    return exitOk;
  }
  const auto folder = args.positional("DIR");
  const auto entryFile = args.valueIf("entry");
  if (!folder) return Fault{FaultCode::wrongUsage, "post: DIR is missing; see pillarbox post --help"};
  if (!entryFile) return Fault{FaultCode::wrongUsage, "post: --entry FILE.json is missing; see pillarbox post --help"};
  PB_TRY_VALUE(office::School school, openFolder(*folder, program));
  PB_TRY_VALUE(const SecretBytes text, readSecretFile(*entryFile, entryLimit));
  PB_TRY_VALUE(Entry entry, decodeEntryToPost(text.text()));
  if (isCasework(entry.kind)) {
    return Fault{FaultCode::badInput,
                 "kind: '" + std::string(kindName(entry.kind)) + "' is signed by the person who does it, in the inbox"};
  }
  recordAsUnchecked(entry.author);

  PB_TRY_VALUE(const desk::FilesToAdd files, desk::readFilesToAdd(args.values("attach")));
  PB_TRY_VALUE(const office::Place place, office::placeOf(school));
  office::PostOptions options;
  options.authorTag = place.authorTag(entry.author.id);
  PB_TRY_VALUE(const store::Posting posted,
               office::postEntry(school, std::move(entry), files.attachments, options, nullptr));
  const std::string& id = posted.slip.id;
  if (args.has("json")) {
    const nlohmann::ordered_json json{
        {"id", id}, {"reference", referenceOf(id)}, {"state", store::stateName(posted.state)}};
    PB_TRY(print(json.dump() + "\n"));
  } else {
    PB_TRY(print("Saved and locked: " + referenceOf(id) + " (" + id + "). Nobody has read it yet.\n"));
  }
  return exitOk;
}

const std::array commands{Command{postSyntax, postOne}};

}  // namespace

std::span<const Command> postCommands() {
  return commands;
}

}  // namespace pillarbox::command

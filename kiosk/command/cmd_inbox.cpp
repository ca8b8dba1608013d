// inbox list, show, read, thank, come, more, export.
#include <sys/stat.h>

#include <array>
#include <nlohmann/json.hpp>

#include "kiosk/command/open_folder.h"
#include "kiosk/command/output.h"
#include "kiosk/command/program.h"
#include "kiosk/command/unlock_options.h"
#include "kiosk/desk/inbox_entries.h"
#include "kiosk/office/poster.h"
#include "shared/base/files.h"
#include "shared/open/tar_read.h"
#include "shared/record/entry_json.h"
#include "shared/record/ids.h"

namespace pillarbox::command {

using namespace desk;
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

const Syntax inboxSyntax{
    "inbox",
    "Open the inbox: list, show ID, read ID, thank ID, come ID, more ID, export ID OUTDIR",
    {{"DIR", true}, {"WHAT", true}, {"ID", false}, {"OUTDIR", false}},
    {cardFileOption, passphraseFileOption, personOption, {"json", '\0', "", "print JSON"}},
    "WHAT is one of:\n"
    "  list              everything this person may read, newest first\n"
    "  show ID           one entry in full, and whether it is unchanged since it was posted; changes nothing\n"
    "  read ID           mark it as read, signed with this person's key\n"
    "  thank ID          say to its writer: thank you\n"
    "  come ID           say to its writer: please come and see me\n"
    "  more ID           say to its writer: please add what you remember\n"
    "  export ID OUTDIR  write the entry, its attachments and its signed papers into the new folder OUTDIR\n"
    "ID is the whole id or the short reference (K7M-4QX).\n"};

Result<int> list(office::School& school, const Unlocked& person, bool asJson) {
  PB_TRY_VALUE(const auto postings, readable(school, person));
  PB_TRY_VALUE(const auto progress, office::progressOfAll(school));
  Json rows = Json::array();
  std::string text;
  EntryReader reader(school, person);
  for (const store::Posting& posting : postings) {
    const auto at = progress.find(posting.slip.id);
    const std::string state(progressName(at == progress.end() ? office::Progress::none : at->second.progress));
    const std::string reference = referenceOf(posting.slip.id);
    Json row{{"id", posting.slip.id},
             {"reference", reference},
             {"kind", kindName(posting.slip.kind)},
             {"state", state},
             {"urgent", posting.slip.urgent},
             {"written_at", formatTime(posting.slip.writtenAt)},
             {"author", ""},
             {"category", ""}};
    std::string line = reference;
    line.append("  ").append(formatShort(posting.slip.writtenAt)).append("  ").append(state);
    if (posting.slip.urgent) line += "  URGENT";
    line.append("  ").append(kindWords(posting.slip.kind));
    // One that cannot be opened is listed all the same: it must never look as if it had not been posted.
    const auto opened = reader.unsealed(posting);
    if (opened.ok()) {
      row["author"] = opened->entry.author.name;
      row["category"] = opened->entry.category;
      line.append("  ").append(opened->entry.author.name);
      if (!opened->entry.category.empty()) line.append("  ").append(opened->entry.category);
    } else {
      const std::string why = opened.fault().code == FaultCode::wrongSecret
                                  ? "this key does not open it; perhaps only the recovery sheet does"
                                  : "it is damaged and cannot be opened";
      row["problem"] = why;
      line.append("  (").append(why).append(")");
    }
    rows.push_back(std::move(row));
    text.append(line).append("\n");
  }
  if (postings.empty()) text = "Nothing has been posted for " + person.person.id + " yet.\n";
  PB_TRY(print(asJson ? rows.dump(2, ' ', false, Json::error_handler_t::replace) + "\n" : text));
  return exitOk;
}

Result<int> show(office::School& school, const Unlocked& person, const store::Posting& posting, bool asJson) {
  PB_TRY_VALUE(const Checked checked, EntryReader(school, person).open(posting));
  if (asJson) {
    const SecretBytes entry = encodeEntry(checked.opened.entry);
    Json json{{"entry", Json::parse(entry.text(), nullptr, false)},
              {"integrity", {{"ok", checked.problems.empty()}, {"problems", checked.problems}}}};
    PB_TRY(print(json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"));
    return exitOk;
  }
  PB_TRY(print(entryText(checked.opened.entry, school.directory().schoolName).text()));
  if (checked.problems.empty()) {
    PB_TRY(print("\nUnchanged since it was posted.\n"));
    return exitOk;
  }
  std::string text = "\nNOT AS IT WAS POSTED, or that cannot be proved:\n";
  for (const std::string& problem : checked.problems) text += "  " + problem + "\n";
  PB_TRY(print(text));
  return exitOk;
}

Result<int> markRead(office::School& school, const Unlocked& person, const store::Posting& posting, bool asJson) {
  // Nobody can say "read" of what they cannot open.
  PB_TRY(EntryReader(school, person).open(posting));
  PB_TRY_VALUE(const auto progress, office::progressOfAll(school));
  const auto at = progress.find(posting.slip.id);
  const bool already = at != progress.end() && at->second.progress != office::Progress::none;
  std::string entryId;
  if (!already) {
    Entry entry;
    entry.kind = Kind::read;
    entry.subject = posting.slip.id;
    // A writer says so in an audience of their own: it is no word of those who read for the school.
    const bool reads = mayRead(school.directory(), person.person, posting.slip.audience);
    entry.audience = reads ? posting.slip.audience : person.person.id;
    entry.author = {person.person.id, person.person.name, std::string(personRoleWords(person.person.role)),
                    VerifiedBy::keyCard};
    PB_TRY_VALUE(const store::Posting read, office::postEntry(school, std::move(entry), {}, {}, &person.keys.signing));
    entryId = read.slip.id;
  }
  if (asJson) {
    const std::string state(progressName(already ? at->second.progress : office::Progress::read));
    PB_TRY(print(
        Json{{"id", posting.slip.id}, {"reference", referenceOf(posting.slip.id)}, {"state", state}, {"entry", entryId}}
            .dump() +
        "\n"));
  } else {
    PB_TRY(print(referenceOf(posting.slip.id) + (already ? " had been read before.\n" : " is marked as read.\n")));
  }
  return exitOk;
}

// Seen by whoever wrote it when they next show their badge.
std::optional<Kind> messageFor(std::string_view what) {
  if (what == "thank") return Kind::thanks;
  if (what == "come") return Kind::seeMe;
  if (what == "more") return Kind::morePlease;
  return std::nullopt;
}

Result<int> say(office::School& school, const Unlocked& person, const store::Posting& posting, Kind kind, bool asJson) {
  PB_TRY_VALUE(const Checked checked, EntryReader(school, person).open(posting));
  const Author& writer = checked.opened.entry.author;
  const bool badge = writer.verifiedBy == VerifiedBy::badge || writer.verifiedBy == VerifiedBy::badgeAndPin;
  if (writer.id.empty() || !badge) {
    return Fault{FaultCode::badInput, "whoever wrote this did not show a badge, so a message would not reach them"};
  }
  Entry entry;
  entry.kind = kind;
  entry.subject = posting.slip.id;
  entry.audience = posting.slip.audience;
  entry.author = {person.person.id, person.person.name, std::string(personRoleWords(person.person.role)),
                  VerifiedBy::keyCard};
  PB_TRY_VALUE(const store::Posting said, office::postEntry(school, std::move(entry), {}, {}, &person.keys.signing));
  const std::string reference = referenceOf(posting.slip.id);
  PB_TRY(print(
      asJson
          ? Json{{"id", posting.slip.id}, {"reference", reference}, {"said", kindName(kind)}, {"entry", said.slip.id}}
                    .dump() +
                "\n"
          : "The writer of " + reference + " sees it when they next show their badge.\n"));
  return exitOk;
}

// A folder that this command makes, and takes away again if it cannot fill it.
class ExportFolder {
 public:
  explicit ExportFolder(fs::path folder) : m_folder(std::move(folder)) {}
  ~ExportFolder() {
    if (m_done) return;
    std::error_code ignored;
    for (const fs::path& file : m_files) fs::remove(file, ignored);
    if (m_made) fs::remove(m_folder, ignored);
  }
  ExportFolder(const ExportFolder&) = delete;
  ExportFolder& operator=(const ExportFolder&) = delete;

  Status open() {
    std::error_code error;
    if (fs::is_directory(m_folder, error)) return {};
    if (mkdir(m_folder.c_str(), 0700) != 0) return faultFromErrno(errno, "make the folder " + m_folder.string());
    m_made = true;
    return {};
  }
  Status write(const std::string& name, BytesView bytes) {
    PB_TRY(writeFileDurable(m_folder / name, bytes, 0600, Existing::refuse));
    m_files.push_back(m_folder / name);
    return {};
  }
  void keep() { m_done = true; }
  const std::vector<fs::path>& files() const { return m_files; }

 private:
  fs::path m_folder;
  std::vector<fs::path> m_files;
  bool m_made = false, m_done = false;
};

Result<int> exportTo(office::School& school, const Unlocked& person, const store::Posting& posting,
                     const std::string& folder, bool asJson) {
  PB_TRY_VALUE(const Checked checked, EntryReader(school, person).open(posting));
  PB_TRY_VALUE(const auto members, open::readTar(checked.opened.archive.view()));
  ExportFolder out(folder);
  PB_TRY(out.open());
  for (const open::TarEntry& member : members) PB_TRY(out.write(member.name, member.bytes));
  PB_TRY(out.write("slip.json", viewOf(posting.envelope)));
  if (!posting.receipt.empty()) PB_TRY(out.write("receipt.json", viewOf(posting.receipt)));
  out.keep();
  if (asJson) {
    Json json{{"id", posting.slip.id},
              {"files", Json::array()},
              {"integrity", {{"ok", checked.problems.empty()}, {"problems", checked.problems}}}};
    for (const fs::path& file : out.files()) json["files"].push_back(file.filename().string());
    PB_TRY(print(json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"));
    return exitOk;
  }
  std::string text = "Written to " + folder + ", readable by anyone who can open that folder:\n";
  for (const fs::path& file : out.files()) text += "  " + file.filename().string() + "\n";
  for (const std::string& problem : checked.problems) text += "Not as it was posted: " + problem + "\n";
  PB_TRY(print(text));
  return exitOk;
}

Result<int> inbox(const Args& args, Program& program) {
  const std::string& what = args.required("WHAT");
  const auto id = args.positional("ID"), folder = args.positional("OUTDIR");
  const auto wrong = [](const std::string& sentence) {
    return Fault{FaultCode::wrongUsage, "inbox: " + sentence + "; see pillarbox inbox --help"};
  };
  const std::optional<Kind> message = messageFor(what);
  if (what != "list" && what != "show" && what != "read" && what != "export" && !message) {
    return wrong("there is no '" + what + "': it is list, show, read, thank, come, more or export");
  }
  if (what == "list" && id) return wrong("'" + *id + "' is one argument too many");
  if (what != "list" && !id) return wrong("ID is missing");
  if (what == "export" && !folder) return wrong("OUTDIR is missing");
  if (what != "export" && folder) return wrong("'" + *folder + "' is one argument too many");

  PB_TRY_VALUE(office::School school, openFolder(args.required("DIR"), program));
  PB_TRY_VALUE(const Unlocked person, unlockFrom(args, school, Starter::refuse));
  const bool asJson = args.has("json");
  if (what == "list") return list(school, person, asJson);
  PB_TRY_VALUE(const store::Posting posting, findReadable(school, person, *id));
  if (what == "show") return show(school, person, posting, asJson);
  if (what == "read") return markRead(school, person, posting, asJson);
  if (message) return say(school, person, posting, *message, asJson);
  return exportTo(school, person, posting, *folder, asJson);
}

const std::array commands{Command{inboxSyntax, inbox}};

}  // namespace

std::span<const Command> inboxCommands() {
  return commands;
}

}  // namespace pillarbox::command

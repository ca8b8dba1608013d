#include "server/cli_store.h"

#include <cstdio>
#include <nlohmann/json.hpp>

#include "server/backup.h"
#include "server/service.h"

namespace pillarbox::server {

namespace {

constexpr std::string_view backupHelp =
    "pillarbox-server backup SDIR FILE\n"
    "\n"
    "Writes everything the server keeps, as it stands at this moment, to the new FILE. The server may run meanwhile.\n"
    "FILE cannot be read without the school's keys, and is the same kind of file whether the server uses SQLite or\n"
    "PostgreSQL. It does not hold server.key: keep a copy of that somewhere else, once.\n";

constexpr std::string_view restoreHelp =
    "pillarbox-server restore FILE SDIR\n"
    "\n"
    "SDIR holds server.key (and database.conf, for an empty PostgreSQL database) and no database. Everything in FILE "
    "is\n"
    "checked first: every signature, every link of every school's chain, every sealed file. Only then it is put in\n"
    "place, and receipts go on in a new epoch, so that terminals notice and send again what is missing.\n";

constexpr std::string_view verifyHelp =
    "pillarbox-server verify SDIR [--json]\n"
    "\n"
    "Walks every school's chain from its first receipt to its newest and checks every signature, link and sealed "
    "file.\n"
    "The server may run meanwhile; it does the same by itself once a day. Exit code 1 if anything is wrong.\n";

Fault usage(std::string_view sentence) {
  return Fault{FaultCode::wrongUsage, std::string(sentence)};
}

void print(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
}

Status say(std::string_view text) {
  print(text);
  return {};
}

std::string counted(std::int64_t count, std::string_view thing) {
  return std::to_string(count) + " " + std::string(thing) + (count == 1 ? "" : "s");
}

void tell(const SchoolWalk& walk) {
  std::string line = "school " + walk.school + ": " + counted(walk.entries, "receipt") + ", " +
                     std::to_string(walk.sealedBytes) + " bytes sealed, " +
                     counted(walk.directories, "directory version");
  if (walk.destroyed > 0) line += ", " + std::to_string(walk.destroyed) + " destroyed by decision";
  line += walk.faultCount == 0 ? ": all sound\n" : ": " + counted(walk.faultCount, "fault") + "\n";
  print(line);
  for (const WalkFault& fault : walk.faults) {
    print("  " + (fault.index == 0 ? std::string("chain") : "place " + std::to_string(fault.index) + ", " + fault.id) +
          ": " + fault.what + "\n");
  }
}

std::string asJson(const std::vector<SchoolWalk>& walks) {
  nlohmann::ordered_json all;
  all["sound"] = true;
  all["schools"] = nlohmann::ordered_json::array();
  for (const SchoolWalk& walk : walks) {
    if (walk.faultCount > 0) all["sound"] = false;
    nlohmann::ordered_json one;
    one["school"] = walk.school;
    one["receipts"] = walk.entries;
    one["destroyed"] = walk.destroyed;
    one["sealed_bytes"] = walk.sealedBytes;
    one["directory_versions"] = walk.directories;
    one["head"] = walk.head;
    one["fault_count"] = walk.faultCount;
    one["faults"] = nlohmann::ordered_json::array();
    for (const WalkFault& fault : walk.faults) {
      one["faults"].push_back({{"index", fault.index}, {"id", fault.id}, {"what", fault.what}});
    }
    all["schools"].push_back(std::move(one));
  }
  return all.dump() + "\n";
}

Status backup(const std::vector<std::string>& words) {
  if (words.size() != 2) return usage("Use it so: pillarbox-server backup SDIR FILE.");
  PB_TRY(backUp(words[0], words[1]));
  return say("backed up to " + words[1] + "\n");
}

Status restoreBackup(const std::vector<std::string>& words) {
  if (words.size() != 2) return usage("Use it so: pillarbox-server restore FILE SDIR.");
  PB_TRY_VALUE(const Restored restored, restore(words[0], words[1]));
  for (const SchoolWalk& walk : restored.schools) tell(walk);
  if (restored.faulty) return Fault{FaultCode::damaged, "The backup is not sound, so nothing was put in place."};
  return say("restored to " + words[1] + "; receipts go on in a new epoch\n");
}

Status verify(std::vector<std::string> words) {
  const bool json = std::erase(words, "--json") > 0;
  if (words.size() != 1) return usage("Use it so: pillarbox-server verify SDIR [--json].");
  PB_TRY_VALUE(const seal::DeviceKeys keys, serverKeys(words[0]));
  PB_TRY_VALUE(const DatabasePlace place, databaseIn(words[0]));
  PB_TRY_VALUE(const auto store, Store::open(place));
  PB_TRY_VALUE(const std::vector<SchoolWalk> walks, verifyAll(*store, keys.signing.verifyKey()));
  bool sound = true;
  for (const SchoolWalk& walk : walks) sound = sound && walk.faultCount == 0;
  if (json) {
    print(asJson(walks));
  } else {
    for (const SchoolWalk& walk : walks) tell(walk);
  }
  if (!sound)
    return Fault{FaultCode::damaged, "What is kept is not what was posted; see above, and keep this database."};
  return {};
}

}  // namespace

std::optional<Status> storeCommand(const std::vector<std::string>& arguments) {
  const std::string& command = arguments[0];
  if (command != "backup" && command != "restore" && command != "verify") return std::nullopt;
  std::vector<std::string> words(arguments.begin() + 1, arguments.end());
  for (const std::string& word : words) {
    if (word == "--help" || word == "-h") {
      return say(command == "backup" ? backupHelp : command == "restore" ? restoreHelp : verifyHelp);
    }
    if (word.starts_with("--") && !(command == "verify" && word == "--json")) {
      return Status(usage("There is no option " + word + " here."));
    }
  }
  if (command == "backup") return backup(words);
  if (command == "restore") return restoreBackup(words);
  return verify(std::move(words));
}

}  // namespace pillarbox::server

#include "server/cli.h"

#include <algorithm>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <thread>

#include "server/cli_store.h"
#include "server/cli_technician.h"
#include "server/directory_check.h"
#include "server/front.h"
#include "server/sandbox.h"
#include "server/service.h"
#include "shared/base/files.h"
#include "shared/base/log.h"
#include "shared/seal/dsse.h"
#include "shared/wire/lists.h"

namespace pillarbox::server {

namespace {

constexpr std::string_view help =
    "pillarbox-server keeps a school's sealed concerns. It cannot open them.\n"
    "\n"
    "  pillarbox-server init SDIR [--name NAME]       make the server's keys and database in the new folder SDIR\n"
    "  pillarbox-server school add SDIR DIRECTORY.json  let a school in, or store a newer version of its directory\n"
    "  pillarbox-server serve SDIR --listen HOST:PORT --cert FILE --key FILE\n"
    "                                                 answer requests over HTTPS until stopped (SIGTERM)\n"
    "  pillarbox-server backup SDIR FILE              a copy of everything, while it runs\n"
    "  pillarbox-server restore FILE SDIR             a server from a backup, once every chain in it is found sound\n"
    "  pillarbox-server verify SDIR [--json]          is everything still what was posted?\n"
    "  pillarbox-server restored SDIR                 say that SDIR was put back from a backup, before serving it\n"
    "  pillarbox-server technician SDIR               set the password of the page /status\n"
    "  pillarbox-server device list|revoke|allow SDIR …  devices, and shutting one out\n"
    "  pillarbox-server doctor SDIR [--cert FILE]     what is not well, and what to do\n"
    "\n"
    "Each command takes --help. Exit codes: 0 done, 1 failed, 2 wrong usage.\n";

constexpr std::string_view initHelp =
    "pillarbox-server init SDIR [--name NAME] [--database postgresql://HOST/NAME|service=NAME]\n"
    "\n"
    "Makes SDIR with server.key (keep a copy somewhere safe: receipts are signed with it) and server.db.\n"
    "NAME is what devices show, such as the school's or the trust's name.\n"
    "With --database everything is kept in that PostgreSQL database instead of server.db. Its password belongs in the\n"
    "file that PGPASSFILE names; several servers with the same server.key may use it at once.\n";

constexpr std::string_view schoolHelp =
    "pillarbox-server school add SDIR DIRECTORY.json\n"
    "\n"
    "DIRECTORY.json is a signed directory, or several versions of it, one on each line, oldest first.\n"
    "Versions already here are skipped. It may be used while the server runs.\n";

constexpr std::string_view serveHelp =
    "pillarbox-server serve SDIR --listen HOST:PORT --cert FILE --key FILE [--connections N] [--metrics "
    "127.0.0.1:PORT]\n"
    "\n"
    "HOST is an IP address; port 0 picks a free port. FILEs are PEM: the certificate with its chain, and its key.\n"
    "Prints one line once it listens: listening on https://HOST:PORT\n"
    "Renewed certificate files are taken up within a minute, or at once on SIGHUP. The page /status is for the "
    "technician.\n"
    "--metrics answers GET /metrics for Prometheus, to this machine only, without TLS.\n"
    "SIGTERM: no new connections, what is in hand is finished (at most 10 s), exit 0.\n";

constexpr std::string_view restoredHelp =
    "pillarbox-server restored SDIR\n"
    "\n"
    "After the database was put back from a backup by other means than `restore`: receipts go on in a new epoch that "
    "names the restored one,\n"
    "and terminals send again what is missing. Run it before serving.\n";

using Arguments = std::vector<std::string>;

struct Options {
  Arguments plain;
  std::map<std::string, std::string> named;
  bool help = false;
};

Fault usage(std::string_view sentence) {
  return Fault{FaultCode::wrongUsage, std::string(sentence)};
}

Result<Options> readOptions(const Arguments& arguments, std::size_t from, const std::vector<std::string>& known) {
  Options options;
  for (std::size_t i = from; i < arguments.size(); ++i) {
    const std::string& one = arguments[i];
    if (one == "--help" || one == "-h") {
      options.help = true;
    } else if (!one.starts_with("--")) {
      options.plain.push_back(one);
    } else if (std::find(known.begin(), known.end(), one) == known.end()) {
      return usage("There is no option " + one + " here.");
    } else if (i + 1 == arguments.size()) {
      return usage("The option " + one + " needs a value.");
    } else if (!options.named.emplace(one, arguments[i + 1]).second) {
      return usage("The option " + one + " is given twice.");
    } else {
      ++i;
    }
  }
  return options;
}

Status say(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
  return {};
}

Result<std::unique_ptr<Store>> openStore(const std::filesystem::path& folder) {
  PB_TRY_VALUE(const DatabasePlace place, databaseIn(folder));
  return Store::open(place);
}

Status init(const Arguments& arguments) {
  PB_TRY_VALUE(const Options options, readOptions(arguments, 1, {"--name", "--database"}));
  if (options.help) return say(initHelp);
  if (options.plain.size() != 1) return usage("Say where to make it: pillarbox-server init SDIR.");
  const std::filesystem::path folder = options.plain[0];
  const auto named = options.named.find("--name");
  const std::string name = named == options.named.end() ? "Pillarbox server" : named->second;
  if (name.empty() || name.size() > 200 || !isUtf8(name)) return usage("The name must be 1 to 200 characters.");
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return faultFromErrno(error.value(), "make " + folder.string());
  if (std::filesystem::exists(folder / databaseName, error) || std::filesystem::exists(folder / keyFileName, error) ||
      std::filesystem::exists(folder / databaseConfName, error)) {
    return Fault{FaultCode::alreadyExists, "There is already a server in " + folder.string() + "."};
  }
  SystemRandom random;
  const seal::DeviceKeys keys = seal::DeviceKeys::generate(random);
  DatabasePlace place(folder / databaseName);
  if (const auto given = options.named.find("--database"); given != options.named.end()) {
    PB_TRY_VALUE(place, readDatabasePlace(given->second));
  }
  PB_TRY(Store::create(place, name));
  if (!place.conninfo.empty()) PB_TRY(writeDatabaseConf(folder, place));
  PB_TRY(writeFileDurable(folder / keyFileName, keys.encode().view(), 0600, Existing::refuse));
  return say("made " + folder.string() + "\nserver key " + seal::keyIdOf(keys.signing.verifyKey()) + "\n");
}

// One envelope, one on each line, or the JSON of GET /v1/directory.
Result<std::vector<std::string>> envelopesIn(std::string_view text) {
  const nlohmann::json whole = nlohmann::json::parse(text, nullptr, false);
  if (whole.is_object() && whole.contains("directories")) return wire::decodeDirectories(text);
  if (whole.is_object()) {
    // Kept as it was signed and sent if it is on one line; laid out over several by some tool, it is put back on one.
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) text.remove_suffix(1);
    if (text.find('\n') == std::string_view::npos) return std::vector<std::string>{std::string(text)};
    PB_TRY_VALUE(const seal::Envelope envelope, seal::decode(text));
    return std::vector<std::string>{seal::encode(envelope)};
  }
  std::vector<std::string> envelopes;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    if (line.find_first_not_of(" \t\r") != std::string_view::npos) envelopes.emplace_back(line);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return envelopes;
}

Status addSchool(const Arguments& arguments) {
  PB_TRY_VALUE(const Options options, readOptions(arguments, 1, {}));
  if (options.help) return say(schoolHelp);
  if (options.plain.size() != 3 || options.plain[0] != "add") {
    return usage("Use it so: pillarbox-server school add SDIR DIRECTORY.json.");
  }
  PB_TRY_VALUE(const auto store, openStore(options.plain[1]));
  PB_TRY_VALUE(const Bytes file, readFile(options.plain[2], 64u << 20));
  PB_TRY_VALUE(const std::vector<std::string> envelopes, envelopesIn(textOf(file)));
  if (envelopes.empty()) return Fault{FaultCode::badInput, "The file holds no directory."};
  for (const std::string& envelope : envelopes) {
    PB_TRY_VALUE(const seal::Envelope document, seal::decode(envelope));
    PB_TRY_VALUE(const Directory directory, decodeDirectory(textOf(document.payload)));
    const std::string& school = directory.schoolId;
    PB_TRY_VALUE(const std::optional<StoredDirectory> current, store->newestDirectory(school));
    std::string state = "already here";
    if (current && directory.version <= current->version) {
      PB_TRY_VALUE(const auto same, store->directoriesAfter(school, directory.version - 1));
      PB_TRY_VALUE(const seal::Envelope kept, seal::decode(same.front()));
      if (kept.payload != document.payload) {
        return Fault{FaultCode::alreadyExists, "The school already has another directory of this version here."};
      }
    } else {
      PB_TRY_VALUE(const CheckedDirectory checked, checkDirectory(envelope, current, [&](std::string_view sha256) {
                     return store->directoryWith(school, sha256);
                   }));
      PB_TRY(store->addDirectory(school, checked.stored, current ? current->sha256 : "", SystemClock().now()));
      state = "stored";
    }
    PB_TRY(say("school " + school + " directory version " + std::to_string(directory.version) + " " + state + "\n"));
  }
  return {};
}

// HOST:PORT or [HOST]:PORT.
Status readListen(const std::string& text, HttpOptions& http) {
  const Fault malformed = usage("--listen must be HOST:PORT, such as 127.0.0.1:8443.");
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0) return malformed;
  http.host = text.substr(0, colon);
  if (http.host.starts_with('[') && http.host.ends_with(']')) http.host = http.host.substr(1, http.host.size() - 2);
  if (http.host == "localhost") http.host = "127.0.0.1";
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data() + colon + 1, end, http.port);
  if (error != std::errc{} || rest != end) return malformed;
  return {};
}

// SIGTERM and SIGINT stop it; SIGHUP, or files that changed, bring a new certificate.
void wait(const std::stop_token& stop, const sigset_t& signals, const HttpOptions& http, Service& service,
          HttpServer& server) {
  using Times = std::pair<std::filesystem::file_time_type, std::filesystem::file_time_type>;
  const auto timesNow = [&http] {
    std::error_code error;
    return Times{std::filesystem::last_write_time(http.certificate, error),
                 std::filesystem::last_write_time(http.key, error)};
  };
  constexpr int looksEvery = 150;  // of the short waits: half a minute
  Times times = timesNow();
  for (int waited = 1; !stop.stop_requested(); ++waited) {
    const timespec shortly{0, 200'000'000};
    const int signal = ::sigtimedwait(&signals, nullptr, &shortly);
    if (signal == SIGTERM || signal == SIGINT) server.stop();
    const bool look = signal == SIGHUP || (waited % looksEvery == 0 && timesNow() != times);
    if (!look) continue;
    const Status renewed = server.reloadCertificate();
    // Certificate and key are two files: between the two they do not fit, and it is tried again.
    if (renewed.ok()) times = timesNow();
    if (renewed.ok()) log::info("certificate-renewed");
    if (!renewed.ok()) log::fault("certificate-not-renewed", renewed.fault());
    service.lookAtAlerts();
  }
}

Status serve(const Arguments& arguments) {
  PB_TRY_VALUE(const Options options,
               readOptions(arguments, 1, {"--listen", "--cert", "--key", "--connections", "--metrics"}));
  if (options.help) return say(serveHelp);
  const auto given = [&](const char* name) {
    const auto found = options.named.find(name);
    return found == options.named.end() ? std::string() : found->second;
  };
  if (options.plain.size() != 1 || given("--listen").empty() || given("--cert").empty() || given("--key").empty()) {
    return usage("Use it so: pillarbox-server serve SDIR --listen HOST:PORT --cert FILE --key FILE.");
  }
  HttpOptions http;
  PB_TRY(readListen(given("--listen"), http));
  http.certificate = given("--cert");
  http.key = given("--key");
  if (const std::string count = given("--connections"); !count.empty()) {
    const auto [rest, error] = std::from_chars(count.data(), count.data() + count.size(), http.connections);
    if (error != std::errc{} || *rest != '\0' || http.connections == 0) {
      return usage("--connections must be a number above 0.");
    }
  }

  // Before any thread starts, so that only the one that waits for them gets them.
  sigset_t signals;
  sigemptyset(&signals);
  for (const int one : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, one);
  ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);  // a file-size limit is then an error like a full disk, and not the end

  const SystemClock clock;
  PB_TRY_VALUE(const auto service, Service::open(options.plain[0], clock));
  PB_TRY_VALUE(const auto front, Front::open(*service, options.plain[0], http.certificate, clock));
  PB_TRY_VALUE(const auto server, HttpServer::open(http, *front));
  service->mayWait(http.connections * 3 / 4);
  service->beginWalking();
  std::unique_ptr<MetricsListener> metrics;
  if (const std::string where = given("--metrics"); !where.empty()) {
    HttpOptions listen;
    PB_TRY(readListen(where, listen));
    PB_TRY_VALUE(metrics, MetricsListener::open(listen.host, listen.port, [&front, &server, &service] {
                   return front->metrics().text(server->connections()) + service->metrics();
                 }));
    log::info("metrics", {{"port", std::int64_t{metrics->port()}}});
  }
  const Status confined = enterSandbox();
  if (!confined.ok()) log::fault("no-sandbox", confined.fault());  // an old kernel: systemd's own filter remains
  const bool six = http.host.find(':') != std::string::npos;
  PB_TRY(say("listening on https://" + (six ? "[" + http.host + "]" : http.host) + ":" +
             std::to_string(server->port()) + "\n"));
  std::fflush(stdout);
  log::info("listening", {{"port", std::int64_t{server->port()}}});
  {
    const std::jthread waiting([&](const std::stop_token& stop) { wait(stop, signals, http, *service, *server); });
    server->run();
  }
  service->finish();
  front->finish();
  log::info("stopped");
  return {};
}

Status restored(const Arguments& arguments) {
  PB_TRY_VALUE(const Options options, readOptions(arguments, 1, {}));
  if (options.help) return say(restoredHelp);
  if (options.plain.size() != 1) return usage("Use it so: pillarbox-server restored SDIR.");
  PB_TRY_VALUE(const auto store, openStore(options.plain[0]));
  return store->beginNewEpoch();
}

Status dispatch(const Arguments& arguments) {
  if (arguments.empty()) return usage("Say what to do: init, school add, serve or restored; --help shows each.");
  const std::string& command = arguments[0];
  if (command == "--help" || command == "-h" || command == "help") return say(help);
  if (command == "--version") return say("pillarbox-server " PILLARBOX_VERSION "\n");
  if (auto done = storeCommand(arguments)) return std::move(*done);
  if (auto done = technicianCommand(arguments)) return std::move(*done);
  if (command == "init") return init(arguments);
  if (command == "school") return addSchool(arguments);
  if (command == "serve") return serve(arguments);
  if (command == "restored") return restored(arguments);
  return usage("There is no command of that name; --help shows those there are.");
}

}  // namespace

int runCommand(const std::vector<std::string>& arguments) {
  if (!initialiseCryptography()) return 1;
  const Status status = dispatch(arguments);
  if (status.ok() && std::fflush(stdout) == 0) return 0;
  const std::string sentence = status.ok() ? "The output could not be written." : status.fault().detail;
  std::fprintf(stderr, "pillarbox-server: %s\n", sentence.c_str());
  return !status.ok() && status.fault().code == FaultCode::wrongUsage ? 2 : 1;
}

}  // namespace pillarbox::server

#include "server/cli_technician.h"

#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <iostream>

#include "server/front.h"
#include "server/service.h"
#include "server/status_book.h"
#include "shared/base/files.h"
#include "shared/base/slow_hash.h"
#include "shared/record/ids.h"

namespace pillarbox::server {

namespace {

constexpr std::string_view technicianHelp =
    "pillarbox-server technician SDIR\n"
    "\n"
    "Sets the password of the page https://HOST:PORT/status, read from standard input; the user name may be anything.\n"
    "The server need not be restarted.\n";

constexpr std::string_view deviceHelp =
    "pillarbox-server device list SDIR\n"
    "pillarbox-server device revoke SDIR SCHOOL DEVICE\n"
    "pillarbox-server device allow SDIR SCHOOL DEVICE\n"
    "\n"
    "revoke shuts a device out at once: it is told nothing any more, and what it still posts is kept aside. For a\n"
    "stolen tablet on a Saturday. The school's lead takes it off the school's list as well, which is what counts\n"
    "everywhere; allow undoes revoke.\n";

constexpr std::string_view doctorHelp =
    "pillarbox-server doctor SDIR [--cert FILE]\n"
    "\n"
    "Looks at everything the page /status shows, and at the files in SDIR; says what to do. Exit code 1 if something\n"
    "is to be done now.\n";

constexpr std::size_t shortest = 12, longest = 256;

Fault usage(std::string_view sentence) {
  return Fault{FaultCode::wrongUsage, std::string(sentence)};
}

Status say(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
  return {};
}

bool asksForHelp(const std::vector<std::string>& arguments) {
  return std::any_of(arguments.begin(), arguments.end(),
                     [](const std::string& one) { return one == "--help" || one == "-h"; });
}

// One line, not shown while it is typed.
SecretBytes readPassword() {
  termios before{};
  const bool terminal = ::isatty(STDIN_FILENO) == 1 && ::tcgetattr(STDIN_FILENO, &before) == 0;
  if (terminal) {
    std::fputs("New password for the page /status: ", stderr);
    termios silent = before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  std::string line;
  std::getline(std::cin, line);
  if (terminal) {
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    std::fputs("\n", stderr);
  }
  if (!line.empty() && line.back() == '\r') line.pop_back();
  SecretBytes password = SecretBytes::copyOf(std::string_view(line));
  wipe(line);
  return password;
}

Status technician(const std::vector<std::string>& arguments) {
  if (asksForHelp(arguments)) return say(technicianHelp);
  if (arguments.size() != 2) return usage("Use it so: pillarbox-server technician SDIR.");
  const std::filesystem::path folder = arguments[1];
  std::error_code error;
  if (!std::filesystem::exists(folder / keyFileName, error)) {
    return Fault{FaultCode::notFound, "There is no server in " + folder.string() + "."};
  }
  const SecretBytes password = readPassword();
  if (password.size() < shortest || password.size() > longest) {
    return Fault{FaultCode::badInput, "The password must have at least 12 characters."};
  }
  PB_TRY_VALUE(const std::string hash, slowHash(password));
  PB_TRY(writeFileDurable(folder / technicianFileName, viewOf(hash), 0600));
  return say("The password is set.\n");
}

Status device(const std::vector<std::string>& arguments) {
  if (asksForHelp(arguments)) return say(deviceHelp);
  const std::string what = arguments.size() > 1 ? arguments[1] : "";
  const bool list = what == "list" && arguments.size() == 3;
  const bool change = (what == "revoke" || what == "allow") && arguments.size() == 5;
  if (!list && !change)
    return usage("Use it so: pillarbox-server device list SDIR, or device revoke SDIR SCHOOL DEVICE.");
  const SystemClock clock;
  PB_TRY_VALUE(const auto book, StatusBook::open(arguments[2]));
  PB_TRY_VALUE(const StatusFacts facts, book->collect({}, clock.now()));
  if (list) {
    for (const SchoolFacts& school : facts.schools) {
      for (const DeviceFacts& one : school.devices) {
        const auto when = [&](const std::optional<WallTime>& time) {
          return time ? agoInWords(*time, facts.now) : std::string("never");
        };
        PB_TRY(say(school.id + " " + one.id + " \"" + one.name + "\": heard of " + when(one.heardAt) + ", posted " +
                   when(one.postedAt) + (one.standing.empty() ? "" : ", " + one.standing) + "\n"));
      }
    }
    return {};
  }
  const auto school = std::find_if(facts.schools.begin(), facts.schools.end(),
                                   [&](const SchoolFacts& one) { return one.id == arguments[3]; });
  const bool known =
      school != facts.schools.end() && std::any_of(school->devices.begin(), school->devices.end(),
                                                   [&](const DeviceFacts& one) { return one.id == arguments[4]; });
  if (!known) return Fault{FaultCode::notFound, "This server knows no such device of such a school; see device list."};
  const bool out = what == "revoke";
  PB_TRY(book->store().shutOut(arguments[3], arguments[4], out, clock.now()));
  return say(out ? "The device is shut out. Ask the school's safeguarding lead to take it off the list as well.\n"
                 : "The device may come in again.\n");
}

Status doctor(const std::vector<std::string>& arguments) {
  if (asksForHelp(arguments)) return say(doctorHelp);
  const bool withCertificate = arguments.size() == 4 && arguments[2] == "--cert";
  if (arguments.size() != 2 && !withCertificate) return usage("Use it so: pillarbox-server doctor SDIR [--cert FILE].");
  const std::filesystem::path folder = arguments[1];
  const SystemClock clock;
  std::vector<Check> checks;
  for (const char* name : {keyFileName, technicianFileName, alert::smtpFileName}) {
    std::error_code error;
    const auto facts = std::filesystem::status(folder / name, error);
    using std::filesystem::perms;
    if (!error && (facts.permissions() & (perms::group_all | perms::others_all)) != perms::none) {
      checks.push_back(
          {Health::now, name, "Others on this machine may read it.", "Run: chmod 600 " + (folder / name).string()});
    }
  }
  const auto book = StatusBook::open(folder);
  if (!book.ok()) {
    checks.push_back({Health::now, "Database", book.fault().detail,
                      "See that SDIR is right and that this is run as the server's user. If it is damaged, restore the "
                      "newest backup: pillarbox-server restore."});
  } else {
    const Status whole = (*book)->store().check();
    if (!whole.ok()) {
      checks.push_back(
          {Health::now, "Database", whole.fault().detail, "Restore the newest backup: pillarbox-server restore."});
    }
    const auto facts = (*book)->collect(withCertificate ? std::filesystem::path(arguments[3]) : "", clock.now());
    if (facts.ok()) {
      for (Check& check : checksOf(*facts)) checks.push_back(std::move(check));
    } else {
      checks.push_back({Health::now, "Database", facts.fault().detail, "Run: pillarbox-server verify."});
    }
  }
  PB_TRY(say(statusText(checks)));
  const auto now = std::count_if(checks.begin(), checks.end(), [](const Check& c) { return c.health == Health::now; });
  if (now == 0) return {};
  return Fault{FaultCode::damaged, now == 1 ? "One thing is to be done now." : "Some things are to be done now."};
}

}  // namespace

std::optional<Status> technicianCommand(const std::vector<std::string>& arguments) {
  if (arguments.empty()) return std::nullopt;
  if (arguments[0] == "technician") return technician(arguments);
  if (arguments[0] == "device") return device(arguments);
  if (arguments[0] == "doctor") return doctor(arguments);
  return std::nullopt;
}

}  // namespace pillarbox::server

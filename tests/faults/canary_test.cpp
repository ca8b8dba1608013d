// A marker is posted where a child's name, a writer's name and an account stand. Then every byte that is left anywhere
// is searched for it: databases and their logs, the server's folder and memory, what programs said, temporary files.
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <thread>

#include "kiosk/office/poster.h"
#include "shared/base/bytes.h"
#include "tests/faults/story.h"

namespace pillarbox::support {
namespace {

namespace fs = std::filesystem;

// Nothing like it stands anywhere else.
constexpr std::string_view marker = "Quillzyx-Wombrough";
constexpr std::string_view letters = "QUILLZYXWOMBROUGH";

// The marker as it is and in the clothes that programs give to text.
std::vector<std::string> disguises() {
  std::vector<std::string> all{std::string(marker), std::string(letters)};
  std::string wide, wideOther, hex;
  for (const char c : marker) {
    wide += {c, '\0'};
    wideOther += {'\0', c};
  }
  all.push_back(wide.substr(0, wide.size() - 1));
  all.push_back(wideOther.substr(1));
  hex = toHex(viewOf(marker));
  all.push_back(hex);
  std::string upper = hex;
  std::transform(upper.begin(), upper.end(), upper.begin(), [](char c) { return c >= 'a' && c <= 'f' ? c - 32 : c; });
  all.push_back(upper);
  // Base64 of a text depends on where it begins: three ways, of each the part that the neighbours do not touch.
  for (std::size_t offset = 0; offset < 3; ++offset) {
    const std::string padded = std::string(offset, 'x') + std::string(marker);
    const std::size_t whole = padded.size() / 3 * 3;
    const std::string text = toBase64(viewOf(padded.substr(0, whole)), Base64::urlUnpadded);
    all.push_back(text.substr(offset == 0 ? 0 : 4));
  }
  return all;
}

bool holds(const std::string& bytes) {
  static const std::vector<std::string> wanted = disguises();
  return std::any_of(wanted.begin(), wanted.end(),
                     [&](const std::string& one) { return bytes.find(one) != std::string::npos; });
}

class Canary : public Story {
 protected:
  void SetUp() override {
    Story::SetUp();
    if (HasFatalFailure()) return;
    fs::create_directories(temp / "tmp");
    ::setenv("TMPDIR", (temp / "tmp").c_str(), 1);
    serve();
    if (HasFatalFailure()) return;
    connect();
  }
  void TearDown() override { ::unsetenv("TMPDIR"); }

  static std::string entryText() {
    return Json{{"author", {{"name", std::string(marker) + " Writer"}, {"role", "Cleaner"}}},
                {"pupils", {{{"name", std::string(marker)}, {"class", "3B"}, {"part", "worried-about"}}}},
                {"account", "Invented. " + std::string(marker) + " said so."},
                {"exact_words", {{{"words", "I am " + std::string(marker)}, {"speaker", std::string(marker)}}}}}
        .dump();
  }
  static void expectClean(const std::string& folder, const std::string& but = {}) {
    int files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (!entry.is_regular_file() || (!but.empty() && entry.path() == but)) continue;
      ++files;
      EXPECT_FALSE(holds(readText(entry.path()))) << entry.path();
      EXPECT_FALSE(holds(entry.path().filename().string()));
    }
    EXPECT_GT(files, 0) << folder;
  }
  // Every byte of memory that a program can write to. Nothing if this user may not look.
  static std::optional<std::string> memoryOf(pid_t pid) {
    const std::string base = "/proc/" + std::to_string(pid);
    std::FILE* memory = std::fopen((base + "/mem").c_str(), "rb");
    if (memory == nullptr) return std::nullopt;
    std::istringstream maps(readText(base + "/maps"));
    std::string all, line;
    while (std::getline(maps, line)) {
      unsigned long from = 0, to = 0;
      char mode[5] = {};
      if (std::sscanf(line.c_str(), "%lx-%lx %4s", &from, &to, mode) != 3 || mode[0] != 'r' || mode[1] != 'w') continue;
      std::string block(to - from, '\0');
      if (std::fseek(memory, static_cast<long>(from), SEEK_SET) != 0) continue;
      block.resize(std::fread(block.data(), 1, block.size(), memory));
      all += block;
    }
    std::fclose(memory);
    return all;
  }
};

TEST_F(Canary, TheSearchFindsWhatIsThere) {
  EXPECT_TRUE(holds("..." + std::string(marker)));
  for (const std::string before : {"", "a", "ab", "abc"}) {
    EXPECT_TRUE(holds(toBase64(viewOf(before + std::string(marker) + "tail"), Base64::urlUnpadded))) << before;
  }
  EXPECT_TRUE(holds(toHex(viewOf(marker))));
  EXPECT_FALSE(holds("Quillzyx and other words"));
}

TEST_F(Canary, NothingReadableIsLeftAnywhere) {
  std::string said;  // by every program, on standard error and in what it logged
  const Ran posted = DemoSchool::pillarbox({"post", school->folder(), "--entry", "-", "--json"}, entryText());
  ASSERT_EQ(posted.exit, 0) << posted.err;
  said += posted.out + posted.err;
  const std::string picture = temp / "picture.txt";
  writeText(picture, "A note. " + std::string(marker));
  const Ran attached =
      DemoSchool::pillarbox({"post", school->folder(), "--entry", "-", "--attach", picture, "--json"}, entryText());
  ASSERT_EQ(attached.exit, 0) << attached.err;
  said += attached.out + attached.err;

  // A draft: the disk copy that a kiosk keeps while somebody writes.
  {
    SystemClock clock;
    SystemRandom random;
    Result<office::School> opened = office::openSchool(school->folder(), clock, random);
    ASSERT_TRUE(opened.ok());
    Entry entry;
    entry.author.name = marker;
    entry.account = "Invented, half written: " + std::string(marker);
    ASSERT_TRUE(office::saveDraft(*opened, entry, {}, {}).ok());
    EXPECT_EQ(opened->store->drafts()->size(), 1U);
    expectClean(school->folder());
  }
  const Ran synced = school->sync();
  EXPECT_EQ(synced.exit, 0) << synced.err;
  said += synced.out + synced.err;

  // Reading it puts it on standard output, and nowhere else.
  const std::string id = parsed(posted.out)["id"];
  const Ran shown = school->inbox({"show", id});
  EXPECT_TRUE(holds(shown.out));
  said += shown.err + school->inbox({"list"}).err + school->inbox({"read", id}).err;
  said += school->sync().err + school->verify().out;

  // A wrong entry must not be quoted back.
  Json wrong = Json::parse(entryText());
  wrong["urgent"] = marker;
  said += DemoSchool::pillarbox({"post", school->folder(), "--entry", "-"}, wrong.dump()).err;
  said += DemoSchool::pillarbox({"post", school->folder(), "--entry", "-"}, entryText() + "}").err;
  said += DemoSchool::pillarbox({"post", school->folder(), "--entry", "-"}, "{\"" + std::string(marker) + "\":1}").err;

  if (const auto memory = memoryOf(server->process().pid()); memory) {
    EXPECT_GT(memory->size(), 100'000U);
    EXPECT_FALSE(holds(*memory)) << "in the server's memory";
  }
  said += server->process().out() + server->process().err();
  EXPECT_FALSE(holds(said)) << said;
  expectClean(school->folder());
  expectClean(server->folder());
  for (const auto& left : fs::recursive_directory_iterator(temp / "tmp")) {
    ADD_FAILURE() << "left behind: " << left.path();
  }
}

TEST_F(Canary, ACrashLeavesNoCore) {
  const std::string where = temp / "crash", pipe = temp / "pipe";
  fs::create_directories(where);
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  Background poster;
  ASSERT_TRUE(poster.start({"sh", "-c", R"(ulimit -c unlimited; cd "$0"; exec "$1" post "$2" --entry "$3")", where,
                            program("pillarbox"), school->folder(), pipe}));
  // Half the entry, and no end: it is in the middle of it when it dies.
  const int writing = ::open(pipe.c_str(), O_WRONLY | O_CLOEXEC);
  ASSERT_GE(writing, 0);
  const std::string half = entryText().substr(0, 200);
  ASSERT_EQ(::write(writing, half.data(), half.size()), static_cast<ssize_t>(half.size()));
  int unread = 1;
  while (unread > 0 && poster.running()) {
    ASSERT_EQ(::ioctl(writing, FIONREAD, &unread), 0);
    std::this_thread::yield();
  }
  poster.signal(SIGABRT);
  EXPECT_EQ(poster.waitExit(), 128 + SIGABRT);
  ::close(writing);
  for (const auto& left : fs::recursive_directory_iterator(where)) {
    EXPECT_FALSE(holds(readText(left.path()))) << left.path();
  }
  expectClean(school->folder());
}

}  // namespace
}  // namespace pillarbox::support

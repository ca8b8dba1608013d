// Posting, the inbox and checking with the real program, on one demonstration school that each test gets a copy of.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/support/demo.h"

namespace pillarbox::support {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

class Posting : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    s_temp = std::make_unique<TempFolder>();
    s_school = std::make_unique<DemoSchool>(*s_temp / "school");
    for (const std::string role : {"dsl", "head"}) {
      writeText(*s_temp / (role + ".card"), s_school->person(role).cardCode + "\n");
      writeText(*s_temp / (role + ".pass"), s_school->person(role).passphrase + "\n");
    }
  }
  static void TearDownTestSuite() {
    s_school.reset();
    s_temp.reset();
  }
  void SetUp() override {
    ASSERT_EQ(s_school->problem(), "");
    fs::copy(s_school->folder(), folder, fs::copy_options::recursive);
  }

  static Ran pillarbox(const std::vector<std::string>& words, const std::string& input = {}) {
    return DemoSchool::pillarbox(words, input);
  }
  Ran post(const Json& entry, const std::vector<std::string>& more = {}) {
    std::vector<std::string> words{"post", folder, "--entry", "-", "--json"};
    words.insert(words.end(), more.begin(), more.end());
    return pillarbox(words, entry.dump());
  }
  static Json entry(const std::string& account) {
    return {{"author", {{"name", "Pat Invented"}, {"role", "Cleaner"}}}, {"account", account}, {"category", "Neglect"}};
  }
  std::string posted(const Json& what, const std::vector<std::string>& more = {}) {
    const Ran ran = post(what, more);
    EXPECT_EQ(ran.exit, 0) << ran.err;
    const Json json = Json::parse(ran.out, nullptr, false);
    return json.is_object() ? json.value("id", "") : "";
  }
  Ran inbox(std::vector<std::string> words, const std::string& role = "dsl") {
    words.insert(words.begin(), {"inbox", folder});
    for (const std::string& word :
         {std::string("--card-file"), *s_temp / (role + ".card"), std::string("--passphrase-file"),
          *s_temp / (role + ".pass"), std::string("--json")}) {
      words.push_back(word);
    }
    return pillarbox(words);
  }
  static Json json(const Ran& ran) {
    EXPECT_EQ(ran.exit, 0) << ran.err;
    return Json::parse(ran.out, nullptr, false);
  }
  static void expectFails(const Ran& ran, int exit, const std::string& about) {
    EXPECT_EQ(ran.exit, exit) << ran.err;
    EXPECT_EQ(ran.out, "");
    EXPECT_EQ(ran.err.find('\n'), ran.err.size() - 1) << ran.err;
    EXPECT_NE(ran.err.find(about), std::string::npos) << ran.err;
  }
  Ran sql(const std::string& statement) { return run({"sqlite3", folder + "/pillarbox.db", statement}); }

  static std::unique_ptr<TempFolder> s_temp;
  static std::unique_ptr<DemoSchool> s_school;
  TempFolder temp;
  const std::string folder = temp / "school";
};
std::unique_ptr<TempFolder> Posting::s_temp;
std::unique_ptr<DemoSchool> Posting::s_school;

TEST_F(Posting, TheExampleCanBePostedAsItIs) {
  const Ran example = pillarbox({"post", "--example"});
  ASSERT_EQ(example.exit, 0);
  Json edited = Json::parse(example.out, nullptr, false);
  ASSERT_TRUE(edited.contains("account"));
  writeText(temp / "entry.json", example.out);
  const Ran ran = pillarbox({"post", folder, "--entry", temp / "entry.json", "--json"});
  const Json said = json(ran);
  EXPECT_EQ(said.size(), 3U);
  EXPECT_EQ(said["state"], "stored");
  EXPECT_EQ(said["reference"].get<std::string>().size(), 7U);
  EXPECT_EQ(json(inbox({"show", said["id"]}))["entry"]["account"], edited["account"]);
}

TEST_F(Posting, BadEntriesAreRefusedInOneSentence) {
  expectFails(pillarbox({"post", folder, "--entry", "-"}, "not json"), 1, "");
  expectFails(post({{"account", 7}}), 1, "");
  Json unknown = entry("x");
  unknown["colour"] = "red";
  expectFails(post(unknown), 1, "colour");
  Json casework = entry("x");
  casework["kind"] = "close";
  expectFails(post(casework), 1, "signed by the person");
  expectFails(post(entry("x"), {"--attach", temp / "absent"}), 1, "absent");
  expectFails(pillarbox({"post", folder}), 2, "--entry");
  expectFails(pillarbox({"post", "--entry", "x"}), 2, "DIR");
  expectFails(pillarbox({"post", temp / "nowhere", "--entry", "-"}, "{}"), 1, "nowhere");
  expectFails(pillarbox({"post", temp.path().string(), "--entry", "-"}, "{}"), 1, "");
  EXPECT_EQ(json(inbox({"list"})), Json::array());
}

TEST_F(Posting, NobodyCanClaimABadgeThatWasNotShown) {
  Json claimed = entry("Invented.");
  claimed["author"]["verified_by"] = "badge+pin";
  EXPECT_EQ(json(inbox({"show", posted(claimed)}))["entry"]["author"]["verified_by"], "typed");
}

TEST_F(Posting, AttachmentsAreNamedByWhatTheyAre) {
  writeText(temp / "a.txt", std::string("\x89PNG\r\n\x1a\n", 8) + "picture");
  writeText(temp / "b.png", "just text");
  writeText(temp / "c", "%PDF-1.7 ...");
  const std::string id =
      posted(entry("With papers."), {"--attach", temp / "a.txt", "--attach", temp / "b.png", "--attach", temp / "c"});
  const Json attachments = json(inbox({"show", id}))["entry"]["attachments"];
  ASSERT_EQ(attachments.size(), 3U);
  EXPECT_EQ(attachments[0]["name"], "attachment-1.png");
  EXPECT_EQ(attachments[0]["type"], "image/png");
  EXPECT_EQ(attachments[1]["name"], "attachment-2.bin");
  EXPECT_EQ(attachments[2]["type"], "application/pdf");
  writeText(temp / "huge", std::string((8U << 20U) + 1, 'x'));
  expectFails(post(entry("Too much."), {"--attach", temp / "huge"}), 1, "");
}

TEST_F(Posting, EightAtOnceAreAllKeptOnceAndInOneChain) {
  writeText(temp / "entry.json", entry("Invented: all at once.").dump());
  std::vector<Background> running(8);
  for (Background& one : running) {
    ASSERT_TRUE(one.start({program("pillarbox"), "post", folder, "--entry", temp / "entry.json", "--json"}));
  }
  std::set<std::string> ids;
  for (Background& one : running) {
    EXPECT_EQ(one.waitExit(), 0) << one.err();
    ids.insert(Json::parse(one.out(), nullptr, false).value("id", ""));
  }
  EXPECT_EQ(ids.size(), 8U);
  EXPECT_EQ(json(inbox({"list"})).size(), 8U);
  const Json verified = json(pillarbox({"verify", folder, "--json"}));
  EXPECT_EQ(verified["ok"], true);
  EXPECT_EQ(verified["checked"], 8);
}

TEST_F(Posting, InboxListsWhatTheSpecificationSays) {
  const std::string id = posted(entry("Invented."));
  Json urgent = entry("Invented, urgent.");
  urgent["urgent"] = true;
  const std::string second = posted(urgent);
  const Json list = json(inbox({"list"}));
  ASSERT_EQ(list.size(), 2U);
  EXPECT_EQ(list[0]["id"], second);  // newest first
  EXPECT_EQ(list[0]["urgent"], true);
  EXPECT_EQ(list[1]["kind"], "concern");
  EXPECT_EQ(list[1]["state"], "unread");
  EXPECT_EQ(list[1]["author"], "Pat Invented");
  EXPECT_EQ(list[1]["category"], "Neglect");
  EXPECT_EQ(list[1].size(), 8U);
  EXPECT_EQ(json(inbox({"list"}, "head")), Json::array());
}

TEST_F(Posting, ShowChangesNothingAndReadIsSignedAndSaidOnce) {
  const std::string id = posted(entry("Invented."));
  EXPECT_EQ(json(inbox({"show", id}))["integrity"], (Json{{"ok", true}, {"problems", Json::array()}}));
  const std::string reference = json(inbox({"list"}))[0]["reference"];
  EXPECT_EQ(json(inbox({"list"}))[0]["state"], "unread");
  EXPECT_EQ(sql("SELECT count(*) FROM postings").out, "1\n");
  EXPECT_EQ(json(inbox({"read", reference}))["state"], "read");
  EXPECT_EQ(json(inbox({"list"}))[0]["state"], "read");
  EXPECT_EQ(json(inbox({"read", id}))["state"], "read");
  EXPECT_EQ(sql("SELECT count(*) FROM postings").out, "2\n");
  EXPECT_EQ(json(pillarbox({"verify", folder, "--json"}))["ok"], true);
}

TEST_F(Posting, AMessageToAWriterWhoShowedNoBadgeIsRefusedAndNothingIsPosted) {
  const std::string id = posted(entry("Invented: he said the zebra bit him."));
  for (const std::string what : {"thank", "come", "more"}) {
    expectFails(inbox({what, id}), 1, "did not show a badge");
    expectFails(inbox({what}), 2, "inbox: ");
    expectFails(inbox({what, "K7M-4QX"}), 1, "");
  }
  EXPECT_EQ(json(inbox({"list"})).size(), 1U);
}

TEST_F(Posting, ConcernsAboutAnAdultGoToTheHeadOnly) {
  Json about = entry("Invented: about an adult.");
  about["adult"] = {{"name", "Kim Invented"}};
  const std::string id = posted(about);
  EXPECT_EQ(json(inbox({"list"})), Json::array());
  expectFails(inbox({"show", id}), 1, id);
  EXPECT_EQ(json(inbox({"show", id}, "head"))["entry"]["audience"], "head");
}

TEST_F(Posting, ExportWritesEverythingPrivatelyAndReplacesNothing) {
  writeText(temp / "page", std::string("\xff\xd8\xff", 3) + "photo");
  const std::string id = posted(entry("Invented, to export."), {"--attach", temp / "page"});
  const std::string out = temp / "out";
  const Json said = json(inbox({"export", id, out}));
  EXPECT_EQ(said["files"], (Json{"entry.json", "entry.txt", "attachment-1.jpg", "slip.json"}));
  EXPECT_EQ(readText(out + "/attachment-1.jpg"), readText(temp / "page"));
  EXPECT_NE(readText(out + "/entry.txt").find("Invented, to export."), std::string::npos);
  struct stat status {};
  ASSERT_EQ(stat(out.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0700U);
  ASSERT_EQ(stat((out + "/entry.txt").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  expectFails(inbox({"export", id, out}), 1, "entry.json");
  expectFails(inbox({"export", id, temp / "no/such"}), 1, "");
}

TEST_F(Posting, WrongKeysAndWrongUsageAreSaidPlainly) {
  const std::string card = *s_temp / "dsl.card", pass = *s_temp / "head.pass";
  expectFails(pillarbox({"inbox", folder, "list", "--card-file", card, "--passphrase-file", pass}), 1, "");
  expectFails(pillarbox({"inbox", folder, "list", "--card-file", pass, "--passphrase-file", pass}), 1, "");
  expectFails(pillarbox({"inbox", folder, "list", "--card-file", "-", "--passphrase-file", "-"}), 2, "standard input");
  expectFails(pillarbox({"inbox", folder, "list", "--card-file", card}), 2, "--passphrase-file is missing");
  expectFails(inbox({"shout"}), 2, "shout");
  expectFails(inbox({"show"}), 2, "ID is missing");
  expectFails(inbox({"export", "x"}), 2, "OUTDIR is missing");
  expectFails(inbox({"list", "x"}), 2, "too many");
  expectFails(inbox({"show", "ZZZ-ZZZ"}), 1, "ZZZ-ZZZ");
  expectFails(inbox({"list", "--person", "nobody-9"}), 1, "nobody-9");
}

TEST_F(Posting, RealAgeAndTarOpenWhatWasPosted) {
  const std::string id = posted(entry("Invented: readable without us."));
  ASSERT_EQ(sql("SELECT writefile('" + (temp / "sealed.age") +
                "', sealed) FROM bodies JOIN postings USING (n) WHERE id = '" + id + "'")
                .exit,
            0);
  writeText(temp / "key.txt", s_school->safeguardingIdentity() + "\n");
  const Ran opened = run({"age", "-d", "-i", temp / "key.txt", "-o", temp / "entry.tar", temp / "sealed.age"});
  ASSERT_EQ(opened.exit, 0) << opened.err;
  EXPECT_EQ(run({"tar", "tf", temp / "entry.tar"}).out, "entry.json\nentry.txt\n");
  const Json inside = Json::parse(run({"tar", "xOf", temp / "entry.tar", "entry.json"}).out, nullptr, false);
  EXPECT_EQ(inside["account"], "Invented: readable without us.");
}

TEST_F(Posting, ChangedBytesAreFoundByVerifyAndByShow) {
  const std::string id = posted(entry("Invented."));
  ASSERT_EQ(sql("DROP TRIGGER bodies_unchanged; UPDATE bodies SET sealed = zeroblob(length(sealed))").exit, 0);
  const Ran verified = pillarbox({"verify", folder, "--json"});
  EXPECT_EQ(verified.exit, 1);
  const Json report = Json::parse(verified.out, nullptr, false);
  EXPECT_EQ(report["ok"], false);
  ASSERT_FALSE(report["problems"].empty());
  EXPECT_EQ(report["problems"][0]["id"], id);
  EXPECT_EQ(inbox({"show", id}).exit, 1);
  const Json list = json(inbox({"list"}));  // still listed: it was posted
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0]["id"], id);
}

TEST_F(Posting, ADamagedDatabaseIsSetAsideSaidOnceAndPostingGoesOn) {
  posted(entry("Invented."));
  sql("PRAGMA wal_checkpoint(TRUNCATE)");
  fs::resize_file(folder + "/pillarbox.db", 20'000);
  const Ran verified = pillarbox({"verify", folder, "--json"});
  EXPECT_EQ(verified.exit, 1);
  EXPECT_EQ(Json::parse(verified.out, nullptr, false)["ok"], false);
  EXPECT_EQ(verified.err.find('\n'), verified.err.size() - 1) << verified.err;
  EXPECT_NE(verified.err.find("set aside as pillarbox.db.damaged-"), std::string::npos) << verified.err;
  const Ran after = post(entry("Invented, afterwards."));
  EXPECT_EQ(after.exit, 0);
  EXPECT_EQ(after.err, "");
  EXPECT_EQ(json(inbox({"list"})).size(), 1U);
}

TEST_F(Posting, StandardOutputThatIsFullOrGoneIsAFailure) {
  const std::string command = program("pillarbox") + " inbox " + folder + " list --card-file " +
                              (*s_temp / "dsl.card") + " --passphrase-file " + (*s_temp / "dsl.pass");
  EXPECT_EQ(run({"sh", "-c", command + " > /dev/full"}).exit, 1);
  EXPECT_EQ(run({"sh", "-c", command + " >&-"}).exit, 1);
}

TEST_F(Posting, SyncWithoutAServerSaysSo) {
  posted(entry("Invented."));
  expectFails(pillarbox({"sync", folder, "--once"}), 1, "not connected");
  expectFails(pillarbox({"sync", folder}), 2, "--once");
  expectFails(pillarbox({"sync", folder, "--once", "--patience", "soon"}), 2, "--patience");
  expectFails(pillarbox({"connect", folder, "--server", "http://school.example"}), 1, "https");
  expectFails(pillarbox({"join", temp / "second", "--invite", "-"}, "hello"), 1, "invitation");
  EXPECT_FALSE(fs::exists(temp / "second"));
}

}  // namespace
}  // namespace pillarbox::support

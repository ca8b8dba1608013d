// People, key cards, grants and recovery on two devices with a server between them, all by the real programs.
#include <filesystem>

#include "tests/faults/story.h"

namespace pillarbox::support {
namespace {

namespace fs = std::filesystem;

class Keys : public Story {
 protected:
  void SetUp() override {
    Story::SetUp();
    serve();
    connect();
    second = temp / "second";
    const std::string invite = temp / "invite.txt";
    ASSERT_EQ(pillarbox(with({"invite", school->folder(), "-o", invite})).exit, 0);
    const Json joined = json(pillarbox({"join", second, "--invite", invite, "--json"}));
    ASSERT_EQ(pillarbox(with({"approve", school->folder(), joined["device"]})).exit, 0);
    sync();
  }

  static Ran pillarbox(const std::vector<std::string>& words) { return DemoSchool::pillarbox(words); }
  // With the key card of one of the demonstration's people.
  std::vector<std::string> with(std::vector<std::string> words, const std::string& role = "dsl") const {
    for (const std::string& word : {std::string("--card-file"), school->cardFile(role),
                                    std::string("--passphrase-file"), school->passphraseFile(role)}) {
      words.push_back(word);
    }
    return words;
  }
  void sync() const {
    for (const std::string& folder : {school->folder(), second, school->folder(), second}) {
      json(pillarbox({"sync", folder, "--once", "--json"}));
    }
  }
  // The code that a reader would see on a printed key card.
  std::string cardOn(const std::string& papers, const std::string& id) const {
    const std::string picture = temp / "card";
    EXPECT_EQ(run({"pdftoppm", "-r", "200", "-png", "-singlefile", papers + "/key-card-" + id + ".pdf", picture}).exit,
              0);
    const std::string code = run({"zbarimg", "-q", "--raw", picture + ".png"}).out;
    const std::string file = temp / (id + ".card");
    writeText(file, code);
    return file;
  }
  std::string secretFile(const std::string& name, const std::string& text) const {
    const std::string file = temp / name;
    writeText(file, text + "\n");
    return file;
  }
  static Json listed(const std::string& folder, const std::string& card, const std::string& passphrase) {
    return json(pillarbox({"inbox", folder, "list", "--card-file", card, "--passphrase-file", passphrase, "--json"}));
  }
  static int opened(const Json& list) {
    int count = 0;
    for (const Json& row : list) count += row.contains("problem") ? 0 : 1;
    return count;
  }

  std::string second;
};

TEST_F(Keys, ANewDslReadsEverythingOnTheSecondDeviceAndALostCardIsReplaced) {
  ASSERT_NE(school->post("Invented: before she came."), "");
  const std::string papers = temp / "papers";
  const std::string own = secretFile("own.pass", "five unlikely invented words here");
  const Json added = json(pillarbox(with({"people", "add", school->folder(), "--role", "dsl", "--name", "Nia New",
                                          "--papers", papers, "--new-passphrase-file", own, "--grant", "--json"})));
  EXPECT_EQ(added["id"], "dsl-2");
  EXPECT_EQ(added["grant"]["granted"], 1);
  ASSERT_NE(school->post("Invented: after she came."), "");
  sync();
  // A key file never goes to the server: it is carried.
  fs::copy_file(school->folder() + "/keys/dsl-2.age", second + "/keys/dsl-2.age");
  const std::string card = cardOn(papers, "dsl-2");
  EXPECT_EQ(opened(listed(second, card, own)), 2);

  // Lost: anybody says so, with no key; the others read it; another lead gives her a new one.
  const Json lost =
      json(pillarbox({"people", "lost-card", second, "--id", "dsl-2", "--said-by", "Sam Lunch", "--json"}));
  sync();
  const Json inbox = listed(school->folder(), school->cardFile(), school->passphraseFile());
  const bool told = std::any_of(inbox.begin(), inbox.end(), [&](const Json& row) { return row["id"] == lost["id"]; });
  EXPECT_TRUE(told) << inbox.dump();
  const std::string again = temp / "again";
  const Json replaced = json(pillarbox(with({"people", "card", school->folder(), "--id", "dsl-2", "--papers", again,
                                             "--new-passphrase-file", own, "--grant", "--json"})));
  EXPECT_EQ(replaced["grant"]["granted"], 4) << "two concerns, the lost card, and the grant before";
  sync();
  fs::copy_file(school->folder() + "/keys/dsl-2.age", second + "/keys/dsl-2.age", fs::copy_options::overwrite_existing);
  const Ran refused = pillarbox({"inbox", second, "list", "--card-file", card, "--passphrase-file", own});
  EXPECT_EQ(refused.exit, 1);
  expectOneSentence(refused.err);
  EXPECT_EQ(opened(listed(second, cardOn(again, "dsl-2"), own)), 3);
  EXPECT_EQ(pillarbox({"verify", second}).exit, 0);
  const Ran once = pillarbox(with({"people", "end", school->folder(), "--id", "dsl-2", "--json"}));
  EXPECT_EQ(once.exit, 0) << once.err;
}

TEST_F(Keys, RecoveryOverridesWhatAStolenCardHasSignedOnEveryDevice) {
  ASSERT_NE(school->post("Invented: before the theft."), "");
  const Json before = json(pillarbox({"people", "list", second, "--json"}));
  const std::string deputy = school->person("deputy").id, lead = school->person("dsl").id;
  // With the lead's stolen card: the deputy is ended, and every device believes it.
  ASSERT_EQ(pillarbox(with({"people", "end", school->folder(), "--id", deputy})).exit, 0);
  sync();
  const std::string sheet = secretFile("sheet.txt", school->safeguardingIdentity()), papers = temp / "papers";
  const Json drilled = json(pillarbox({"school", "drill", second, "--sheet-file", sheet, "--json"}));
  EXPECT_EQ(drilled["sheet"], "safeguarding");
  EXPECT_EQ(drilled["opened"], true);

  const std::string from = std::to_string(before["version"].get<int>());
  const Ran wrong = pillarbox({"school", "recover", second, "--sheet-file", secretFile("not.txt", "AGE-SECRET-KEY-1X"),
                               "--replace", lead, "--papers", papers});
  EXPECT_EQ(wrong.exit, 1);
  expectOneSentence(wrong.err);
  const Json done = json(pillarbox({"school", "recover", second, "--sheet-file", sheet, "--replace", lead, "--from",
                                    from, "--papers", papers, "--json"}));
  EXPECT_EQ(done["epoch"], 2);
  EXPECT_GE(done["granted"].get<int>(), 1);
  sync();
  for (const std::string& folder : {school->folder(), second}) {
    const Json people = json(pillarbox({"people", "list", folder, "--json"}));
    EXPECT_EQ(people["version"], done["version"]);
    for (const Json& person : people["people"]) EXPECT_EQ(person["active"], true) << person.dump();
    EXPECT_EQ(pillarbox({"verify", folder}).exit, 0);
  }
  const Ran thief = pillarbox(with({"people", "end", school->folder(), "--id", deputy}));
  EXPECT_EQ(thief.exit, 1);
  expectOneSentence(thief.err);
  EXPECT_GE(opened(json(school->inbox({"list"}, "deputy"))), 1) << "who was ended by the thief reads on";
}

TEST_F(Keys, WrongUseIsOneSentenceAndChangesNothing) {
  const auto fails = [](const Ran& ran, int exit, const std::string& about) {
    EXPECT_EQ(ran.exit, exit) << ran.err;
    EXPECT_NE(ran.err.find(about), std::string::npos) << ran.err;
    expectOneSentence(ran.err);
  };
  const std::string before = pillarbox({"people", "list", school->folder(), "--json"}).out;
  const std::string& dir = school->folder();
  fails(pillarbox(with({"people", "add", dir, "--role", "boss", "--name", "A B", "--papers", temp / "p"})), 2,
        "'boss'");
  fails(pillarbox(with({"people", "add", dir, "--role", "dsl", "--name", "A B", "--papers", dir + "/p"})), 2, "inside");
  fails(pillarbox(with({"people", "add", dir, "--role", "chair", "--name", "A B", "--papers", temp / "p"})), 1,
        "chair");
  fails(pillarbox(with({"people", "end", dir, "--id", school->person("dsl").id})), 1, "their own access");
  fails(pillarbox(with({"people", "card", dir, "--id", "nobody-1", "--papers", temp / "p"})), 1, "nobody-1");
  fails(pillarbox({"people", "lost-card", dir, "--id", "nobody-1"}), 1, "nobody-1");
  fails(pillarbox({"school", "recover", dir, "--sheet-file", "-", "--papers", temp / "p"}), 2, "what is to change");
  EXPECT_FALSE(fs::exists(temp / "p"));
  EXPECT_EQ(pillarbox({"people", "list", dir, "--json"}).out, before);
}

}  // namespace
}  // namespace pillarbox::support

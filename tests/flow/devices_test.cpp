// A device that was stolen, and a soft key in the TPM of a device that was not.
#include <filesystem>
#include <fstream>

#include "kiosk/office/http.h"
#include "kiosk/office/school_folder.h"
#include "shared/base/hash.h"
#include "shared/seal/dsse.h"
#include "shared/wire/api.h"
#include "shared/wire/http_signature.h"
#include "tests/faults/story.h"
#include "tests/support/swtpm.h"

namespace pillarbox::support {
namespace {

namespace fs = std::filesystem;

class StolenDevice : public Story {
 protected:
  void SetUp() override {
    Story::SetUp();
    if (HasFatalFailure()) return;
    serve();
    if (HasFatalFailure()) return;
    connect();
    const std::string invite = temp / "invite.txt", office = temp / "office";
    ASSERT_EQ(withKey({"invite", school->folder(), "-o", invite}).exit, 0);
    device = json(DemoSchool::pillarbox({"join", office, "--invite", invite, "--json"}))["device"];
    ASSERT_EQ(withKey({"approve", school->folder(), device}).exit, 0);
    fs::remove(office + "/keys");
    fs::copy(school->folder() + "/keys", office + "/keys", fs::copy_options::recursive);
    before = school->post("Invented: the marker zebra, before it was stolen.");
    syncBoth(office);
    // The thief has all of the disk.
    thief = temp / "thief";
    fs::copy(office, thief, fs::copy_options::recursive);
  }
  Ran withKey(std::vector<std::string> words) const {
    words.insert(words.end(), {"--card-file", school->cardFile(), "--passphrase-file", school->passphraseFile()});
    return DemoSchool::pillarbox(words);
  }
  void syncBoth(const std::string& other) const {
    for (const std::string& folder : {school->folder(), other, school->folder()}) {
      const Ran ran = DemoSchool::pillarbox({"sync", folder, "--once"});
      EXPECT_TRUE(ran.exit == 0 || folder == other) << ran.out << ran.err;
    }
  }
  std::set<std::string> idsIn(const std::string& folder) const {
    return linesOf(sql(folder + "/pillarbox.db", "SELECT id FROM postings"));
  }
  std::vector<fs::path> filesOf(const std::string& folder) const {
    std::vector<fs::path> files;
    for (const auto& each : fs::recursive_directory_iterator(folder)) {
      if (each.is_regular_file()) files.push_back(each.path());
    }
    return files;
  }

  // What the server answers to a read that is signed with the stolen device's own key.
  static int answered(office::School& stolen, const std::string& target) {
    Result<std::optional<office::Server>> server = office::serverOf(stolen);
    Result<std::unique_ptr<office::Http>> http = office::Http::make();
    if (!server || !*server || !http) return 0;
    const wire::Signer signer{stolen.directory().schoolId, stolen.deviceId, seal::keyIdOf((*server)->signKey)};
    const wire::SignatureHeaders headers = wire::signRequest({"GET", target, std::nullopt}, signer, stolen.keys.signing,
                                                             stolen.clock->now(), stolen.random->bytes(16));
    office::HttpRequest request{"GET",
                                target,
                                {{"Signature-Input", headers.signatureInput}, {"Signature", headers.signature}},
                                {},
                                16U * 1024 * 1024};
    const Result<wire::Answer> answer = (*http)->fetch(**server, std::move(request), std::chrono::seconds(20));
    return answer ? answer->status : 0;
  }

  std::string device, before, thief;
};

// Section 9 of the issue: useless without card and passphrase, and given nothing more whatever it asks.
TEST_F(StolenDevice, SentAwayItGets403ForEveryRead) {
  ASSERT_TRUE(initialiseCryptography());
  SystemClock clock;
  SystemRandom random;
  Result<office::School> stolen = office::openSchool(thief, clock, random);
  ASSERT_TRUE(stolen) << stolen.fault().detail;
  const std::array<std::string, 1> ids{before};
  const std::vector<std::string> reads{
      wire::entriesAfter(0),     wire::sealedPath(before),      std::string(wire::headPath), wire::statusOf(ids),
      wire::directoriesAfter(0), std::string(wire::rosterPath), std::string(wire::joinsPath)};
  for (const std::string& target : reads) EXPECT_NE(answered(*stolen, target), 403) << target << " before it is stolen";
  ASSERT_EQ(withKey({"device", "revoke", school->folder(), device}).exit, 0);
  for (const std::string& target : reads) EXPECT_EQ(answered(*stolen, target), 403) << target;
}

TEST_F(StolenDevice, SentAwayItIsGivenNothingMoreAndWhatItPostsIsSetApart) {
  ASSERT_TRUE(idsIn(thief).contains(before)) << "it had this before";
  const Ran away = withKey({"device", "revoke", school->folder(), device});
  ASSERT_EQ(away.exit, 0) << away.err;
  const Json devices = json(DemoSchool::pillarbox({"device", "list", school->folder(), "--json"}));
  EXPECT_TRUE(std::any_of(devices.begin(), devices.end(),
                          [&](const Json& one) { return one["id"] == device && one["revoked"] == true; }));
  const std::string after = school->post("Invented: posted after it was stolen.");
  const Json entry{{"author", {{"name", "A Thief"}}}, {"account", "Invented: written by whoever has the device."}};
  const std::string forged = json(DemoSchool::pillarbox({"post", thief, "--entry", "-", "--json"}, entry.dump()))["id"];
  syncBoth(thief);
  EXPECT_FALSE(idsIn(thief).contains(after)) << "the server gives it nothing more";
  EXPECT_EQ(sql(server->database(), "SELECT flag FROM entries WHERE id='" + forged + "'"), "revoked-device\n");
  // The lead sees it, and sees what is wrong with it; verify names it too.
  ASSERT_TRUE(idsHere().contains(forged));
  const Json shown = json(school->inbox({"show", forged}));
  EXPECT_EQ(shown["integrity"]["ok"], false) << shown;
  EXPECT_NE(shown.dump().find("withdrawn"), std::string::npos) << shown;
  EXPECT_EQ(json(school->inbox({"show", before}))["integrity"]["ok"], true) << "what was posted before stays good";
  const Json problems = parsed(school->verify().out)["problems"];
  EXPECT_TRUE(std::any_of(problems.begin(), problems.end(), [&](const Json& one) { return one["id"] == forged; }));
  EXPECT_EQ(withKey({"device", "revoke", school->folder(), device}).exit, 1) << "once is enough";
}

TEST_F(StolenDevice, AllItsFilesTogetherOpenNothing) {
  const DemoPerson& dsl = school->person("dsl");
  const std::string sealed = temp / "one.age", out = temp / "out.tar";
  sql(thief + "/pillarbox.db",
      "SELECT writefile('" + sealed + "', sealed) FROM bodies JOIN postings USING(n) WHERE id='" + before + "'");
  ASSERT_GT(fs::file_size(sealed), 0U);
  for (const fs::path& file : filesOf(thief)) {
    EXPECT_NE(run({"age", "-d", "-i", file.string(), "-o", out, sealed}).exit, 0) << file;
    std::ifstream in(file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    for (const std::string& secret : {std::string("zebra"), std::string("AGE-SECRET-KEY"), dsl.cardCode, dsl.passphrase,
                                      school->safeguardingIdentity()}) {
      EXPECT_EQ(bytes.find(secret), std::string::npos) << file << " holds a secret in clear";
    }
    // A key file costs whoever guesses half a second and much memory for each guess, with a card; without one the
    // card's 160 bits or so are in the way.
    if (file.extension() != ".age") continue;
    const std::size_t stanza = bytes.find("-> scrypt ");
    ASSERT_NE(stanza, std::string::npos) << file;
    const std::string line = bytes.substr(stanza, bytes.find('\n', stanza) - stanza);
    EXPECT_GE(std::stoi(line.substr(line.rfind(' ') + 1)), 17) << line;
  }
  EXPECT_EQ(fs::exists(out), false);
}

TEST_F(StolenDevice, TheCardWithoutThePassphraseAndThePassphraseWithoutTheCardAreRefused) {
  const auto list = [&](const std::string& card, const std::string& pass) {
    return DemoSchool::pillarbox({"inbox", thief, "list", "--card-file", card, "--passphrase-file", pass});
  };
  const std::string wrong = temp / "wrong";
  writeText(wrong, "not the words at all\n");
  const Ran noPassphrase = list(school->cardFile(), wrong),
            noCard = list(school->cardFile("head"), school->passphraseFile());
  for (const Ran& ran : {noPassphrase, noCard}) {
    EXPECT_EQ(ran.exit, 1) << ran.out;
    expectOneSentence(ran.err);
    EXPECT_EQ(ran.out, "");
  }
  EXPECT_EQ(list(school->cardFile(), school->passphraseFile()).exit, 0)
      << "the lead herself still reads what was there";
}

// --- a soft key ------------------------------------------------------------------------------------------------------

class SoftKeyOnADevice : public Story {
 protected:
  void SetUp() override {
    if (!Swtpm::installed()) GTEST_SKIP() << "swtpm is not installed";
    Story::SetUp();
    if (HasFatalFailure()) return;
    ASSERT_TRUE(tpm.start());
    ::setenv("PILLARBOX_TPM", tpm.tcti().c_str(), 1);
  }
  void TearDown() override { ::unsetenv("PILLARBOX_TPM"); }

  Ran add() const {
    return DemoSchool::pillarbox({"softkey", "add", school->folder(), "--card-file", school->cardFile(),
                                  "--passphrase-file", school->passphraseFile()});
  }
  Ran tried(const std::string& passphraseFile) const {
    return DemoSchool::pillarbox(
        {"softkey", "try", school->folder(), school->person("dsl").id, "--passphrase-file", passphraseFile});
  }
  bool cardOpens(const std::string& passphraseFile) const {
    return DemoSchool::pillarbox({"inbox", school->folder(), "list", "--card-file", school->cardFile(),
                                  "--passphrase-file", passphraseFile})
               .exit == 0;
  }

  Swtpm tpm{temp / "tpm"};
};

TEST_F(SoftKeyOnADevice, OpensWithThePassphraseAloneAndFollowsItsChange) {
  ASSERT_EQ(add().exit, 0);
  const std::string id = school->person("dsl").id;
  const Json status = json(DemoSchool::pillarbox({"softkey", "status", school->folder(), "--json"}));
  EXPECT_EQ(status, (Json{{"possible", true}, {"people", {id}}}));
  EXPECT_EQ(tried(school->passphraseFile()).exit, 0);
  const std::string chosen = temp / "chosen";
  writeText(chosen, "harbour violet engine purple seven\n");
  ASSERT_EQ(DemoSchool::pillarbox({"passphrase", school->folder(), "--card-file", school->cardFile(),
                                   "--passphrase-file", school->passphraseFile(), "--new-passphrase-file", chosen})
                .exit,
            0);
  EXPECT_EQ(tried(chosen).exit, 0);
  EXPECT_EQ(tried(school->passphraseFile()).exit, 1) << "the old one no longer";
  EXPECT_EQ(DemoSchool::pillarbox({"softkey", "remove", school->folder(), id}).exit, 0);
  const Ran gone = tried(chosen);
  EXPECT_EQ(gone.exit, 1);
  expectOneSentence(gone.err);
}

TEST_F(SoftKeyOnADevice, ALockedClearedOrMissingChipNeverLocksOutTheCard) {
  ASSERT_EQ(add().exit, 0);
  const std::string wrong = temp / "wrong";
  writeText(wrong, "not the words at all\n");
  for (int i = 0; i < 5; ++i) {
    const Ran ran = tried(wrong);
    EXPECT_EQ(ran.exit, 1);
    expectOneSentence(ran.err);
  }
  EXPECT_EQ(tried(school->passphraseFile()).exit, 1) << "the chip refuses all, for a while";
  EXPECT_TRUE(cardOpens(school->passphraseFile()));
  tpm.clear();
  ASSERT_TRUE(tpm.start());
  ::setenv("PILLARBOX_TPM", tpm.tcti().c_str(), 1);
  EXPECT_EQ(tried(school->passphraseFile()).exit, 1);
  EXPECT_TRUE(cardOpens(school->passphraseFile()));
  tpm.stop();
  EXPECT_EQ(tried(school->passphraseFile()).exit, 1);
  EXPECT_EQ(add().exit, 1) << "not offered without a chip";
  EXPECT_EQ(json(DemoSchool::pillarbox({"softkey", "status", school->folder(), "--json"}))["possible"], false);
  EXPECT_TRUE(cardOpens(school->passphraseFile()));
}

}  // namespace
}  // namespace pillarbox::support

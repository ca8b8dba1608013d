// Opening everything again: what was kept of the first time is used only for what is still exactly the same.
#include "kiosk/desk/entry_loader.h"

#include "tests/support/process.h"
#include "tests/unit/desk/casework_school.h"

namespace pillarbox::desk {
namespace {

class OpenedBefore : public CaseworkSchool {
 protected:
  struct Loaded {
    casework::CaseEntries entries;
    casework::UnopenedById unopened;
    std::size_t recheckedProblems = 0;
  };
  Loaded load(office::School& school, const std::string& who, std::size_t atOnce = 3) {
    const Unlocked reader = person(who);
    EntryLoader loader(school, reader, random);
    Loaded all;
    const auto take = [&](EntryLoader::Lot lot) {
      for (casework::CaseEntry& entry : lot.entries) {
        const std::string id = entry.entry.id;
        all.entries.insert_or_assign(id, std::move(entry));
      }
      for (casework::Unopened& one : lot.unopened) all.unopened.insert_or_assign(one.id, one);
    };
    loader.want(must(school.store->known()));
    while (loader.more()) {
      take(must(loader.next(atOnce)));
      EXPECT_TRUE(loader.keep().ok());
    }
    while (loader.rechecking()) {
      EntryLoader::Lot lot = must(loader.recheckSome(2));
      all.recheckedProblems += lot.places;
      take(std::move(lot));
    }
    return all;
  }
  std::string keptCount(const std::string& reader) {
    return support::run({"sqlite3", database(), "SELECT count(*) FROM opened WHERE reader='" + reader + "'"}).out;
  }
  std::string database() const { return (here->folder / "pillarbox.db").string(); }
  void tamper(const std::string& sql) {
    const support::Ran ran = support::run({"sqlite3", "-cmd", ".timeout 10000", database(), sql});
    ASSERT_EQ(ran.exit, 0) << ran.err;
  }
  static std::string allWords(const casework::CaseEntry& entry) {
    std::string words;
    for (const std::string& problem : entry.problems) words += problem + "\n";
    return words;
  }
};

TEST_F(OpenedBefore, GivesTheSameAgainAndOnlyToTheSameReader) {
  std::vector<std::string> ids;
  for (int i = 0; i < 100; ++i) ids.push_back(concern(*here));  // enough for two threads
  taken(*here, "dsl-1", step(Kind::read, ids[0]));
  support::run({"sqlite3", database(), "DELETE FROM opened"});
  const Loaded first = load(*here, "dsl-1", 80);
  ASSERT_EQ(first.entries.size(), 101U);
  EXPECT_EQ(keptCount("dsl-1"), "101\n");
  const Loaded again = load(*here, "dsl-1", 80);
  EXPECT_EQ(again.entries, first.entries);
  EXPECT_EQ(again.recheckedProblems, 0U);
  EXPECT_EQ(keptCount("deputy-1"), "0\n");
  EXPECT_EQ(load(*here, "deputy-1").entries, first.entries);
  // Another's box is of no use: the same entries, opened in full.
  tamper(
      "UPDATE opened SET box=(SELECT box FROM opened o WHERE o.reader='dsl-1' AND o.n=opened.n) WHERE "
      "reader='deputy-1'");
  EXPECT_EQ(load(*here, "deputy-1").entries, first.entries);
  // Nor is one entry's box for another entry.
  tamper(
      "UPDATE opened SET box=(SELECT box FROM opened o WHERE o.reader='dsl-1' ORDER BY n LIMIT 1) WHERE "
      "reader='dsl-1'");
  EXPECT_EQ(load(*here, "dsl-1").entries, first.entries);
}

// A slip does not say who wrote it, so a writer's inbox has to try; but each posting once, not at each unlocking.
TEST_F(OpenedBefore, OfAWriterWhatOthersWroteIsTriedOnceAndNeverShown) {
  for (int i = 0; i < 5; ++i) concern(*here);
  const Loaded first = load(*here, "writer-1");
  EXPECT_TRUE(first.entries.empty());
  EXPECT_TRUE(first.unopened.empty()) << "nothing that concerns this person";
  EXPECT_EQ(keptCount("writer-1"), "5\n");
  const std::string kept = support::run({"sqlite3", database(), "SELECT hex(box) FROM opened ORDER BY n"}).out;
  const Loaded again = load(*here, "writer-1");
  EXPECT_TRUE(again.entries.empty() && again.unopened.empty());
  EXPECT_EQ(support::run({"sqlite3", database(), "SELECT hex(box) FROM opened ORDER BY n"}).out, kept)
      << "believed, not tried again";
}

TEST_F(OpenedBefore, HoldsNothingReadableOnTheDisk) {
  Entry entry = OfficeTest::concern();
  entry.account = "Invented: the marker zebra.";
  write(*here, entry);
  ASSERT_EQ(load(*here, "dsl-1").entries.size(), 1U);
  ASSERT_EQ(keptCount("dsl-1"), "1\n");
  for (const char* ending : {"", "-wal"}) {
    EXPECT_EQ(support::readText(database() + ending).find("zebra"), std::string::npos);
  }
}

TEST_F(OpenedBefore, ATamperedPostingIsFoundAlthoughItWasOpenedBefore) {
  const std::string one = concern(*here), two = concern(*here), three = concern(*here), four = concern(*here);
  for (const auto& [id, entry] : load(*here, "dsl-1").entries) EXPECT_EQ(allWords(entry), "") << id;
  tamper(
      "DROP TRIGGER postings_unchanged; DROP TRIGGER bodies_unchanged; DROP TRIGGER opened_with_change;"
      "UPDATE postings SET urgent=1-urgent WHERE id='" +
      one +
      "';"
      "UPDATE bodies SET sealed=substr(sealed,1,length(sealed)-1) WHERE n=(SELECT n FROM postings WHERE id='" +
      two + "');");
  const Loaded found = load(*here, "dsl-1");
  EXPECT_NE(allWords(found.entries.at(one)).find("does not say what was signed"), std::string::npos);
  EXPECT_EQ(found.recheckedProblems, 1U);
  EXPECT_TRUE(found.unopened.contains(two)) << "its sealed file is cut: found by looking at it again";
  EXPECT_EQ(allWords(found.entries.at(three)), "");
  EXPECT_EQ(allWords(found.entries.at(four)), "");
}

TEST_F(OpenedBefore, AMissingLinkOfTheChainIsFoundEachTime) {
  const std::string one = concern(*here), two = concern(*here), three = concern(*here);
  load(*here, "dsl-1");
  tamper(
      "DROP TRIGGER postings_kept; DROP TRIGGER bodies_kept; PRAGMA foreign_keys=OFF;"
      "DELETE FROM bodies WHERE n=(SELECT n FROM postings WHERE id='" +
      two +
      "');"
      "DELETE FROM postings WHERE id='" +
      two + "';");
  EXPECT_EQ(keptCount("dsl-1"), "2\n") << "what was kept of it went with it";
  for (int round = 0; round < 2; ++round) {
    const Loaded found = load(*here, "dsl-1");
    EXPECT_EQ(allWords(found.entries.at(one)), "");
    EXPECT_NE(allWords(found.entries.at(three)).find("posted before it is missing"), std::string::npos) << round;
  }
}

TEST_F(OpenedBefore, AfterADeviceWasSentAwayItsPostingsAreJudgedAnew) {
  const std::string own = concern(*here), stolen = concern(*there);
  sync();
  EXPECT_EQ(allWords(load(*here, "dsl-1").entries.at(stolen)), "");
  office::KnownDirectory next = here->directories.back();
  ++next.directory.version;
  for (Device& device : next.directory.devices) device.revoked = device.revoked || device.id == "office-1";
  next.sha256 = sha256Hex(viewOf(encodeDirectory(next.directory)));
  here->directories.push_back(next);
  const Loaded found = load(*here, "dsl-1");
  EXPECT_NE(allWords(found.entries.at(stolen)).find("withdrawn"), std::string::npos);
  EXPECT_EQ(allWords(found.entries.at(own)), "");
  const Loaded again = load(*here, "dsl-1");
  EXPECT_EQ(again.entries, found.entries);
}

}  // namespace
}  // namespace pillarbox::desk

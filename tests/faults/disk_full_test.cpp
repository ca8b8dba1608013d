// Full disks: the terminal's and the server's. A small tmpfs is filled to its last byte.
#include <unistd.h>

#include "tests/faults/story.h"
#include "tests/support/small_disk.h"

namespace pillarbox::support {
namespace {

class DiskFull : public Story {
 protected:
  void SetUp() override {
    if (::geteuid() != 0) GTEST_SKIP() << "only root can make a small disk";
    disk = std::make_unique<SmallDisk>(temp / "disk");
    if (!disk->mounted()) GTEST_SKIP() << "a small disk cannot be mounted here";
  }
  void makeSchool(const std::string& folder) {
    school = std::make_unique<DemoSchool>(folder);
    ASSERT_EQ(school->problem(), "");
  }
  Ran tryPost() const {
    const Json entry{{"author", {{"name", "Pat Example"}}},
                     {"account", "Invented: posted when there is hardly any room. " + std::string(20'000, '.')}};
    return DemoSchool::pillarbox({"post", school->folder(), "--entry", "-", "--json"}, entry.dump());
  }

  std::unique_ptr<SmallDisk> disk;
};

TEST_F(DiskFull, PostingSaysSoKeepsWhatWasPostedAndGoesOnOnceThereIsRoom) {
  makeSchool(*disk / "school");
  if (HasFatalFailure()) return;
  std::set<std::string> ids{school->post("Invented: before the disk was full.")};
  ASSERT_TRUE(disk->fill());
  // What fits into pages that are already there may still be posted; then no more.
  int refused = 0;
  for (int i = 0; i < 20 && refused < 3; ++i) {
    const Ran ran = tryPost();
    if (ran.exit == 0) {
      ids.insert(parsed(ran.out)["id"]);
      continue;
    }
    ++refused;
    EXPECT_EQ(ran.exit, 1);
    EXPECT_EQ(ran.out, "") << "nothing may be promised";
    expectOneSentence(ran.err);
    EXPECT_NE(ran.err.find("full"), std::string::npos) << ran.err;
  }
  EXPECT_EQ(refused, 3);
  disk->makeRoom();
  EXPECT_EQ(idsHere(), ids);
  expectVerified();
  const Ran again = tryPost();
  EXPECT_EQ(again.exit, 0) << again.err;
  ids.insert(parsed(again.out)["id"]);
  EXPECT_EQ(idsHere(), ids);
  expectVerified();
  for (const auto& entry : std::filesystem::directory_iterator(school->folder())) {
    EXPECT_EQ(entry.path().string().find("damaged"), std::string::npos) << "a full disk is not damage";
  }
}

TEST_F(DiskFull, OfTheTerminalWhileSendingLosesNothing) {
  makeSchool(*disk / "school");
  if (HasFatalFailure()) return;
  serve();
  connect();
  for (int i = 0; i < 5; ++i) ASSERT_NE(school->post("Invented: to be sent from a full disk."), "");
  const std::set<std::string> ids = idsHere();
  ASSERT_TRUE(disk->fill());
  const Ran ran = school->sync();  // the receipts may or may not fit
  EXPECT_TRUE(ran.exit == 0 || ran.exit == 1 || ran.exit == 4) << ran.exit << ran.err;
  disk->makeRoom();
  expectAllDelivered();
  EXPECT_EQ(idsAtServer(), ids);
}

TEST_F(DiskFull, OfTheServerIsTriedAgainAndNothingIsHalfStored) {
  makeSchool(temp / "school");
  if (HasFatalFailure()) return;
  server = std::make_unique<DemoServer>(*disk / "server");
  ASSERT_EQ(server->problem(), "");
  ASSERT_TRUE(server->addSchool(school->folder() + "/directory.json")) << server->problem();
  ASSERT_TRUE(server->serve()) << server->problem();
  connect();
  ASSERT_NE(school->post("Invented: while there is room."), "");
  EXPECT_EQ(school->sync().exit, 0);
  const std::string picture = temp / "picture.bin";
  writeText(picture, std::string(300'000, 'p'));
  ASSERT_NE(school->post("Invented: when there is none.", {"--attach", picture}), "") << school->problem();
  ASSERT_TRUE(disk->fill());
  const Ran ran = school->sync();
  EXPECT_EQ(ran.exit, 4) << ran.out << ran.err;
  EXPECT_EQ(parsed(ran.out)["refused"], 0);
  expectOneSentence(ran.err);
  EXPECT_EQ(idsAtServer().size(), 1U);
  disk->makeRoom();
  expectAllDelivered();
  EXPECT_EQ(idsAtServer().size(), 2U);
  EXPECT_EQ(sql(server->database(), "PRAGMA integrity_check"), "ok\n");
}

TEST_F(DiskFull, WhereASchoolIsToBeMadeLeavesNothingBehind) {
  ASSERT_TRUE(disk->fill());
  const Ran ran = DemoSchool::pillarbox({"school", "new", *disk / "school", "--demo"});
  EXPECT_EQ(ran.exit, 1) << ran.out;
  expectOneSentence(ran.err);
  EXPECT_FALSE(std::filesystem::exists(*disk / "school"));
}

}  // namespace
}  // namespace pillarbox::support

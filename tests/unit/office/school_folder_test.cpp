#include <sys/stat.h>

#include "shared/base/files.h"
#include "tests/unit/office/office_fixture.h"

namespace pillarbox::office {

using SchoolFolder = OfficeTest;

TEST_F(SchoolFolder, IsThereWhenItIsOpenedAgain) {
  create();
  const School school = open();
  EXPECT_EQ(school.directory().schoolName, "Hill School");
  ASSERT_NE(school.device(), nullptr);
  EXPECT_EQ(school.device()->id, "kiosk-1");
  struct stat info {};
  ASSERT_EQ(stat((folder / "device.key").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600U);
  ASSERT_EQ(stat(folder.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0700U);
}

TEST_F(SchoolFolder, SaysClearlyWhenItIsNone) {
  EXPECT_EQ(openSchool(folder, clock, random).fault().code, FaultCode::notFound);
  std::filesystem::create_directory(folder);
  const auto empty = openSchool(folder, clock, random);
  EXPECT_EQ(empty.fault().code, FaultCode::badInput);
  EXPECT_NE(empty.fault().detail.find("not a Pillarbox folder"), std::string::npos);
  EXPECT_TRUE(std::filesystem::is_empty(folder)) << "nothing is made in a stranger's folder";
}

TEST_F(SchoolFolder, IsNotMadeOverAnother) {
  create();
  const auto before = readFile(folder / "device.key");
  NewFolder made{.keys = seal::DeviceKeys::generate(random)};
  EXPECT_EQ(createSchool(folder, std::move(made), clock, random).fault().code, FaultCode::alreadyExists);
  EXPECT_EQ(*readFile(folder / "device.key"), *before);
}

TEST_F(SchoolFolder, DatabaseLostIsRebuiltFromTheFilesAndPostingGoesOn) {
  {
    School school = create();
    ASSERT_TRUE(adoptDirectory(school, signDirectory(nextOf(school), "dsl-1")).ok());
    Roster roster;
    roster.badgeKey = random.bytes(32);
    roster.pupils = {{"p-1", "Amina", "Okafor", "", "4B", "4"}};
    ASSERT_TRUE(saveRoster(school, roster).ok());
    connect(school);
    postConcern(school);
  }
  for (const char* name : {"pillarbox.db", "pillarbox.db-wal", "pillarbox.db-shm"}) {
    std::filesystem::remove(folder / name);
  }
  School school = open();
  EXPECT_EQ(school.directory().version, 2);
  EXPECT_EQ(school.roster.pupils.size(), 1U);
  const auto server = serverOf(school);
  ASSERT_TRUE(server.ok() && server->has_value());
  EXPECT_EQ((*server)->url, "https://server.test:8443");
  EXPECT_EQ((*server)->signKey, serverKeys.signing.verifyKey());
  EXPECT_EQ(postConcern(school).slip.directoryVersion, 2);
}

TEST_F(SchoolFolder, DatabaseDamagedIsSetAsideAndPostingGoesOn) {
  {
    School school = create();
    postConcern(school);
  }
  std::filesystem::remove(folder / "pillarbox.db-wal");
  std::ofstream(folder / "pillarbox.db", std::ios::binary) << std::string(9000, 'x');
  School school = open();
  ASSERT_TRUE(school.setAside.has_value());
  EXPECT_TRUE(std::filesystem::exists(*school.setAside));
  EXPECT_EQ(postConcern(school).slip.seq, 1);
}

TEST_F(SchoolFolder, DamagedDirectoryFileIsMendedFromTheDatabase) {
  create();
  std::ofstream(folder / "directories" / "1.json") << "{}";
  open();
  const auto mended = readFile(folder / "directories" / "1.json");
  EXPECT_GT(mended->size(), 100U);
}

TEST_F(SchoolFolder, AnotherDirectoryInItsPlaceIsNotBelieved) {
  create();
  const Directory forged = makeDirectory(seal::DeviceKeys::generate(random));
  std::ofstream(folder / "directories" / "1.json") << signDirectory(forged, "dsl-1");
  for (const char* name : {"pillarbox.db", "pillarbox.db-wal", "pillarbox.db-shm"}) {
    std::filesystem::remove(folder / name);
  }
  const auto opened = openSchool(folder, clock, random);
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.fault().code, FaultCode::notTrusted);
}

TEST_F(SchoolFolder, DirectoryIsTakenOnlyWhenSignedBySomebodyWhoMay) {
  School school = create();
  Directory next = nextOf(school);
  next.schoolName = "Hill Primary School";
  EXPECT_FALSE(adoptDirectory(school, signDirectory(next, "chair-1")).ok());
  EXPECT_FALSE(adoptDirectory(school, signDirectory(next, "stranger")).ok());
  Directory skipped = next;
  skipped.version = 3;
  EXPECT_FALSE(adoptDirectory(school, signDirectory(skipped, "dsl-1")).ok());
  EXPECT_FALSE(adoptDirectory(school, "not a directory").ok());
  const std::string good = signDirectory(next, "dsl-1");
  ASSERT_TRUE(adoptDirectory(school, good).ok());
  ASSERT_TRUE(adoptDirectory(school, good).ok()) << "the same again is fine";
  EXPECT_EQ(open().directory().schoolName, "Hill Primary School");
  EXPECT_EQ(textOf(*readFile(folder / "directory.json")), good);
}

TEST_F(SchoolFolder, OnlyHttpsServersAreTaken) {
  for (const char* bad :
       {"http://a.test", "https://", "ftp://a", "https://a.test/path", "https://a b", "https://u:p@a", ""}) {
    EXPECT_FALSE(checkedServerUrl(bad).ok()) << bad;
  }
  EXPECT_EQ(*checkedServerUrl("https://a.test:8443/"), "https://a.test:8443");
  EXPECT_TRUE(checkedServerUrl("https://[::1]:8443").ok());
}

TEST_F(SchoolFolder, ServerWhoseCardIsForgedIsNotTaken) {
  School school = create();
  wire::ServerCard card;
  card.signKey = serverKeys.signing.verifyKey();
  const std::string forged = wire::signServerCard(card, seal::SigningKey::generate(random));
  EXPECT_FALSE(saveServer(school, "https://a.test", "", "", forged).ok());
  EXPECT_FALSE(serverOf(school)->has_value());
}

}  // namespace pillarbox::office

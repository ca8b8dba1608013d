#include "kiosk/office/verify.h"

#include "kiosk/office/settings.h"
#include "tests/unit/office/office_fixture.h"

namespace pillarbox::office {

class Verify : public OfficeTest {
 protected:
  std::string firstProblem(School& school) {
    const VerifyReport report = must(verifyFolder(school));
    return report.problems.empty() ? "" : report.problems.front().problem;
  }
};

TEST_F(Verify, AHealthyFolderIsOk) {
  School school = create();
  connect(school);
  const store::Posting one = postConcern(school);
  const store::Posting two = postConcern(school);
  std::string head;
  ASSERT_TRUE(school.store->markDelivered(one.slip.id, receiptFor(one, 1, std::string(zeroHead), &head)).ok());
  ASSERT_TRUE(school.store->markDelivered(two.slip.id, receiptFor(two, 2, head)).ok());
  ASSERT_TRUE(saveDraft(school, concern(), {}, {}).ok());
  must(postEntry(school, casework(Kind::read, one.slip.id), {}, {}, &keyOf("dsl-1")));
  const VerifyReport report = must(verifyFolder(school));
  EXPECT_TRUE(report.ok()) << report.problems.front().problem;
  EXPECT_TRUE(report.problems.empty());
  EXPECT_EQ(report.checked, 3);
}

TEST_F(Verify, ReceiptsThatDoNotFitAreFound) {
  School school = create();
  connect(school);
  const store::Posting one = postConcern(school);
  const store::Posting two = postConcern(school);
  const store::Posting three = postConcern(school);
  ASSERT_TRUE(school.store->markDelivered(one.slip.id, receiptFor(one, 1, std::string(zeroHead))).ok());
  ASSERT_TRUE(school.store->markDelivered(two.slip.id, receiptFor(two, 2, std::string(64, 'a'))).ok());
  ASSERT_TRUE(school.store->markDelivered(three.slip.id, receiptFor(one, 3, std::string(64, 'a'))).ok());
  const VerifyReport report = must(verifyFolder(school));
  EXPECT_FALSE(report.ok());
  ASSERT_EQ(report.problems.size(), 2U);
  EXPECT_EQ(report.problems[0].id, three.slip.id);
  EXPECT_EQ(report.problems[1].id, two.slip.id);
}

TEST_F(Verify, CaseworkSignedByNobodyEligibleIsFound) {
  School school = create();
  const std::string id = postConcern(school).slip.id;
  must(postEntry(school, casework(Kind::read, id), {}, {}, &keyOf("stranger")));
  EXPECT_NE(firstProblem(school), "");
}

TEST_F(Verify, StarterPassphrasesAndSetAsideDatabasesAreNoticesOnly) {
  {
    School school = create();
    postConcern(school);
    ASSERT_TRUE(school.store->setSetting(std::string(settingStarterPrefix) + "dsl-1", "1").ok());
    const VerifyReport report = must(verifyFolder(school));
    EXPECT_TRUE(report.ok());
    ASSERT_EQ(report.problems.size(), 1U);
    EXPECT_TRUE(report.problems[0].notice);
    EXPECT_NE(report.problems[0].problem.find("dsl-1"), std::string::npos);
  }
  std::filesystem::remove(folder / "pillarbox.db-wal");
  std::ofstream(folder / "pillarbox.db", std::ios::binary) << std::string(9000, 'x');
  School school = open();
  const VerifyReport report = must(verifyFolder(school));
  EXPECT_TRUE(report.ok());
  ASSERT_EQ(report.problems.size(), 1U);
  EXPECT_NE(report.problems[0].problem.find("set aside"), std::string::npos);
}

TEST_F(Verify, BeforeApprovalTheDevicesOwnSignatureCounts) {
  NewFolder made{.keys = seal::DeviceKeys::generate(random)};
  const Directory directory = makeDirectory(seal::DeviceKeys::generate(random));
  made.deviceId = "tablet-1";
  made.pin = sha256Hex(viewOf(encodeDirectory(directory)));
  made.directories = {signDirectory(directory, "dsl-1")};
  School school = must(createSchool(folder, std::move(made), clock, random));
  EXPECT_EQ(school.device(), nullptr);
  postConcern(school);
  EXPECT_TRUE(must(verifyFolder(school)).ok());
}

}  // namespace pillarbox::office

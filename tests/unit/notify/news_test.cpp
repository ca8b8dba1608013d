#include "kiosk/notify/news.h"

#include <fstream>

#include "shared/base/log.h"
#include "tests/unit/office/office_fixture.h"

namespace pillarbox::notify {

namespace {

class NewsTest : public office::OfficeTest {
 protected:
  void SetUp() override {
    OfficeTest::SetUp();
    log::setLevel(log::Level::silent);
    school.emplace(create());
  }
  void keyHere(const std::string& person) { std::ofstream(office::keyFilePath(*school, person)) << "sealed"; }
  std::string post(bool urgent = false, bool aboutAdult = false) {
    Entry entry = concern();
    entry.urgent = urgent;
    entry.aboutAdult = aboutAdult;
    if (aboutAdult) entry.adultName = "Somebody Else";
    return must(office::postEntry(*school, std::move(entry), {}, {}, nullptr)).slip.id;
  }
  News news(std::int64_t after = 0) { return must(newsSince(*school, audiencesHere(*school), after)); }
  using Names = std::set<std::string>;

  std::optional<office::School> school;
};

TEST_F(NewsTest, ItIsForWhoeverHasAKeyHereAndOnlyWhatAllOfThemRead) {
  EXPECT_EQ(audiencesHere(*school), Names{}) << "nobody reads here";
  keyHere("dsl-1");
  EXPECT_EQ(audiencesHere(*school), Names{"safeguarding"});
  EXPECT_EQ(audiencesHere(*school, "head-1"), Names{"head"});
  keyHere("head-1");
  EXPECT_EQ(audiencesHere(*school), Names{}) << "one must not hear of what is the other's alone";
}

TEST_F(NewsTest, AnAllegationForTheHeadIsNoNewsForTheLead) {
  keyHere("dsl-1");
  post(false, true);
  EXPECT_TRUE(news().ids.empty());
  post();
  EXPECT_EQ(news().ids.size(), 1U);
  EXPECT_FALSE(news().urgent);
}

TEST_F(NewsTest, WhatWasReadOrToldBeforeIsNone) {
  keyHere("dsl-1");
  const std::string id = post(true);
  EXPECT_TRUE(news().urgent);
  const std::int64_t upTo = news().upTo;
  EXPECT_TRUE(news(upTo).ids.empty());
  EXPECT_FALSE(*allSeen(*school, {id}));
  must(office::postEntry(*school, casework(Kind::read, id), {}, {}, &keyOf("dsl-1")));
  EXPECT_TRUE(news().ids.empty());
  EXPECT_TRUE(*allSeen(*school, {id}));
  EXPECT_GT(news().upTo, upTo);
}

TEST_F(NewsTest, WithAServerWhatThisDevicePostedIsNoNews) {
  keyHere("dsl-1");
  connect(*school);
  post();
  EXPECT_TRUE(news().ids.empty()) << "whoever sits here wrote it";
}

TEST_F(NewsTest, AStoreThatWasBegunAgainIsLookedAtFromItsBeginning) {
  post();
  ASSERT_TRUE(keepToldUpTo(*school, 1).ok());
  EXPECT_EQ(*toldUpTo(*school), 1);
  ASSERT_TRUE(keepToldUpTo(*school, 500).ok());
  EXPECT_EQ(*toldUpTo(*school), 0);
}

}  // namespace

}  // namespace pillarbox::notify

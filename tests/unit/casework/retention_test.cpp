#include "shared/casework/retention.h"

#include <gtest/gtest.h>

#include "tests/support/case_sample.h"

namespace pillarbox::casework {
namespace {

using State = RetentionRow::State;

const PupilPart amina{"p-014", "Amina Okafor", "3B", "worried-about", ""};
const PupilPart ben{"p-020", "Ben Cole", "4A", "saw-it", ""};

class Retention : public ::testing::Test {
 protected:
  Retention() {
    asked.today = "2040-09-01";
    asked.bornOn = {{"p-014", "2015-09-01"}, {"p-020", "2015-09-02"}};
  }
  CaseEntry concern(std::vector<PupilPart> pupils) {
    CaseEntry made = sample.concern(0);
    made.entry.pupils = std::move(pupils);
    return made;
  }
  std::vector<RetentionRow> rows(std::vector<CaseEntry> list) {
    CaseEntries entries;
    merge(entries, std::move(list));
    return retentionOf(project(entries, {}), entries, roster, asked);
  }

  Sample sample;
  Roster roster;
  RetentionAsked asked;
};

TEST_F(Retention, IsTwentyFiveYearsFromBirthToTheDay) {
  const std::vector<RetentionRow> found = rows({concern({amina}), concern({ben})});
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].ref, "p-014");
  EXPECT_EQ(found[0].state, State::due);
  EXPECT_EQ(found[0].reviewOn, "2040-09-01");
  EXPECT_EQ(found[0].sentence, "Due to be looked at since 1 September 2040.");
  EXPECT_TRUE(found[0].left);
  EXPECT_EQ(found[0].last, "2026-11-21");
  EXPECT_EQ(found[1].state, State::kept);
  EXPECT_EQ(found[1].sentence, "Kept until 2 September 2040 at least.");
}

TEST_F(Retention, TheSchoolMaySetAnotherNumberOfYears) {
  asked.years = 26;
  EXPECT_EQ(rows({concern({amina})})[0].state, State::kept);
  asked.bornOn["p-014"] = "2012-02-29";
  EXPECT_EQ(rows({concern({amina})})[0].reviewOn, "2038-03-01");
}

TEST_F(Retention, AHoldKeepsWhateverTheDate) {
  asked.holds["p-014"] = "A court has asked for it.";
  const RetentionRow found = rows({concern({amina})})[0];
  EXPECT_EQ(found.state, State::held);
  EXPECT_EQ(found.sentence, "Must be kept: A court has asked for it.");
}

TEST_F(Retention, WithoutADateOfBirthNothingIsEverDue) {
  asked.bornOn.clear();
  EXPECT_EQ(rows({concern({amina})})[0].state, State::bornOnUnknown);
  asked.bornOn["p-014"] = "not a day";
  EXPECT_EQ(rows({concern({amina})})[0].state, State::bornOnUnknown);
}

TEST_F(Retention, ARecordIsKeptAsLongAsThatOfAnyChildInIt) {
  const CaseEntry own = concern({amina}), shared = concern({amina, ben});
  const std::vector<RetentionRow> found = rows({own, shared});
  EXPECT_EQ(found[0].cases.size(), 2u);
  EXPECT_EQ(found[0].shared, std::vector<std::string>{shared.entry.id});
  asked.today = "2040-09-02";
  EXPECT_TRUE(rows({own, shared})[0].shared.empty());
  asked.holds["p-020"] = "Asked for by the police.";
  EXPECT_EQ(rows({own, shared})[0].shared.size(), 1u);
  const CaseEntry unnamed = concern({amina, {"", "", "", "", "a boy in a red coat"}});
  EXPECT_EQ(rows({unnamed})[0].shared.size(), 1u);
}

TEST_F(Retention, AStatusAloneIsARecordToo) {
  roster.pupils = {{"p-014", "Amina", "Okafor", "", "3B", "3", "", "", {}}};
  const std::vector<RetentionRow> found = rows({sample.status(0, amina, "none")});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_FALSE(found[0].left);
  EXPECT_TRUE(found[0].cases.empty());
  EXPECT_EQ(found[0].last, "2026-11-21");
}

}  // namespace
}  // namespace pillarbox::casework

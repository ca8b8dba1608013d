#include "shared/casework/transfers.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/case_sample.h"

namespace pillarbox::casework {
namespace {

constexpr const char* hash = "aa00000000000000000000000000000000000000000000000000000000000000";

CaseEntry sent(Sample& sample, int minutes, const std::string& due) {
  CaseEntry made = sample.work(Kind::exported, minutes, {});
  made.entry.pupils = {{"p-014", "Amina Okafor", "3B", "", ""}};
  made.entry.casework.report = "transfer";
  made.entry.casework.forWhom = "Oakfield Primary School";
  made.entry.casework.due = due;
  made.entry.casework.fileSha256 = hash;
  return made;
}

CaseEntry arrived(Sample& sample, int minutes, const std::string& what, const std::string& file) {
  CaseEntry made = sample.work(Kind::received, minutes, what);
  made.entry.body = "Rang Mrs Gray, who has it.";
  made.entry.casework.fileSha256 = file;
  return made;
}

std::vector<Transfer> of(std::vector<CaseEntry> all, const std::string& today) {
  CaseEntries entries;
  merge(entries, std::move(all));
  return transfersOf(project(entries, {}), entries, today);
}

TEST(Transfers, WaitUntilTheirDayAndAreOverdueAfterIt) {
  Sample sample;
  const CaseEntry one = sent(sample, 0, "2026-11-27");
  EXPECT_EQ(of({one}, "2026-11-27").at(0).state, Transfer::State::waiting);
  EXPECT_EQ(of({one}, "2026-11-28").at(0).state, Transfer::State::overdue);
  EXPECT_EQ(of({one}, "").at(0).state, Transfer::State::waiting) << "no day is known: nobody is blamed";
}

TEST(Transfers, HaveArrivedOnceSomebodySaidSo) {
  Sample sample;
  const CaseEntry one = sent(sample, 0, "2026-11-27"), two = sent(sample, 1, "2026-11-26");
  const auto all = of({one, two, arrived(sample, 5, one.entry.id, "")}, "2026-12-24");
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].id, two.entry.id);
  EXPECT_EQ(all[0].state, Transfer::State::overdue);
  EXPECT_EQ(all[1].state, Transfer::State::arrived);
  EXPECT_EQ(all[1].arrivedHow, "Rang Mrs Gray, who has it.");
  EXPECT_FALSE(all[1].receiptChecked);
}

TEST(Transfers, ReceiptOfThisVeryFileSaysMoreThanAWordByHand) {
  Sample sample;
  const CaseEntry one = sent(sample, 0, "2026-11-27");
  const CaseEntry byHand = arrived(sample, 5, one.entry.id, ""), receipt = arrived(sample, 9, one.entry.id, hash);
  EXPECT_TRUE(of({one, byHand, receipt}, "2026-11-28").at(0).receiptChecked);
  EXPECT_EQ(of({receipt, one, byHand}, "2026-11-28"), of({byHand, receipt, one, one}, "2026-11-28"));
}

TEST(Transfers, APrintIsNoneOfThem) {
  Sample sample;
  CaseEntry print = sent(sample, 0, "");
  EXPECT_TRUE(of({print}, "2026-11-28").empty());
}

TEST(SchoolDays, LeaveOutSaturdayAndSunday) {
  EXPECT_EQ(schoolDaysLater("2026-11-20", 1), "2026-11-23");  // a Friday
  EXPECT_EQ(schoolDaysLater("2026-11-23", 5), "2026-11-30");
  EXPECT_EQ(schoolDaysLater("2026-11-22", 5), "2026-11-27");  // a Sunday
  EXPECT_EQ(schoolDaysLater("no day", 5), "");
}

}  // namespace
}  // namespace pillarbox::casework

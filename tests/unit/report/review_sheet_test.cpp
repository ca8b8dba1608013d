#include "kiosk/report/review_sheet.h"

#include "kiosk/report/made.h"
#include "kiosk/report/typeset.h"
#include "shared/casework/calendar.h"
#include "shared/casework/review_rota.h"
#include "tests/unit/report/paper.h"
#include "tests/unit/report/sample.h"

namespace pillarbox::report {
namespace {

class ReviewSheet : public Paper {
 protected:
  ReviewSheet() {
    m_sample.story();
    m_directory.categories = {"Home", "Friendship", "Physical harm", "Online"};
    m_directory.people = m_sample.people;
  }
  void note(const std::string& on, const std::string& words, int day) {
    Entry& entry = m_sample.add(Kind::reviewed, on, day * 24 * 60);
    entry.body = words;
  }
  void finished(const std::string& decided, int day) {
    Entry& entry = m_sample.add(Kind::reviewed, {}, day * 24 * 60 + 30);
    entry.body =
        "Looked through 12 concerns.\nOpen for a long time: 3\nRecords drawn at random: 5, with a note: 1\nDecided: " +
        decided;
    entry.casework.report = casework::reviewReport;
  }
  Report sheet(const Period& period = {}) { return reviewSheet(m_sample.source(), period, m_directory); }
  std::string paperOf(const Report& report) {
    return joinedWords(textOf(write(typeset(report.document, Sample::figures())), "-layout"));
  }

  Sample m_sample;
  Directory m_directory;
};

TEST_F(ReviewSheet, SaysWhatWasFoundAndDecidedAndHowTheRecordsStand) {
  finished("Close what is done. Join Friendship and Online.", 20);
  const Report report = sheet();
  const std::string text = paperOf(report);
  for (const char* words :
       {"Review of the records", "no names", "Open for a long time", "Close what is done.", "How the records stand",
        "Physical harm", "hardly used", "Finished by the Designated Safeguarding Lead"}) {
    EXPECT_NE(text.find(words), std::string::npos) << words;
  }
  const std::string csv = csvOf(report.table);
  EXPECT_NE(csv.find("Open for a long time,3\r\n"), std::string::npos) << csv;
  EXPECT_NE(csv.find("Decided,Close what is done. Join Friendship and Online.\r\n"), std::string::npos);
}

TEST_F(ReviewSheet, NamesNobodyThoughNotesDo) {
  const std::string on = m_sample.concern(60, "Invented.", "p-016").id;
  note(on, "Amina’s account is clear; what Tom said is not. Ask Pat Lee. Will somebody ring Grace Hill's mother?", 10);
  finished("Mrs Bright talks to Zoë's teacher.", 20);
  const Report report = sheet();
  const std::string text = paperOf(report) + csvOf(report.table);
  EXPECT_NE(text.find("account is clear"), std::string::npos);
  EXPECT_NE(text.find(referenceOf(on)), std::string::npos);
  for (const char* name : {"Amina", "Tom", "Pat Lee", "Grace", "Zoë", "Okafor"}) {
    EXPECT_EQ(text.find(name), std::string::npos) << name;
  }
}

TEST_F(ReviewSheet, IsOfTheReviewsFinishedInTheTimeAskedFor) {
  finished("Of the first.", 10);
  finished("Of the second.", 40);
  const std::string day = casework::dayOn(m_sample.clock.now() + std::chrono::hours(24 * 30));
  const std::string text = csvOf(sheet({day, {}}).table);
  EXPECT_EQ(text.find("Of the first."), std::string::npos);
  EXPECT_NE(text.find("Of the second."), std::string::npos);
  EXPECT_NE(paperOf(sheet({"2030-01-01", {}})).find("No review was finished in this time."), std::string::npos);
}

TEST_F(ReviewSheet, ClassesAreChartedInsteadOfYearGroupsIfAskedFor) {
  for (int i = 0; i < 12; ++i) m_sample.concern(60 * 24 * i, "Invented.", "p-016");
  Wanted wanted;
  wanted.asked = Asked::summary;
  EXPECT_NE(csvOf(make(m_sample.source(), wanted, m_directory)->report.table).find("By year group"), std::string::npos);
  wanted.byClass = true;
  const std::string text = csvOf(make(m_sample.source(), wanted, m_directory)->report.table);
  EXPECT_NE(text.find("By class"), std::string::npos);
  EXPECT_EQ(text.find("By year group"), std::string::npos);
  EXPECT_NE(text.find("How long until it was first read"), std::string::npos);
}

}  // namespace
}  // namespace pillarbox::report

// The other reports: one incident, the file for the next school, copies for others, numbers for governors; CSV.
#include "kiosk/report/bundles.h"
#include "kiosk/report/summary.h"
#include "kiosk/report/typeset.h"
#include "tests/unit/report/paper.h"
#include "tests/unit/report/sample.h"

namespace pillarbox::report {
namespace {

class BundleTest : public Paper {
 protected:
  std::string pdfText(const Report& report) {
    return joinedWords(textOf(write(typeset(report.document, Sample::figures())), "-layout"));
  }
  Sample m_sample;
};

TEST_F(BundleTest, AnIncidentHoldsAllThatFollowedAndWhoReadIt) {
  m_sample.story();
  const Source source = m_sample.source();
  Names names;
  const std::string first = source.view.cases.begin()->first;
  std::string longest;
  for (const auto& [id, made] : source.view.cases) {
    if (longest.empty() || made.later.size() > source.view.cases.at(longest).later.size()) longest = id;
  }
  const auto report = incident(source, longest, names);
  ASSERT_TRUE(report.ok());
  const std::string text = pdfText(*report);
  for (const char* words : {"Closed 3 Dec 2026: Child in need plan", "climbing frame", "Sorted: Physical harm",
                            "Decision: referral made", "Who read it", "Marked as read", "Anna Bright"}) {
    EXPECT_NE(text.find(words), std::string::npos) << words;
  }
  EXPECT_FALSE(incident(source, "nothing", names).ok());
}

TEST_F(BundleTest, TheFileForTheNextSchoolHasEveryIncidentWholeAndListsItsFiles) {
  m_sample.story();
  Names names;
  const auto report = chronology(m_sample.source(), "p-014", {}, bundleFor(Asked::transfer, nullptr), names);
  ASSERT_TRUE(report.ok());
  const std::string text = pdfText(*report);
  for (const char* words :
       {"Child protection file", "Please confirm that you have received it", "Everything in order of time",
        "climbing frame", "In the line for lunch", "page-1.webp", "Known of the child", "Father works away"}) {
    EXPECT_NE(text.find(words), std::string::npos) << words;
  }
}

TEST_F(BundleTest, ACopyForThePoliceSaysWhatWasHiddenAndIsADraftUntilAllIsDecided) {
  m_sample.story();
  const Source source = m_sample.source();
  Hiding hiding;
  hiding.subject = "p-014";
  HidingNames names(source, entriesOf(source, "p-014"), hiding);
  auto report = chronology(source, "p-014", {}, bundleFor(Asked::police, &hiding), names);
  ASSERT_TRUE(report.ok());
  ASSERT_GT(names.undecided(), 0u);
  const std::string text = pdfText(*report);
  EXPECT_NE(text.find("DRAFT: not to be handed out"), std::string::npos);
  EXPECT_NE(text.find("replaced by letters"), std::string::npos);
  EXPECT_NE(text.find("left out of this copy"), std::string::npos);
  EXPECT_EQ(text.find("page-1.webp"), std::string::npos);
}

TEST_F(BundleTest, NumbersForGovernorsNameNobodyAndHideSmallOnes) {
  m_sample.story();
  for (int i = 0; i < 14; ++i) m_sample.concern(60 * 24 * i, "Invented.", i % 3 == 0 ? "p-016" : "p-018");
  casework::FiguresAsked asked;
  asked.categories = {"Home", "Friendship", "Physical harm", "Online"};
  asked.places = {"Playground", "Classroom"};
  const Report report = summary(m_sample.source(), asked);
  const std::string text = pdfText(report) + csvOf(report.table);
  for (const Pupil& pupil : m_sample.roster.pupils) {
    EXPECT_EQ(text.find(pupil.surname), std::string::npos) << pupil.surname;
  }
  EXPECT_NE(text.find("fewer than 5"), std::string::npos);
  EXPECT_NE(text.find("Safeguarding summary"), std::string::npos);
}

TEST_F(BundleTest, PagesOfPaperAreShownOnlyIfAskedForAndNeverWhereNamesAreHidden) {
  Entry& entry = m_sample.concern(0, "Written on paper.");
  PaperPage page;
  page.attachment = "page-1.webp";
  page.width = 300;
  page.height = 424;
  entry.pages = {page};
  entry.attachments = {{"page-1.webp", "image/webp", 1000, std::string(64, 'b')}};
  const auto pixels = std::make_shared<Bytes>(300 * 424 * 4);
  for (std::size_t i = 0; i < pixels->size(); ++i) (*pixels)[i] = static_cast<std::uint8_t>(i / 2000);
  std::size_t fetched = 0;
  const Pictures pictures = [&](const Picture& picture) -> std::optional<Pixels> {
    ++fetched;
    EXPECT_EQ(picture.name, "page-1.webp");
    return Pixels{300, 424, 1200, pixels};
  };
  const auto imagesIn = [&](const Report& report) {
    return outputOf("pdfimages -list " + write(typeset(report.document, Sample::figures(), pictures)));
  };
  Source source = m_sample.source();
  Names names;
  const auto without = chronology(source, "p-014", {}, {}, names);
  EXPECT_EQ(imagesIn(*without).find("image "), std::string::npos);
  EXPECT_EQ(fetched, 0u);
  source.pages = true;
  EXPECT_NE(imagesIn(*chronology(source, "p-014", {}, {}, names)).find("300   424"), std::string::npos);
  EXPECT_EQ(fetched, 1u);
  Hiding hiding;
  hiding.subject = "p-014";
  HidingNames hidden(source, entriesOf(source, "p-014"), hiding);
  const auto copy = chronology(source, "p-014", {}, {}, hidden);
  EXPECT_EQ(imagesIn(*copy).find("image "), std::string::npos);
  EXPECT_NE(csvOf(copy->table).find("Left out: names on it cannot be hidden"), std::string::npos);
}

TEST(Csv, QuotesAsTheStandardSaysAndRunsNoFormula) {
  CsvTable table{{"What", "Who"}, {{"=1+1", "a,b"}, {"say \"no\"", "two\nlines"}, {"+44", "-1"}, {"@cmd", "\t=x"}}};
  EXPECT_EQ(
      csvOf(table),
      "\xEF\xBB\xBFWhat,Who\r\n'=1+1,\"a,b\"\r\n\"say \"\"no\"\"\",\"two\nlines\"\r\n'+44,'-1\r\n'@cmd,'\t=x\r\n");
}

}  // namespace
}  // namespace pillarbox::report

// Copies for the family and the police: other children are letters everywhere, or what is doubtful is asked.
#include "kiosk/report/hiding_names.h"
#include "kiosk/report/typeset.h"
#include "shared/record/folding.h"
#include "shared/writing/name_words.h"
#include "tests/unit/report/paper.h"
#include "tests/unit/report/sample.h"

namespace pillarbox::report {
namespace {

class HidingTest : public Paper {
 protected:
  Report made(HidingNames& names) {
    auto report = chronology(m_sample.source(), "p-014", {}, {}, names);
    EXPECT_TRUE(report.ok());
    return report.ok() ? std::move(*report) : Report();
  }
  HidingNames names(Hiding hiding = {}) {
    hiding.subject = "p-014";
    return HidingNames(m_sample.source(), entriesOf(m_sample.source(), "p-014"), std::move(hiding));
  }

  Sample m_sample;
};

TEST_F(HidingTest, TheSameChildIsTheSameLetterEverywhere) {
  m_sample.story();
  HidingNames hidden = names();
  const Report report = made(hidden);
  const std::string pdf = textOf(write(typeset(report.document, Sample::figures())), "-layout");
  EXPECT_NE(pdf.find("Child A was beside her"), std::string::npos) << pdf;
  EXPECT_NE(csvOf(report.table).find("her brother Child D waited by the gate. Child A's bag lay beside the frame"),
            std::string::npos);
  EXPECT_NE(pdf.find("Child B pushed Amina Okafor"), std::string::npos);
  EXPECT_NE(pdf.find("[Child B] pushed me and [Child C] laughed."), std::string::npos);
  EXPECT_NE(pdf.find("Pat Lee"), std::string::npos) << "staff keep their names unless asked";
  EXPECT_NE(csvOf(report.table).find("Child A was beside her"), std::string::npos);
}

TEST_F(HidingTest, WhatIsDoubtfulIsListedAndAPersonDecides) {
  m_sample.story();
  HidingNames first = names();
  const Report before = made(first);
  ASSERT_GT(first.undecided(), 0u);
  std::string list = csvOf(reviewTable(first.findings()));
  EXPECT_NE(list.find("Grace Hill"), std::string::npos) << list;
  ASSERT_TRUE(decisionsFrom(list).ok()) << decisionsFrom(list).fault().detail;
  Hiding decided;
  for (const Finding& finding : first.findings()) {
    if (!finding.certain) decided.decisions[{finding.entry, finding.field, finding.begin}] = true;
  }
  HidingNames second = names(decided);
  const std::string after = csvOf(made(second).table);
  EXPECT_EQ(second.undecided(), 0u);
  EXPECT_EQ(after.find("Grace"), std::string::npos);
  EXPECT_NE(csvOf(before.table).find("Grace"), std::string::npos);
}

TEST_F(HidingTest, ADecisionMayPutBackAWordThatIsNoName) {
  Entry& entry = m_sample.concern(0, "May I tell you, she said. @{p-019} was there.");
  entry.mentions = {m_sample.mention("p-019")};
  m_sample.roster.pupils[5].forename = "May";
  HidingNames first = names();
  EXPECT_NE(csvOf(made(first).table).find("Child A I tell you"), std::string::npos);
  ASSERT_EQ(first.findings().size(), 1u);
  std::string list = csvOf(reviewTable(first.findings()));
  list.replace(list.find("\r\nyes,") + 2, 3, "no");
  Hiding hiding;
  hiding.decisions = decisionsFrom(list).value();
  HidingNames second = names(hiding);
  const std::string after = csvOf(made(second).table);
  EXPECT_NE(after.find("May I tell you"), std::string::npos);
  EXPECT_NE(after.find("Child A was there"), std::string::npos) << "a reference is never put back";
}

TEST_F(HidingTest, StaffAreHiddenIfAsked) {
  m_sample.story();
  Hiding hiding;
  hiding.staffToo = true;
  HidingNames hidden = names(hiding);
  const std::string text = csvOf(made(hidden).table);
  for (const char* name : {"Pat Lee", "Jo Marsh", "Anna Bright", "Mrs Bright"}) {
    EXPECT_EQ(text.find(name), std::string::npos) << name;
  }
  EXPECT_NE(text.find("Adult A"), std::string::npos);
}

TEST_F(HidingTest, BlackedOutLeavesNeitherNameNorLetterNorItsLength) {
  m_sample.story();
  Hiding hiding;
  hiding.blackedOut = true;
  HidingNames hidden = names(hiding);
  const std::string text = csvOf(made(hidden).table);
  EXPECT_EQ(text.find("Child A"), std::string::npos);
  EXPECT_NE(text.find("\u2588\u2588\u2588\u2588\u2588 pushed Amina Okafor"), std::string::npos);
}

TEST_F(HidingTest, TypedNamesAreHiddenTooButDescriptionsAreNotTakenForNames) {
  Entry& entry = m_sample.concern(0, "Kyle came with a girl. The girl laughed. Tom Bell and Kyle's dad left.");
  entry.pupils.push_back({"", "Kyle Ramsbottom", "", "friend", ""});
  entry.pupils.push_back({"", "a girl in Year 4", "", "saw-it", ""});
  entry.pupils.push_back({"", "Tom Bell", "", "saw-it", ""});
  HidingNames hidden = names();
  const std::string text = csvOf(made(hidden).table);
  EXPECT_NE(text.find("Child A came with a girl. The girl laughed. Child B and Child A's dad left."), std::string::npos)
      << text;
  EXPECT_NE(text.find("a girl in Year 4: saw it"), std::string::npos) << text;
  EXPECT_EQ(text.find("Ramsbottom"), std::string::npos);
}

TEST_F(HidingTest, TheSamePersonUnderTwoNumbersIsOneLetter) {
  m_sample.roster.staff.push_back({"s-020", "Anna Bright", "Teacher", "dsl-1", {}, ""});
  Entry& entry = m_sample.concern(0, "I told @{s-020} and Anna Bright wrote it down.");
  entry.mentions = {m_sample.mention("s-020")};
  Hiding hiding;
  hiding.staffToo = true;
  HidingNames hidden = names(hiding);
  const std::string text = csvOf(made(hidden).table);
  EXPECT_NE(text.find("I told Adult A and Adult A wrote it down."), std::string::npos) << text;
}

// In a bundle for one child no part of the name of any other child who is mentioned by a reference stands anywhere.
TEST_F(HidingTest, NoPartOfAMentionedChildsNameIsLeftAnywhere) {
  constexpr std::array forenames{"Bola",  "Thomas",  "Mary-Jane", "Zoë",   "Will",  "Mia",  "Mohammed",
                                 "Grace", "Florian", "Szymon",    "Aoife", "Jo-Jo", "Inês", "D'Andre"};
  constexpr std::array surnames{"Okafor",   "Bell", "O'Neill", "Smith-Jones", "Stone",        "Patel", "Rahimi",
                                "da Silva", "Hill", "Nguyễn",  "McAllister",  "Featherstone", "Łoś",   "Van Dyck"};
  constexpr std::array shapes{"% F S #",        "% F #", "F's coat, %", "the S boy %",
                              "S, F and %",     "F-S %", "% fFsS",      "Mrs S %",
                              "\"F did it\" %", "% (F)", "FS. % S!",    "F\nS %",
                              "_F_ % *S*",      "% F/S", "little F2 %", "f.s@example.org %"};
  support::SeededRandom random(20'261'122);
  for (int round = 0; round < 12; ++round) {
    Sample sample;
    sample.roster.pupils.resize(1);
    for (std::size_t i = 0; i < 12; ++i) {
      Pupil pupil;
      pupil.id = "q-" + std::to_string(i);
      pupil.forename = forenames[random.bytes(1)[0] % forenames.size()];
      pupil.surname = surnames[random.bytes(1)[0] % surnames.size()];
      pupil.className = "4C";
      sample.roster.pupils.push_back(pupil);
    }
    std::vector<const Pupil*> mentioned;
    for (int i = 0; i < 8; ++i) {
      const Pupil& other = sample.roster.pupils[1 + random.bytes(1)[0] % 12];
      mentioned.push_back(&other);
      std::string account = "@{p-014} was there. ";
      for (int k = 0; k < 6; ++k) {
        for (const char c : std::string_view(shapes[random.bytes(1)[0] % shapes.size()])) {
          if (c == 'F' || c == 'f')
            account += other.forename;
          else if (c == 'S' || c == 's')
            account += other.surname;
          else if (c == '%')
            account += "@{" + other.id + "}";
          else
            account += c;
        }
        account += " and then he went. ";
      }
      Entry& entry = sample.concern(i * 90, account);
      entry.mentions = {sample.mention("p-014"), sample.mention(other.id)};
      entry.exactWords = {{"p-014", "Amina Okafor", other.forename + " hit me, " + other.surname + " did", ""}};
      if (i % 2 == 0) entry.pupils.push_back(sample.part(other.id, "saw-it"));
      Entry& note = sample.add(Kind::note, entry.id, i * 90 + 10);
      note.body = "Rang home. " + other.forename + " " + other.surname + " is in class with " + other.forename + ".";
    }
    m_sample.entries.clear();
    const Source source = sample.source();
    Hiding hiding;
    hiding.subject = "p-014";
    HidingNames hidden(source, entriesOf(source, "p-014"), hiding);
    const auto report = chronology(source, "p-014", {}, {}, hidden);
    ASSERT_TRUE(report.ok());
    for (const std::string& text :
         {csvOf(report->table), textOf(write(typeset(report->document, Sample::figures())))}) {
      std::set<std::string> words;
      for (const auto& word : writing::nameWordsOf(text)) {
        // "will" in small letters is a word: it is never the child's name here.
        if (text[word.begin] != 'w') words.insert(word.folded);
      }
      EXPECT_TRUE(words.contains("child"));
      for (const Pupil* other : mentioned) {
        for (const std::string& part : foldedWords(other->forename + " " + other->surname)) {
          if (part == "okafor" || part == "da" || part == "van") continue;
          EXPECT_FALSE(words.contains(part)) << part << " of " << other->forename << " " << other->surname;
        }
      }
    }
  }
}

}  // namespace
}  // namespace pillarbox::report

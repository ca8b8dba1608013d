#include <array>
#include <regex>

#include "kiosk/report/typeset.h"
#include "tests/unit/report/paper.h"
#include "tests/unit/report/sample.h"

namespace pillarbox::report {
namespace {

class Chronology : public Paper {
 protected:
  Report made(const Bundle& bundle = {}, const Period& period = {}) {
    Names names;
    auto report = chronology(m_sample.source(), "p-014", period, bundle, names);
    EXPECT_TRUE(report.ok());
    return report.ok() ? std::move(*report) : Report();
  }
  std::string pdfOf(const Report& report) { return write(typeset(report.document, Sample::figures())); }

  Sample m_sample;
};

TEST_F(Chronology, EverythingOfAChildIsInItInOrderOfTime) {
  m_sample.story();
  const std::string text = textOf(pdfOf(made()));
  std::size_t at = 0;
  for (const char* words :
       {"Amina Okafor, class 3B", "came to me by the climbing frame", "home today. He gets cross",
        "Just leave it, Amina.", "Mark", "He grabbed me there.", "duty desk for advice", "Duty social worker rang back",
        "afraid to go home", "I remember now", "Social care leads", "Child in need plan", "In the line for lunch"}) {
    const std::size_t found = text.find(words, at);
    EXPECT_NE(found, std::string::npos) << words;
    if (found != std::string::npos) at = found;
  }
  EXPECT_NE(text.find("Struck out (taken out by the writer"), std::string::npos);
}

TEST_F(Chronology, IsTaggedNamedAndInEnglish) {
  m_sample.story();
  const std::string pdf = pdfOf(made());
  const std::string info = infoOf(pdf);
  EXPECT_TRUE(std::regex_search(info, std::regex("Tagged: +yes"))) << info;
  EXPECT_NE(info.find("Chronology: Amina Okafor"), std::string::npos) << info;
  EXPECT_TRUE(std::regex_search(info, std::regex("Author: +Anna Bright"))) << info;
  const std::string structure = infoOf(pdf, "-struct-text");
  for (const char* element : {"H1", "H2", "H3", "P ", "Table", "TR", "TH", "TD", "Figure"}) {
    EXPECT_NE(structure.find(element), std::string::npos) << element;
  }
  const auto bytes = readFile(pdf);
  ASSERT_TRUE(bytes.ok());
  EXPECT_NE(pillarbox::textOf(*bytes).find("/Lang (en-GB)"), std::string_view::npos);
}

std::string filler(support::SeededRandom& random, int& number, int words) {
  static constexpr std::array shapes{"went", "quietly", "along", "corridor", "afterwards",
                                     "she",  "bag",     "and",   "table"};
  std::string out;
  for (int i = 0; i < words; ++i) {
    out += (i == 0 ? "" : " ") + std::string("w") + std::to_string(number++);
    if (random.bytes(1)[0] % 4 == 0) out += " " + std::string(shapes[random.bytes(1)[0] % shapes.size()]);
    if (random.bytes(1)[0] % 40 == 0) out += ".\n";
  }
  return out;
}

TEST_F(Chronology, EveryWordOfALongFileIsThereOnceAndInOrder) {
  support::SeededRandom random(5);
  int number = 1000;
  std::vector<std::string> expected;
  for (int i = 0; i < 40; ++i) {
    const int length = i % 7 == 0 ? 900 : 30 + static_cast<int>(random.bytes(1)[0]);
    m_sample.concern(i * 60, filler(random, number, length));
  }
  for (int i = 1000; i < number; ++i) expected.push_back("w" + std::to_string(i));
  const std::string pdf = pdfOf(made());
  std::vector<std::string> found;
  for (std::string word : wordsOf(textOf(pdf, "-layout"))) {
    while (!word.empty() && (word.back() == '.' || word.back() == ',')) word.pop_back();
    if (word.size() > 4 && word[0] == 'w' && word[1] >= '0' && word[1] <= '9') found.push_back(word);
  }
  EXPECT_EQ(found, expected);
}

TEST_F(Chronology, NothingStandsOutsideTheMargins) {
  m_sample.story();
  support::SeededRandom random(6);
  int number = 1000;
  m_sample.concern(70, filler(random, number, 1500));
  m_sample.concern(80, std::string(3000, 'x') + " " + std::string(400, 'W'));
  const std::string boxes = textOf(pdfOf(made()), "-bbox");
  const std::regex word("<word xMin=\"([0-9.-]+)\" yMin=\"([0-9.-]+)\" xMax=\"([0-9.-]+)\" yMax=\"([0-9.-]+)\"");
  constexpr double mm = 72.0 / 25.4;
  std::size_t words = 0;
  for (auto at = std::sregex_iterator(boxes.begin(), boxes.end(), word); at != std::sregex_iterator(); ++at) {
    ++words;
    EXPECT_GE(std::stod((*at)[1]), (marginLeft - 0.5) * mm);
    EXPECT_LE(std::stod((*at)[3]), (210 - marginRight + 0.5) * mm);
    EXPECT_GE(std::stod((*at)[2]), 11 * mm);
    EXPECT_LE(std::stod((*at)[4]), (297 - 9) * mm);
    const double top = std::stod((*at)[2]), low = std::stod((*at)[4]);
    const bool edge = low < 20 * mm || top > (297 - 21) * mm;
    if (!edge) {
      EXPECT_GE(top, (marginTop - 1.5) * mm);
      EXPECT_LE(low, (297 - marginBottom + 1.5) * mm);
    }
  }
  EXPECT_GT(words, 1500u);
}

TEST_F(Chronology, EveryPageSaysWhoseItIsAndWhichOfHowMany) {
  m_sample.story();
  const std::string pdf = pdfOf(made());
  const std::string info = infoOf(pdf);
  const int pages = std::stoi(info.substr(info.find("Pages:") + 6));
  ASSERT_GT(pages, 2);
  for (int page = 1; page <= pages; ++page) {
    const std::string text = textOf(pdf, "-layout -f " + std::to_string(page) + " -l " + std::to_string(page));
    for (const std::string& words :
         {std::string("Siddal Moor Primary"), std::string("Confidential"), std::string("Chronology: Amina Okafor"),
          std::string("Anna Bright"), std::string("K7M-4QX"),
          "Page " + std::to_string(page) + " of " + std::to_string(pages)}) {
      EXPECT_NE(text.find(words), std::string::npos) << words << " on page " << page;
    }
  }
}

TEST_F(Chronology, OnlyTheTimeAskedForIsInIt) {
  m_sample.story();
  const std::string table = csvOf(made({}, {"2026-12-01", "2026-12-05"}).table);
  EXPECT_NE(table.find("Social care leads"), std::string::npos);
  EXPECT_EQ(table.find("climbing frame"), std::string::npos);
  EXPECT_EQ(table.find("In the line for lunch"), std::string::npos);
}

TEST_F(Chronology, WhatIsNotAsItWasPostedSaysSo) {
  m_sample.story();
  for (auto& [id, member] : m_sample.entries) {
    if (member.entry.kind == Kind::addition) member.problems = {"The signature does not fit."};
  }
  const std::string text = joinedWords(textOf(pdfOf(made())));
  EXPECT_NE(text.find("Not as it was posted, or that cannot be proved: The signature does not fit."),
            std::string::npos);
  EXPECT_NE(text.find("1 entry is not as posted"), std::string::npos);
}

TEST_F(Chronology, NobodyKnownIsAFault) {
  Names names;
  const auto report = chronology(m_sample.source(), "p-999", {}, {}, names);
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.fault().code, FaultCode::notFound);
}

TEST_F(Chronology, NoHeadingIsLeftAloneAtTheFootOfAPage) {
  support::SeededRandom random(8);
  int number = 1000;
  for (int i = 0; i < 60; ++i) {
    m_sample.concern(i * 60 * 24, filler(random, number, 4 + random.bytes(1)[0] % 60));
  }
  const std::string pdf = pdfOf(made());
  const std::string info = infoOf(pdf);
  const int pages = std::stoi(info.substr(info.find("Pages:") + 6));
  ASSERT_GT(pages, 5);
  for (int page = 1; page < pages; ++page) {
    std::istringstream text(textOf(pdf, "-layout -f " + std::to_string(page) + " -l " + std::to_string(page)));
    std::string last;
    for (std::string line; std::getline(text, line) && line.rfind("Chronology: Amina", 0) != 0;) {
      if (!line.empty()) last = line;
    }
    EXPECT_EQ(last.find("Concern:"), std::string::npos) << page << last;
    EXPECT_EQ(last.find("written "), std::string::npos) << page << last;
    EXPECT_FALSE(std::regex_search(last, std::regex("^[A-Z][a-z]+ 20[0-9]+$"))) << page << last;
  }
}

}  // namespace
}  // namespace pillarbox::report

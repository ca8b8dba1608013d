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

}  // namespace
}  // namespace pillarbox::report

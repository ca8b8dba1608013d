// The poster for the staffroom wall: whose names are on it, and that it is always one page.
#include <gtest/gtest.h>

#include "kiosk/desk/poster_paper.h"
#include "tests/support/process.h"

namespace pillarbox::desk {
namespace {

Directory school(int leads) {
  Directory directory;
  directory.schoolName = "St Bartholomew and All Saints Church of England (Voluntary Aided) Primary School, Example";
  for (int i = 0; i < leads; ++i) {
    Person person;
    person.id = "lead-" + std::to_string(i);
    person.name = "Margaret Featherstone-Hughes the " + std::to_string(i) + ".";
    person.role = i == 0 ? PersonRole::dsl : PersonRole::deputy;
    person.room = "Room 14 upstairs, next to the library";
    person.extension = "20" + std::to_string(i);
    directory.people.push_back(person);
  }
  Person head;
  head.id = "head";
  head.name = "Catherine Montgomery";
  head.role = PersonRole::head;
  directory.people.push_back(head);
  directory.policies.localAuthorityPhone = "01632 960123";
  return directory;
}

std::string pdfText(const Directory& directory, int* pages = nullptr) {
  const support::TempFolder folder;
  const Result<SecretBytes> pdf = posterPdf(posterSchool(directory), "in the staffroom, beside the window");
  EXPECT_TRUE(pdf.ok());
  if (!pdf.ok()) return {};
  const std::string file = folder / "poster.pdf";
  support::writeText(file, std::string(textOf(pdf->view())));
  if (pages != nullptr) {
    const std::string info = support::run({"pdfinfo", file}).out;
    *pages = std::atoi(info.c_str() + info.find("Pages:") + 6);
  }
  return support::run({"pdftotext", "-layout", file, "-"}).out;
}

TEST(Poster, SaysWhereWhatToDoWhoReadsItAnd999) {
  Directory directory = school(2);
  directory.rota = {{"lead-1", 1}, {"lead-1", 3}};
  int pages = 0;
  const std::string text = pdfText(directory, &pages);
  EXPECT_EQ(pages, 1);
  for (const char* words :
       {"Worried about a child?", "in the staffroom, beside the window", "Show your badge", "Post it",
        "Margaret Featherstone-Hughes the 0.", "Margaret Featherstone-Hughes the 1.", "ext. 201", "Monday, Wednesday",
        "Designated Safeguarding Lead", "ring 999", "Catherine Montgomery", "01632 960123"}) {
    EXPECT_NE(text.find(words), std::string::npos) << words << " in\n" << text;
  }
  EXPECT_LT(text.find("the 1."), text.find("the 0.")) << "who is on the rota comes first";
}

TEST(Poster, DaysAreSaidShortly) {
  Directory directory = school(2);
  for (int day = 1; day <= 7; ++day) directory.rota.push_back({"lead-0", day});
  for (int day = 1; day <= 5; ++day) directory.rota.push_back({"lead-1", day});
  const PosterSchool made = posterSchool(directory);
  ASSERT_EQ(made.leads.size(), 2U);
  EXPECT_EQ(made.leads[0].days, "every day");
  EXPECT_EQ(made.leads[1].days, "Monday to Friday");
}

TEST(Poster, ManyLeadsOrNoneAreStillOnePage) {
  for (const int leads : {0, 1, 3, 4, 6, 12}) {
    int pages = 0;
    const std::string text = pdfText(school(leads), &pages);
    EXPECT_EQ(pages, 1) << leads;
    EXPECT_NE(text.find("ring 999"), std::string::npos) << leads;
    EXPECT_EQ(text.find("the 6."), std::string::npos) << "six names are what can be read from a wall";
  }
}

TEST(Poster, SomebodyWhoHasLeftIsNotOnIt) {
  Directory directory = school(2);
  directory.people[0].active = false;
  EXPECT_EQ(pdfText(directory).find("the 0."), std::string::npos);
}

}  // namespace
}  // namespace pillarbox::desk

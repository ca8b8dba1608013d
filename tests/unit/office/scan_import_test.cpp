// The photocopier's folder: what a stack becomes, and that each page is posted once whatever happens.
#include "kiosk/office/scan_import.h"

#include <fstream>

#include "shared/base/files.h"
#include "tests/unit/office/office_fixture.h"

namespace pillarbox::office {
namespace {

ScannedPage formPage(std::size_t file, int pageNo, int side, std::string serial) {
  ScannedPage page;
  page.file = file;
  page.pageNo = pageNo;
  page.page.form = PaperForm{"concern", "3f2a91b0", side, std::move(serial)};
  page.webp = bytesOf("picture " + std::to_string(file) + " " + std::to_string(pageNo));
  return page;
}
ScannedPage otherPage(std::size_t file, int pageNo) {
  ScannedPage page = formPage(file, pageNo, 1, "");
  page.page.form.reset();
  return page;
}
using Indices = std::vector<std::size_t>;
bool says(const std::vector<std::string>& remarks, std::string_view words) {
  return std::any_of(remarks.begin(), remarks.end(),
                     [&](const std::string& remark) { return remark.find(words) != std::string::npos; });
}

TEST(ScanStack, SplitsByNumberWhateverTheOrder) {
  const std::vector<ScannedPage> pages{formPage(0, 1, 2, "AAAA"), formPage(0, 2, 1, "BBBB"), formPage(0, 3, 1, "AAAA"),
                                       formPage(0, 4, 2, "BBBB")};
  const std::vector<Bundle> bundles = sortStack(pages, {});
  ASSERT_EQ(bundles.size(), 2U);
  EXPECT_EQ(bundles[0].pages, (Indices{2, 0}));
  EXPECT_EQ(bundles[1].pages, (Indices{1, 3}));
  EXPECT_TRUE(bundles[0].remarks.empty());
}

TEST(ScanStack, ABackWithoutItsNumberGoesWithTheFrontBeforeIt) {
  const std::vector<ScannedPage> pages{formPage(0, 1, 1, "AAAA"), formPage(0, 2, 2, ""), formPage(0, 3, 1, ""),
                                       formPage(0, 4, 2, "BBBB")};
  const std::vector<Bundle> bundles = sortStack(pages, {});
  ASSERT_EQ(bundles.size(), 2U);
  EXPECT_EQ(bundles[0].pages, (Indices{0, 1}));
  EXPECT_TRUE(says(bundles[0].remarks, "could not be read"));
  EXPECT_EQ(bundles[1].pages, (Indices{2, 3}));
}

TEST(ScanStack, NeverJoinsSidesOfTwoNumberedSheets) {
  const std::vector<ScannedPage> pages{formPage(0, 1, 1, "AAAA"), formPage(0, 2, 2, "BBBB")};
  const std::vector<Bundle> bundles = sortStack(pages, {});
  ASSERT_EQ(bundles.size(), 2U);
  EXPECT_TRUE(says(bundles[0].remarks, "back of this form was not in the stack"));
  EXPECT_TRUE(says(bundles[1].remarks, "front of this form was not in the stack"));
}

TEST(ScanStack, NoticesASideTwiceAndASheetSeenBefore) {
  const std::vector<ScannedPage> pages{formPage(0, 1, 1, "AAAA"), formPage(0, 2, 1, "AAAA"), formPage(0, 3, 2, "AAAA")};
  const std::vector<Bundle> bundles = sortStack(pages, {{"AAAA/2", "K7M-4QX"}});
  ASSERT_EQ(bundles.size(), 1U);
  EXPECT_EQ(bundles[0].pages.size(), 3U);
  EXPECT_TRUE(says(bundles[0].remarks, "in the stack twice"));
  EXPECT_TRUE(says(bundles[0].remarks, "scanned before: concern K7M-4QX"));
}

TEST(ScanStack, OtherPaperStaysTogetherAndApartFromForms) {
  const std::vector<ScannedPage> pages{formPage(0, 1, 1, "AAAA"), formPage(0, 2, 2, "AAAA"), otherPage(0, 3),
                                       otherPage(0, 4), otherPage(1, 1)};
  const std::vector<Bundle> bundles = sortStack(pages, {});
  ASSERT_EQ(bundles.size(), 3U);
  EXPECT_EQ(bundles[1].pages, (Indices{2, 3}));
  EXPECT_EQ(bundles[2].pages, (Indices{4}));
}

TEST(ScanStack, DoubtGoesTheCarefulWay) {
  ScannedPage page = formPage(0, 1, 1, "AAAA");
  page.page.ticks = {{"adult.yes", "", TickState::unsure, 0.4, ""},
                     {"urgent", "", TickState::unsure, 0.4, ""},
                     {"told.dsl", "", TickState::unsure, 0.4, ""},
                     {"kind.i-saw", "", TickState::yes, 1, ""}};
  const std::vector<ScannedPage> pages{page};
  const Entry entry = entryOf(sortStack(pages, {})[0], pages);
  EXPECT_TRUE(entry.aboutAdult);
  EXPECT_TRUE(entry.urgent);
  EXPECT_FALSE(entry.dslToldInPerson);
  EXPECT_EQ(entry.recordKind, "i-saw");
  EXPECT_EQ(entry.pages[0].attachment, "page-1.webp");
}

class ScanImportTest : public OfficeTest {
 protected:
  std::filesystem::path write(const std::string& name, const std::string& text) {
    std::filesystem::create_directories(base / "scans");
    std::ofstream(base / "scans" / name) << text;
    return base / "scans" / name;
  }
  // A "file" of these tests is words: "AAAA/1 AAAA/2 other broken".
  static Result<std::vector<ScannedPage>> read(BytesView file) {
    const std::string text(textOf(file));
    if (text == "rubbish") return Fault{FaultCode::badInput, "This is not a picture or a PDF."};
    std::vector<ScannedPage> pages;
    std::istringstream words(text);
    for (std::string word; words >> word;) {
      const int pageNo = static_cast<int>(pages.size()) + 1;
      if (word == "other") {
        pages.push_back(otherPage(0, pageNo));
      } else if (word == "broken") {
        pages.push_back(otherPage(0, pageNo));
        pages.back().webp.clear();
        pages.back().page.problem = "No page of paper was found.";
      } else {
        pages.push_back(formPage(0, pageNo, word[5] - '0', word.substr(0, 4)));
      }
    }
    return pages;
  }
  static std::int64_t postings(School& school) { return school.store->counts()->stored; }
};

TEST_F(ScanImportTest, PostsEachSheetOnceAndSaysWhichFilesAreSafe) {
  School school = create();
  const auto stack = write("stack.pdf", "AAAA/1 AAAA/2 BBBB/1 BBBB/2");
  const auto letter = write("letter.jpg", "other");
  const Result<ScanImport> done = importScans(school, {stack, letter}, read);
  ASSERT_TRUE(done) << done.fault().detail;
  EXPECT_EQ(done->posted.size(), 3U);
  EXPECT_EQ(done->safelyPosted, (std::vector{stack, letter}));
  EXPECT_EQ(postings(school), 3);

  const Result<ScanImport> again = importScans(school, {stack, letter}, read);
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->posted.empty());
  EXPECT_EQ(again->postedBefore.size(), 2U);
  EXPECT_EQ(postings(school), 3);
}

TEST_F(ScanImportTest, AFileWithAPageThatCannotBeReadIsNeverSafeToRemove) {
  School school = create();
  const auto stack = write("stack.pdf", "AAAA/1 broken AAAA/2");
  const auto rubbish = write("rubbish.pdf", "rubbish");
  const Result<ScanImport> done = importScans(school, {stack, rubbish}, read);
  ASSERT_TRUE(done);
  EXPECT_EQ(done->posted.size(), 1U);
  EXPECT_TRUE(done->safelyPosted.empty());
  ASSERT_EQ(done->notRead.size(), 2U);
  EXPECT_EQ(done->notRead[1].says, "This is not a picture or a PDF.");
}

TEST_F(ScanImportTest, StoppedBetweenPostingAndRememberingPostsNothingTwice) {
  School school = create();
  const auto stack = write("stack.pdf", "AAAA/1 AAAA/2");
  ASSERT_TRUE(importScans(school, {stack}, read));
  // As after a kill: the posting is on disk, what was remembered of the file is not.
  ASSERT_TRUE(school.store->setSetting("scan.file." + sha256Hex(*readFile(stack)), ""));
  const Result<ScanImport> again = importScans(school, {stack}, read);
  ASSERT_TRUE(again) << again.fault().detail;
  EXPECT_EQ(again->safelyPosted, std::vector{stack});
  EXPECT_EQ(postings(school), 1);
}

TEST_F(ScanImportTest, TheSameSheetScannedAgainIsKeptAndSaid) {
  School school = create();
  ASSERT_TRUE(importScans(school, {write("stack.pdf", "AAAA/1 AAAA/2")}, read));
  const Result<ScanImport> again = importScans(school, {write("again.pdf", "AAAA/1 AAAA/2 ")}, read);
  ASSERT_TRUE(again);
  ASSERT_EQ(again->posted.size(), 1U);
  EXPECT_TRUE(says(again->posted[0].remarks, "scanned before"));
  EXPECT_EQ(postings(school), 2);
}

TEST_F(ScanImportTest, LooksOnlyAtPicturesThatHaveSettled) {
  const auto whole = write("whole.PDF", "AAAA/1");
  write("notes.txt", "no");
  const auto growing = write("growing.pdf", "AAAA/1");
  const auto now = std::filesystem::file_time_type::clock::now();
  std::filesystem::last_write_time(whole, now - std::chrono::minutes(1));
  std::filesystem::last_write_time(growing, now);
  const auto found = settledScans(base / "scans");
  ASSERT_TRUE(found);
  EXPECT_EQ(*found, std::vector{whole});
  EXPECT_EQ(settledScans(base / "nowhere").fault().code, FaultCode::notFound);
}

}  // namespace
}  // namespace pillarbox::office

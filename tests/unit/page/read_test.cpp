// A whole picture: which form it is, which way up, and what is said when it cannot be read.
#include "scanner/page/read.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "tests/support/paper/blank.h"

namespace pillarbox::page {
namespace {

struct Forms {
  std::vector<form::Description> descriptions{support::trialForm()};
  // Of the blank first side, 200 dpi.
  cv::Mat first = blankOf(support::trialForm());

  static cv::Mat blankOf(const form::Description& description) {
    const auto blanks = support::drawBlanks(description, "7K2M9QXT", 200);
    return blanks.ok() ? blanks->front().grey : cv::Mat();
  }
};
const Forms& forms() {
  static const Forms all;
  return all;
}

ReadPage read(const cv::Mat& grey, const std::vector<form::Description>& descriptions = forms().descriptions) {
  frame::Picture picture;
  picture.grey = grey;
  cv::cvtColor(grey, picture.colour, cv::COLOR_GRAY2BGR);
  return readPage(picture, descriptions, {});
}

TEST(Read, AScanOfAFormIsKnownByItsCode) {
  const ReadPage page = read(forms().first);
  ASSERT_TRUE(page.page.form);
  EXPECT_EQ(page.page.form->templateId, support::trialForm().id);
  EXPECT_EQ(page.page.form->serial, "7K2M9QXT");
  EXPECT_EQ(page.page.ticks.size(), support::trialForm().sides[0].ticks.size());
  for (const PaperTick& tick : page.page.ticks) EXPECT_EQ(tick.state, TickState::no) << tick.id;
  EXPECT_TRUE(page.page.marks.empty());
  EXPECT_NEAR(page.grey.cols, 210 / 25.4 * 150, 3);
  EXPECT_EQ(page.page.problem, "");
}

TEST(Read, UpsideDownIsTurned) {
  cv::Mat turned;
  cv::rotate(forms().first, turned, cv::ROTATE_180);
  const ReadPage page = read(turned);
  ASSERT_TRUE(page.page.form);
  EXPECT_EQ(page.page.form->side, 1);
  ASSERT_TRUE(page.page.corners);
  // The page's own top left is the picture's bottom right.
  EXPECT_GT((*page.page.corners)[0].x, turned.cols / 2);
  EXPECT_GT((*page.page.corners)[0].y, turned.rows / 2);
}

TEST(Read, WithoutAReadableCodeTheMarkersTell) {
  cv::Mat grey = forms().first.clone();
  for (const PaperBox& box : support::trialForm().sides[0].qrs) {
    const double scale = 200 / 25.4;
    cv::rectangle(grey,
                  cv::Rect(static_cast<int>(box.x * scale), static_cast<int>(box.y * scale),
                           static_cast<int>(box.w * scale), static_cast<int>(box.h * scale)),
                  cv::Scalar(255), cv::FILLED);
  }
  const ReadPage page = read(grey);
  ASSERT_TRUE(page.page.form);
  EXPECT_EQ(page.page.form->templateId, support::trialForm().id);
  EXPECT_EQ(page.page.form->serial, "");
  EXPECT_EQ(page.page.ticks.size(), support::trialForm().sides[0].ticks.size());
}

TEST(Read, AnOlderPrintingIsReadByItsOwnDescriptionOrKeptAsAPicture) {
  form::Description newer = support::trialForm();
  newer.edition = "0BADCAFE";
  const ReadPage alone = read(forms().first, {newer});
  ASSERT_TRUE(alone.page.form);
  EXPECT_TRUE(alone.page.ticks.empty());
  EXPECT_NE(alone.page.problem.find("older printing"), std::string::npos);
  EXPECT_FALSE(alone.grey.empty());
  const ReadPage both = read(forms().first, {newer, support::trialForm()});
  EXPECT_EQ(both.page.form->edition, support::trialForm().edition);
  EXPECT_FALSE(both.page.ticks.empty());
}

TEST(Read, AnotherSheetOfPaperIsAPageWithoutAForm) {
  cv::Mat letter(2339, 1654, CV_8U, cv::Scalar(245));
  for (int line = 0; line < 30; ++line)
    cv::putText(letter, "Dear Mrs Example, this is an invented letter.", {150, 250 + 60 * line},
                cv::FONT_HERSHEY_SIMPLEX, 1.4, cv::Scalar(30), 3);
  const ReadPage page = read(letter);
  EXPECT_TRUE(page.page.corners);
  EXPECT_FALSE(page.page.form);
  EXPECT_TRUE(page.page.ticks.empty());
  EXPECT_FALSE(page.grey.empty());
}

TEST(Read, APictureWithoutPaperSaysSoAndKeepsNothing) {
  cv::Mat nothing(720, 1280, CV_8U, cv::Scalar(60));
  const ReadPage page = read(nothing);
  EXPECT_FALSE(page.page.corners);
  EXPECT_TRUE(page.grey.empty());
  EXPECT_NE(page.page.problem, "");
  EXPECT_NE(readPage({}, forms().descriptions, {}).page.problem, "");
}

TEST(Read, TheTinyAndTheOddDoNotThrow) {
  for (const cv::Size size : {cv::Size(1, 1), cv::Size(3, 500), cv::Size(64, 64)}) {
    cv::Mat grey(size, CV_8U);
    cv::RNG random(1);
    random.fill(grey, cv::RNG::UNIFORM, 0, 256);
    EXPECT_FALSE(read(grey).page.form);
  }
}

}  // namespace
}  // namespace pillarbox::page

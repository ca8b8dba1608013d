// The body map in the inbox: drawn, in words, and what was struck out said so.
#include "tests/unit/inbox/inbox_fixture.h"

namespace pillarbox::inbox {
namespace {

CaseEntry withMarks(CaseEntry concern) {
  BodyMap& map = concern.entry.bodyMap;
  map.child = "Amina Okafor";
  map.drawings = BodyFigures::edition;
  BodyMark mark;
  mark.figure = "front";
  mark.points = {{0.55, 0.17}};
  mark.place = "left cheek";
  mark.kind = MarkKind::bruise;
  mark.lengthCm = "2";
  mark.childSays = "I bumped it";
  mark.placedAt = concern.entry.writtenAt.wall;
  map.marks.push_back(mark);
  mark.figure = "hands";
  mark.place = "left palm";
  mark.kind = MarkKind::cut;
  mark.childSays.clear();
  mark.removedAt = mark.placedAt;
  mark.removedWhy = takenOutByWriter;
  map.marks.push_back(mark);
  return concern;
}

State shownWith(const CaseEntry& concern, bool drawings) {
  State state = unlocked({concern});
  if (auto figures = readBodyFigures(std::string(PILLARBOX_SOURCE_DIR) + "/assets"); figures.ok() && drawings) {
    state.config.figures = std::make_shared<const BodyFigures>(*std::move(figures));
  }
  return state;
}

TEST(InboxBody, MarksAreSaidAndDrawn) {
  Sample sample;
  const CaseEntry concern = withMarks(sample.concern(0));
  Robot robot(shownWith(concern, true), 1280, 3000);
  robot.settle();
  robot.tap("list.case." + concern.entry.id);
  EXPECT_TRUE(robot.shows("Marks seen on Amina Okafor"));
  EXPECT_TRUE(robot.shows("Bruise: left cheek; 2 cm"));
  EXPECT_TRUE(robot.shows("The child says: “I bumped it”"));
  EXPECT_TRUE(robot.shows("Struck out: taken out by the writer at"));
  EXPECT_NE(robot.find("concern.figure.front"), nullptr);
  EXPECT_NE(robot.find("concern.figure.hands"), nullptr);
  EXPECT_EQ(robot.find("concern.figure.feet"), nullptr);
}

TEST(InboxBody, WithoutDrawingsOrWithOtherOnesTheWordsAreThere) {
  Sample sample;
  CaseEntry concern = withMarks(sample.concern(0));
  Robot without(shownWith(concern, false), 1280, 3000);
  without.settle();
  without.tap("list.case." + concern.entry.id);
  EXPECT_TRUE(without.shows("Bruise: left cheek; 2 cm"));
  EXPECT_EQ(without.find("concern.figure.front"), nullptr);
  concern.entry.bodyMap.drawings = "another";
  Robot other(shownWith(concern, true), 1280, 3000);
  other.settle();
  other.tap("list.case." + concern.entry.id);
  EXPECT_TRUE(other.shows("Bruise: left cheek; 2 cm"));
  EXPECT_EQ(other.find("concern.figure.front"), nullptr) << "a mark would be shown where it was not";
}

}  // namespace
}  // namespace pillarbox::inbox

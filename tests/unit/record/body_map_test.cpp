// Body map: what an entry keeps of marks, strictly read, and where a point lies on the real drawings.
#include "shared/record/body_map.h"

#include <gtest/gtest.h>

#include <set>

#include "shared/record/body_figures.h"
#include "shared/record/entry_json.h"

namespace pillarbox {
namespace {

Entry entryWithMarks() {
  Entry entry;
  entry.id = "01930d5e-0000-7000-8000-000000000001";
  entry.nonce = std::string(64, 'a');
  entry.school = "brook-lane";
  entry.author = {"s-001", "Dawn Price", "Lunchtime supervisor", VerifiedBy::badge};
  entry.device = "d-1";
  entry.audience = "safeguarding";
  entry.bodyMap.outline = BodyOutline::older;
  entry.bodyMap.drawings = "1";
  entry.bodyMap.child = "Sam Taylor";
  entry.bodyMap.childRef = "p-002";
  BodyMark mark;
  mark.figure = "front";
  mark.points = {{0.4123, 0.2211}};
  mark.place = "left cheek";
  mark.kind = MarkKind::redMark;
  mark.lengthCm = "2.5";
  mark.widthCm = "1";
  mark.like = "a 5p coin";
  mark.colours = {"red", "purple"};
  mark.shape = "round";
  mark.looks = "two small dots beside it";
  mark.childSays = "I fell off \"my\" bike";
  mark.skinBroken = MarkAnswer::no;
  mark.swelling = MarkAnswer::notSure;
  mark.placedAt = WallTime(Milliseconds(1795262400000));
  entry.bodyMap.marks.push_back(mark);
  mark.points = {{0.1, 0.2}, {0.12, 0.21}, {0.11, 0.25}};
  mark.kind = MarkKind::bruise;
  mark.place = "right shin, outer side";
  mark.removedAt = WallTime(Milliseconds(1795262460000));
  mark.removedWhy = takenOutByWriter;
  entry.bodyMap.marks.push_back(mark);
  return entry;
}

std::string jsonOf(const Entry& entry) {
  return std::string(encodeEntry(entry).text());
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return at == std::string::npos ? text : text.replace(at, what.size(), with);
}

TEST(BodyMap, GoesThroughJsonUnchangedRemovedMarksToo) {
  const Entry entry = entryWithMarks();
  const auto back = decodeEntry(jsonOf(entry), UnknownFields::refuse);
  ASSERT_TRUE(back.ok()) << back.fault().detail;
  EXPECT_EQ(back->bodyMap, entry.bodyMap);
  EXPECT_EQ(jsonOf(*back), jsonOf(entry));
}

TEST(BodyMap, AnEntryWithoutMarksSaysNothingOfThem) {
  Entry entry = entryWithMarks();
  entry.bodyMap = BodyMap();
  EXPECT_EQ(jsonOf(entry).find("body_map"), std::string::npos);
  EXPECT_EQ(entryText(entry, "Brook Lane").text().find("Marks seen"), std::string_view::npos);
}

TEST(BodyMap, TheTextListsMarksInWordsAndWhatWasStruckOut) {
  const SecretBytes bytes = entryText(entryWithMarks(), "Brook Lane");
  std::string text(bytes.text());
  for (std::size_t at = text.find("\n  "); at != std::string::npos; at = text.find("\n  ", at + 1)) {
  }
  EXPECT_NE(text.find("Red mark: left cheek; 2.5 cm by 1 cm, about as big as a 5p coin; red and"), std::string::npos)
      << text;
  EXPECT_NE(text.find("skin broken: no"), std::string::npos);
  EXPECT_NE(text.find("I fell off \"my\" bike"), std::string::npos);
  EXPECT_NE(text.find("Struck out: taken out by the writer at 2026"), std::string::npos);
  EXPECT_NE(text.find("older child"), std::string::npos);
}

TEST(BodyMap, HardCaseCoordinatesThatAreNoNumbersAreRefused) {
  const std::string good = jsonOf(entryWithMarks());
  for (const std::string bad : {"NaN", "Infinity", "-Infinity", "1e999", "\"0.4\"", "null", "-0.1", "1.5", "[]"}) {
    const auto read = decodeEntry(replaced(good, "0.4123", bad), UnknownFields::refuse);
    EXPECT_FALSE(read.ok()) << bad;
  }
}

TEST(BodyMap, HardCaseHostileMarksAreRefused) {
  const std::string good = jsonOf(entryWithMarks());
  EXPECT_FALSE(decodeEntry(replaced(good, "\"red-mark\"", "\"tattoo\""), UnknownFields::refuse).ok());
  EXPECT_FALSE(decodeEntry(replaced(good, "\"2.5\"", "\"2.55\""), UnknownFields::refuse).ok());
  EXPECT_FALSE(decodeEntry(replaced(good, "\"2.5\"", "\"9999\""), UnknownFields::refuse).ok());
  EXPECT_FALSE(decodeEntry(replaced(good, "\"older\"", "\"adult\""), UnknownFields::refuse).ok());
  EXPECT_FALSE(decodeEntry(replaced(good, "\"not-sure\"", "\"perhaps\""), UnknownFields::refuse).ok());
  EXPECT_FALSE(decodeEntry(replaced(good, "\"front\"", "\"\""), UnknownFields::refuse).ok());
  EXPECT_FALSE(decodeEntry(replaced(good, "\"shape\"", "\"form\""), UnknownFields::refuse).ok());

  Entry many = entryWithMarks();
  many.bodyMap.marks.resize(maxBodyMarks, many.bodyMap.marks[0]);
  EXPECT_TRUE(validate(many).ok());
  many.bodyMap.marks.push_back(many.bodyMap.marks[0]);
  EXPECT_FALSE(validate(many).ok());
  EXPECT_FALSE(decodeEntry(jsonOf(many), UnknownFields::refuse).ok());
  Entry long1 = entryWithMarks();
  long1.bodyMap.marks[0].points.resize(maxMarkPoints + 1, {0.5, 0.5});
  EXPECT_FALSE(validate(long1).ok());
  Entry control = entryWithMarks();
  control.bodyMap.marks[0].childSays = std::string("a\0b", 3);
  EXPECT_FALSE(validate(control).ok());
}

TEST(BodyMap, TheLargestMapFitsAPosting) {
  Entry entry = entryWithMarks();
  entry.bodyMap.marks[0].points.assign(maxMarkPoints, {0.1234, 0.5678});
  entry.bodyMap.marks.assign(maxBodyMarks, entry.bodyMap.marks[0]);
  EXPECT_LT(jsonOf(entry).size(), maxPostingBytes);
}

class Figures : public testing::Test {
 protected:
  Figures() {
    auto read = readBodyFigures(std::string(PILLARBOX_SOURCE_DIR) + "/assets");
    EXPECT_TRUE(read.ok()) << read.fault().detail;
    if (read.ok()) figures = *std::move(read);
  }
  BodyFigures figures;
};

TEST_F(Figures, EveryRegionIsFoundAtItsOwnMiddle) {
  for (const BodyOutline outline : {BodyOutline::younger, BodyOutline::older}) {
    for (const std::string_view id : bodyFigureIds) {
      const Drawing* drawing = figures.find(id, outline);
      ASSERT_NE(drawing, nullptr) << id;
      std::set<std::string> ids;
      for (const DrawnRegion& region : drawing->regions) {
        EXPECT_TRUE(ids.insert(region.id).second) << region.id << " twice on " << id;
        const DrawnRegion* found = regionAt(*drawing, middleOf(region, *drawing));
        ASSERT_NE(found, nullptr) << region.id;
        EXPECT_EQ(found->id, region.id) << "on " << drawing->id;
      }
    }
  }
}

TEST_F(Figures, LeftAndRightAreTheChilds) {
  // Somebody facing the child has the child's right at their left; from behind it is the other way about.
  const auto sideAt = [&](std::string_view figure, double x, double y) {
    const DrawnRegion* region = regionAt(*figures.find(figure, BodyOutline::older), {x, y});
    return region == nullptr ? std::string("none") : region->words;
  };
  EXPECT_NE(sideAt("front", 0.42, 0.71).find("right knee"), std::string::npos) << sideAt("front", 0.42, 0.71);
  EXPECT_NE(sideAt("front", 0.58, 0.71).find("left knee"), std::string::npos);
  EXPECT_NE(sideAt("back", 0.42, 0.71).find("left knee"), std::string::npos);
  EXPECT_NE(sideAt("back", 0.58, 0.71).find("right knee"), std::string::npos);
}

TEST_F(Figures, WhatIsBesideTheBodyHasNoPlace) {
  const Drawing& front = *figures.find("front", BodyOutline::younger);
  EXPECT_EQ(regionAt(front, {0.02, 0.9}), nullptr);
  EXPECT_EQ(regionAt(front, {0.5, 0.8}), nullptr) << "between the legs";
  EXPECT_EQ(placeOf(front, {{0.02, 0.9}, {0.03, 0.95}}), "");
  // A fingertip's breadth beside the arm is the arm.
  EXPECT_NE(placeOf(front, {{0.5, 0.52}}), "");
}

TEST_F(Figures, AnAreaOverTwoPlacesNamesBoth) {
  const Drawing& front = *figures.find("front", BodyOutline::younger);
  const DrawnRegion* knee = nullptr;
  const DrawnRegion* shin = nullptr;
  for (const DrawnRegion& region : front.regions) {
    if (region.id == "left-knee") knee = &region;
    if (region.id == "left-shin-outer-side") shin = &region;
  }
  ASSERT_NE(knee, nullptr);
  ASSERT_NE(shin, nullptr);
  const std::string place = placeOf(front, {middleOf(*knee, front), middleOf(*shin, front)});
  EXPECT_EQ(place, "left knee / left shin, outer side");
}

TEST_F(Figures, EveryShapeIsFilledWhole) {
  for (const std::string_view id : bodyFigureIds) {
    for (const BodyOutline outline : {BodyOutline::younger, BodyOutline::older}) {
      const Drawing* drawing = figures.find(id, outline);
      ASSERT_EQ(drawing->triangles.size(), drawing->shapes.size());
      for (std::size_t i = 0; i < drawing->shapes.size(); ++i) {
        const DrawnPath& shape = drawing->shapes[i];
        double whole = 0, covered = 0;
        for (std::size_t j = 0; j < shape.size(); ++j) {
          const DrawnPoint a = shape[j], b = shape[(j + 1) % shape.size()];
          whole += (static_cast<double>(a.x) * b.y - static_cast<double>(b.x) * a.y) / 2;
        }
        const std::vector<int>& t = drawing->triangles[i];
        for (std::size_t j = 0; j + 2 < t.size(); j += 3) {
          const auto at = [&](std::size_t k) { return shape[static_cast<std::size_t>(t[j + k])]; };
          covered +=
              std::abs((at(1).x - at(0).x) * (at(2).y - at(0).y) - (at(1).y - at(0).y) * (at(2).x - at(0).x)) / 2;
        }
        EXPECT_NEAR(std::abs(whole), covered, std::abs(whole) * 0.01) << drawing->id << " shape " << i;
      }
    }
  }
}

TEST(Drawings, BadOnesAreRefused) {
  EXPECT_FALSE(parseDrawing("{", "x").ok());
  EXPECT_FALSE(parseDrawing(R"({"id":"x","width":10,"height":10,"shapes":[],"lines":[[[1,1],[11,2]]],"detail":[],
                               "captions":[],"regions":[]})",
                            "x")
                   .ok());
  EXPECT_TRUE(parseDrawing(R"({"id":"x","width":10,"height":10,"shapes":[],"lines":[[[1,1],[9,2]]],"detail":[],
                              "captions":[],"regions":[]})",
                           "x")
                  .ok());
  EXPECT_FALSE(readBodyFigures("/nowhere").ok());
}

}  // namespace
}  // namespace pillarbox

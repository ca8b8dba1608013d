// The descriptions that come with the program, what is said about broken ones, and which edition is which.
#include "scanner/form/description.h"

#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <set>

namespace pillarbox::form {
namespace {

using Json = nlohmann::json;

const DescriptionFiles& assets() {
  static const DescriptionFiles files = readDescriptionFiles(PILLARBOX_SOURCE_DIR "/assets", {}).value();
  return files;
}

const std::vector<BodyOutline>& bodies() {
  static const std::vector<BodyOutline> outlines = [] {
    std::vector<BodyOutline> all;
    for (const DescriptionFile& file : assets().bodies) all.push_back(parseBodyOutline(file.json, file.name).value());
    return all;
  }();
  return outlines;
}

Json concern() {
  for (const DescriptionFile& file : assets().forms) {
    if (file.name == "concern.json") return Json::parse(file.json);
  }
  return {};
}

// A small form with nothing wrong, so that each test breaks one thing.
Json small() {
  return Json::parse(R"({
    "id": "trip", "title": {"en": "Trip", "cy": "Taith"},
    "sides": [{
      "number": 1, "sheet": 5, "side_of_sheet": 0,
      "texts": [{"at": [30, 10], "width": 100, "words": {"en": "{school}"}}],
      "lines": [{"from": [12, 200], "to": [100, 200]}],
      "frames": [{"box": [12, 210, 100, 30]}],
      "ticks": [
        {"id": "own.first", "box": [20, 50, 5, 5], "width": 40, "words": {"en": "First", "cy": "Cyntaf"}},
        {"id": "own.second", "box": [20, 60, 5, 5], "width": 40, "words": {"en": "Second"}}],
      "fields": [
        {"id": "what", "box": [20, 80, 100, 20], "words": {"en": "What"}, "ruled": 8},
        {"id": "day", "box": [20, 110, 60, 8], "words": {"en": "Day"}, "kind": "date",
         "cells": {"at": [20, 110], "size": [6, 8], "count": 8, "gap": 2, "gap_after": [2, 4]}}],
      "figures": [{"id": "front", "outline": "child-front", "box": [140, 60, 40, 90], "words": {"en": "Front"}}],
      "qrs": [[150, 20, 24, 24], [30, 260, 24, 24]]
    }]})");
}

Result<Description> parsed(const Json& json) {
  return parseDescription(json.dump(), "trip.json", bodies());
}

TEST(Description, EveryFormThatComesWithTheProgramIsGood) {
  const auto all = parseAll(assets());
  ASSERT_TRUE(all.ok()) << all.fault().detail;
  std::set<std::string> ids, editions;
  for (const Description& one : *all) {
    ids.insert(one.id);
    editions.insert(one.edition);
    EXPECT_EQ(one.edition.find_first_not_of("0123456789ABCDEF"), std::string::npos);
  }
  EXPECT_EQ(ids, (std::set<std::string>{"concern", "concern-large"}));
  EXPECT_EQ(editions.size(), ids.size());
}

TEST(Description, LargePrintAsksTheSameQuestions) {
  const auto all = parseAll(assets()).value();
  std::vector<std::set<std::string>> asked;
  for (const Description& one : all) {
    std::set<std::string> ids;
    for (const Side& side : one.sides) {
      for (const Tick& tick : side.ticks) ids.insert(tick.id + "/" + tick.group);
      for (const Field& field : side.fields) ids.insert(field.id);
      for (const Figure& figure : side.figures) ids.insert(figure.id);
    }
    asked.push_back(std::move(ids));
  }
  ASSERT_EQ(asked.size(), 2u);
  EXPECT_EQ(asked[0], asked[1]);
}

TEST(Description, EveryPrintedWordIsThereInWelsh) {
  const auto all = parseAll(assets());
  ASSERT_TRUE(all.ok());
  for (const Description& one : *all) {
    EXPECT_FALSE(one.title.welsh.empty());
    for (const Side& side : one.sides) {
      for (const Text& text : side.texts) EXPECT_FALSE(text.words.welsh.empty()) << text.words.english;
      for (const Tick& tick : side.ticks) EXPECT_FALSE(tick.words.welsh.empty()) << tick.id;
      for (const Field& field : side.fields) EXPECT_FALSE(field.words.welsh.empty()) << field.id;
      for (const Figure& figure : side.figures) EXPECT_FALSE(figure.words.welsh.empty()) << figure.id;
    }
  }
}

TEST(Description, WithoutWelshTheEnglishIsPrinted) {
  const auto read = parsed(small());
  ASSERT_TRUE(read.ok()) << read.fault().detail;
  EXPECT_EQ(read->sides[0].ticks[0].words.in(Language::welsh), "Cyntaf");
  EXPECT_EQ(read->sides[0].ticks[1].words.in(Language::welsh), "Second");
}

TEST(Description, CellsStandBesideEachOtherWithTheirGaps) {
  const auto read = parsed(small());
  ASSERT_TRUE(read.ok()) << read.fault().detail;
  const Field& day = read->sides[0].fields[1];
  ASSERT_EQ(day.cells.size(), 8u);
  EXPECT_EQ(day.cells[1], (PaperBox{26, 110, 6, 8}));
  EXPECT_EQ(day.cells[2], (PaperBox{34, 110, 6, 8}));
  EXPECT_EQ(day.cells[7], (PaperBox{66, 110, 6, 8}));
}

TEST(Description, OutlinesFillTheirFigureWithoutBeingStretched) {
  const auto read = parsed(small());
  ASSERT_TRUE(read.ok()) << read.fault().detail;
  const Figure& figure = read->sides[0].figures[0];
  for (const auto& path : figure.outlines) {
    for (const PaperPoint& point : path) {
      EXPECT_GE(point.x, figure.box.x - 0.01);
      EXPECT_LE(point.x, figure.box.x + figure.box.w + 0.01);
      EXPECT_GE(point.y, figure.box.y - 0.01);
      EXPECT_LE(point.y, figure.box.y + figure.box.h + 0.01);
    }
  }
}

struct Broken {
  const char* name;
  std::function<void(Json&)> change;
  const char* says;
};
class BrokenDescription : public testing::TestWithParam<Broken> {};

TEST_P(BrokenDescription, IsRefusedWithWhatAndWhere) {
  Json json = small();
  GetParam().change(json);
  const auto read = parsed(json);
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.fault().code, FaultCode::badInput);
  EXPECT_NE(read.fault().detail.find(GetParam().says), std::string::npos) << read.fault().detail;
  EXPECT_EQ(read.fault().detail.rfind("trip.json", 0), 0u) << read.fault().detail;
}

Json& side(Json& form) {
  return form["sides"][0];
}
Json& tick(Json& form, std::size_t at) {
  return side(form)["ticks"][at];
}
Json& field(Json& form, std::size_t at) {
  return side(form)["fields"][at];
}

const Broken broken[] = {
    {"UnknownMember", [](Json& f) { f["colour"] = 1; }, "trip.json.colour is not a field this version knows"},
    {"UnknownMemberOfATick", [](Json& f) { tick(f, 0)["colour"] = 1; },
     "side 1, tick 1 (\"own.first\").colour is not a field"},
    {"NoSides", [](Json& f) { f["sides"] = Json::array(); }, "sides is empty"},
    {"FormIdWithCapitals", [](Json& f) { f["id"] = "Trip"; }, "trip.json.id must be at most 40 of a-z"},
    {"FormIdWithADot", [](Json& f) { f["id"] = "own.trip"; }, "may not have '.' in it"},
    {"FormIdTooLongForAQr", [](Json& f) { f["id"] = std::string(25, 'a'); }, "at most 24 characters"},
    {"IdWithASpace", [](Json& f) { tick(f, 1)["id"] = "own second"; }, "tick 2 (\"own second\").id must be"},
    {"IdMissing", [](Json& f) { tick(f, 1).erase("id"); }, "side 1, tick 2.id is missing"},
    {"IdTwice", [](Json& f) { tick(f, 1)["id"] = "own.first"; }, "tick 2 (\"own.first\"): this id is used twice"},
    {"IdOfATickAndAField", [](Json& f) { field(f, 0)["id"] = "own.first"; },
     "field 1 (\"own.first\"): this id is used twice"},
    {"NoWords", [](Json& f) { tick(f, 0).erase("words"); }, "tick 1 (\"own.first\").words is missing"},
    {"WordsAreNoObject", [](Json& f) { tick(f, 0)["words"] = "First"; }, ".words must be words as in"},
    {"WordsInAThirdLanguage", [](Json& f) { tick(f, 0)["words"]["fr"] = "Un"; }, ".words may have en and cy only"},
    {"EmptyWords", [](Json& f) { tick(f, 0)["words"]["en"] = ""; }, ".words must have English words"},
    {"UnknownPlaceholder", [](Json& f) { side(f)["texts"][0]["words"]["en"] = "{pupil}"; },
     "text 1: nothing is known to put in place of {pupil}"},
    {"PointsOfNoSize", [](Json& f) { tick(f, 0)["points"] = 2; }, ".points must be from 6"},
    {"BoxOfThree",
     [](Json& f) {
       tick(f, 0)["box"] = {1, 2, 3};
     },
     "tick 1 (\"own.first\").box must be four numbers in millimetres"},
    {"BoxOfWords",
     [](Json& f) {
       tick(f, 0)["box"] = {"a", 2, 3, 4};
     },
     ".box must be four numbers"},
    {"BoxWithoutWidth",
     [](Json& f) {
       tick(f, 0)["box"] = {20, 50, 0, 5};
     },
     ".box must have a width and a height"},
    {"BoxOutsideTheSheet",
     [](Json& f) {
       tick(f, 0)["box"] = {203, 50, 5, 5};
     },
     "tick 1 (\"own.first\"): it leaves the sheet"},
    {"FieldOutsideTheSheet",
     [](Json& f) {
       field(f, 0)["box"] = {20, 80, 190, 20};
     },
     "field 1 (\"what\"): it leaves"},
    {"TickNotSquare",
     [](Json& f) {
       tick(f, 0)["box"] = {20, 50, 5, 6};
     },
     "must be a square of 4 to 8 mm"},
    {"TickTooSmall",
     [](Json& f) {
       tick(f, 0)["box"] = {20, 50, 3, 3};
     },
     "must be a square of 4 to 8 mm"},
    {"TickOnAMarker",
     [](Json& f) {
       tick(f, 0)["box"] = {188, 12, 5, 5};
     },
     "tick 1 (\"own.first\"): it overlaps marker 2"},
    {"TickInAMarkersWhite",
     [](Json& f) {
       tick(f, 0)["box"] = {12, 25, 5, 5};
     },
     "it overlaps marker 1"},
    {"TicksOverlap",
     [](Json& f) {
       tick(f, 1)["box"] = {22, 52, 5, 5};
     },
     "tick 1 (\"own.first\"): its box overlaps tick 2 (\"own.second\")"},
    {"TicksTooNear",
     [](Json& f) {
       tick(f, 1)["box"] = {27, 50, 5, 5};
     },
     "it is too near to tick 2 (\"own.second\"); move one of them: tick boxes need 3 mm"},
    {"TickOnAField",
     [](Json& f) {
       tick(f, 0)["box"] = {30, 85, 5, 5};
     },
     "its box overlaps field 1 (\"what\")"},
    {"TickTooNearAField",
     [](Json& f) {
       tick(f, 0)["box"] = {30, 74, 5, 5};
     },
     "it is too near to field 1 (\"what\")"},
    {"TickOnAFigure",
     [](Json& f) {
       tick(f, 0)["box"] = {150, 70, 5, 5};
     },
     "overlaps figure 1 (\"front\")"},
    {"TickTooNearALine",
     [](Json& f) {
       tick(f, 0)["box"] = {30, 194, 5, 5};
     },
     "it is too near to line 1"},
    {"TickOnAFrame",
     [](Json& f) {
       tick(f, 0)["box"] = {30, 208, 5, 5};
     },
     "too near to the line of frame 1"},
    {"TickOnAQr",
     [](Json& f) {
       tick(f, 0)["box"] = {155, 25, 5, 5};
     },
     "its box overlaps QR code 1"},
    {"OnlyOneWithoutAGroup", [](Json& f) { tick(f, 0)["only_one"] = true; }, "only_one needs a group"},
    {"FieldsOverlap",
     [](Json& f) {
       field(f, 0)["box"] = {20, 100, 100, 20};
     },
     "field 1 (\"what\"): its box overlaps field 2 (\"day\")"},
    {"FieldTooLow",
     [](Json& f) {
       field(f, 0)["box"] = {20, 80, 100, 4};
     },
     "at least 5 mm high"},
    {"FieldRuledTooWide", [](Json& f) { field(f, 0)["ruled"] = 25; }, "its writing lines are further apart"},
    {"FieldOfNoKind", [](Json& f) { field(f, 0)["kind"] = "drawing"; }, "kind must be handwriting, date"},
    {"CellsOutsideTheirField",
     [](Json& f) {
       field(f, 1)["box"] = {20, 110, 40, 8};
     },
     "field 2 (\"day\"): its cell 7 is not inside its box"},
    {"CellsInHandwriting", [](Json& f) { field(f, 1)["kind"] = "handwriting"; }, "handwriting has no cells"},
    {"DateOfSeven", [](Json& f) { field(f, 1)["cells"]["count"] = 7; }, "a date needs 8 cells, DDMMYYYY, and has 7"},
    {"TimeOfEight", [](Json& f) { field(f, 1)["kind"] = "time"; }, "a time needs 4 cells, HHMM, and has 8"},
    {"CharactersWithoutCells", [](Json& f) { field(f, 0)["kind"] = "characters"; }, "characters need cells"},
    {"CellsAndRules", [](Json& f) { field(f, 1)["ruled"] = 8; }, "it cannot be ruled as well"},
    {"CellsOfNoCount", [](Json& f) { field(f, 1)["cells"]["count"] = 0; }, "cells.count must be from 1 to 40"},
    {"CellsTooSmall",
     [](Json& f) {
       field(f, 1)["cells"]["size"] = {2, 8};
     },
     "cells.size must be at least 4 mm"},
    {"UnknownOutline", [](Json& f) { side(f)["figures"][0]["outline"] = "dog"; },
     "figure 1 (\"front\"): there is no outline \"dog\""},
    {"OneQr", [](Json& f) { side(f)["qrs"].erase(0); }, "it has 1 QR codes and needs two"},
    {"QrNotSquare",
     [](Json& f) {
       side(f)["qrs"][0] = {150, 20, 24, 20};
     },
     "QR code 1: it must be a square"},
    {"QrTooSmall",
     [](Json& f) {
       side(f)["qrs"][0] = {150, 20, 12, 12};
     },
     "QR code 1: it must be a square"},
    {"QrOnAMarker",
     [](Json& f) {
       side(f)["qrs"][1] = {14, 260, 24, 24};
     },
     "QR code 2: it overlaps marker 4"},
    {"QrsOverlap",
     [](Json& f) {
       side(f)["qrs"][1] = {155, 25, 24, 24};
     },
     "QR code 1: its box overlaps QR code 2"},
    {"SheetAboveFive", [](Json& f) { side(f)["sheet"] = 6; }, "sheet must be from 0 to 5"},
    {"SideOfSheetTwo", [](Json& f) { side(f)["side_of_sheet"] = 2; }, "side_of_sheet must be 0 (front) or 1 (back)"},
    {"NumberNought", [](Json& f) { side(f)["number"] = 0; }, "number must be from 1 to 12"},
    {"NumberedTwo", [](Json& f) { side(f)["number"] = 2; }, "its number is 2; sides are numbered 1, 2, 3"},
    {"BackWithoutAFront", [](Json& f) { side(f)["side_of_sheet"] = 1; }, "front and back of one sheet must follow"},
    {"SheetTwice",
     [](Json& f) {
       Json again = side(f);
       again["number"] = 2;
       again["side_of_sheet"] = 1;
       Json third = side(f);
       third["number"] = 3;
       f["sides"].push_back(again);
       f["sides"].push_back(third);
     },
     "side 3: sheet 5 is used twice"},
};
INSTANTIATE_TEST_SUITE_P(Each, BrokenDescription, testing::ValuesIn(broken),
                         [](const auto& one) { return std::string(one.param.name); });

TEST(Description, MissingCommaIsFoundByLineAndColumn) {
  const auto read = parseDescription("{\n  \"id\": \"trip\"\n  \"title\": {}\n}", "trip.json", {});
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.fault().detail.rfind("trip.json, line 3, column ", 0), 0u) << read.fault().detail;
}

TEST(Description, NumberTooLargeToHoldIsRefused) {
  EXPECT_FALSE(parseDescription("{\"id\": 1e999999999}", "trip.json", {}).ok());
}

TEST(Description, DeeplyNestedTextIsRefused) {
  EXPECT_FALSE(parseDescription(std::string(100000, '['), "deep.json", {}).ok());
  EXPECT_FALSE(parseDescription(std::string(1000, '[') + std::string(1000, ']'), "deep.json", {}).ok());
  EXPECT_FALSE(parseDescription("7", "number.json", {}).ok());
}

TEST(Description, EditionChangesWithWhatMattersForReadingOnly) {
  const std::string edition = parsed(small())->edition;
  EXPECT_EQ(edition.size(), 8u);

  Json retold = small();
  side(retold)["texts"][0]["words"]["en"] = "Our school, {school}";
  retold["note"] = "Changed in May.";
  EXPECT_EQ(parsed(retold)->edition, edition);
  Json sameNumber = small();
  tick(sameNumber, 0)["box"] = {20.0, 50.0, 5.0, 5.0};
  EXPECT_EQ(parsed(sameNumber)->edition, edition);

  Json moved = small();
  tick(moved, 0)["box"] = {20.5, 50, 5, 5};
  EXPECT_NE(parsed(moved)->edition, edition);
  Json renamed = small();
  tick(renamed, 0)["id"] = "own.one";
  EXPECT_NE(parsed(renamed)->edition, edition);
  Json reworded = small();
  tick(reworded, 0)["words"]["en"] = "Something else";
  EXPECT_NE(parsed(reworded)->edition, edition);
  Json ruled = small();
  field(ruled, 0)["ruled"] = 9;
  EXPECT_NE(parsed(ruled)->edition, edition);
}

DescriptionFiles with(std::initializer_list<DescriptionFile> more) {
  DescriptionFiles files = assets();
  files.forms.insert(files.forms.end(), more);
  return files;
}

TEST(Description, SchoolsOwnFormReplacesTheProgramsOfTheSameId) {
  Json own = concern();
  own["sides"][0]["ticks"].push_back(
      {{"id", "own.minibus"}, {"box", {162, 157.8, 5, 5}}, {"width", 28}, {"words", {{"en", "Minibus"}}}});
  const auto all = parseAll(with({{"concern.json", own.dump()}}));
  ASSERT_TRUE(all.ok()) << all.fault().detail;
  int concerns = 0;
  for (const Description& one : *all) {
    if (one.id != "concern") continue;
    ++concerns;
    EXPECT_EQ(one.sides[0].ticks.back().id, "own.minibus");
  }
  EXPECT_EQ(concerns, 1);
}

TEST(Description, SheetsPrintedEarlierCanStillBeRead) {
  Json before = concern();
  before["sides"][0]["ticks"][0]["box"] = {12, 65.5, 5, 5};
  const DescriptionFile old{"OLD.json", before.dump(), true};
  const auto all = parseAll(with({old, old}));
  ASSERT_TRUE(all.ok()) << all.fault().detail;
  std::vector<std::string> editions;
  for (const Description& one : *all) {
    if (one.id == "concern") editions.push_back(one.edition);
  }
  ASSERT_EQ(editions.size(), 2u);
  EXPECT_NE(editions[0], editions[1]);
  // The form of today comes first: it is meant where no QR code could be read.
  EXPECT_EQ(editions[0], parseDescription(concern().dump(), "c", bodies())->edition);
}

TEST(Description, DamagedCopyOfAnEarlierEditionDoesNotStopTheReading) {
  const auto all = parseAll(with({{"OLD.json", "{\"id\": \"concern\", ", true}}));
  ASSERT_TRUE(all.ok()) << all.fault().detail;
  EXPECT_EQ(all->size(), 2u);
}

TEST(Description, TwoFormsMayNotUseTheSameSheetNumber) {
  Json own = small();
  side(own)["sheet"] = 0;
  const auto all = parseAll(with({{"trip.json", own.dump()}}));
  ASSERT_FALSE(all.ok());
  EXPECT_NE(all.fault().detail.find("trip.json: side 1: sheet 0 is already used by concern.json"), std::string::npos)
      << all.fault().detail;
}

TEST(Description, KeptCopyNeedsNoOtherFile) {
  const DescriptionFile form{"trip.json", small().dump()};
  const auto whole = selfContained(form, assets().bodies);
  ASSERT_TRUE(whole.ok()) << whole.fault().detail;
  const auto read = parseDescription(*whole, "copy.json", {});
  ASSERT_TRUE(read.ok()) << read.fault().detail;
  EXPECT_EQ(read->edition, parsed(small())->edition);
  EXPECT_EQ(read->sides[0].figures[0].outlines.size(), parsed(small())->sides[0].figures[0].outlines.size());
}

TEST(BodyOutline, IsRefusedWithWhatAndWhere) {
  const auto says = [](std::string_view json) { return parseBodyOutline(json, "body.json").fault().detail; };
  EXPECT_NE(says(R"({"id":"a","width":10,"height":10,"paths":[]})").find("body.json.paths is empty"),
            std::string::npos);
  EXPECT_NE(says(R"({"id":"a","width":10,"height":10,"paths":[[[1,1],[11,1]]]})").find("leaves the outline"),
            std::string::npos);
  EXPECT_NE(says(R"({"id":"a","width":10,"height":10,"paths":[[[1,1]]]})").find("2 to 2000 points"), std::string::npos);
  EXPECT_NE(says(R"({"id":"a","width":0,"height":10,"paths":[[[1,1],[2,2]]]})").find("body.json.width must be"),
            std::string::npos);
}

}  // namespace
}  // namespace pillarbox::form

// The guidance that comes with the program, and where it is shown.
#include "shared/record/guidance.h"

#include <gtest/gtest.h>

namespace pillarbox {
namespace {

const std::vector<Guidance>& all() {
  static const std::vector<Guidance> read = *readGuidance(std::string(PILLARBOX_SOURCE_DIR) + "/assets");
  return read;
}
std::string idsFor(std::string_view category, bool aboutAdult = false, std::string_view account = {}) {
  std::string ids;
  for (const Guidance* each : guidanceFor(all(), category, aboutAdult, account)) ids += each->id + " ";
  return ids;
}

TEST(Guidance, EachHasItsSourceAndDateAndAsksForTheCurrentEdition) {
  ASSERT_EQ(all().size(), 3U);
  for (const Guidance& each : all()) {
    EXPECT_NE(each.source, "") << each.id;
    EXPECT_NE(each.date, "") << each.id;
    EXPECT_NE(guidanceSource(each).find("Check the current edition"), std::string::npos);
    for (const std::string& sentence : each.says) EXPECT_LE(sentence.size(), 220U) << sentence;
  }
}

TEST(Guidance, StandsBesideTheCategoryThatNeedsIt) {
  EXPECT_EQ(idsFor("FGM"), "fgm ");
  EXPECT_EQ(idsFor("Female Genital Mutilation (FGM)"), "fgm ");
  EXPECT_EQ(idsFor("Radicalisation and extremism"), "prevent ");
  EXPECT_EQ(idsFor("Low-level concern about an adult"), "low-level ");
  EXPECT_EQ(idsFor("Neglect"), "");
  EXPECT_EQ(idsFor("Preventable accidents"), "") << "whole words only";
  EXPECT_EQ(idsFor("", true), "low-level ");
  EXPECT_EQ(idsFor("Physical harm", false, "She said FGM, then cried."), "fgm ");
}

TEST(Guidance, WhatCannotBeReadIsNamed) {
  EXPECT_FALSE(parseGuidance("{}", "fgm").ok());
  const auto nothing = parseGuidance(R"({"title":"t","source":"s","date":"d"})", "fgm");
  ASSERT_FALSE(nothing.ok());
  EXPECT_NE(nothing.fault().detail.find("guidance/fgm.json"), std::string::npos);
}

}  // namespace
}  // namespace pillarbox

// How a sheet tells which it is: its registration marks and its QR code.
#include <gtest/gtest.h>

#include <set>

#include "scanner/form/aruco_codes.h"
#include "scanner/form/description.h"

namespace pillarbox::form {
namespace {

TEST(Markers, IdsTellSheetSideAndCorner) {
  std::set<int> ids;
  for (int sheet = 0; sheet < sheetCount; ++sheet) {
    for (int back = 0; back < 2; ++back) {
      for (int corner = 0; corner < 4; ++corner) {
        const int id = markerId(sheet, back, corner);
        ids.insert(id);
        const auto meaning = markerMeaning(id);
        ASSERT_TRUE(meaning);
        EXPECT_EQ(meaning->sheet, sheet);
        EXPECT_EQ(meaning->side, back);
        EXPECT_EQ(meaning->corner, corner);
      }
    }
  }
  EXPECT_EQ(ids.size(), 48u);
  EXPECT_FALSE(markerMeaning(-1));
  EXPECT_FALSE(markerMeaning(48));
}

TEST(Markers, NoTwoCodesLookAlikeEvenTurned) {
  // What the dictionary promises: at least three modules differ between any two, however they are turned.
  const auto turned = [](int code) {
    int result = 0;
    for (int row = 0; row < 4; ++row) {
      for (int column = 0; column < 4; ++column) {
        if (code >> (15 - (4 * row + column)) & 1) result |= 1 << (15 - (4 * column + (3 - row)));
      }
    }
    return result;
  };
  const auto codes = arucoCodes();
  ASSERT_EQ(codes.size(), 50u);
  for (std::size_t i = 0; i < codes.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      int other = codes[k];
      for (int turn = 0; turn < 4; ++turn, other = turned(other)) {
        EXPECT_GE(__builtin_popcount(static_cast<unsigned>(codes[i] ^ other)), 3) << i << " and " << k;
      }
    }
  }
}

TEST(SheetCode, ReadsBackWhatItWrote) {
  const SheetCode code{"concern-large", "3F2A91B0", 8, "7K2M9QXT"};
  EXPECT_EQ(sheetCodeText(code), "PBF1/CONCERN-LARGE/3F2A91B0/8/7K2M9QXT");
  const auto read = parseSheetCode(sheetCodeText(code));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->templateId, "concern-large");
  EXPECT_EQ(read->edition, "3F2A91B0");
  EXPECT_EQ(read->side, 8);
  EXPECT_EQ(read->serial, "7K2M9QXT");
}

TEST(SheetCode, AnythingElseIsNotASheet) {
  for (const std::string_view text :
       {"", "PBF1", "https://example.org/a/b/c/d", "PBF1/CONCERN/3F2A91B0/1", "PBF1/CONCERN/3F2A91B0/1/7K2M9QXT/",
        "PBF2/CONCERN/3F2A91B0/1/7K2M9QXT", "PBF1/concern/3F2A91B0/1/7K2M9QXT", "PBF1/CONCERN/3F2A91B/1/7K2M9QXT",
        "PBF1/CONCERN/3F2A91B0/0/7K2M9QXT", "PBF1/CONCERN/3F2A91B0/01/7K2M9QXT", "PBF1/CONCERN/3F2A91B0/-1/7K2M9QXT",
        "PBF1/CONCERN/3F2A91B0/100/7K2M9QXT", "PBF1/CONCERN/3F2A91B0/1/7K2M9QX", "PBF1/CONCERN/3F2A91B0/1/7K2M9QXI",
        "PBF1//3F2A91B0/1/7K2M9QXT"}) {
    EXPECT_FALSE(parseSheetCode(text)) << text;
  }
  EXPECT_FALSE(parseSheetCode("PBF1/CONCERN/3F2A91B0/1/" + std::string(5000, 'A')));
}

}  // namespace
}  // namespace pillarbox::form

#include "shared/record/upn.h"

#include <gtest/gtest.h>

namespace pillarbox {
namespace {

TEST(Upn, CheckLetterOfPublishedExamples) {
  for (const char* upn : {"B801200005001", "A80120000501A", "L80120000501Z"})
    EXPECT_EQ(checkUpn(upn), UpnCheck::right) << upn;
  for (const char* upn : {"C801200005001", "B801200005010", "B801200005002"}) {
    EXPECT_EQ(checkUpn(upn), UpnCheck::wrongLetter) << upn;
  }
}

TEST(Upn, ShapeIsALetterAndTwelveDigits) {
  for (const char* upn : {"", "B80120000500", "B8012000050011", "I801200005001", "B80120000500O", "B8012O0005001",
                          "801200005001B", "UNKNOWN", "B8012000050\xC3\xA9"}) {
    EXPECT_EQ(checkUpn(upn), UpnCheck::wrongShape) << upn;
  }
  EXPECT_EQ(normaliseUpn(" b801 2000 05001 "), "B801200005001");
}

}  // namespace
}  // namespace pillarbox

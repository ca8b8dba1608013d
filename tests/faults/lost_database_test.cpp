// The database is simply gone, or empty: posting goes on, and nobody is told that all is well.
#include <filesystem>

#include "tests/faults/story.h"

namespace pillarbox::support {
namespace {

using LostDatabase = Story;

TEST_F(LostDatabase, IsSaidByVerifyAndPostingGoesOn) {
  ASSERT_NE(school->post("Invented: posted before the database went."), "");
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(school->folder() + "/pillarbox.db" + end);
  writeText(school->folder() + "/pillarbox.db", "");
  const std::string id = school->post("Invented: posted after the database went.");
  ASSERT_NE(id, "") << school->problem();
  const Ran verified = school->verify();
  EXPECT_EQ(verified.exit, 1);
  EXPECT_NE(verified.out.find("missing or empty"), std::string::npos) << verified.out;
  EXPECT_NE(verified.out.find("\"ok\": false"), std::string::npos) << verified.out;
}

}  // namespace
}  // namespace pillarbox::support

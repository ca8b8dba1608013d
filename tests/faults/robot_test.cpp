// The channel that the tour and the tests press buttons through: a school that is not a demonstration never has it.
#include <sys/socket.h>

#include "shared/base/fd.h"
#include "tests/faults/story.h"

namespace pillarbox::support {
namespace {

TEST(RobotChannel, IsRefusedByEveryProgramOfARealSchool) {
  const TempFolder temp;
  const std::string folder = temp / "school";
  const Ran made = DemoSchool::pillarbox({"school", "new", folder, "--name", "Invented Primary School", "--dsl",
                                          "Jo Bell <jo@elm.example>", "--papers", temp / "papers"});
  ASSERT_EQ(made.exit, 0) << made.err;
  int ends[2] = {-1, -1};
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
  const Fd ours(ends[0]), theirs(ends[1]);
  for (const std::string name : {"pillarbox-kiosk", "pillarbox-inbox"}) {
    const Ran ran = run({program(name), folder, "--robot-fd", std::to_string(theirs.get())});
    EXPECT_EQ(ran.exit, 1) << name;
    EXPECT_NE(ran.err.find("--robot-fd is only for a demonstration school."), std::string::npos) << ran.err;
  }
}

}  // namespace
}  // namespace pillarbox::support

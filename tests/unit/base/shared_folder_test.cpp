#include "shared/base/shared_folder.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "shared/base/fd.h"
#include "shared/base/files.h"
#include "tests/support/process.h"

namespace pillarbox {
namespace {

class SharedFolder : public ::testing::Test {
 protected:
  void SetUp() override { m_before = ::umask(0077); }
  void TearDown() override { ::umask(m_before); }
  static unsigned modeOf(const std::filesystem::path& path) {
    struct stat facts {};
    return ::stat(path.c_str(), &facts) == 0 ? facts.st_mode & ALLPERMS : 0;
  }
  const std::filesystem::path& path() const { return m_folder.path(); }
  void share() { ASSERT_EQ(::chmod(path().c_str(), 02770), 0); }

 private:
  support::TempFolder m_folder;
  mode_t m_before = 0;
};

TEST_F(SharedFolder, AFolderOfOnesOwnKeepsEverythingToItsOwner) {
  ASSERT_TRUE(writeFileDurable(path() / "a", viewOf("x")));
  ASSERT_TRUE(makeFolders(path() / "b" / "c"));
  EXPECT_EQ(modeOf(path() / "a"), 0600U);
  EXPECT_EQ(modeOf(path() / "b"), 0700U);
  EXPECT_EQ(modeOf(path() / "b" / "c"), 0700U);
  EXPECT_FALSE(othersMayRead(path() / "a"));
  ASSERT_EQ(::chmod((path() / "a").c_str(), 0640), 0);
  EXPECT_TRUE(othersMayRead(path() / "a"));
}

TEST_F(SharedFolder, ASharedOneGivesItsGroupWhatTheOwnerHasWhateverTheUmask) {
  share();
  for (const mode_t mask : {0077, 0007}) {
    ::umask(mask);
    const std::filesystem::path sub = path() / std::to_string(mask) / "deeper";
    ASSERT_TRUE(makeFolders(sub));
    ASSERT_TRUE(writeFileDurable(sub / "a", viewOf("x")));
    EXPECT_EQ(modeOf(sub.parent_path()), 02770U);
    EXPECT_EQ(modeOf(sub), 02770U);
    EXPECT_EQ(modeOf(sub / "a"), 0660U);
    EXPECT_FALSE(othersMayRead(sub / "a"));
    ASSERT_EQ(::chmod((sub / "a").c_str(), 0664), 0);
    EXPECT_TRUE(othersMayRead(sub / "a"));
  }
}

TEST_F(SharedFolder, WhatIsForOneselfStaysSoInASharedFolderToo) {
  share();
  ASSERT_TRUE(writeFileDurable(path() / "report.pdf", viewOf("x"), 0600));
  EXPECT_EQ(modeOf(path() / "report.pdf"), 0600U);
}

TEST_F(SharedFolder, AFileJustMadeIsSettled) {
  share();
  const Fd file(::open((path() / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  settleMode(file.get(), path(), 0600);
  EXPECT_EQ(modeOf(path() / "lock"), 0660U);
  EXPECT_FALSE(sharedWithGroup(path() / "lock"));
  EXPECT_FALSE(sharedWithGroup(path() / "not there"));
}

}  // namespace
}  // namespace pillarbox

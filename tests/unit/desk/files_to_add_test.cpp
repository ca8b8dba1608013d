// Files that a reader may add to a concern: what is offered, and what each is.
#include "kiosk/desk/files_to_add.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "tests/support/process.h"

namespace pillarbox::desk {
namespace {

namespace fs = std::filesystem;
using support::TempFolder;

void put(const fs::path& file, const std::string& words, std::int64_t changed) {
  fs::create_directories(file.parent_path());
  std::ofstream(file) << words;
  fs::last_write_time(file,
                      fs::file_time_type::clock::from_sys(std::chrono::sys_seconds(std::chrono::seconds(changed))));
}

TEST(FilesToAdd, TheNewestComeFirstAndHiddenEmptyDeepAndLinkedOnesAreLeftOut) {
  const TempFolder folder;
  const fs::path downloads = folder.path() / "Downloads";
  put(downloads / "older.pdf", "%PDF-1.7", 1'700'000'000);
  put(downloads / "letters" / "newer.pdf", "%PDF-1.7", 1'800'000'000);
  put(downloads / ".hidden.pdf", "%PDF-1.7", 1'900'000'000);
  put(downloads / ".cache" / "thumb.png", "x", 1'900'000'000);
  put(downloads / "a" / "b" / "c" / "deep.pdf", "%PDF-1.7", 1'900'000'000);
  put(downloads / "empty.pdf", "", 1'900'000'000);
  fs::create_symlink("/etc/passwd", downloads / "passwd");
  const std::vector<FilePlace> places{{downloads, "Downloads"}, {folder.path() / "gone", "On stick"}};
  const std::vector<FileOffered> found = filesToChoose(places, 10);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].name, "newer.pdf");
  EXPECT_EQ(found[0].place, "Downloads");
  EXPECT_EQ(found[1].name, "older.pdf");
  EXPECT_EQ(filesToChoose(places, 1).size(), 1U);
}

TEST(FilesToAdd, WhatAFileIsComesFromItsBytesNotItsName) {
  const TempFolder folder;
  put(folder.path() / "photo.jpg", "%PDF-1.7 not a photo", 1'700'000'000);
  const std::vector<std::string> paths{(folder.path() / "photo.jpg").string()};
  const Result<FilesToAdd> files = readFilesToAdd(paths);
  ASSERT_TRUE(files);
  EXPECT_EQ(files->attachments.at(0).name, "attachment-1.pdf");
  EXPECT_EQ(files->attachments.at(0).type, "application/pdf");
  EXPECT_FALSE(readFilesToAdd(std::vector<std::string>{(folder.path() / "gone.pdf").string()}));
}

}  // namespace
}  // namespace pillarbox::desk

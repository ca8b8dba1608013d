// A store in its own folder, with clocks and randomness that the test holds.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "shared/base/hash.h"
#include "shared/record/ids.h"
#include "shared/store/store.h"
#include "tests/support/fake_clock.h"
#include "tests/support/seeded_random.h"

namespace pillarbox::store {

// Not signed: the store never looks at signatures.
inline Result<std::string> wrapSlip(const Slip& slip) {
  return nlohmann::json{{"payload", toBase64(viewOf(encodeSlip(slip)), Base64::padded)}}.dump();
}

class StoreTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "pillarbox-store-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder = name;
    file = folder / "pillarbox.db";
  }
  void TearDown() override {
    store.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
  }

  Opened reopen() {
    store.reset();
    Result<Opened> opened = Store::open(file, clock, random);
    EXPECT_TRUE(opened.ok()) << (opened.ok() ? "" : opened.fault().detail);
    if (!opened.ok()) return {};
    store = std::move(opened->store);
    return std::move(*opened);
  }

  NewPosting make(std::size_t bytes = 100) {
    NewPosting made;
    made.sealed = random.bytes(bytes);
    made.routing = random.bytes(10);
    made.slip.id = newId(clock, random);
    made.slip.school = newId(clock, random);
    made.slip.device = "kiosk-1";
    made.slip.audience = "safeguarding";
    made.slip.writtenAt = clock.now();
    made.slip.contentSha256 = sha256Hex(random.bytes(8));
    made.slip.sealedSha256 = sha256Hex(made.sealed);
    made.slip.sealedBytes = static_cast<std::int64_t>(made.sealed.size());
    made.slip.directoryVersion = 1;
    return made;
  }

  std::string postOne() {
    const NewPosting made = make();
    const Result<Posting> posted = store->post(made, wrapSlip);
    EXPECT_TRUE(posted.ok()) << (posted.ok() ? "" : posted.fault().detail);
    return made.slip.id;
  }

  std::vector<std::filesystem::path> setAsideFiles() const {
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      const std::string name = entry.path().filename().string();
      if (name.find(".damaged-") != std::string::npos && !name.ends_with("-wal") && !name.ends_with("-shm")) {
        found.push_back(entry.path());
      }
    }
    return found;
  }

  std::filesystem::path folder, file;
  support::FakeClock clock;
  support::SeededRandom random;
  std::unique_ptr<Store> store;
};

}  // namespace pillarbox::store

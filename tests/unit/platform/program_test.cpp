// This test program is also the programs that the tests start: a tiny screen with one button.
#include <gtest/gtest.h>

#include <cstdio>
#include <cstring>
#include <string_view>
#include <vector>

#include "kiosk/platform/hardening.h"
#include "tests/unit/platform/tiny_app.h"

// libdbus, which SDL loads, keeps a table until the process ends.
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libdbus-1";
}

namespace {

int numberAfter(const std::vector<std::string_view>& words, std::string_view flag) {
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i] == flag) return std::atoi(words[i + 1].data());
  }
  return -1;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string_view> words(argv, argv + argc);
  if (argc > 1 && words[1] == "--tiny-app") return runTinyApp(numberAfter(words, "--robot-fd"));
  ::testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}

// This test program is also the programs that the tests start. A word it does not know ends it: were the tests run
// again, they would start themselves for ever.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>
#include <vector>

#include "kiosk/process/child.h"
#include "kiosk/process/handed_over.h"

namespace {

int numberAfter(const std::vector<std::string_view>& words, std::string_view flag) {
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i] == flag) return std::atoi(words[i + 1].data());
  }
  return -1;
}

// Exits with 0 if the secret that came through the pipe is the one expected, and is in neither argument nor
// environment.
int checkSecret(const std::vector<std::string_view>& words) {
  const auto secret = pillarbox::process::readSecretFd(numberAfter(words, "--secret-fd"));
  if (!secret) return 2;
  for (const auto word : words) {
    if (word.find(secret->text()) != std::string_view::npos) return 3;
  }
  if (::fcntl(64, F_GETFD) != -1 || ::fcntl(5, F_GETFD) != -1) return 4;  // a descriptor leaked
  const int out = numberAfter(words, "--out-fd");
  return ::write(out, secret->data(), secret->size()) == static_cast<ssize_t>(secret->size()) ? 0 : 5;
}

// Started for somebody who asked over a socket. Waits for the end if it was told that a card is lost; otherwise says
// what it was given.
int handedOver(std::string_view folder) {
  pillarbox::process::HandOverRules rules;
  rules.folder = folder;
  rules.flags = {"--window", "--card-lost"};
  rules.valued = {"--size", "--language"};
  rules.descriptors = {"--secret-fd", "--robot-fd"};
  const auto taken = pillarbox::process::HandedOver::take(rules);
  if (!taken) return 1;
  const std::vector<std::string>& given = (*taken)->words();
  const std::vector<std::string_view> words(given.begin(), given.end());
  const int out = numberAfter(words, "--robot-fd");
  char c = 0;
  if (::read(STDIN_FILENO, &c, 1) != 0) return 2;  // the connection is nobody's standard input any more
  if (words[1] == "--card-lost") {
    if (out >= 0 && ::write(out, "x", 1) != 1) return 3;
    ::pause();
    return 4;
  }
  const auto secret = pillarbox::process::readSecretFd(numberAfter(words, "--secret-fd"));
  if (!secret) return 5;
  std::string said(secret->text());
  for (std::size_t i = 1; i < words.size() && words[i] != "--secret-fd"; ++i) said.append(" ").append(words[i]);
  if (::write(out, said.data(), said.size()) != static_cast<ssize_t>(said.size())) return 6;
  (*taken)->ending(7);
  return 7;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string_view> words(argv, argv + argc);
  if (argc > 1 && words[1] == "--check-secret") return checkSecret(words);
  if (argc > 1 && words[1] == "--check-environment") return environ == nullptr || *environ == nullptr ? 0 : 6;
  if (argc > 1 && words[1] == "--check-watchdog") {
    if (std::getenv("NOTIFY_SOCKET") != nullptr || std::getenv("WATCHDOG_USEC") != nullptr) return 7;
    return std::getenv("PATH") == nullptr ? 8 : 0;
  }
  if (argc == 3 && words[1] == "--handed-over") return handedOver(words[2]);
  if (argc > 1 && words[1] == "--sleep") {
    ::pause();
    return 0;
  }
  ::testing::InitGoogleTest(&argc, argv);
  if (argc > 1) return 9;
  return RUN_ALL_TESTS();
}

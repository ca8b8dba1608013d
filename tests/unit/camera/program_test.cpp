// This test program is also the scanners that the tests start in place of the real one, chosen by the name it is
// started by. Any other word ends it.
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

#include "scanner/protocol/channel.h"
#include "scanner/protocol/messages.h"
#include "shared/base/bytes.h"

namespace {

using namespace pillarbox;
using namespace pillarbox::scan;

constexpr Milliseconds patience{5000};

PaperPage smallPage() {
  PaperPage page;
  page.corners = {{{0, 0}, {4, 0}, {4, 4}, {0, 4}}};
  page.width = page.height = 4;
  page.dpi = 150;
  return page;
}

void say(int channel, const FromScanner& message, const std::vector<int>& fds = {}) {
  static_cast<void>(sendPacket(channel, encode(message), fds, patience).ok());
}

// What a scanner that somebody took over might send.
void misbehave(const std::string& how, int channel) {
  const auto few = sealedMemfd(viewOf("few"));
  const Fd unsealed(::memfd_create("unsealed", MFD_ALLOW_SEALING));
  if (how == "garbage") static_cast<void>(sendPacket(channel, "\xff\xfe not a message", {}, patience).ok());
  if (how == "no-descriptor") say(channel, PageTaken{smallPage()});
  if (how == "short-memory") say(channel, PageTaken{smallPage()}, {few->get(), few->get()});
  if (how == "unsealed") say(channel, PageTaken{smallPage()}, {unsealed.get(), unsealed.get()});
  if (how == "short-preview") say(channel, Preview{true, 3, 0, 960, 540, 3840}, {few->get()});
  if (how == "no-preview") say(channel, Preview{false, 3, 0, 960, 540, 3840});
  if (how == "version") say(channel, Ready{protocolVersion + 1, ""});
  if (how == "flood") {
    for (int i = 0; i < 100'000; ++i) say(channel, SeveralBadges{});
  }
  if (how == "unasked") {
    say(channel, FileDone{4711, ""});
    say(channel, Ready{});
  }
}

int beScanner(const std::string& how, int channel) {
  if (how == "dies") return 1;
  for (;;) {
    auto packet = receivePacket(channel, Milliseconds(-1));
    if (!packet) return 0;
    const auto message = decodeToScanner((*packet)->text);
    if (!message) return 3;
    if (std::holds_alternative<Begin>(*message)) misbehave(how, channel);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 3 && std::string_view(argv[1]) == "--channel-fd") {
    return beScanner(std::filesystem::path(argv[0]).filename().string(), std::atoi(argv[2]));
  }
  ::testing::InitGoogleTest(&argc, argv);
  if (argc > 1) return 9;
  return RUN_ALL_TESTS();
}

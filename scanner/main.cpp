// pillarbox-scanner: looks at pictures that nobody should trust, in a process that can do nothing else.
#include <unistd.h>

#include <charconv>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/sandbox_main.h"
#include "scanner/serve_main.h"
#include "scanner/warm_main.h"

namespace {

constexpr int exitFailed = 1, exitUsage = 2;

int usage() {
  std::fputs(
      "pillarbox-scanner is started by the other programs of Pillarbox.\n"
      "Usage: pillarbox-scanner --channel-fd N | --self-test | --version\n",
      stderr);
  return exitUsage;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string_view> words(argv + 1, argv + argc);
  if (words.size() == 1 && words[0] == "--version") {
    std::puts("pillarbox-scanner " PILLARBOX_VERSION);
    return 0;
  }
  if (words.size() == 1 && words[0] == "--self-test") return pillarbox::scan::selfTest();
  int channel = -1;
  if (words.size() != 2 || words[0] != "--channel-fd") return usage();
  const auto [end, error] = std::from_chars(words[1].data(), words[1].data() + words[1].size(), channel);
  if (error != std::errc() || end != words[1].data() + words[1].size() || channel < 3) return usage();

  if (!pillarbox::scan::giveUpSurroundings(channel)) return exitFailed;
  pillarbox::scan::warmUp();
  if (!pillarbox::scan::enterSandbox()) return exitFailed;
  pillarbox::scan::serve(channel);
}

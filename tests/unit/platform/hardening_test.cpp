#include "kiosk/platform/hardening.h"

#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>
#include <cstring>
#include <memory>

namespace pillarbox::platform {
namespace {

TEST(WipingAllocator, FreedMemoryDoesNotKeepWhatWasInIt) {
  if (!wipingAllocatorPresent()) GTEST_SKIP() << "the sanitizers bring their own allocator";
  constexpr std::size_t size = 256;
  const auto address = [] {
    const auto block = std::make_unique<char[]>(size);
    std::memset(block.get(), 'S', size);
    return reinterpret_cast<std::uintptr_t>(block.get());
  }();
  // Looking at freed memory on purpose; the allocator keeps the page, and its own two links at the front of it (glibc
  // malloc.c, tcache_entry), of which any byte may be an S by chance.
  constexpr std::size_t links = 2 * sizeof(void*);
  const auto* freed = reinterpret_cast<const volatile char*>(address);
  std::size_t left = 0;
  for (std::size_t i = links; i < size; ++i) left += freed[i] == 'S' ? 1U : 0U;
  EXPECT_EQ(left, 0U);
}

TEST(Hardening, NoCoreDumpsNoNewPrivilegesAndPrivateFiles) {
  EXPECT_EXIT(
      {
        bool good = harden();
        rlimit core{};
        ::getrlimit(RLIMIT_CORE, &core);
        good = good && core.rlim_max == 0 && ::prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1;
        if (wipingAllocatorPresent()) good = good && ::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0;
        good = good && ::umask(0) == 077;
        _exit(good ? 0 : 1);
      },
      ::testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace pillarbox::platform

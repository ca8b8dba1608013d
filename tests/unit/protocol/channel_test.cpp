#include "scanner/protocol/channel.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/socket.h>

#include <cstring>
#include <filesystem>

#include "scanner/protocol/messages.h"
#include "scanner/protocol/shared_memory.h"

namespace pillarbox::scan {
namespace {

using namespace std::chrono_literals;

std::size_t openDescriptors() {
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& each : std::filesystem::directory_iterator("/proc/self/fd")) ++count;
  return count;
}

class Channel : public ::testing::Test {
 protected:
  void SetUp() override {
    auto made = channelPair();
    ASSERT_TRUE(made);
    ends = std::move(*made);
  }
  // Past sendPacket's own checks, as a hostile program would.
  void sendRaw(std::size_t bytes, const std::vector<int>& fds) {
    const std::string text(bytes, 'x');
    std::vector<char> control(CMSG_SPACE(fds.size() * sizeof(int)));
    iovec part{const_cast<char*>(text.data()), text.size()};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    if (!fds.empty()) {
      message.msg_control = control.data();
      message.msg_controllen = control.size();
      cmsghdr* header = CMSG_FIRSTHDR(&message);
      header->cmsg_level = SOL_SOCKET;
      header->cmsg_type = SCM_RIGHTS;
      header->cmsg_len = CMSG_LEN(fds.size() * sizeof(int));
      std::memcpy(CMSG_DATA(header), fds.data(), fds.size() * sizeof(int));
    }
    ASSERT_GE(::sendmsg(ends[1].get(), &message, MSG_NOSIGNAL), 0);
  }
  std::array<Fd, 2> ends;
};

TEST_F(Channel, CarriesTextAndDescriptorsWhole) {
  const auto memory = sealedMemfd(viewOf("a page"));
  ASSERT_TRUE(memory);
  ASSERT_TRUE(sendPacket(ends[1].get(), "one", {memory->get()}, 1s));
  ASSERT_TRUE(sendPacket(ends[1].get(), std::string(mostMessageBytes, 'y'), {}, 1s));
  const auto first = receivePacket(ends[0].get(), 1s);
  ASSERT_TRUE(first && *first);
  EXPECT_EQ((*first)->text, "one");
  ASSERT_EQ((*first)->fds.size(), 1u);
  EXPECT_NE(::fcntl((*first)->fds[0].get(), F_GETFD) & FD_CLOEXEC, 0);
  const auto bytes = readSealedMemfd((*first)->fds[0].get(), 100);
  ASSERT_TRUE(bytes);
  EXPECT_EQ(textOf(*bytes), "a page");
  const auto second = receivePacket(ends[0].get(), 1s);
  ASSERT_TRUE(second && *second);
  EXPECT_EQ((*second)->text.size(), mostMessageBytes);
}

TEST_F(Channel, SaysNothingAfterTheWaitAndThatTheOtherHasGone) {
  const auto none = receivePacket(ends[0].get(), 0ms);
  ASSERT_TRUE(none);
  EXPECT_FALSE(none->has_value());
  ends[1].reset();
  EXPECT_EQ(receivePacket(ends[0].get(), 1s).fault().code, FaultCode::network);
  EXPECT_EQ(sendPacket(ends[0].get(), "x", {}, 1s).fault().code, FaultCode::network);
}

TEST_F(Channel, DoesNotWaitForOneThatDoesNotListen) {
  Status sent;
  for (int i = 0; i < 10'000 && sent; ++i) sent = sendPacket(ends[1].get(), std::string(10'000, 'z'), {}, 0ms);
  ASSERT_FALSE(sent);
  EXPECT_EQ(sent.fault().code, FaultCode::timedOut);
}

TEST_F(Channel, APacketThatIsTooLongIsRefusedAndItsDescriptorsClosed) {
  const auto memory = sealedMemfd(viewOf("a page"));
  const std::size_t before = openDescriptors();
  sendRaw(mostMessageBytes + 1, {memory->get()});
  const auto packet = receivePacket(ends[0].get(), 1s);
  ASSERT_FALSE(packet);
  EXPECT_EQ(packet.fault().code, FaultCode::badInput);
  EXPECT_EQ(openDescriptors(), before);
  EXPECT_EQ(sendPacket(ends[1].get(), std::string(mostMessageBytes + 1, 'x'), {}, 1s).fault().code,
            FaultCode::tooLarge);
}

TEST_F(Channel, TooManyDescriptorsAreRefusedAndClosed) {
  const auto memory = sealedMemfd(viewOf("a page"));
  const std::size_t before = openDescriptors();
  for (const std::size_t count : {4u, 5u, 100u}) {
    sendRaw(5, std::vector<int>(count, memory->get()));
    const auto packet = receivePacket(ends[0].get(), 1s);
    ASSERT_FALSE(packet) << count;
    EXPECT_EQ(packet.fault().code, FaultCode::badInput);
    EXPECT_EQ(openDescriptors(), before);
  }
}

TEST(SealedMemory, IsOnlyBelievedIfItCannotChange) {
  const Fd open(::memfd_create("test", MFD_ALLOW_SEALING));
  ASSERT_EQ(::ftruncate(open.get(), 100), 0);
  EXPECT_FALSE(readSealedMemfd(open.get(), 1000));
  EXPECT_FALSE(SharedMemory::map(open.get(), 100));
  const Fd file(::open("/proc/self/exe", O_RDONLY));
  EXPECT_FALSE(readSealedMemfd(file.get(), 1u << 30));
  EXPECT_FALSE(readSealedMemfd(-1, 1000));
  const auto sealed = sealedMemfd(Bytes(1001));
  ASSERT_TRUE(sealed);
  EXPECT_EQ(readSealedMemfd(sealed->get(), 1000).fault().code, FaultCode::tooLarge);
  EXPECT_LT(::pwrite(sealed->get(), "x", 1, 0), 0);
  EXPECT_NE(::ftruncate(sealed->get(), 0), 0);
}

TEST(SealedMemory, IsSharedWhileItIsWritten) {
  auto made = SharedMemory::make(8192);
  ASSERT_TRUE(made);
  const auto seen = SharedMemory::map(made->fd.get(), 8192);
  ASSERT_TRUE(seen);
  made->memory.bytes()[8191] = 42;
  EXPECT_EQ(seen->bytes()[8191], 42);
  EXPECT_NE(::ftruncate(made->fd.get(), 0), 0);
  EXPECT_FALSE(SharedMemory::map(made->fd.get(), 8193));
}

}  // namespace
}  // namespace pillarbox::scan

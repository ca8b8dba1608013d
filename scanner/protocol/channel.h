// One end of the socketpair: packets with descriptors, and memfds that cannot change any more. One thread an end.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/bytes.h"
#include "shared/base/clock.h"
#include "shared/base/fd.h"
#include "shared/base/result.h"

namespace pillarbox::scan {

struct Packet {
  std::string text;
  std::vector<Fd> fds;  // at most 3
};

// The two ends: [0] stays, [1] is the child's.
Result<std::array<Fd, 2>> channelPair();
// network: the other end is gone. tooLarge. Waits at most `wait` if the other end does not take it (timedOut).
Status sendPacket(int channel, std::string_view text, std::vector<int> fds, Milliseconds wait);
// None after `wait` (negative: for ever). network: the other end is gone. badInput: cut off or too many descriptors.
Result<std::optional<Packet>> receivePacket(int channel, Milliseconds wait);

// A memfd with these bytes, sealed against writing, growing and shrinking.
Result<Fd> sealedMemfd(BytesView bytes);
// Its bytes, mapped or copied; refuses what is not a memfd sealed so (badInput) or is larger than `most` (tooLarge).
Result<Bytes> readSealedMemfd(int fd, std::size_t most);

}  // namespace pillarbox::scan

// What goes over the socket between a program and the one that the system starts for it: packets of words
// (SOCK_SEQPACKET), each word ended by a NUL. Internal to this room.
//   to it    "pillarbox-hand-over-1" COUNT FLAG… ARGUMENT…   COUNT descriptors come with it, each with its flag
//            "end"                                           as SIGTERM; the connection's end is as SIGKILL
//   from it  "started" PID, "refused" SENTENCE, "ended" EXIT-CODE; its end is the connection's
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/base/fd.h"
#include "shared/base/result.h"

namespace pillarbox::process {

inline constexpr const char* handOverWord = "pillarbox-hand-over-1";
inline constexpr const char* endWord = "end";
inline constexpr const char* startedWord = "started";
inline constexpr const char* refusedWord = "refused";
inline constexpr const char* endedWord = "ended";
inline constexpr const char* displayFlag = "WAYLAND_SOCKET";  // as libwayland calls it
inline constexpr std::size_t mostPacket = 16 * 1024;
inline constexpr std::size_t mostPacketFds = 8;

struct Packet {
  std::vector<std::string> words;
  std::vector<Fd> fds;
};

// tooLarge, or diskError if the other end has gone. Never waits.
Status sendPacket(int socket, const std::vector<std::string>& words, const std::vector<int>& fds = {});
// Nothing at the end of the connection; waits up to `timeoutMs` (-1: for ever), then diskError. badInput for what is no
// packet of ours. Descriptors that come are close-on-exec.
Result<std::optional<Packet>> receivePacket(int socket, int timeoutMs);

std::optional<int> numberIn(const std::string& word);  // 0 to 999,999,999

}  // namespace pillarbox::process

// Sends messages to whoever started us. Any thread.
#pragma once

#include <mutex>
#include <vector>

#include "scanner/protocol/messages.h"
#include "shared/base/bytes.h"
#include "shared/base/result.h"

namespace pillarbox::scan {

class Sender {
 public:
  explicit Sender(int channel) : m_channel(channel) {}
  // Waits until it is taken; ends the process if nobody is there any more. tooLarge.
  Status send(const FromScanner& message, std::vector<int> fds = {});
  // False if it could not be taken at once: there will be a newer one.
  bool offer(const FromScanner& message, std::vector<int> fds = {});
  // The message with these bytes in sealed memory, one descriptor each.
  Status sendWith(const FromScanner& message, const std::vector<BytesView>& contents);

 private:
  int m_channel;
  std::mutex m_mutex;
};

}  // namespace pillarbox::scan

// Contactless badge readers through PC/SC (pcscd, libpcsclite): the number (UID) of whatever card is held to one of
// them. A thread of its own, which sleeps until a reader or a card comes or goes. Works before pcscd has started, after
// it has ended, and with readers plugged in and out; without pcscd it waits for pcscd's socket to appear.
//
// A card is read once for each time it is held to the reader. One that lies there already when the reader is first seen
// is not read: its owner may be gone. A card whose number changes every time (phones, bank cards: 4 bytes beginning
// with 08, ISO/IEC 14443-3) or that has none is CardUnread.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <variant>

#include "shared/base/result.h"

namespace pillarbox::platform {

struct CardShown {
  std::string uid;  // upper-case hex; 4, 7 or 10 bytes for most
};
struct CardUnread {};
struct CardReaders {
  int count = 0;
};
using CardEvent = std::variant<CardShown, CardUnread, CardReaders>;

class CardWatch {
 public:
  // On the watch's thread: push into a mailbox and wake the screen; nothing slow.
  using Listener = std::function<void(CardEvent)>;

  // FaultCode::device if the system gives no thread or descriptor. No pcscd is no fault.
  static Result<std::unique_ptr<CardWatch>> start(Listener listener);
  virtual ~CardWatch() = default;  // ends the thread; no call of the listener after that
};

}  // namespace pillarbox::platform

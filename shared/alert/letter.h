// What an alert e-mail says: that there is something to read, and where; never a child, never a word of what was
// written. Pure. The subject is the same for all of a kind, because a telephone shows it while it is locked.
#pragma once

#include <string>

#include "shared/base/clock.h"

namespace pillarbox::alert {

// Why somebody is told.
enum class Reason {
  urgent,    // "I need help now", or a concern marked as urgent
  posted,    // something new to read
  unseen,    // the same, told to the next people: nobody has seen it in the school's time
  lastCall,  // and then to the heads, who may not be able to read it
  digest,    // once a day: how much is unread
  test,      // a number to type in, which proves the whole way
};
inline constexpr int reasonCount = 6;
std::string_view reasonName(Reason reason);
bool reasonFrom(std::string_view name, Reason& reason);

struct Occasion {
  Reason reason = Reason::posted;
  bool urgent = false;      // of what was posted
  bool pleaseLook = false;  // for a head or a chair alone: then nothing of the rest is said
  bool demo = false;
  std::string school;
  std::string reference;  // of the posting, as the screens show it; empty in a digest
  std::string author;     // empty where the school or the occasion does not allow it
  std::string category;   // likewise
  int unread = 0;         // digest
  std::string number;     // test
};

struct Letter {
  std::string subject;
  std::string text;  // lines end in \n
};

Letter letterFor(const Occasion& occasion);

}  // namespace pillarbox::alert

// What can go wrong, as a closed list, and the plain words for each.
// A Fault is a value: it travels in Result<T> and is never thrown.
#pragma once

#include <string>
#include <string_view>

namespace pillarbox {

enum class FaultCode {
  badInput,           // something given to us is malformed; detail says what and where
  wrongUsage,         // the command line was used wrongly
  notFound,           // the thing asked for does not exist
  alreadyExists,      // it exists and will not be overwritten
  notPermitted,       // the person or device may not do this
  wrongSecret,        // card, passphrase or identity does not open it
  starterPassphrase,  // the passphrase was set up by someone else and must be changed first
  damaged,            // stored bytes are not what was written (hash, signature or database check)
  newerVersion,       // written by a newer Pillarbox
  diskFull,           // no space left
  diskError,          // read or write failed for another reason
  busy,               // another process holds it; try again
  network,            // no connection, or it broke
  timedOut,           // the other side did not answer in time
  notTrusted,         // certificate, receipt or signature does not verify
  refused,            // the server understood and said no, for good
  retryLater,         // the server said not now
  notOurServer,       // something answered, but not a Pillarbox server (a captive portal, say)
  noEligibleReader,   // nobody in the directory may open this; sealed to the sheet instead
  tooLarge,           // over a stated limit
  device,             // display, font, camera or reader
  internal,           // a bug: an invariant did not hold
};

inline constexpr int faultCodeCount = static_cast<int>(FaultCode::internal) + 1;

// `detail` is one plain sentence for the log or the command line. It never holds a secret, a name or
// any text of a concern.
struct Fault {
  FaultCode code;
  std::string detail;
};

// The three sentences a person at a screen needs. Total over FaultCode (tests/unit/base).
struct FaultWords {
  std::string_view what;  // what happened
  std::string_view safe;  // is my concern safe?
  std::string_view next;  // what to do now
};
FaultWords faultWords(FaultCode code);

// Stable machine name, e.g. "disk-full"; for logs and problem details.
std::string_view faultName(FaultCode code);

}  // namespace pillarbox

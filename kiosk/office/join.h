// A new device becomes one of a school's: from the invitation that its safeguarding lead made.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "shared/base/clock.h"
#include "shared/base/random.h"
#include "shared/base/result.h"

namespace pillarbox::office {

struct Joined {
  std::string deviceId;
  std::string code;  // "482 913": the lead compares it with what her own screen says
  std::string schoolName;
};

// Asks the invitation's server and makes `folder`, which must not be there yet or be empty. Until a lead lets the
// device in, it can post, and what it posts is marked. badInput, notPermitted (run out), notTrusted (another server, or
// nobody who leads there made it), alreadyExists, network, or what the server said no to; then nothing is left behind.
// Waits for the network: not on a UI thread.
Result<Joined> joinSchool(const std::filesystem::path& folder, std::string_view invitation, const std::string& name,
                          const Clock& clock, Random& random);

}  // namespace pillarbox::office

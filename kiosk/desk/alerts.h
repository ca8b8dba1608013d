// What became of the e-mails that say there is something to read, and proving that they arrive. Belongs to the School's
// thread; waits for the main server.
#pragma once

#include <string>
#include <vector>

#include "kiosk/desk/unlock.h"
#include "kiosk/office/school_folder.h"

namespace pillarbox::desk {

struct AlertSaid {
  std::string when, to, about, became;  // "22 Nov, 10:45", "Ann Lead", "about K7-PQ3M", "sent"
  bool failed = false;                  // it will not arrive
};
struct AlertsSaid {
  bool configured = false;       // the server has a mail server to hand e-mails to
  std::vector<AlertSaid> lines;  // of the last two weeks, newest first
};
// notFound without a main server; network and what the server says no to.
Result<AlertsSaid> alertsSaid(office::School& school);

// Sends an e-mail with a six-digit number to `person` and returns the number, once the mail server has taken it.
// badInput without an address; refused or timedOut with the mail server's reason.
Result<std::string> sendTestAlert(office::School& school, const Unlocked& person, Milliseconds patience);
// The number was typed in as it was sent: the way is dated in the directory (Policies::alertTestedAt). Its version.
Result<std::int64_t> noteAlertTest(office::School& school, const Unlocked& person);
// Digits only, as people type them: "482 913".
std::string digitsOf(std::string typed);

}  // namespace pillarbox::desk

// What became of the e-mails that say there is something to read, and proving that they arrive. With a main server it
// is asked; without one it is this device that sends them (kiosk/office/alert_pass.h). Belongs to the School's thread;
// waits for the server or the mail server.
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
  bool fromHere = false;         // no server: this device sends them, or nobody
  bool configured = false;       // there is a mail server to hand e-mails to
  std::string trouble;           // why this device could send none; empty: nothing is wrong
  std::vector<AlertSaid> lines;  // of the last two weeks, newest first
};
// network and what the server says no to.
Result<AlertsSaid> alertsSaid(office::School& school);

// Sends an e-mail with a six-digit number to `person` and returns the number, once the mail server has taken it.
// notFound where nobody sends any; badInput without an address; refused or timedOut with the mail server's reason.
Result<std::string> sendTestAlert(office::School& school, const Unlocked& person, Milliseconds patience);
// The number was typed in as it was sent: the way is dated in the directory (Policies::alertTestedAt). Its version.
Result<std::int64_t> noteAlertTest(office::School& school, const Unlocked& person);
// Digits only, as people type them: "482 913".
std::string digitsOf(std::string typed);

}  // namespace pillarbox::desk

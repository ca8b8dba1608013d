// Alert e-mails from the device itself, where there is no server: one pass over what is due. With a server this device
// sends none: the server does, and it knows what every terminal posted. With a server means office::serverOf() has one:
// the signed directory names it, or this device was connected to it.
#pragma once

#include <optional>
#include <stop_token>
#include <string>

#include "kiosk/office/school_folder.h"
#include "shared/alert/round.h"
#include "shared/alert/smtp_settings.h"

namespace pillarbox::office {

enum class Mailer { server, here, nobody };  // nobody: no server, and no mail.conf
// Who sends this school's alerts. A mail.conf that is wrong is still here's: what is wrong is said by sendAlerts().
Result<Mailer> mailerOf(School& school);

struct AlertPass {
  Mailer mailer = Mailer::nobody;
  alert::Round::Done done;
  std::optional<WallTime> next;  // when something will be due, as far as it is known
};
// Queues what is due and hands it over; waits for the mail server. The fault, one sentence, is also kept for
// alertTrouble(). What is no longer this device's to send is marked needless, and boxes with names that nobody will
// open are dropped. Any number of processes may do it at once.
Result<AlertPass> sendAlerts(School& school, const std::stop_token& stop = {});
// Queues a test with `number` to `person`; sent by the next pass, of whichever process.
Status queueTestAlert(School& school, const std::string& id, const std::string& person, const std::string& number);

// Whether a person who may read it has, by the signed word of any step that shows it; believed as "read" is.
Result<bool> seenBySomebody(School& school, const std::string& posting);

// What was wrong with the settings or the store at the last pass, or that no lead has an address; empty: nothing.
Result<std::string> alertTrouble(School& school);
// The last two weeks', newest first.
Result<std::vector<alert::Report>> alertReports(School& school);

}  // namespace pillarbox::office

// Hands one e-mail to the mail server (SMTP submission, RFC 6409) by libcurl. Blocks for a minute at most. Nothing is
// logged, and no Fault holds an address or what the mail server wrote beyond its code.
#pragma once

#include <stop_token>
#include <string>

#include "shared/alert/mail.h"
#include "shared/alert/smtp_settings.h"
#include "shared/base/result.h"

namespace pillarbox::alert {

// What a mail server's answer means for the e-mail. Sent: taken over.
//   refused      that address or e-mail is not taken, for good (a 5xx answer)
//   retryLater   not now (a 4xx answer)
//   notPermitted the user or password is not taken, or one is needed: the settings are wrong
//   notTrusted   no TLS, or the certificate is not to be trusted
//   network, timedOut
// Only `refused` ends it; the rest is tried again. Given up within a second once stop is requested.
Status sendMail(const SmtpAccount& account, const std::string& to, const std::string& encoded,
                const std::stop_token& stop = {});

// The Fault for a mail server's answer to MAIL, RCPT or DATA; ok for 2xx and 3xx.
Status judgeSmtp(long code);

}  // namespace pillarbox::alert

// An e-mail as it goes over the wire: RFC 5322 headers, MIME (RFC 2045, 2047), UTF-8, lines of at most 76 characters
// with CRLF. Pure.
#pragma once

#include <string>
#include <string_view>

#include "shared/alert/letter.h"
#include "shared/base/clock.h"
#include "shared/base/result.h"

namespace pillarbox::alert {

struct Mail {
  std::string from;  // an address alone: "pillarbox@school.example"
  std::string to;
  std::string messageId;  // without < >: the same each time one alert is sent again
  WallTime date{};
  Letter letter;
};

// local@domain of printable ASCII without white space, quotes or < > (RFC 5321's Dot-string, 254 bytes at most): what
// may stand in a command to the mail server. Internationalised addresses are not taken.
bool isMailAddress(std::string_view text);
// The part after the @.
std::string_view domainOf(std::string_view address);

// badInput if an address or the id is not one.
Result<std::string> encodeMail(const Mail& mail);

std::string mailDate(WallTime time);                 // "Sun, 22 Nov 2026 15:30:00 +0000"
std::string encodedWords(std::string_view text);     // as it is if ASCII, else RFC 2047 Q in words of at most 66
std::string quotedPrintable(std::string_view text);  // \n becomes CRLF

}  // namespace pillarbox::alert

// Settings and answers about alert e-mails, and the e-mail itself: whatever a name holds, no line of it can become a
// header, a command to the mail server or the end of the message. The first byte chooses which.
#include <string_view>

#include "shared/alert/mail.h"
#include "shared/alert/smtp_settings.h"
#include "shared/wire/alerts.h"

namespace {

// Every line ends in CRLF, is of bearable length and printable, and is not a dot alone.
void checkLines(std::string_view mail) {
  while (!mail.empty()) {
    const std::size_t end = mail.find("\r\n");
    if (end == std::string_view::npos || end > 998) __builtin_trap();
    const std::string_view line = mail.substr(0, end);
    if (line == ".") __builtin_trap();
    for (const char c : line) {
      if (c < 0x20 || c > 0x7e) __builtin_trap();
    }
    mail.remove_prefix(end + 2);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pillarbox;
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 4) {
    case 0: {
      const auto settings = alert::parseSmtpSettings(text);
      if (!settings.ok()) break;
      const auto again = alert::parseSmtpSettings(alert::formatSmtpSettings(*settings));
      if (!again.ok() || !(*again == *settings)) __builtin_trap();
      break;
    }
    case 1: {
      const auto answer = wire::decodeAlerts(text);
      if (!answer.ok()) break;
      const auto again = wire::decodeAlerts(wire::encodeAlerts(*answer));
      if (!again.ok() || again->lines != answer->lines) __builtin_trap();
      break;
    }
    case 2:
      (void)wire::decodeTestAlert(text).ok();
      break;
    default: {
      alert::Occasion occasion;
      const std::size_t third = text.size() / 3;
      occasion.reason = static_cast<alert::Reason>((data[0] >> 2) % alert::reasonCount);
      occasion.author = text.substr(0, third);
      occasion.category = text.substr(third, third);
      occasion.school = text.substr(2 * third);
      alert::Mail mail{"p@school.example", "lead@school.example", "1@school.example", {}, alert::letterFor(occasion)};
      if (third % 2 == 1) mail.to = occasion.category;
      if (data[0] > 127) mail.letter.subject = occasion.author;
      const auto encoded = alert::encodeMail(mail);
      if (encoded.ok()) checkLines(*encoded);
    }
  }
  return 0;
}

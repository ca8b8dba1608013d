#include "shared/alert/mail.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>

namespace pillarbox::alert {

namespace {

constexpr std::size_t longestAddress = 254;  // RFC 5321, 4.5.3.1.3

// RFC 5322 atext; dots between.
bool isAtomCharacter(char c) {
  const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return plain || std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
}

bool isDotAtom(std::string_view text) {
  bool afterDot = true;
  for (const char c : text) {
    if (c == '.' ? afterDot : !isAtomCharacter(c)) return false;
    afterDot = c == '.';
  }
  return !afterDot;
}

std::string hexOf(char c, char mark) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  return {mark, digits[byte >> 4], digits[byte & 15]};
}

}  // namespace

bool isMailAddress(std::string_view text) {
  const std::size_t at = text.find('@');
  return text.size() <= longestAddress && at != std::string_view::npos && isDotAtom(text.substr(0, at)) &&
         isDotAtom(text.substr(at + 1));
}

std::string_view domainOf(std::string_view address) {
  const std::size_t at = address.rfind('@');
  return at == std::string_view::npos ? std::string_view() : address.substr(at + 1);
}

std::string mailDate(WallTime time) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  constexpr std::array<const char*, 7> days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<const char*, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::array<char, 64> text{};
  const int size = std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d +0000",
                                 days.at(static_cast<std::size_t>(parts.tm_wday)), parts.tm_mday,
                                 months.at(static_cast<std::size_t>(parts.tm_mon)), parts.tm_year + 1900, parts.tm_hour,
                                 parts.tm_min, parts.tm_sec);
  return {text.data(), static_cast<std::size_t>(std::max(size, 0))};
}

std::string encodedWords(std::string_view text) {
  const auto plain = [](char c) { return c >= 0x20 && c < 0x7f; };
  if (std::all_of(text.begin(), text.end(), plain) && text.find("=?") == std::string_view::npos) {
    return std::string(text);
  }
  constexpr std::size_t longestWord = 66;  // "Subject: " stands before the first in a line of 76
  const std::string opening = "=?UTF-8?Q?";
  std::string out, word = opening;
  for (std::size_t i = 0; i < text.size();) {
    // A character of several bytes stays in one word (RFC 2047, 5 (3)).
    std::size_t next = i + 1;
    while (next < text.size() && next - i < 4 && (static_cast<unsigned char>(text[next]) & 0xC0) == 0x80) ++next;
    std::string piece;
    for (; i < next; ++i) {
      const char c = text[i];
      const bool asIs = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      piece += c == ' ' ? "_" : asIs ? std::string(1, c) : hexOf(c, '=');
    }
    if (word.size() + piece.size() + 2 > longestWord) {
      out += word + "?=\r\n ";
      word = opening;
    }
    word += piece;
  }
  return out + word + "?=";
}

std::string quotedPrintable(std::string_view text) {
  constexpr std::size_t longestLine = 76;
  std::string out, line;
  const auto put = [&](const std::string& piece) {
    if (line.size() + piece.size() > longestLine - 1) {
      out += line + "=\r\n";
      line.clear();
    }
    // A lone dot would end the message for a mail server that was not told of it.
    line += line.empty() && piece == "." ? hexOf('.', '=') : piece;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') {
      out += line + "\r\n";
      line.clear();
      continue;
    }
    const bool lastOfLine = i + 1 == text.size() || text[i + 1] == '\n';
    const bool asIs = (c >= 33 && c <= 126 && c != '=') || (c == ' ' && !lastOfLine);
    put(asIs ? std::string(1, c) : hexOf(c, '='));
  }
  if (!line.empty()) out += line + "\r\n";
  return out;
}

Result<std::string> encodeMail(const Mail& mail) {
  if (!isMailAddress(mail.from) || !isMailAddress(mail.to)) {
    return Fault{FaultCode::badInput, "An e-mail address is not one that mail can be sent to."};
  }
  if (!isMailAddress(mail.messageId)) return Fault{FaultCode::internal, "The e-mail has no proper id."};
  std::string out;
  const auto header = [&out](std::string_view name, std::string_view value) {
    out += std::string(name) + ": " + std::string(value) + "\r\n";
  };
  header("Date", mailDate(mail.date));
  header("From", "Pillarbox <" + mail.from + ">");
  header("To", "<" + mail.to + ">");
  header("Subject", encodedWords(mail.letter.subject));
  header("Message-ID", "<" + mail.messageId + ">");
  header("Auto-Submitted", "auto-generated");  // RFC 3834: no holiday notes in return
  header("Precedence", "bulk");
  header("MIME-Version", "1.0");
  header("Content-Type", "text/plain; charset=utf-8");
  header("Content-Transfer-Encoding", "quoted-printable");
  out += "\r\n" + quotedPrintable(mail.letter.text);
  return out;
}

}  // namespace pillarbox::alert

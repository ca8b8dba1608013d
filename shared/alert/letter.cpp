#include "shared/alert/letter.h"

#include <array>

namespace pillarbox::alert {

namespace {

constexpr std::array<std::string_view, reasonCount> names = {"urgent",    "posted", "unseen",
                                                             "last-call", "digest", "test"};

// A name comes from elsewhere: whatever it holds, it stays within its line and is of bearable length.
std::string inOneLine(std::string_view text) {
  constexpr std::size_t most = 120;
  std::string line;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (line.size() >= most && (byte & 0xC0) != 0x80) break;
    line += byte < 0x20 || byte == 0x7f ? ' ' : c;
  }
  return line;
}

std::string subjectOf(const Occasion& occasion) {
  switch (occasion.reason) {
    case Reason::urgent:
      return "Pillarbox: please look now";
    case Reason::unseen:
    case Reason::lastCall:
      return occasion.urgent ? "Pillarbox: nobody has answered yet, please look now"
                             : "Pillarbox: something has not been looked at yet";
    case Reason::digest:
      return "Pillarbox: waiting to be read";
    case Reason::test:
      return "Pillarbox: your test number";
    case Reason::posted:
      break;
  }
  return "Pillarbox: please look";
}

std::string opening(const Occasion& occasion) {
  if (occasion.reason == Reason::test) {
    return "This is a test. It shows that e-mails from Pillarbox reach you.\n\nYour number: " +
           inOneLine(occasion.number) + "\n\nPlease type it in where you were asked for it.\n";
  }
  if (occasion.pleaseLook) return "Please look. Please open Pillarbox.\n";
  switch (occasion.reason) {
    case Reason::digest:
      return occasion.unread == 1 ? "One thing is waiting to be read.\n"
                                  : std::to_string(occasion.unread) + " things are waiting to be read.\n";
    case Reason::urgent:
      return "Somebody needs the safeguarding lead now.\n";
    case Reason::unseen:
      return occasion.urgent ? "Somebody asked for the safeguarding lead, and nobody has seen it yet.\n"
                             : "Something was posted, and nobody has looked at it yet.\n";
    case Reason::lastCall:
      return occasion.urgent
                 ? "Somebody asked for the safeguarding lead, and nobody has seen it yet. Please find one of them "
                   "now.\n"
                 : "Something was posted for the safeguarding leads, and nobody has looked at it yet. Please ask one "
                   "of them to open Pillarbox.\n";
    default:
      return "There is something new to read.\n";
  }
}

}  // namespace

std::string_view reasonName(Reason reason) {
  return names.at(static_cast<std::size_t>(reason));
}

bool reasonFrom(std::string_view name, Reason& reason) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names.at(i) != name) continue;
    reason = static_cast<Reason>(i);
    return true;
  }
  return false;
}

Letter letterFor(const Occasion& occasion) {
  Letter letter;
  letter.subject = subjectOf(occasion);
  letter.text = opening(occasion);
  const bool plain = occasion.reason == Reason::test || occasion.pleaseLook;
  if (!plain) {
    std::string facts;
    const auto line = [&facts](std::string_view label, const std::string& value) {
      if (!value.empty()) facts += std::string(label) + inOneLine(value) + "\n";
    };
    line("From: ", occasion.author);
    line("Category: ", occasion.category);
    line("Reference: ", occasion.reference);
    if (!facts.empty()) letter.text += "\n" + facts;
    if (occasion.reason != Reason::lastCall) letter.text += "\nPlease open Pillarbox.\n";
  }
  if (!occasion.school.empty()) letter.text += "\n" + inOneLine(occasion.school) + "\n";
  if (occasion.demo) letter.text += "This is a demonstration: the people are invented.\n";
  return letter;
}

}  // namespace pillarbox::alert

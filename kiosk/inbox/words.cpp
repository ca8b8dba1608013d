#include "kiosk/inbox/words.h"

#include <algorithm>
#include <chrono>

#include "kiosk/inbox/days.h"

namespace pillarbox::inbox {
namespace {

// A name made by a newer program is shown as it is, only readable.
std::string spaced(std::string_view name) {
  std::string words(name);
  std::replace(words.begin(), words.end(), '-', ' ');
  return words;
}

}  // namespace

std::string_view identifiedWords(VerifiedBy how) {
  switch (how) {
    case VerifiedBy::badge:
      return "Signed in with a badge";
    case VerifiedBy::badgeAndPin:
      return "Signed in with a badge and PIN";
    case VerifiedBy::keyCard:
      return "Signed in with a key card";
    case VerifiedBy::typed:
      return "Typed name, not checked";
    case VerifiedBy::paper:
      return "Name written on paper, not checked";
  }
  return "Not checked";
}

std::string authorWords(const Entry& entry) {
  std::string words = entry.author.name.empty() ? "No name given" : entry.author.name;
  if (!entry.author.role.empty()) words += ", " + entry.author.role;
  return words;
}

std::string partWords(std::string_view part) {
  if (part == "worried-about") return "the worry is about them";
  if (part == "hurt") return "was hurt";
  if (part == "saw-it") return "saw it";
  if (part == "said-to-have-done-it") return "is said to have done it";
  return spaced(part);
}

std::string recordKindWords(std::string_view kind) {
  if (kind == "child-told-me") return "A child told the writer";
  if (kind == "i-saw") return "The writer saw or heard it";
  if (kind == "someone-told-me") return "Someone else told the writer";
  if (kind == "injury") return "An injury or mark";
  if (kind == "parent-contact") return "Something a parent or carer said";
  if (kind == "family-event") return "Something that happened in the family";
  if (kind == "outside-school") return "Something outside school";
  return spaced(kind);
}

std::string shortKindWords(std::string_view kind) {
  if (kind == "child-told-me") return "A child told them";
  if (kind == "i-saw") return "Seen or heard";
  if (kind == "someone-told-me") return "Somebody told them";
  if (kind == "injury") return "An injury or mark";
  if (kind == "parent-contact") return "From a parent or carer";
  if (kind == "family-event") return "In the family";
  if (kind == "outside-school") return "Outside school";
  return spaced(kind);
}

std::string shortTime(WallTime time, WallTime now) {
  const std::string words = formatShort(time), today = formatShort(now);
  const std::size_t comma = words.find(','), todayComma = today.find(',');
  if (comma == words.npos || todayComma == today.npos || comma < 5 || todayComma < 5) return words;
  if (words.substr(0, comma) == today.substr(0, todayComma)) return words.substr(comma + 2);
  if (words.substr(comma - 5, 5) != today.substr(todayComma - 5, 5)) return words;
  return words.substr(0, comma - 5) + words.substr(comma);
}

std::string doneWords(const Done& done) {
  std::string words;
  if (done.what == "told-dsl") {
    words = "Told the DSL in person";
  } else if (done.what == "spoke-to-child") {
    words = "Spoke to the child";
  } else if (done.what == "rang-parent") {
    words = "Rang a parent or carer";
  } else if (done.what == "contacted-parent") {
    words = "Contacted a parent or carer";
  } else if (done.what == "agreed") {
    words = "Agreed what happens next";
  } else if (done.what == "advice-given") {
    words = "Was given advice";
  } else {
    words = spaced(done.what);
  }
  std::string rest;
  for (const std::string* part : {&done.who, &done.when, &done.detail}) {
    if (part->empty()) continue;
    rest += (rest.empty() ? ": " : ", ") + *part;
  }
  return words + rest;
}

std::string sizeWords(std::uint64_t bytes) {
  if (bytes < 1024) return std::to_string(bytes) + " bytes";
  if (bytes < 1024 * 1024) return std::to_string((bytes + 512) / 1024) + " KB";
  const std::uint64_t tenths = (bytes * 10 + 512 * 1024) / (1024 * 1024);
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " MB";
}

std::string audienceWords(std::string_view audience) {
  if (audience == "safeguarding") return "The safeguarding leads";
  if (audience == "pastoral") return "The safeguarding and pastoral leads";
  if (audience == "head") return "The headteacher";
  if (audience == "chair") return "The chair of governors";
  return spaced(audience);
}

std::string clockDoubt(const WrittenAt& written) {
  if (!written.lastServerTime) return {};
  // The server's time was learnt some time before, so only a terminal that is behind it is surely wrong.
  if (written.wall + std::chrono::minutes(10) < *written.lastServerTime) {
    return "The terminal's clock was wrong when this was written: it was really later than " +
           formatShort(*written.lastServerTime) + ".";
  }
  return {};
}

std::string actionOwner(const ActionView& action) {
  std::string words = action.ownerName;
  if (!action.due.empty()) words += (words.empty() ? "By " : ", by ") + dayShort(action.due);
  return words;
}

std::string comingWords(const std::vector<Coming>& coming) {
  if (coming.empty()) return {};
  const auto urgent = [](const Coming& one) { return one.urgent || one.kind == Kind::call; };
  const auto count = std::count_if(coming.begin(), coming.end(), urgent);
  const auto newest = std::max_element(coming.begin(), coming.end(),
                                       [](const Coming& a, const Coming& b) { return a.writtenAt < b.writtenAt; });
  std::string words = "Not here yet, being fetched: ";
  if (coming.size() == 1) {
    words += newest->kind == Kind::call ? "a call for help" : newest->urgent ? "an urgent concern" : "a concern";
    return words + " of " + formatShort(newest->writtenAt) + ".";
  }
  words += std::to_string(coming.size());
  if (count > 0) words += ", " + std::to_string(count) + " urgent";
  return words + ". The newest is of " + formatShort(newest->writtenAt) + ".";
}

std::string_view pileWords(Pile pile) {
  switch (pile) {
    case Pile::unread:
      return "Unread";
    case Pile::mine:
      return "Mine to do";
    case Pile::overdue:
      return "Overdue";
    case Pile::waiting:
      return "Waiting";
    case Pile::open:
      return "Open";
    case Pile::closed:
      return "Closed";
  }
  return {};
}

std::string_view setAsideWords(SetAside::Why why) {
  switch (why) {
    case SetAside::Why::refused:
      return "The school's server would not take this. It is safe on this terminal.";
    case SetAside::Why::notForYou:
      return "This is sealed for other readers.";
    case SetAside::Why::damaged:
      return "This could not be opened. The stored copy is damaged.";
    case SetAside::Why::newer:
      return "This was written by a newer Pillarbox than the one here.";
  }
  return {};
}

std::string_view setAsideAdvice(SetAside::Why why) {
  switch (why) {
    case SetAside::Why::refused:
      return "Read it here now. Then give its reference to your technician, who can find out why.";
    case SetAside::Why::notForYou:
      return "Nothing to do, unless you expected to be able to read it. Then ask another safeguarding lead.";
    case SetAside::Why::damaged:
      return "Give its reference to your technician at once: a sound copy may be on the server or in a backup. "
             "If the writer is known, ask them to tell you again in person.";
    case SetAside::Why::newer:
      return "Ask your technician to update Pillarbox here. Until then read it on an updated device.";
  }
  return {};
}

std::string faultSentence(const Fault& fault) {
  // The table's own advice is for somebody who posts ("tell the DSL"); here the DSL herself is reading.
  const std::string what(faultWords(fault.code).what);
  if (fault.code == FaultCode::newerVersion) return what + " Ask your technician to update it.";
  if (fault.code == FaultCode::diskFull) return what + " Ask your technician to make room.";
  return what + " Try again. If it happens again, tell your technician.";
}

}  // namespace pillarbox::inbox

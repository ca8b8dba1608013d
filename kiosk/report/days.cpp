#include "kiosk/report/days.h"

#include "shared/casework/calendar.h"

namespace pillarbox::report {
std::string shortDay(WallTime time) {
  const std::string day = formatShort(time);
  return formatForPeople(time).substr(0, 3) + " " + day.substr(0, day.find(','));
}

std::string monthWords(WallTime time) {
  std::string words = formatForPeople(time);
  words.erase(std::min(words.size(), words.find(',')));
  for (int i = 0; i < 2; ++i) words.erase(0, std::min(words.size(), words.find(' ') + 1));
  return words;
}

std::string dayWords(std::string_view day) {
  const std::string words = casework::isDay(day) ? shortDay(casework::startOf(day)) : std::string(day);
  return casework::isDay(day) ? words.substr(words.find(' ') + 1) : words;
}

std::string whenWords(const Entry& entry, std::string_view between) {
  const casework::When when = casework::whenOf(entry);
  std::string words = shortDay(when.at);
  if (when.day.empty() && isCasework(entry.kind)) return words + std::string(between) + formatHourMinute(when.at);
  if (when.day.empty()) return words + std::string(between) + "written " + formatHourMinute(when.at);
  return when.timeKnown ? words + std::string(between) + formatHourMinute(when.at) : words;
}

}  // namespace pillarbox::report

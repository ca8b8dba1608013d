// Whose sealed entries a device may fetch from the school's server: the directory's word on it (Device::fetches), what
// is usual for a new device, and how it is said. It keeps copies away from places where nobody reads them; who can open
// one is another matter, of keys. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/record/directory.h"

namespace pillarbox {

// In Device::fetches: every audience that is one writer's own (seats.h), also of those who come later.
inline constexpr std::string_view everyWriter = "writers";

bool mayFetch(const Directory& directory, const Device& device, std::string_view audience);
// Somebody reads there: it may fetch something.
constexpr bool isForReaders(const Device& device) {
  return !device.fetches || !device.fetches->empty();
}

// What may be chosen, in the order of the screens: the school's audiences but for writers' own, then everyWriter.
std::vector<std::string> fetchChoices(const Directory& directory);
// For a new device. One named for a person ("Mrs Lead's laptop") gets what that person reads; another is taken for a
// terminal and gets what is for safeguarding, pastoral and writers where the school opens the inbox on terminals, else
// nothing. Never the head's or the chair's but on their own device.
std::vector<std::string> usualFetches(const Directory& directory, std::string_view deviceName);
// The active person that a device is named for; null if none or several.
const Person* namedFor(const Directory& directory, std::string_view deviceName);

// "the safeguarding leads", "the chair of governors"; of a writer's own audience their name.
std::string readersInWords(const Directory& directory, std::string_view audience);
// "It fetches everything the school's server has.", "It only posts: it fetches nothing that anybody wrote." …
std::string fetchSentence(const Directory& directory, const Device& device);

}  // namespace pillarbox

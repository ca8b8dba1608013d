// What a badge's code may mean. One badge gives different codes to different readers: its number in hex or decimal, its
// bytes in either order, only 32 bits of them, with noughts in front or marks between. Pure; any thread.
//
// A number is known by its value and by the bytes a badge can have (4, 5, 7, 8 or 10; ISO/IEC 14443-3 and EM4100); of
// its two byte orders the smaller counts. A badge of 7 bytes or more also keeps what a reader that cuts to 32 bits
// would give, but under a mark of its own: two long badges are never taken for each other because their beginnings are
// alike (cards of one batch are). Everything else is text, the same only if it is the same text.
//
// How loose that is: a badge nobody knows fits one of 200 known ones by chance less than once in a hundred thousand
// (tested); as it is, four bytes alone give one in twenty million.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/record/roster.h"

namespace pillarbox {

// A badge's forms, all in lower case but the text itself, so that no code can spell one. Empty if it is no badge.
struct BadgeForms {
  std::vector<std::string> sure;   // looked up first: the text itself, or a whole number of more than 32 bits
  std::vector<std::string> brief;  // looked up where none of `sure` is known
  std::vector<std::string> kept;   // what is remembered of it when it is joined to somebody
};
BadgeForms badgeForms(std::string_view code);

// What is kept of a badge with a member of staff: the hashes of its forms with spaces between. Empty if it is no badge.
std::string keptOfBadge(const Roster& roster, std::string_view code);

struct BadgeMatch {
  const Staff* staff = nullptr;  // null if nobody is known by it, or more than one
  bool several = false;          // more than one: it identifies nobody
};
BadgeMatch matchBadge(const Roster& roster, std::string_view code);

// Joins the badge to that member of staff. badInput if it is no badge, alreadyExists if somebody else has it, notFound
// if nobody has that id. Joining it again changes nothing.
Status joinBadge(Roster& roster, std::string_view staffId, std::string_view code);
// Takes the badge, in all its forms, from whoever has it; how many had it.
int dropBadge(Roster& roster, std::string_view code);

// --- PINs
// -------------------------------------------------------------------------------------------------------------
inline constexpr std::size_t leastPin = 6, mostPin = 12;  // digits; six as Cyber Essentials wants of a device's PIN
bool isPin(std::string_view text);                        // that many digits and nothing else
bool easyPin(std::string_view text);  // one digit over and over, or counting up or down: the first to be guessed

}  // namespace pillarbox

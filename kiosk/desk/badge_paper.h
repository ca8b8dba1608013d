// Staff badges as a PDF: ID-1 cards, eight to an A4 sheet, to be cut out along the marks. One thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/base/secret_bytes.h"

namespace pillarbox::desk {

struct Badge {
  std::string name;
  std::string role;
  std::string token;  // "PB-" and 16 letters and digits
};
enum class BadgeFormat { qr, code128 };

// 80 random bits: says nothing about anybody, and cannot be guessed.
std::string newBadgeToken(Random& random);

Result<SecretBytes> badgesPdf(std::string_view school, const std::vector<Badge>& badges, BadgeFormat format);

}  // namespace pillarbox::desk

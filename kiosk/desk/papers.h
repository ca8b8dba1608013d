// What `school new` prints: key cards, recovery sheets and starter passphrases, each as one A4 PDF.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/result.h"
#include "shared/base/secret_bytes.h"
#include "shared/open/recovery.h"
#include "shared/record/directory.h"

namespace pillarbox::desk {

// ISO/IEC 7810 ID-1, the size of a bank card. The key card is cut out as three of them, one above the other, and folded
// twice so that the code is inside and the name outside.
inline constexpr double id1Width = 85.60;
inline constexpr double id1Height = 53.98;

struct KeyCardPaper {
  std::string school;
  std::string name;
  std::string role;
  const SecretBytes& cardSecret;  // the 28-character text of open/key_card.h
};
Result<SecretBytes> keyCardPdf(const KeyCardPaper& paper);

struct RecoveryPaper {
  std::string school;
  const Sheet& sheet;
  std::vector<std::string> audiences;  // whose postings it opens
  const open::RecoverySheet& secret;
  WallTime madeAt;
};
Result<SecretBytes> recoverySheetPdf(const RecoveryPaper& paper);

struct StarterPaper {
  std::string school;
  std::string name;
  std::string role;
  const SecretBytes& passphrase;
};
Result<SecretBytes> starterPassphrasePdf(const StarterPaper& paper);

}  // namespace pillarbox::desk

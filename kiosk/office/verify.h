// Whether everything in a folder is as it was signed. Needs no key that opens anything.
#pragma once

#include <string>
#include <vector>

#include "kiosk/office/school_folder.h"

namespace pillarbox::office {

struct VerifyProblem {
  std::string id;       // of the posting, or empty
  std::string problem;  // one sentence
  bool notice = false;  // worth knowing, but nothing is wrong
};
struct VerifyReport {
  std::int64_t checked = 0;    // postings
  std::int64_t destroyed = 0;  // of them, by order of two people
  std::vector<VerifyProblem> problems;
  bool ok() const;  // nothing but notices
};

// Database, orders to destroy records and what they name, slips (signatures, chains, hashes of the sealed bytes),
// receipts (signatures, places in the server's chain), directory versions, drafts; and notices of starter passphrases
// still in use and of damaged databases set aside.
Result<VerifyReport> verifyFolder(School& school);

}  // namespace pillarbox::office

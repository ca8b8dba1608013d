// A school's card: the public half of what another school needs to send it a child's file. It says to whom such a file
// is sealed and whose signature a receipt has. Nobody vouches for it but six words, which the two schools read to each
// other over the telephone: whoever changes the card changes the words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/office/school_folder.h"
#include "shared/base/result.h"

namespace pillarbox::desk {

struct SchoolCard {
  struct Reader {
    std::string name;
    std::string verifyKey;  // Ed25519, base64: signs receipts
    bool operator==(const Reader&) const = default;
  };
  std::string school;  // id
  std::string name;
  std::string pin;                      // of its directory: SHA-256 of version 1, hex
  std::vector<std::string> recipients;  // "age1…": its safeguarding readers and their recovery sheet
  std::vector<Reader> readers;
  bool operator==(const SchoolCard&) const = default;
};

// The card of this school as its newest directory has it. badInput if nobody there reads the safeguarding records.
Result<SchoolCard> schoolCardOf(const office::School& school);
// The same of a directory and its pin, as another school has sent them.
Result<SchoolCard> schoolCardOf(const Directory& directory, const std::string& pin);
std::string encodeSchoolCard(const SchoolCard& card);  // canonical, one line
// badInput with one sentence for the screen; newerVersion.
Result<SchoolCard> readSchoolCard(std::string_view text);

// Six of the words that passphrases are made of, 60 bits of SHA-256: enough that nobody finds another card with the
// same ones.
std::string schoolCardWords(const SchoolCard& card);

}  // namespace pillarbox::desk

// An X25519 secret key: "AGE-SECRET-KEY-1…", and the files that hold some.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "shared/base/bytes.h"
#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/base/secret_bytes.h"
#include "shared/seal/recipient.h"

namespace pillarbox::open {

class Identity {
 public:
  static Identity generate(Random& random);
  static Result<Identity> fromSecret(BytesView secret);  // badInput unless 32 bytes
  static Result<Identity> parse(std::string_view text);  // exactly one key, upper case, nothing around it

  Identity clone() const;
  const seal::Recipient& recipient() const { return m_recipient; }
  const SecretBytes& secret() const { return m_secret; }
  SecretBytes text() const;  // AGE-SECRET-KEY-1…, no newline

 private:
  explicit Identity(SecretBytes secret);

  SecretBytes m_secret;
  seal::Recipient m_recipient;
};

// As `age -i` reads it: one key a line, blank lines and lines that begin with '#' ignored. badInput names the line.
Result<std::vector<Identity>> parseIdentities(std::string_view text);

// The same, or such a file sealed to a passphrase (binary or armored): then wrongSecret without a passphrase.
Result<std::vector<Identity>> readIdentities(BytesView file, const SecretBytes* passphrase);

}  // namespace pillarbox::open

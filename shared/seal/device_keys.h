// What a device itself holds: it signs slips, opens boxes made for it, and hashes staff ids. It opens no entry.
#pragma once

#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/base/secret_bytes.h"
#include "shared/seal/sealed_box.h"
#include "shared/seal/signing.h"

namespace pillarbox::seal {

struct DeviceKeys {
  SigningKey signing;
  SecretBytes boxSecret;  // X25519, 32 bytes
  BoxKey boxPublic;
  SecretBytes tagSecret;  // 32 bytes; key for keyedHash of staff ids

  static DeviceKeys generate(Random& random);

  // A few lines of text for the device's key file (mode 0600, outside the database):
  // "pillarbox-device-keys 1", then "signing", "box" and "tag" with base64.
  SecretBytes encode() const;
  // newerVersion for another number in the first line, otherwise badInput.
  static Result<DeviceKeys> decode(BytesView text);

  // A notice or roster boxed to this device. Faults as openBoxWith.
  Result<SecretBytes> openBox(BytesView box) const;
};

}  // namespace pillarbox::seal

// Slip and receipt: what is said in clear about a posting, and the server's answer. Plain data and canonical JSON;
// signed with DSSE (seal/dsse.h). Nothing about any child, writer or category.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shared/base/clock.h"
#include "shared/base/hash.h"
#include "shared/base/result.h"
#include "shared/record/entry.h"

namespace pillarbox {

inline constexpr std::string_view slipType = "application/vnd.pillarbox.slip+json";
inline constexpr std::string_view receiptType = "application/vnd.pillarbox.receipt+json";
inline constexpr std::string_view directoryType = "application/vnd.pillarbox.directory+json";
inline constexpr std::string_view serverCardType = "application/vnd.pillarbox.server+json";
inline constexpr std::string_view inviteType = "application/vnd.pillarbox.invite+json";

struct Slip {
  std::string id;
  std::string school;
  std::string device;
  std::string chainId;   // UUIDv7
  std::int64_t seq = 0;  // from 1 in each chain
  Kind kind = Kind::concern;
  std::string subject;
  std::string audience;
  bool urgent = false;
  WallTime writtenAt{};
  std::string contentSha256;  // hex, of the tar
  std::string sealedSha256;   // hex, of the sealed file
  std::int64_t sealedBytes = 0;
  std::int64_t directoryVersion = 0;
  std::string previousSlipSha256;  // hex; of the slip before in this chain; for seq 1 of the last known head of the
                                   // chain it goes on from, or empty
  bool operator==(const Slip&) const = default;
};

std::string encodeSlip(const Slip& slip);        // canonical JSON: the bytes that are signed and hashed
Result<Slip> decodeSlip(std::string_view json);  // strict

struct Receipt {
  std::string id;
  std::string slipSha256;  // hex, of encodeSlip's bytes as received
  std::int64_t epoch = 1;
  std::int64_t index = 0;    // from 1 in the school's chain
  std::string previousHead;  // hex; 64 zeros before the first
  std::string head;
  WallTime receivedAt{};
  bool operator==(const Receipt&) const = default;
};

std::string encodeReceipt(const Receipt& receipt);
Result<Receipt> decodeReceipt(std::string_view json);

// head = SHA-256("pillarbox head v1\n" || school "\n" || epoch "\n" || index "\n" || previous head hex "\n" || slip
// sha256 hex "\n")
std::string nextHead(std::string_view school, std::int64_t epoch, std::int64_t index, std::string_view previousHead,
                     std::string_view slipSha256);
inline constexpr std::string_view zeroHead = "0000000000000000000000000000000000000000000000000000000000000000";

}  // namespace pillarbox

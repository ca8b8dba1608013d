// The names both sides of the server's API use: paths, headers, media types, limits. server/openapi.yaml says the same.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "shared/base/clock.h"
#include "shared/record/entry.h"

namespace pillarbox::wire {

// Headers of PUT /v1/entries/{id}: the DSSE envelope of the slip, and the sealed box for the alert e-mail (may be
// absent), both in unpadded base64url. The body is the sealed file.
inline constexpr std::string_view slipHeader = "Pillarbox-Slip";
inline constexpr std::string_view routingHeader = "Pillarbox-Routing";

inline constexpr std::string_view octetType = "application/octet-stream";
inline constexpr std::string_view jsonType = "application/json";
inline constexpr std::string_view problemType = "application/problem+json";
inline constexpr std::string_view joinType = "application/vnd.pillarbox.join+json";

inline constexpr std::size_t maxHeaderBytes = 32 * 1024;       // all headers of one request
inline constexpr std::size_t maxHeaderValueBytes = 16 * 1024;  // one of them
inline constexpr std::size_t maxBodyBytes = maxPostingBytes;
inline constexpr std::size_t maxRoutingBytes = 4 * 1024;
inline constexpr std::size_t maxStatusIds = 200;  // ids in one GET /v1/status
inline constexpr std::size_t maxListed = 500;     // entries in one answer of GET /v1/entries

inline constexpr std::string_view serverPath = "/v1/server";
inline constexpr std::string_view healthPath = "/healthz";
inline constexpr std::string_view entriesPath = "/v1/entries";
inline constexpr std::string_view headPath = "/v1/head";
inline constexpr std::string_view statusPath = "/v1/status";
inline constexpr std::string_view directoryPath = "/v1/directory";
inline constexpr std::string_view rosterPath = "/v1/roster";
inline constexpr std::string_view joinPath = "/v1/join";
inline constexpr std::string_view joinsPath = "/v1/joins";
inline constexpr std::string_view alertsPath = "/v1/alerts";
inline constexpr std::string_view testAlertPath = "/v1/test-alert";
inline constexpr std::string_view queuePath = "/v1/queue";

inline constexpr Milliseconds longestEntriesWait{60'000};  // of GET /v1/entries with wait=

std::string entryPath(std::string_view id);    // /v1/entries/ID
std::string sealedPath(std::string_view id);   // /v1/entries/ID/sealed
std::string entriesAfter(std::int64_t index);  // /v1/entries?after=INDEX
// /v1/entries?after=INDEX&wait=SECONDS: answered as soon as there is something
std::string entriesAfter(std::int64_t index, std::chrono::seconds wait);
std::string statusOf(std::span<const std::string> ids);  // /v1/status?ids=A,B
std::string directoriesAfter(std::int64_t version);      // /v1/directory?after=VERSION
std::string rosterFor(std::string_view device);          // /v1/roster/DEVICE

}  // namespace pillarbox::wire

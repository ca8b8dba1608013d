// The manifest of a child's file as JSON. Internal to transfer_*.cpp.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/desk/transfer_file.h"

namespace pillarbox::desk {

std::string encodeManifest(const TransferManifest& manifest);
Result<TransferManifest> decodeManifest(std::string_view text);

inline constexpr std::string_view manifestName = "manifest.json", manifestSignedName = "manifest.signed.json",
                                  directoriesName = "directories.json", pdfName = "file.pdf", csvName = "file.csv",
                                  readMeName = "read-me.txt";
std::string archiveName(std::string_view id);
std::string slipName(std::string_view id);

}  // namespace pillarbox::desk

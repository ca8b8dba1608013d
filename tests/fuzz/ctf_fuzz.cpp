// Common Transfer Files: read or refused, never a crash, whatever the XML.
#include "kiosk/desk/roster_ctf.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const pillarbox::BytesView file(data, size);
  (void)pillarbox::desk::looksLikeXml(file);
  const auto rows = pillarbox::desk::readRosterCtf(file);
  if (!rows) return 0;
  for (const pillarbox::PupilRow& row : rows->pupils) {
    if (row.forename.empty() || row.surname.empty() || row.surname.size() > 200) __builtin_trap();
  }
  return 0;
}

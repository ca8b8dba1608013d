// A form's description comes from the school's folder and a sheet's code from a picture: read or refused, never a
// crash.
#include <cstdint>
#include <string_view>

#include "scanner/form/description.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);
  namespace form = pillarbox::form;
  switch (data[0] % 3) {
    case 0: {
      const auto read = form::parseDescription(text, "form.json", {});
      if (read && read->edition.size() != 8) __builtin_trap();
      break;
    }
    case 1:
      static_cast<void>(form::parseBodyOutline(text, "body.json").ok());
      break;
    default:
      if (const auto code = form::parseSheetCode(text)) {
        if (form::sheetCodeText(*code) != text) __builtin_trap();
      }
  }
  return 0;
}

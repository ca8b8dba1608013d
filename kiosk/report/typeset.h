// A document on A4 pages as a tagged PDF: headings stay with what follows them, long paragraphs and table rows go over
// pages without losing a line, and every page says whose it is, that it is confidential, and which of how many it is.
// Black and white printing loses nothing: no meaning is in colour alone.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "kiosk/report/document.h"
#include "shared/base/bytes.h"
#include "shared/base/result.h"
#include "shared/base/secret_bytes.h"
#include "shared/record/body_figures.h"

namespace pillarbox::report {

// In mm. Nothing but header and footer stands outside.
inline constexpr double marginLeft = 20, marginRight = 20, marginTop = 27, marginBottom = 27;

// A decoded picture: BGRX, `stride` bytes a row.
struct Pixels {
  int width = 0, height = 0, stride = 0;
  std::shared_ptr<const Bytes> data;
};
// Nothing if it cannot be shown: the page then says so.
using Pictures = std::function<std::optional<Pixels>(const Picture&)>;

// device if the PDF library fails. In memory only.
Result<SecretBytes> typeset(const Document& document, const BodyFigures& figures, const Pictures& pictures = {});

}  // namespace pillarbox::report

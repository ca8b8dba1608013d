// A document on A4 pages as a tagged PDF: headings stay with what follows them, long paragraphs and table rows go over
// pages without losing a line, and every page says whose it is, that it is confidential, and which of how many it is.
// Black and white printing loses nothing: no meaning is in colour alone.
#pragma once

#include "kiosk/report/document.h"
#include "shared/base/result.h"
#include "shared/base/secret_bytes.h"
#include "shared/record/body_figures.h"

namespace pillarbox::report {

// In mm. Nothing but header and footer stands outside.
inline constexpr double marginLeft = 20, marginRight = 20, marginTop = 27, marginBottom = 27;

// device if the PDF library fails. In memory only.
Result<SecretBytes> typeset(const Document& document, const BodyFigures& figures);

}  // namespace pillarbox::report

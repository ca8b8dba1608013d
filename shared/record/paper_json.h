// A page's reading as JSON, the same in entry.json and between the scanner and the screens. Pure.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "shared/base/result.h"
#include "shared/record/entry_json.h"
#include "shared/record/paper.h"

namespace pillarbox {

inline constexpr std::size_t mostTicks = 400, mostMarks = 200, mostFields = 200;  // of one page

// Fixed key order; numbers rounded to a thousandth, so that the same reading is the same bytes.
nlohmann::ordered_json paperPageJson(const PaperPage& page);
// `where` names it in a fault. Finite numbers, known names and the limits above, or badInput.
Result<PaperPage> paperPageFrom(const nlohmann::json& json, const std::string& where, UnknownFields unknown);

}  // namespace pillarbox

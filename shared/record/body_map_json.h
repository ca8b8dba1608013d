// The body map as part of entry.json. For .cpp files of this folder.
#pragma once

#include "shared/record/body_map.h"
#include "shared/record/entry_json.h"
#include "shared/record/json_fields.h"

namespace pillarbox {

nlohmann::ordered_json bodyMapJson(const BodyMap& map);
// Strict: badInput naming the field within `where`.
Result<BodyMap> bodyMapFrom(const nlohmann::json& json, const std::string& where, UnknownFields unknown);

}  // namespace pillarbox

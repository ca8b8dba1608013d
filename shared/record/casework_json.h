// Casework as part of entry.json. For .cpp files of this folder.
#pragma once

#include "shared/record/casework.h"
#include "shared/record/entry_json.h"
#include "shared/record/json_fields.h"

namespace pillarbox {

nlohmann::ordered_json caseworkJson(const Casework& work);  // only what is not empty
// Strict: badInput naming the field within `where`.
Result<Casework> caseworkFrom(const nlohmann::json& json, const std::string& where, UnknownFields unknown);

}  // namespace pillarbox

// What a person of the directory may open of what is here. Pure.
#pragma once

#include "shared/record/directory.h"
#include "shared/record/slip.h"

namespace pillarbox::desk {

// perhaps: a writer's own concern is sealed to the writer too, but its slip does not say who wrote it, so only trying
// tells. What then does not open is nothing that concerns this person and is not to be shown.
enum class Access { none, perhaps, yes };
Access accessTo(const Directory& directory, const Person& person, const Slip& slip);

}  // namespace pillarbox::desk

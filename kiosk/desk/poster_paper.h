// The poster for the staffroom wall: where the red box is, what to do in four steps, who reads it, and 999. One A4
// page. One thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "shared/base/secret_bytes.h"
#include "shared/record/directory.h"

namespace pillarbox::desk {

struct PosterPerson {
  std::string name;
  std::string role;   // "Designated Safeguarding Lead"
  std::string where;  // "Room 4, next to the office"; may be empty, as the next two
  std::string extension;
  std::string days;  // "Monday, Tuesday"; empty where there is no rota
};
struct PosterSchool {
  std::string name;
  bool demo = false;
  std::vector<PosterPerson> leads;  // those on a rota first; at most six are printed
  PosterPerson head;                // name is empty if there is none
  std::string officerName, officerPhone;
};

// Leads that are active, with their days of the rota.
PosterSchool posterSchool(const Directory& directory);

// `where` says where the red box is: "in the staffroom, beside the window".
Result<SecretBytes> posterPdf(const PosterSchool& school, std::string_view where);

}  // namespace pillarbox::desk

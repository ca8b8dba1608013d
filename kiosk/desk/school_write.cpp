#include "kiosk/desk/school_write.h"

#include "kiosk/office/settings.h"
#include "shared/base/files.h"
#include "shared/base/hash.h"
#include "shared/seal/dsse.h"

namespace pillarbox::desk {

Result<office::School> writeSchoolFolder(const std::filesystem::path& folder, MadeSchool& made, const Clock& clock,
                                         Random& random) {
  PB_TRY_VALUE(const seal::Envelope envelope, seal::decode(made.envelope));
  office::NewFolder what{std::move(made.device), made.deviceId, {made.envelope}, sha256Hex(envelope.payload)};
  PB_TRY_VALUE(office::School school, office::createSchool(folder, std::move(what), clock, random));
  for (const MadePerson& person : made.people) {
    PB_TRY(writeFileDurable(office::keyFilePath(school, person.person.id), person.keyFile));
    if (person.starter) {
      PB_TRY(school.store->setSetting(std::string(office::settingStarterPrefix) + person.person.id, "1"));
    }
  }
  return school;
}

}  // namespace pillarbox::desk

#include "kiosk/desk/soft_keys.h"

#include "kiosk/softkey/softkey.h"
#include "shared/base/files.h"
#include "shared/base/log.h"

namespace pillarbox::desk {
namespace {

constexpr std::size_t softKeyLimit = 16 * 1024;

std::filesystem::path softKeyPath(const office::School& school, std::string_view personId) {
  return office::keyFilePath(school, personId).replace_extension(".softkey");
}

bool isThere(const std::filesystem::path& path) {
  std::error_code ignored;
  return std::filesystem::exists(path, ignored);
}

}  // namespace

bool softKeysPossible() {
  return softkey::available(softkey::whereTheTpmIs());
}

std::vector<Person> softKeysHere(const office::School& school) {
  std::vector<Person> found;
  for (const Person& person : school.directory().people) {
    if (person.active && isThere(softKeyPath(school, person.id))) found.push_back(person);
  }
  return found;
}

Status addSoftKey(office::School& school, const Unlocked& person, Random& random) {
  PB_TRY_VALUE(const Bytes file, softkey::seal(softkey::whereTheTpmIs(), person.cardSecret, person.passphrase, random));
  return writeFileDurable(softKeyPath(school, person.person.id), file);
}

void renewSoftKey(office::School& school, const Unlocked& person, const SecretBytes& passphrase, Random& random) {
  const std::filesystem::path path = softKeyPath(school, person.person.id);
  if (!isThere(path)) return;
  const Result<Bytes> file = softkey::seal(softkey::whereTheTpmIs(), person.cardSecret, passphrase, random);
  const Status kept = file ? writeFileDurable(path, *file) : Status{file.fault()};
  if (kept) return;
  log::fault("softkey.not-renewed", kept.fault());
  (void)removeSoftKey(school, person.person.id);
}

Status removeSoftKey(office::School& school, std::string_view personId) {
  const std::filesystem::path path = softKeyPath(school, personId);
  std::error_code error;
  if (std::filesystem::remove(path, error)) return {};
  if (error) return faultFromErrno(error.value(), "remove the soft key");
  return Fault{FaultCode::notFound, std::string(personId) + " has no soft key on this device"};
}

Result<Unlocked> unlockSoftly(office::School& school, std::string_view personId, SecretBytes passphrase,
                              Starter starter) {
  const std::filesystem::path path = softKeyPath(school, personId);
  if (school.directory().person(personId) == nullptr || !isThere(path)) {
    return Fault{FaultCode::notFound, std::string(personId) + " has no soft key on this device"};
  }
  PB_TRY_VALUE(const Bytes file, readFile(path, softKeyLimit));
  PB_TRY_VALUE(SecretBytes card, softkey::unseal(softkey::whereTheTpmIs(), file, passphrase));
  return unlock(school, std::string(personId), std::move(card), std::move(passphrase), starter);
}

}  // namespace pillarbox::desk

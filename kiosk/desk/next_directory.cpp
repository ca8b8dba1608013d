#include "kiosk/desk/next_directory.h"

#include "kiosk/office/server_calls.h"
#include "kiosk/office/settings.h"
#include "shared/seal/dsse.h"

namespace pillarbox::desk {

Result<std::int64_t> changeDirectory(office::School& school, const Unlocked& person,
                                     const std::function<Status(Directory&)>& change) {
  const office::KnownDirectory& current = school.directories.back();
  Directory next = current.directory;
  PB_TRY(change(next));
  next.version = current.directory.version + 1;
  next.previousSha256 = current.sha256;
  next.createdAt = school.clock->now();
  PB_TRY(validate(next));
  PB_TRY(mayFollow(current.directory, current.sha256, next, person.person.id));
  const std::string envelope =
      seal::encode(seal::sign(directoryType, viewOf(encodeDirectory(next)), person.keys.signing));
  PB_TRY_VALUE(auto server, office::serverOf(school));
  if (server) {
    PB_TRY_VALUE(office::ServerCalls calls, office::ServerCalls::make(std::move(*server)));
    const Status put = calls.putDirectory(school, envelope, current.sha256);
    if (!put.ok() && put.fault().code == FaultCode::busy) {
      return Fault{FaultCode::busy,
                   "the directory was changed elsewhere: run pillarbox sync DIR --once, then try again"};
    }
    PB_TRY(put);
  }
  PB_TRY(office::adoptDirectory(school, envelope));
  return next.version;
}

Result<std::int64_t> signDirectory(office::School& school, const Unlocked& person, Directory next) {
  PB_TRY(office::refresh(school));
  if (next.version != school.directory().version) {
    return Fault{FaultCode::busy, "somebody else has changed it meanwhile: look at it again, then try again"};
  }
  return changeDirectory(school, person, [&next](Directory& directory) -> Status {
    directory = std::move(next);
    return {};
  });
}

}  // namespace pillarbox::desk

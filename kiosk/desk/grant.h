// Grants: older entries opened to one more reader. A grant is an entry of kind `grant`, sealed to an audience whose new
// reader belongs to it already, with one attachment, "grant.txt":
//
//   pillarbox-grant 1
//   ID LENGTH          for each posting: its id, a space, the length in bytes of what follows the line feed
//   age-encryption.org/v1
//   -> X25519 …        a replacement age header: the file key of that posting, for the new reader
//   --- …              and the header's check
//
// A posting whose own header is taken away and this one put in its place is again a plain age v1 file, which the new
// reader opens with nothing but `age`. Belongs to the School's thread.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/desk/people.h"
#include "kiosk/desk/unlock.h"
#include "kiosk/office/school_folder.h"
#include "shared/base/bytes.h"
#include "shared/base/result.h"
#include "shared/open/identity.h"
#include "shared/record/entry.h"
#include "shared/seal/signing.h"

namespace pillarbox::desk {

inline constexpr std::string_view grantName = "grant.txt";
inline constexpr std::size_t mostInOneGrant = 2000;  // some 350 KB

struct GrantMade {
  int granted = 0;                   // postings
  int unreadable = 0;                // that the signer could not open either, or whose body is not on this device
  std::vector<std::string> entries;  // ids of the grants posted
};
// How many postings have been gone through, of how many.
using GrantProgress = std::function<void(std::size_t, std::size_t)>;

// Whoever makes a grant: a person who has unlocked, or a recovery sheet.
struct Granter {
  const open::Identity& identity;
  const seal::SigningKey& signing;
  Author author;
};
Granter granterOf(const Unlocked& person);
// After replaceKeyCard of one's own: what the old key opens, signed with the new one.
Granter granterOf(const Unlocked& before, const NewKeys& now);

// Everything of `audience` that the granter can open, to the newest key of `personId`. notPermitted if that person does
// not read the audience. For a writer: in the audience of their own all, in any other what they wrote, never about an
// adult.
Result<GrantMade> grantAudience(office::School& school, const Granter& by, const std::string& personId,
                                const std::string& audience, const GrantProgress& progress = {});
// The same for every audience that the person reads and the granter has anything of; what the natural next step after
// addPerson and replaceKeyCard is.
Result<GrantMade> grantAll(office::School& school, const Granter& by, const std::string& personId,
                           const GrantProgress& progress = {});

struct GrantedHeader {
  std::string id;
  std::string_view header;  // into the text given
};
// badInput if it is not such a file.
Result<std::vector<GrantedHeader>> readGrant(std::string_view text);

}  // namespace pillarbox::desk

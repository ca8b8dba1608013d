// Directory: who may open what, which devices post, how postings are routed. Signed elsewhere (seal/dsse.h); here plain
// data, JSON, the rules it must keep, and the routing of a posting.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/bytes.h"
#include "shared/base/clock.h"
#include "shared/base/result.h"

namespace pillarbox {

// writer: somebody with a key who adds, and reads and acts on only what they wrote or were alerted to: a teacher, the
// office, a pastoral worker, a sports coach (Person::title says which).
enum class PersonRole { dsl, deputy, head, chair, slt, writer };
std::string_view personRoleName(PersonRole role);   // "dsl"...
std::string_view personRoleWords(PersonRole role);  // "Designated Safeguarding Lead"...
std::optional<PersonRole> personRoleFrom(std::string_view name);
constexpr bool isLead(PersonRole role) {  // those who read for safeguarding and look after the school's directory
  return role == PersonRole::dsl || role == PersonRole::deputy;
}
constexpr bool isHeadOrChair(PersonRole role) {
  return role == PersonRole::head || role == PersonRole::chair;
}

struct Person {
  std::string id;
  std::string name;
  PersonRole role = PersonRole::dsl;
  std::string email;
  std::string room;  // where to find them: "Room 4, next to the office"
  std::string extension;
  std::string recipient;  // "age1..."; opaque, up to 4 KB
  std::string verifyKey;  // Ed25519, base64
  std::string cardId;     // recognises their key card; not a secret
  bool active = true;
  bool onDuty = true;
  std::string title;  // "Class teacher", where the role alone does not say it
  bool operator==(const Person&) const = default;
};

// A recovery sheet's public half.
struct Sheet {
  std::string id;  // "safeguarding", "head-chair"
  std::string recipient;
  std::string verifyKey;
  bool operator==(const Sheet&) const = default;
};

struct Audience {
  std::string id;  // "safeguarding", "pastoral", "head", "chair"
  std::vector<std::string> people;
  std::string sheet;
  bool operator==(const Audience&) const = default;
};

struct Device {
  std::string id;
  std::string name;
  std::string verifyKey;  // Ed25519, base64
  std::string boxKey;     // X25519, base64: roster and notices
  bool revoked = false;
  std::string revokedChain;  // from this (chain, seq) on nothing it signs is trusted
  std::int64_t revokedFromSeq = 0;
  // Whose sealed entries the school's server hands to it: audiences (device_fetch.h). Absent: everybody's; empty: it
  // only posts.
  std::optional<std::vector<std::string>> fetches = std::nullopt;
  bool operator==(const Device&) const = default;
};

struct ServerAddress {
  std::string url;
  std::string verifyKey;  // signs receipts
  std::string boxKey;     // routing notes
  bool operator==(const ServerAddress&) const = default;
};

// What linked children are called where a text is shown or printed: kept as references either way.
enum class LinkedNames { full, initials };
enum class BadgePin { off, optional, required };

// Every policy has a safe default; a directory need only name what differs.
struct Policies {
  int blurAfterSeconds = 30;
  int lockAfterSeconds = 180;
  int inboxLockSeconds = 60;
  bool lowLevelToDsl = false;  // low-level concerns about adults go to the DSL first
  bool offerPastoral = false;
  int notReadAfterHours = 24;  // then "mine" says whom to tell
  std::string localAuthorityName = "the local authority's designated officer (LADO)";
  std::string localAuthorityPhone;
  LinkedNames linkedNames = LinkedNames::full;
  bool staffChooseCategory = false;  // never those in reservedCategories
  bool offerNamedPerson = false;     // "who should know" may name one person of the directory
  int resumeMinutes = 120;           // how long a concern waits for its writer before the DSL gets it as it is
  BadgePin badgePin = BadgePin::off;
  bool writingHints = true;
  bool practice = true;      // "Practise" on the home screen
  bool loudspeaker = false;  // reading aloud without an earphone
  // "I need the DSL now": calls are offered only while the whole way to a DSL was proved not longer ago than
  // alertTestDays; otherwise the button gives directions only.
  std::optional<WallTime> alertTestedAt;
  int alertTestDays = 35;
  int callEscalateSeconds = 120;
  bool passphraseMix = false;    // lower and upper case, digits and signs are asked for
  int passphraseDays = 0;        // a passphrase older than that must be changed; 0: never
  bool inboxOnTerminals = true;  // whether the inbox may be opened on a staffroom terminal
  int reviewEveryWeeks = 6;      // how often somebody looks through the records; 0: never reminded
  int reviewOpenDays = 28;       // open longer than that is to be looked at
  int retentionYears = 25;       // from birth; then somebody looks whether the records may go
  int destroyNoticeDays = 30;    // between the first person's word and the second's
  int transferReceiptDays = 5;   // in which the next school is to say that a child's file arrived
  // E-mails that say there is something to read (shared/alert). Hours of the school's day, 0 to 23, in local time;
  // with both the same there are no quiet hours. What is urgent never waits.
  int quietFromHour = 19;
  int quietUntilHour = 7;
  int digestHour = 8;         // what is still unread is told once a day
  bool alertAuthor = true;    // the e-mail says who wrote
  bool alertCategory = true;  // and the category chosen; never more
  bool operator==(const Policies&) const = default;
};

// Who is on duty on a day of the week. With no rota at all, Person::onDuty says it.
struct Duty {
  std::string person;
  int weekday = 1;  // ISO 8601: 1 is Monday, 7 is Sunday
  bool operator==(const Duty&) const = default;
};

// Only a DSL gives these to a concern, whatever the policy.
inline constexpr std::string_view reservedCategories[] = {"Child Protection", "Child in Need", "CP", "CIN"};
// However it is spelt: "child-protection", "CHILD IN NEED (CIN)", "CP plan".
bool isReservedCategory(std::string_view category);

// The school's own hint for the check screen: offered where the phrase stands in an account.
struct SchoolHint {
  std::string phrase;  // "kicked off"
  std::string says;    // "Say what the child did, so that somebody else can see it."
  bool operator==(const SchoolHint&) const = default;
};

struct Directory {
  std::string schoolId;
  std::string schoolName;
  bool demo = false;  // invented people; allows the robot
  std::int64_t version = 1;
  std::string previousSha256;  // of the previous version's bytes, hex; empty for version 1
  WallTime createdAt{};
  std::string suite = "age-x25519";
  std::vector<Person> people;
  std::vector<Sheet> sheets;
  std::vector<Audience> audiences;
  std::vector<Device> devices;
  std::optional<ServerAddress> server;
  Policies policies;
  std::vector<std::string> categories;
  std::map<std::string, std::string> categoryGuidance;  // category: the school's words on when to use it
  std::vector<std::string> places;
  std::vector<Duty> rota;
  std::vector<std::string> reviewers;  // people who look through the records, in turn; empty: DSLs and deputies
  std::vector<std::string> hintsOff;   // rules of the check screen that the school does not want, by id
  std::vector<SchoolHint> schoolHints;
  // One more each time a recovery sheet signs; a higher one overrides any fork. Versions of one epoch begin with
  // firstVersionOf(epoch), so that a higher version is always the one that counts.
  std::int64_t epoch = 1;
  bool operator==(const Directory&) const = default;

  const Person* person(std::string_view id) const;
  const Device* device(std::string_view id) const;
  const Audience* audience(std::string_view id) const;
  const Sheet* sheet(std::string_view id) const;
};

// A million to an epoch, more than any school signs: 1, 1000001, 2000001…
inline constexpr std::int64_t versionsPerEpoch = 1'000'000;
constexpr std::int64_t firstVersionOf(std::int64_t epoch) {
  return (epoch - 1) * versionsPerEpoch + 1;
}

std::string encodeDirectory(const Directory& directory);   // canonical, as encodeEntry
Result<Directory> decodeDirectory(std::string_view json);  // strict; also validates
Status validate(const Directory& directory);
// May `next`, signed by `signer` (a person of `current`, or a sheet id), follow `current`? Checks version, hash of the
// current bytes, and that head/chair people, their audiences and the routing policy change only by a head, a chair or
// the head-chair sheet; that a sheet changes only by itself; and that somebody is left to read.
Status mayFollow(const Directory& current, std::string_view currentSha256, const Directory& next,
                 std::string_view signer);
// The same for a version that begins a new epoch: `from`, which it names as the version before it, may be any that is
// known, and what came after that is void. `newestEpoch` is that of the newest version known. Only a sheet of `from`
// may sign it, and only for its own part.
Status mayRecover(const Directory& from, std::string_view fromSha256, std::int64_t newestEpoch, const Directory& next,
                  std::string_view sheet);

// Whom a posting goes to.
struct Route {
  std::string audience;
  std::vector<std::string> recipients;  // age recipients: every active person of the audience, then its sheet
  std::vector<std::string> names;       // of those people
  bool nobodyEligible = false;          // only the sheet can open it: tell the writer to ring `ring`
  std::string ring;
};
struct RouteQuestion {
  bool aboutAdult = false;
  std::string adultPersonId;           // if the adult named is a person of the directory
  std::vector<std::string> alsoMeant;  // whom else the name may mean (staff_link.h): they do not read it either
  bool lowLevel = false;
  std::string audience;  // asked for by kind of record; empty for the default
};
// safeguarding unless it is about an adult; then the first of head, chair without the named adult.
Result<Route> routeFor(const Directory& directory, const RouteQuestion& question);

}  // namespace pillarbox

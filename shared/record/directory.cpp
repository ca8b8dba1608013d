#include "shared/record/directory.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <utility>

#include "shared/record/folding.h"
#include "shared/record/ids.h"
#include "shared/record/policies.h"

namespace pillarbox {

namespace {

struct RoleRow {
  PersonRole role;
  std::string_view name;
  std::string_view words;
};
constexpr std::array<RoleRow, 6> roles{{
    {PersonRole::dsl, "dsl", "Designated Safeguarding Lead"},
    {PersonRole::deputy, "deputy", "Deputy Safeguarding Lead"},
    {PersonRole::head, "head", "Headteacher"},
    {PersonRole::chair, "chair", "Chair of Governors"},
    {PersonRole::slt, "slt", "Senior Leadership Team"},
    {PersonRole::writer, "writer", "Member of staff with a key"},
}};

Fault bad(const std::string& sentence) {
  return Fault{FaultCode::badInput, "The directory is not right: " + sentence};
}

template <class Items>
auto findById(Items& items, std::string_view id) -> decltype(items.data()) {
  const auto found = std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.id == id; });
  return found == items.end() ? nullptr : &*found;
}

template <class Items>
bool uniqueIds(const Items& items) {
  std::set<std::string_view> seen;
  return std::all_of(items.begin(), items.end(),
                     [&](const auto& item) { return isLocalId(item.id) && seen.insert(item.id).second; });
}

bool isKey(const std::string& base64) {
  const std::optional<Bytes> bytes = fromBase64(base64, Base64::padded);
  return bytes && bytes->size() == 32;
}

bool isRecipient(const std::string& recipient, const std::string& suite) {
  if (recipient.empty() || recipient.size() > 4096) return false;
  return suite != "age-x25519" || recipient.starts_with("age1");
}

// What only a head, a chair or their sheet may change: who they are, who reads concerns about adults, how those are
// routed.
struct HeadsPart {
  std::vector<Person> people;
  std::vector<Audience> audiences;
  std::vector<Sheet> sheets;
  bool lowLevelToDsl = false;
  bool operator==(const HeadsPart&) const = default;
};

HeadsPart headsPart(const Directory& directory) {
  HeadsPart part;
  for (const Person& person : directory.people) {
    if (isHeadOrChair(person.role)) part.people.push_back(person);
  }
  for (const Audience& audience : directory.audiences) {
    if (audience.id != "head" && audience.id != "chair") continue;
    part.audiences.push_back(audience);
    if (const Sheet* sheet = directory.sheet(audience.sheet)) part.sheets.push_back(*sheet);
  }
  part.lowLevelToDsl = directory.policies.lowLevelToDsl;
  return part;
}

// The rest, with the head's part blanked, so that the two can be compared.
Directory withoutHeadsPart(Directory directory) {
  std::erase_if(directory.people, [](const Person& person) { return isHeadOrChair(person.role); });
  std::erase_if(directory.audiences, [](const Audience& a) { return a.id == "head" || a.id == "chair"; });
  std::erase_if(directory.sheets, [](const Sheet& sheet) { return sheet.id == "head-chair"; });
  directory.policies.lowLevelToDsl = false;
  directory.version = 0;
  directory.previousSha256.clear();
  directory.createdAt = {};
  directory.epoch = 0;
  directory.sheets.clear();
  return directory;
}

Fault cannotFollow(std::string_view why) {
  return Fault{FaultCode::notTrusted, "This version of the directory cannot follow: " + std::string(why)};
}

// A thief with somebody's key card must not take the way back with it.
Status sheetsKept(const Directory& current, const Directory& next, std::string_view signer) {
  const auto changed = [&](const Sheet& sheet) {
    const Sheet* now = next.sheet(sheet.id);
    return sheet.id != signer && (now == nullptr || !(*now == sheet));
  };
  const bool kept = next.sheets.size() == current.sheets.size() &&
                    std::none_of(current.sheets.begin(), current.sheets.end(), changed) &&
                    std::all_of(current.audiences.begin(), current.audiences.end(), [&](const Audience& audience) {
                      const Audience* now = next.audience(audience.id);
                      return now == nullptr || now->sheet == audience.sheet;
                    });
  return kept ? Status{} : Status{cannotFollow("a recovery sheet changes only by itself.")};
}

bool hasLead(const Directory& directory) {
  const Audience* audience = directory.audience("safeguarding");
  return audience != nullptr &&
         std::any_of(audience->people.begin(), audience->people.end(), [&](const std::string& id) {
           const Person* person = directory.person(id);
           return person != nullptr && person->active && isLead(person->role);
         });
}

// Whatever the numbers say: is it `signer`'s to change what differs?
Status mayChangeThat(const Directory& current, const Directory& next, std::string_view signer) {
  if (next.schoolId != current.schoolId || next.demo != current.demo) return cannotFollow("it is another school's.");
  PB_TRY(validate(next));
  PB_TRY(sheetsKept(current, next, signer));
  if (hasLead(current) && !hasLead(next)) return cannotFollow("no safeguarding lead or deputy would be left to read.");
  const bool headsChanged = !(headsPart(current) == headsPart(next));
  const bool restChanged = !(withoutHeadsPart(current) == withoutHeadsPart(next));
  bool headSigner = signer == "head-chair";
  bool dslSigner = signer == "safeguarding";
  if (const Person* person = current.person(signer); person != nullptr && person->active) {
    headSigner = isHeadOrChair(person->role);
    dslSigner = isLead(person->role);
  } else if (current.sheet(signer) == nullptr) {
    return cannotFollow("whoever signed it is not in the version before.");
  }
  if (headsChanged && !headSigner) {
    return cannotFollow("only a head or chair may change who reads concerns about adults.");
  }
  if (restChanged && !dslSigner) return cannotFollow("only a safeguarding lead may change this.");
  if (!headSigner && !dslSigner) return cannotFollow("the signer may not change the directory.");
  return {};
}

// A writer's own audience is what alerts to them and their own work are sealed to.
Status checkWriter(const Directory& directory, const Person& writer) {
  const Audience* own = directory.audience(writer.id);
  if (own == nullptr) {
    return writer.active ? Status{bad(writer.id + " has no audience of their own.")} : Status{};
  }
  const bool right =
      own->sheet == "safeguarding" && std::all_of(own->people.begin(), own->people.end(), [&](const std::string& id) {
        const Person* person = directory.person(id);
        return id == writer.id || (person != nullptr && isLead(person->role));
      });
  return right ? Status{} : Status{bad("others than the leads read what " + writer.id + " is alerted to.")};
}

}  // namespace

std::string_view personRoleName(PersonRole role) {
  return roles[static_cast<std::size_t>(role)].name;
}
std::string_view personRoleWords(PersonRole role) {
  return roles[static_cast<std::size_t>(role)].words;
}

std::optional<PersonRole> personRoleFrom(std::string_view name) {
  for (const RoleRow& row : roles) {
    if (row.name == name) return row.role;
  }
  return std::nullopt;
}

const Person* Directory::person(std::string_view id) const {
  return findById(people, id);
}
const Device* Directory::device(std::string_view id) const {
  return findById(devices, id);
}
const Audience* Directory::audience(std::string_view id) const {
  return findById(audiences, id);
}
const Sheet* Directory::sheet(std::string_view id) const {
  return findById(sheets, id);
}

bool isReservedCategory(std::string_view category) {
  // As whole words, since "cp" is also in other words.
  std::string folded = " ";
  for (const char c : foldName(category)) folded += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : ' ';
  folded += ' ';
  return std::any_of(std::begin(reservedCategories), std::end(reservedCategories), [&](std::string_view reserved) {
    return folded.find(" " + foldName(reserved) + " ") != std::string::npos;
  });
}

Status validate(const Directory& directory) {
  if (!isLocalId(directory.schoolId)) return bad("school.id is not an id.");
  if (directory.schoolName.empty() || !isUtf8(directory.schoolName)) return bad("the school has no name.");
  if (directory.version < 1) return bad("the version is below one.");
  if ((directory.version == 1) != directory.previousSha256.empty()) {
    return bad("previous_sha256 must be there for every version but the first.");
  }
  if (!uniqueIds(directory.people)) return bad("two people have the same id, or an id is malformed.");
  if (!uniqueIds(directory.sheets)) return bad("two sheets have the same id, or an id is malformed.");
  if (!uniqueIds(directory.audiences)) return bad("two audiences have the same id, or an id is malformed.");
  if (!uniqueIds(directory.devices)) return bad("two devices have the same id, or an id is malformed.");
  for (const Person& person : directory.people) {
    if (person.name.empty() || person.name.size() > 200 || !isUtf8(person.name))
      return bad(person.id + " has no name.");
    if (!isRecipient(person.recipient, directory.suite)) return bad(person.id + " has no recipient for this suite.");
    if (!isKey(person.verifyKey)) return bad(person.id + " has no verify_key.");
  }
  for (const Sheet& sheet : directory.sheets) {
    if (!isRecipient(sheet.recipient, directory.suite) || !isKey(sheet.verifyKey)) {
      return bad("sheet " + sheet.id + " lacks a key.");
    }
  }
  for (const Audience& audience : directory.audiences) {
    if (directory.sheet(audience.sheet) == nullptr) return bad("audience " + audience.id + " has no recovery sheet.");
    for (const std::string& id : audience.people) {
      if (directory.person(id) == nullptr) return bad("audience " + audience.id + " names a person who is not there.");
    }
  }
  if (directory.audience("safeguarding") == nullptr) return bad("there is no safeguarding audience.");
  for (const Device& device : directory.devices) {
    if (!isKey(device.verifyKey) || !isKey(device.boxKey)) return bad("device " + device.id + " lacks a key.");
    // Not that each is there: a writer's own audience goes when they leave.
    for (const std::string& audience : device.fetches.value_or(std::vector<std::string>())) {
      if (!isLocalId(audience)) return bad("device " + device.id + " fetches for something that is no id.");
    }
  }
  if (directory.server && (!isKey(directory.server->verifyKey) || !isKey(directory.server->boxKey))) {
    return bad("the server lacks a key.");
  }
  if (const Status ranges = validate(directory.policies); !ranges.ok()) return bad(ranges.fault().detail + ".");
  if (directory.policies.lockAfterSeconds < directory.policies.blurAfterSeconds) {
    return bad("the policy lock_after_seconds must not be less than blur_after_seconds.");
  }
  for (const Duty& duty : directory.rota) {
    if (directory.person(duty.person) == nullptr || duty.weekday < 1 || duty.weekday > 7) {
      return bad("the rota names a person or a day that is not there.");
    }
  }
  for (const std::string& id : directory.reviewers) {
    if (directory.person(id) == nullptr) return bad("the list of reviewers names a person who is not there.");
  }
  for (const SchoolHint& hint : directory.schoolHints) {
    if (hint.phrase.empty() || hint.phrase.size() > 100 || hint.says.empty() || hint.says.size() > 300 ||
        !isUtf8(hint.phrase) || !isUtf8(hint.says)) {
      return bad("one of the school's hints lacks its words, or they are too long.");
    }
  }
  if (directory.epoch < 1 || (directory.version - 1) / versionsPerEpoch + 1 != directory.epoch) {
    return bad("the version is not one of its epoch.");
  }
  for (const Person& person : directory.people) {
    if (person.role == PersonRole::writer) PB_TRY(checkWriter(directory, person));
  }
  for (const auto& [category, words] : directory.categoryGuidance) {
    if (words.size() > 2000 || !isUtf8(words)) return bad("the guidance for a category is too long or not text.");
  }
  return {};
}

Status mayFollow(const Directory& current, std::string_view currentSha256, const Directory& next,
                 std::string_view signer) {
  if (next.version != current.version + 1 || next.epoch != current.epoch) {
    return cannotFollow("its number is not the next.");
  }
  if (next.previousSha256 != currentSha256) return cannotFollow("it does not name the version before it.");
  return mayChangeThat(current, next, signer);
}

Status mayRecover(const Directory& from, std::string_view fromSha256, std::int64_t newestEpoch, const Directory& next,
                  std::string_view sheet) {
  if (next.epoch <= newestEpoch || next.version != firstVersionOf(next.epoch)) {
    return cannotFollow("it does not begin a new epoch.");
  }
  if (next.previousSha256 != fromSha256) return cannotFollow("it does not name the version before it.");
  if (from.sheet(sheet) == nullptr) return cannotFollow("only a recovery sheet begins a new epoch.");
  return mayChangeThat(from, next, sheet);
}

Result<Route> routeFor(const Directory& directory, const RouteQuestion& question) {
  std::vector<std::string> order;
  if (question.aboutAdult) {
    if (question.lowLevel && directory.policies.lowLevelToDsl) order.emplace_back("safeguarding");
    order.emplace_back("head");
    order.emplace_back("chair");
  } else {
    order.emplace_back(question.audience.empty() ? "safeguarding" : question.audience);
  }
  const auto fill = [&](const Audience& audience) {
    Route route;
    route.audience = audience.id;
    for (const std::string& id : audience.people) {
      const Person* person = directory.person(id);
      if (person == nullptr || !person->active) continue;
      route.recipients.push_back(person->recipient);
      route.names.push_back(person->name);
    }
    return route;
  };
  const Audience* last = nullptr;
  for (const std::string& id : order) {
    const Audience* audience = directory.audience(id);
    if (audience == nullptr) continue;
    last = audience;
    const bool namesReader = std::any_of(audience->people.begin(), audience->people.end(), [&](const std::string& one) {
      return one == question.adultPersonId ||
             std::find(question.alsoMeant.begin(), question.alsoMeant.end(), one) != question.alsoMeant.end();
    });
    Route route = fill(*audience);
    if (namesReader || route.recipients.empty()) continue;
    route.recipients.push_back(directory.sheet(audience->sheet)->recipient);
    return route;
  }
  if (last == nullptr) {
    return Fault{FaultCode::noEligibleReader, "The directory has no audience for this posting."};
  }
  // Nobody who may read it has a key: only the sheet, which is kept by somebody else than the person it is about.
  Route route;
  route.audience = last->id;
  route.nobodyEligible = true;
  route.recipients.push_back(directory.sheet(last->sheet)->recipient);
  route.ring = directory.policies.localAuthorityName +
               (directory.policies.localAuthorityPhone.empty() ? "" : ", " + directory.policies.localAuthorityPhone);
  return route;
}

}  // namespace pillarbox

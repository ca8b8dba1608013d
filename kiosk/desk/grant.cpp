#include "kiosk/desk/grant.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "kiosk/desk/access.h"
#include "kiosk/office/poster.h"
#include "shared/open/age_open.h"
#include "shared/open/open_entry.h"
#include "shared/record/ids.h"
#include "shared/record/seats.h"

namespace pillarbox::desk {
namespace {

constexpr std::string_view firstLine = "pillarbox-grant 1\n";
constexpr std::size_t longestHeader = 64 * 1024;

Fault malformed() {
  return Fault{FaultCode::badInput, "This is not a grant, or it was damaged."};
}

// Whether the granter may hand on this posting: everything of the audience, or of a writer what the writer wrote.
Result<bool> isTheirs(const office::School& school, const Granter& by, const Person& person,
                      const store::Posting& posting, BytesView sealed) {
  if (accessTo(school.directory(), person, posting.slip) == Access::yes) return true;
  PB_TRY_VALUE(const open::OpenedEntry opened,
               open::openEntry(posting.slip, sealed, {&by.identity, 1}, school.directory().schoolName));
  const Person* writer = writerBehind(school.directory(), school.roster, opened.entry.author.id);
  return writer != nullptr && writer->id == person.id && !opened.entry.aboutAdult;
}

Status postGrant(office::School& school, const Granter& by, const std::string& personId, const std::string& audience,
                 const std::string& text, GrantMade& made) {
  Entry entry;
  entry.kind = Kind::grant;
  entry.audience = audience;
  entry.author = by.author;
  entry.casework.person = personId;
  const std::array<seal::Attachment, 1> file{seal::Attachment{std::string(grantName), "text/plain", viewOf(text)}};
  PB_TRY_VALUE(const store::Posting posted, office::postEntry(school, std::move(entry), file, {}, &by.signing));
  made.entries.push_back(posted.slip.id);
  return {};
}

Status checkReader(const Directory& directory, const Person* person, const std::string& audience) {
  if (person == nullptr || !person->active) return Fault{FaultCode::notFound, "there is nobody active of that id"};
  const bool writersOwn = person->role == PersonRole::writer && (audience == "safeguarding" || audience == "pastoral");
  if (mayRead(directory, *person, audience) || writersOwn) return {};
  return Fault{FaultCode::notPermitted, person->id + " does not read what is sealed for " + audience};
}

// `postings` as they were before the first of the grants: none is granted itself.
Result<GrantMade> grantOf(office::School& school, const Granter& by, const std::string& personId,
                          const std::string& audience, const std::vector<store::Posting>& postings,
                          const GrantProgress& progress) {
  const Directory& directory = school.directory();
  const Person* found = directory.person(personId);
  PB_TRY(checkReader(directory, found, audience));
  const Person person = *found;
  const std::string sealedFor = mayRead(directory, person, audience) ? audience : person.id;
  PB_TRY_VALUE(const seal::Recipient to, seal::parseRecipient(person.recipient));
  GrantMade made;
  std::string text(firstLine);
  std::size_t inThis = 0, done = 0;
  for (const store::Posting& posting : postings) {
    if (progress) progress(done++, postings.size());
    if (posting.slip.audience != audience || accessTo(directory, person, posting.slip) == Access::none) continue;
    const Result<Bytes> sealed = school.store->sealed(posting.slip.id);
    if (!sealed) {
      ++made.unreadable;
      continue;
    }
    const Result<std::string> header = open::headerFor(*sealed, by.identity, to, *school.random);
    const Result<bool> theirs = header ? isTheirs(school, by, person, posting, *sealed) : Result<bool>(header.fault());
    if (!theirs) {
      ++made.unreadable;
      continue;
    }
    if (!*theirs) continue;
    text += posting.slip.id + " " + std::to_string(header->size()) + "\n" + *header;
    ++made.granted;
    if (++inThis < mostInOneGrant) continue;
    PB_TRY(postGrant(school, by, personId, sealedFor, text, made));
    text = firstLine;
    inThis = 0;
  }
  if (inThis > 0) PB_TRY(postGrant(school, by, personId, sealedFor, text, made));
  return made;
}

}  // namespace

Granter granterOf(const Unlocked& person) {
  return {
      person.keys.identity,
      person.keys.signing,
      {person.person.id, person.person.name, std::string(personRoleWords(person.person.role)), VerifiedBy::keyCard}};
}

Granter granterOf(const Unlocked& before, const NewKeys& now) {
  const Person& person = now.made.person;
  return {before.keys.identity,
          now.keys.signing,
          {person.id, person.name, std::string(personRoleWords(person.role)), VerifiedBy::keyCard}};
}

Result<GrantMade> grantAudience(office::School& school, const Granter& by, const std::string& personId,
                                const std::string& audience, const GrantProgress& progress) {
  PB_TRY_VALUE(const std::vector<store::Posting> postings, school.store->postings({}));
  return grantOf(school, by, personId, audience, postings, progress);
}

Result<GrantMade> grantAll(office::School& school, const Granter& by, const std::string& personId,
                           const GrantProgress& progress) {
  const Person* person = school.directory().person(personId);
  if (person == nullptr || !person->active) {
    return Fault{FaultCode::notFound, "there is nobody called " + personId + " who could read"};
  }
  std::vector<std::string> audiences;
  for (const Audience& audience : school.directory().audiences) {
    const bool granterReads =
        school.directory().sheet(by.author.id) != nullptr
            ? audience.sheet == by.author.id
            : std::find(audience.people.begin(), audience.people.end(), by.author.id) != audience.people.end();
    if (granterReads && checkReader(school.directory(), person, audience.id)) audiences.push_back(audience.id);
  }
  PB_TRY_VALUE(const std::vector<store::Posting> postings, school.store->postings({}));
  GrantMade all;
  for (const std::string& audience : audiences) {
    PB_TRY_VALUE(const GrantMade made, grantOf(school, by, personId, audience, postings, progress));
    all.granted += made.granted;
    all.unreadable += made.unreadable;
    all.entries.insert(all.entries.end(), made.entries.begin(), made.entries.end());
  }
  return all;
}

Result<std::vector<GrantedHeader>> readGrant(std::string_view text) {
  if (!text.starts_with(firstLine)) return malformed();
  text.remove_prefix(firstLine.size());
  std::vector<GrantedHeader> headers;
  while (!text.empty()) {
    const std::size_t space = text.find(' '), end = text.find('\n');
    if (space == std::string_view::npos || end == std::string_view::npos || space > end) return malformed();
    const std::string_view id = text.substr(0, space), digits = text.substr(space + 1, end - space - 1);
    std::size_t length = 0;
    const auto [rest, error] = std::from_chars(digits.data(), digits.data() + digits.size(), length);
    const bool number = error == std::errc{} && rest == digits.data() + digits.size();
    if (!isId(id) || !number || length == 0 || length > longestHeader || text.size() - end - 1 < length) {
      return malformed();
    }
    headers.push_back({std::string(id), text.substr(end + 1, length)});
    text.remove_prefix(end + 1 + length);
  }
  return headers;
}

}  // namespace pillarbox::desk

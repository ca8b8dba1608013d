// Entry: the immutable record a person writes. Plain data; entry_json.h and entry_text.h turn it into files.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/result.h"
#include "shared/record/body_map.h"
#include "shared/record/casework.h"
#include "shared/record/paper.h"

namespace pillarbox {

enum class Kind {
  concern,
  addition,
  mistake,
  call,
  action,
  correction,
  read,
  triage,
  link,
  close,
  reopen,
  note,
  thanks,  // these three are said to the writer; their kind is all they say
  seeMe,
  morePlease,
  understood,  // "read and understood", by whoever was alerted to it
  outcome,     // of an action, its subject
  decision,
  merge,     // its subject is part of another concern
  move,      // to another audience
  child,     // a child's status and family; belongs to no concern
  seen,      // who opened what; belongs to no concern
  exported,  // what was printed or taken out
  // These belong to no concern (standsApart).
  received,  // somebody else has confirmed that what was taken out arrived; its subject is the `exported`
  imported,  // a child's file from another school
  hold,      // a child's records must be kept
  destroy,   // a step of destroying what may be destroyed: proposed, agreed, done
  reviewed,  // somebody looked through the records; with a subject: a note on that concern
  grant,     // older entries opened to one more reader
  cardLost,  // somebody says that a key card is lost; needs no key
};
std::string_view kindName(Kind kind);
std::optional<Kind> kindFrom(std::string_view name);
// Belongs to no concern, whatever its subject names.
bool standsApart(Kind kind, std::string_view subject);
// Casework is written by a person with a key and carries that person's signature as well as the device's.
bool isCasework(Kind kind);
// Said to whoever wrote it, chosen from a list: "Thank you", "Please come and see me", "Please add what you remember".
bool isMessage(Kind kind);

enum class VerifiedBy { badge, badgeAndPin, keyCard, typed, paper };
std::string_view verifiedByName(VerifiedBy how);  // "badge", "badge+pin", "key-card", "typed", "paper"
std::optional<VerifiedBy> verifiedByFrom(std::string_view name);

struct Author {
  std::string id;  // staff or person id; empty if only typed
  std::string name;
  std::string role;
  VerifiedBy verifiedBy = VerifiedBy::typed;
  bool operator==(const Author&) const = default;
};

// When it was written, by every clock there is, so that a wrong wall clock can be seen years later.
struct WrittenAt {
  WallTime wall{};
  std::int64_t monotonicMs = 0;
  std::string bootId;
  std::optional<WallTime> lastServerTime;
  bool operator==(const WrittenAt&) const = default;
};

struct PupilPart {
  std::string ref;   // pupil id in the roster; empty if not chosen from it
  std::string name;  // as chosen or typed at the time of writing
  std::string className;
  std::string part;         // "worried-about", "hurt", "saw-it", "said-to-have-done-it", "sibling", "friend"
  std::string description;  // when the name is not known
  bool operator==(const PupilPart&) const = default;
};

// Somebody whom the account names by a reference (mentions.h).
enum class MentionKind { pupil, staff };
std::string_view mentionKindName(MentionKind kind);  // "pupil", "staff"
struct EntryMention {
  std::string ref;  // pupil, staff or person id
  MentionKind kind = MentionKind::pupil;
  std::string name;  // at the time of writing
  bool operator==(const EntryMention&) const = default;
};

// What somebody said, word for word, apart from what the writer tells.
struct ExactWords {
  std::string speakerRef;  // of one of the children; empty if not chosen from the roster
  std::string speaker;     // their name, or whoever it was; empty if not said
  std::string words;
  std::string asked;  // what the writer had asked just before; empty if not said
  bool operator==(const ExactWords&) const = default;
};

// Something already done, never a request.
struct Done {
  std::string what;  // "told-dsl", "told-head", "told-chair", "spoke-to-child", "rang-parent", "contacted-parent",
                     // "advice-given", "agreed"
  std::string who;   // told whom, rang whom, advised by whom
  std::string when;  // as chosen or typed
  std::string detail;
  bool operator==(const Done&) const = default;
};

struct AttachmentInfo {
  std::string name;  // page-1.webp: the fixed member name in the tar
  std::string type;  // media type
  std::uint64_t bytes = 0;
  std::string sha256;  // hex
  bool operator==(const AttachmentInfo&) const = default;
};

struct Entry {
  std::string id;
  std::string nonce;  // 32 random bytes, hex: makes content_sha256 unguessable
  std::string school;
  Kind kind = Kind::concern;
  std::string subject;  // the concern this belongs to; empty for a concern
  Author author;
  std::string device;
  WrittenAt writtenAt;
  std::string happenedAt;    // as chosen or typed: "Today, lunch", "2026-11-20 10:15"
  std::string happenedFrom;  // for chronologies: "2026-11-20", or a time as formatTime has it; empty if not known
  std::string happenedWhere;
  std::string audience;  // audience id it is sealed to
  bool urgent = false;
  bool unfinished = false;  // a draft nobody came back to
  bool aboutAdult = false;  // about an adult who works at the school
  std::string adultRef;
  std::string adultName;
  std::string recordKind;  // "child-told-me", "i-saw", "someone-told-me", "injury", "parent-contact", "family-event",
                           // "outside-school"
  std::vector<PupilPart> pupils;
  std::string account;  // people in it may stand as references
  std::vector<EntryMention> mentions;
  bool linkedInitials = false;  // the school calls linked children by initials: entry.txt does
  std::vector<ExactWords> exactWords;
  std::vector<Done> done;
  bool dslToldInPerson = false;
  std::string category;
  // The writer's wish who should know besides the safeguarding team: "pastoral", or "person", one of the directory,
  // whom only the DSL can tell. Empty: nobody else.
  std::string shouldKnow, shouldKnowRef, shouldKnowName;
  std::string body;  // casework: reason, outcome, note
  Casework casework;
  BodyMap bodyMap;               // marks on a drawing; none: not used
  std::vector<PaperPage> pages;  // read from paper: each names its picture among the attachments
  std::vector<AttachmentInfo> attachments;
  bool operator==(const Entry&) const = default;
};

inline constexpr std::size_t maxAccountBytes = 200'000;
inline constexpr std::size_t maxMentions = 1000;
inline constexpr std::size_t maxExactWords = 50;
inline constexpr std::size_t maxPages = 100;              // of paper in one entry
inline constexpr std::size_t maxPostingBytes = 8u << 20;  // of a sealed file; the server refuses more

// Every rule an entry must keep before it is sealed: ids, lengths, UTF-8, no control characters but newline.
Status validate(const Entry& entry);

// The words a list shows for a kind: "Concern", "Marked as read"...
std::string_view kindWords(Kind kind);

}  // namespace pillarbox

// From opened entries to what a reader sees: a list of cases, and each case's story. Pure, and the same whatever order
// the entries came in and however often, because they come from this disk, from the server and from several readers'
// devices in any order. Nothing is kept: it is projected anew from all entries.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"
#include "shared/record/entry.h"

namespace pillarbox::casework {

// How far a posting has come. In this order the later one wins when the same entry is told of twice.
enum class Delivery { waiting, delivered, refused };

struct AttachmentSeen {
  std::string name;
  std::uint64_t bytes = 0;
  bool fault = false;  // missing or changed
  bool operator==(const AttachmentSeen&) const = default;
};

// One entry that could be opened.
struct CaseEntry {
  Entry entry;
  std::vector<std::string> problems;  // plain sentences; empty: unchanged since it was posted
  std::vector<AttachmentSeen> attachments;
  Delivery delivery = Delivery::waiting;
  bool operator==(const CaseEntry&) const = default;
};
using CaseEntries = std::map<std::string, CaseEntry, std::less<>>;  // by entry id

// One posting that could not be opened. Only what its slip says in clear is known.
struct Unopened {
  enum class Why { notForYou, damaged, newer };
  std::string id;
  Kind kind = Kind::concern;
  WallTime writtenAt{};
  bool urgent = false;
  Why why = Why::damaged;
  Delivery delivery = Delivery::waiting;
  bool operator==(const Unopened&) const = default;
};
using UnopenedById = std::map<std::string, Unopened, std::less<>>;

// Adds entries to those already there. Adding one again changes nothing but how far it has come and what is wrong with
// it.
void merge(CaseEntries& into, std::vector<CaseEntry> entries);

struct ListItem {
  std::string id;    // of the case
  std::string head;  // the entry that says whom it is about
  Kind kind = Kind::concern;
  WallTime writtenAt{};  // of the newest thing a member of staff wrote in it
  bool urgent = false;
  bool unread = false;
  bool added = false;  // read before; something was added since
  bool unfinished = false;
  bool mistake = false;  // the writer points out a mistake that is not read yet
  bool problem = false;  // something in it is not as it was posted
  bool closed = false;
  std::string category;  // in force; the writer's while no reader has sorted it
  bool operator==(const ListItem&) const = default;
};

// A child of a case. A link never gives the child the concern's category: only the part it is linked with.
struct LinkedChild {
  PupilPart pupil;
  std::string linkedBy;  // the entry that linked it: the concern itself, or a link
  // Others that link it too: an addition that names it again, or a second reader who did not know of the first.
  std::vector<std::string> alsoBy;
  bool operator==(const LinkedChild&) const = default;
};

struct ActionView {
  std::string id;  // of the entry
  std::string what, ownerRef, ownerName, due;
  bool agreed = false;                // otherwise done already
  std::vector<std::string> outcomes;  // entries, in the order they were written
  bool open() const { return agreed && outcomes.empty(); }
  bool operator==(const ActionView&) const = default;
};

// Who said "read and understood" of which entry.
struct UnderstoodBy {
  std::string entry;   // what was understood
  std::string person;  // author id
  std::string name;
  WallTime at{};
  bool operator==(const UnderstoodBy&) const = default;
};

// A concern that is part of another, and the entry that made it so. More than one of a concern if two readers did.
struct MergedBy {
  std::string concern;
  std::string entry;
  bool operator==(const MergedBy&) const = default;
};

struct Case {
  std::string head;                 // the concern; if that is not here, the earliest entry that belongs to it
  bool headMissing = false;         // the concern itself is not here
  std::vector<std::string> later;   // everything else, merged concerns included: in the order it was written
  std::vector<std::string> unread;  // entries to mark as read
  std::vector<std::string> merged;  // concerns that were made part of this one
  std::vector<MergedBy> mergedBy;   // what made them so, and is in force

  std::string category, subcategory;  // in force
  // The triage entries that say so, the last in force; empty: the writer did, or nobody.
  std::vector<std::string> sortedBy;
  bool sortedTwice = false;           // two readers sorted it differently without knowing of each other
  std::vector<LinkedChild> children;  // of the concern, then of links in force
  std::vector<ActionView> actions;
  std::vector<std::string> decisions;    // entries
  std::vector<std::string> corrections;  // entries
  std::vector<UnderstoodBy> understood;
  std::string parentsTold;  // of the newest decision that says so
  std::string audience;     // who reads it now: of the concern, or of the last move

  bool closed = false;
  std::vector<std::string> closes;  // those in force: two readers may close it at once
  std::string outcome;              // of the first of them
  WallTime closedAt{};
  std::optional<WallTime> readAt;     // when the first reader read the concern itself
  std::optional<WallTime> actedAt;    // first action or decision
  std::vector<std::string> openedBy;  // names, from the log of openings
  bool operator==(const Case&) const = default;
};

// Something the reader must know of although it is not a readable, delivered posting.
struct SetAside {
  enum class Why { refused, notForYou, damaged, newer };
  std::string id;
  std::string reference;
  Kind kind = Kind::concern;
  WallTime writtenAt{};
  Why why = Why::damaged;
  bool readable = false;  // it can be read here although the server would not take it
  bool operator==(const SetAside&) const = default;
};

struct CaseView {
  std::vector<ListItem> items;  // unread first: calls, mistakes, urgent, unfinished, the others; then newest
  std::size_t unread = 0;       // the first so many
  std::map<std::string, Case, std::less<>> cases;
  // Entries that belong to no case: what is known of each child, by pupil reference, in the order it was written.
  std::map<std::string, std::vector<std::string>, std::less<>> children;
  std::vector<std::string> log;  // openings and exports, newest first
  // Everything else that belongs to no case, in the order it was written: holds, destructions, reviews, files from
  // other schools, grants, lost cards.
  std::map<Kind, std::vector<std::string>> apart;
  std::vector<SetAside> setAside;  // newest first
  bool operator==(const CaseView&) const = default;
};

// An entry is unread until a `read` entry names it as its subject, closed while a `close` is not named by a `reopen`:
// by id, never by clock, so that a wrong clock can hide nothing.
CaseView project(const CaseEntries& entries, const UnopenedById& unopened);

// Which pile of the inbox a case is on, for one reader on one day ("2026-11-30"). A closed one in which an agreed
// action has no outcome (somebody added it as another closed) is still to be done.
enum class Pile { unread, mine, overdue, waiting, open, closed };
Pile pileOf(const Case& made, const CaseEntries& entries, std::string_view readerId, std::string_view today);

// Why a case cannot be closed yet, in one sentence; empty if it can: an agreed action without an outcome, or something
// unread.
std::string whyNotClose(const Case& made);

// "Amina Okafor (3B) and 1 more"; "an adult who works here, NAME"; "nobody named".
std::string aboutWords(const Entry& entry);
// `text` with each reference @{ref} as the name, or the initials, that its school goes by.
std::string withNames(std::string_view text, const Entry& entry);

}  // namespace pillarbox::casework

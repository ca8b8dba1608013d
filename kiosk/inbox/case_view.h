// From opened entries to what the inbox shows: a list of cases and each case's timeline. Pure, and the same whatever
// order the entries came in and however often, because they come from this disk and from the server in any order.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"
#include "shared/record/entry.h"

namespace pillarbox::inbox {

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
  bool operator==(const ListItem&) const = default;
};

struct Case {
  std::string head;                 // the concern; if that is not here, the earliest entry that belongs to it
  bool headMissing = false;         // the concern itself is not here
  std::vector<std::string> later;   // additions, actions, reads: in the order they were written
  std::vector<std::string> unread;  // entries to mark as read
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
  std::vector<SetAside> setAside;  // newest first
  bool operator==(const CaseView&) const = default;
};

// An entry is unread until a `read` entry names it as its subject: by id, never by clock, so that a wrong clock cannot
// hide one.
CaseView project(const CaseEntries& entries, const UnopenedById& unopened);

// "Amina Okafor (3B) and 1 more"; "an adult who works here, NAME"; "nobody named".
std::string aboutWords(const Entry& entry);
// `text` with each reference @{ref} as the name, or the initials, that its school goes by.
std::string withNames(std::string_view text, const Entry& entry);

}  // namespace pillarbox::inbox

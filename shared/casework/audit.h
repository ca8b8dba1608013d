// Who did what: every opening, everything that was taken out or came in, every change of people, keys, devices and
// rules, holds, destructions and reviews, as one list. Pure. No row names a child: whom it is about is kept apart, to
// be shown when it is asked for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/casework/case_view.h"
#include "shared/record/directory.h"
#include "shared/record/directory_diff.h"

namespace pillarbox::casework {

// Casework::report of a note, kind reviewed, on a doubt of what the server lists; Casework::what is that doubt.
inline constexpr std::string_view doubtReport = "chain-doubt";

enum class AuditKind { opened, outAndIn, people, devices, decided, keeping, reviewed };
inline constexpr AuditKind auditKinds[] = {AuditKind::opened,  AuditKind::outAndIn, AuditKind::people,
                                           AuditKind::devices, AuditKind::decided,  AuditKind::keeping,
                                           AuditKind::reviewed};
std::string_view auditKindName(AuditKind kind);   // "opened"...
std::string_view auditKindWords(AuditKind kind);  // "Openings"...

struct AuditRow {
  WallTime at{};
  AuditKind kind = AuditKind::opened;
  std::string who;              // a name
  std::string says;             // one sentence or more, without a child's name
  std::vector<std::string> of;  // what it is about, one line each; may name children
  std::string id;               // of the entry, or "directory-7"
  bool operator==(const AuditRow&) const = default;
};

// One signed version of the directory and what is different in it.
struct DirectoryStep {
  std::int64_t version = 1;
  WallTime at{};
  std::string signer;  // a person's name, or which recovery sheet
  std::vector<DirectoryChange> changes;
  bool operator==(const DirectoryStep&) const = default;
};

// Newest first. `entries` and `view` are of one reader: what they may not read is not in it.
std::vector<AuditRow> auditRows(const CaseEntries& entries, const CaseView& view,
                                const std::vector<DirectoryStep>& directories, const Directory& directory);

}  // namespace pillarbox::casework

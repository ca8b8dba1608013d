// The index of everything a reader has opened: SQLite FTS5 in memory, for as long as the inbox is open. No file is ever
// made, and no text is kept, only which words stand where; entries themselves stay with whoever shows them (fields.h).
// One thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/clock.h"
#include "shared/base/result.h"
#include "shared/casework/case_view.h"
#include "shared/search/query.h"

namespace pillarbox::search {

// Each that is given must hold.
struct Filters {
  std::optional<WallTime> from, to;  // when it happened, or if that is not known, when it was written: [from, to)
  std::string category;              // of the case: the one in force
  std::vector<Kind> kinds;           // of the entry; none: any
  std::string child;                 // pupil reference: named anywhere in the case
  bool empty() const { return *this == Filters{}; }
  bool operator==(const Filters&) const = default;
};

struct Hit {
  std::string caseId;
  std::string entryId;
  WallTime when{};
  bool operator==(const Hit&) const = default;
};
struct Hits {
  std::vector<Hit> hits;  // newest first
  bool more = false;      // there are others, older
  bool operator==(const Hits&) const = default;
};
inline constexpr std::size_t maxHits = 60;
inline constexpr std::size_t maxEntries = 1'000'000;

// When what an entry tells of happened, as far as it says; otherwise when it was written. A day without a time is its
// noon.
WallTime whenOf(const Entry& entry);

class Index {
 public:
  static Result<Index> make();
  Index(Index&&) noexcept;
  Index& operator=(Index&&) noexcept;
  ~Index();

  // Those already there stay as they are: an entry never changes. tooLarge beyond maxEntries.
  Status add(const std::vector<const Entry*>& entries);
  // Makes finding faster after the last of many was added; a second or so for a hundred thousand.
  Status settle();

  // Never a fault because of what was typed. Without words: everything that the filters leave, nothing if there are
  // none.
  Result<Hits> find(const Query& query, const Filters& filters, std::size_t most = maxHits);

  std::size_t size() const;  // entries

 private:
  struct Inside;
  explicit Index(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> m_inside;
};

}  // namespace pillarbox::search

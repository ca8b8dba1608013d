// What of an entry can be searched, and what a person is shown of it where a search found something. Pure.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/record/entry.h"
#include "shared/search/query.h"

namespace pillarbox::search {

// Where it was found. In this order one is preferred to be shown.
enum class Where { exactWords, account, body, paper, place, category, names, author, reference };
std::string_view whereWords(Where where);  // "In the account"

struct FieldText {
  Where where = Where::account;
  std::string text;
};
// All of it, names in place of references. Nothing of what only records that something was opened or read.
std::vector<FieldText> fieldsOf(const Entry& entry);
// Other ways to write the names of an entry, for the index only: "O Neill" and "SmithJones".
std::string otherSpellings(const Entry& entry);

// The part of one field in which most of what was looked for stands, and where in it.
struct Shown {
  Where where = Where::account;
  std::string text;                                        // "…" at an end that was cut
  std::vector<std::pair<std::size_t, std::size_t>> marks;  // [begin, end) in bytes, in order, apart
  std::vector<Where> also;                                 // other fields with something in them
};
inline constexpr std::size_t maxShownBytes = 180;  // about
Shown show(const Entry& entry, const Query& query);

}  // namespace pillarbox::search

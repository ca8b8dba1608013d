// References to people inside a text: "@{p-014}" stands for whoever entry.mentions (or entry.pupils) names with that
// ref, so that a text can be shown with full names or initials, and be anonymised later. "@{}" stands for the two
// characters "@{" that somebody typed. Whatever else follows "@{" is no reference and stays as it is. Pure.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "shared/record/directory.h"
#include "shared/record/entry.h"

namespace pillarbox {

// [begin, end) of a plain text is the name of `ref`.
struct MentionAt {
  std::size_t begin = 0, end = 0;
  std::string ref;
};

// `plain` with each of `mentions` (in order, not overlapping; others are left out) as a token, and what looks like one
// made neutral.
std::string withTokens(std::string_view plain, std::span<const MentionAt> mentions);

// The reverse: `name` says what each ref is called; the token of an unknown one stays as it is.
std::string withoutTokens(std::string_view text,
                          const std::function<std::optional<std::string>(std::string_view ref)>& name);

// "Z. O." of "Zoë O'Neill"; what stands in brackets is left out.
std::string initialsOf(std::string_view name);

// What `ref` is called in `entry`: as named when it was written; with LinkedNames::initials, children other than those
// somebody is worried about only by their initials. Nothing if the entry does not name it.
std::optional<std::string> nameIn(const Entry& entry, std::string_view ref, LinkedNames linked);

// `text` of `entry` as it is to be read.
std::string shownText(std::string_view text, const Entry& entry, LinkedNames linked);

}  // namespace pillarbox

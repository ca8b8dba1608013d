#include "kiosk/inbox/review_wording.h"

#include <algorithm>

#include "shared/casework/case_view.h"
#include "shared/writing/hints.h"

namespace pillarbox::inbox {
namespace {

using writing::HintKind;

struct Row {
  HintKind kind;
  std::string_view says;
};
// The kinds that an article on reviews of records asks after: initials, and opinion.
constexpr Row rows[]{
    {HintKind::initials, "Somebody is written as initials: years later nobody may know who was meant."},
    {HintKind::judgement, "Something in it reads as an opinion, not as what was seen or heard."},
    {HintKind::label, "Something in it reads as an opinion, not as what was seen or heard."},
    {HintKind::speculation, "Something in it reads as a guess: what was it that somebody saw or heard?"},
    {HintKind::diagnosis, "Something in it reads as a diagnosis: who said so?"},
};

}  // namespace

std::vector<std::string> wordingOf(const Entry& entry, const writing::Rules& rules, const Policies& policies) {
  std::vector<std::string> out;
  writing::HintOptions options;
  options.initialsAllowed = policies.linkedNames == LinkedNames::initials;
  for (const std::string* text : {&entry.account, &entry.body}) {
    if (text->empty()) continue;
    for (const writing::Hint& hint : writing::hintsFor(casework::withNames(*text, entry), rules, nullptr, options)) {
      const auto row =
          std::find_if(std::begin(rows), std::end(rows), [&](const Row& r) { return r.kind == hint.kind; });
      if (row == std::end(rows) || hint.start == hint.end) continue;
      if (std::find(out.begin(), out.end(), row->says) == out.end()) out.emplace_back(row->says);
    }
  }
  return out;
}

}  // namespace pillarbox::inbox

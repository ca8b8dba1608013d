// The part of the quality review that is about categories.
#include <algorithm>
#include <map>
#include <set>

#include "shared/casework/review.h"
#include "shared/record/directory.h"
#include "shared/record/folding.h"

namespace pillarbox::casework {

namespace {

// "Bullying" and "Bullying online" have one. Words that say nothing by themselves do not count.
bool haveAWordInCommon(std::string_view a, std::string_view b) {
  constexpr std::size_t shortest = 4;
  static const std::set<std::string> empty{"concern", "concerns", "other", "issue",     "issues", "child",
                                           "school",  "with",     "from",  "health",    "abuse",  "welfare",
                                           "harm",    "between",  "about", "low-level", "safety"};
  const std::vector<std::string> first = foldedWords(a), second = foldedWords(b);
  return std::any_of(first.begin(), first.end(), [&](const std::string& word) {
    return word.size() >= shortest && !empty.contains(word) &&
           std::find(second.begin(), second.end(), word) != second.end();
  });
}

using Pair = std::pair<std::string, std::string>;
Pair inOrder(const std::string& a, const std::string& b) {
  return a < b ? Pair(a, b) : Pair(b, a);
}

// How often readers moved a concern from one category to another, or gave it both at once.
std::map<Pair, std::size_t> movedBetween(const CaseView& view, const CaseEntries& entries) {
  std::map<Pair, std::size_t> out;
  for (const auto& [id, made] : view.cases) {
    std::set<std::string> given;
    for (const std::string& later : made.later) {
      const auto found = entries.find(later);
      if (found == entries.end() || found->second.entry.kind != Kind::triage) continue;
      for (const std::string& other : given) {
        if (other != found->second.entry.category) ++out[inOrder(other, found->second.entry.category)];
      }
      given.insert(found->second.entry.category);
    }
  }
  return out;
}

}  // namespace

std::vector<CategoryUse> categoryUse(const CaseView& view, const CaseEntries& entries, const ReviewAsked& asked) {
  std::map<std::string, CategoryUse> uses;
  for (const std::string& category : asked.categories) uses[category].category = category;
  for (const auto& [id, made] : view.cases) {
    const auto head = entries.find(made.head);
    if (made.category.empty() || head == entries.end() || head->second.entry.kind != Kind::concern) continue;
    std::string day = dayOn(head->second.entry.writtenAt.wall);
    if (day < asked.from) continue;
    CategoryUse& use = uses[made.category];
    use.category = made.category;
    ++use.concerns;
    use.last = std::max(use.last, day);
  }
  std::vector<CategoryUse> out;
  for (auto& [category, use] : uses) {
    const bool reserved = isReservedCategory(category);  // few is well there
    use.rare = !reserved && use.concerns <= asked.rare;
    use.notOffered =
        !reserved && std::find(asked.categories.begin(), asked.categories.end(), category) == asked.categories.end();
    out.push_back(std::move(use));
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const CategoryUse& a, const CategoryUse& b) { return a.concerns > b.concerns; });
  return out;
}

std::vector<Overlap> overlapsIn(const std::vector<CategoryUse>& categories, const CaseView& view,
                                const CaseEntries& entries) {
  constexpr std::size_t oftenMoved = 2;
  const std::map<Pair, std::size_t> moved = movedBetween(view, entries);
  std::vector<Overlap> out;
  for (std::size_t i = 0; i < categories.size(); ++i) {
    for (std::size_t j = i + 1; j < categories.size(); ++j) {
      const std::string &larger = categories[i].category, &smaller = categories[j].category;
      if (isReservedCategory(larger) || isReservedCategory(smaller)) continue;
      const auto between = moved.find(inOrder(larger, smaller));
      const std::size_t times = between == moved.end() ? 0 : between->second;
      // Of two that nobody uses there is nothing to join: they stand among those hardly used.
      if (categories[i].concerns == 0) continue;
      std::string why;
      if (times >= oftenMoved) {
        why = "Readers used both for the same concern " + std::to_string(times) + " times. ";
      } else if (haveAWordInCommon(larger, smaller)) {
        why = "Their names share a word. ";
      } else {
        continue;
      }
      out.push_back({smaller, larger, why + previewConsolidation(view, smaller, larger).sentence});
    }
  }
  return out;
}

Consolidation previewConsolidation(const CaseView& view, std::string_view from, std::string_view into) {
  Consolidation out{std::string(from), std::string(into), {}, {}};
  for (const auto& [id, made] : view.cases) {
    if (made.category == from) out.cases.push_back(id);
  }
  const std::size_t count = out.cases.size();
  const std::string quoted = "“" + out.from + "”";
  if (count == 0) {
    out.sentence = "No concern is in " + quoted + ": it could be taken off the list.";
  } else {
    out.sentence = (count == 1 ? "1 concern is in " : std::to_string(count) + " concerns are in ") + quoted + ". " +
                   (count == 1 ? "It" : "Each") + " would be sorted again, as “" + out.into +
                   "”; the old category stays in its story. Nothing is changed until you say so.";
  }
  return out;
}

}  // namespace pillarbox::casework

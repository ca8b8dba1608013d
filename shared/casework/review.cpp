#include "shared/casework/review.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

namespace pillarbox::casework {

namespace {

using Of = Finding::Of;

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}
std::string daysWords(int days) {
  return counted(static_cast<std::size_t>(std::max(days, 0)), "day", "days");
}

// One concern of the review.
struct Looked {
  const std::string* id = nullptr;
  const Case* made = nullptr;
  const Entry* head = nullptr;
  std::string day;
};

std::vector<Looked> lookedAt(const CaseView& view, const CaseEntries& entries, const std::string& from) {
  std::vector<Looked> out;
  for (const auto& [id, made] : view.cases) {
    const auto head = entries.find(made.head);
    if (head == entries.end() || head->second.entry.kind != Kind::concern) continue;
    std::string day = dayOn(head->second.entry.writtenAt.wall);
    if (day < from) continue;
    out.push_back({&id, &made, &head->second.entry, std::move(day)});
  }
  std::sort(out.begin(), out.end(),
            [](const Looked& a, const Looked& b) { return std::tie(a.day, *a.id) < std::tie(b.day, *b.id); });
  return out;
}

class Looker {
 public:
  Looker(const CaseEntries& entries, const ReviewAsked& asked) : m_entries(entries), m_asked(asked) {}

  void countLinks(const CaseView& view) {
    for (const auto& [id, made] : view.cases) {
      for (const LinkedChild& child : made.children) {
        if (!child.pupil.ref.empty()) ++m_casesOf[child.pupil.ref];
      }
    }
  }

  void look(const Looked& at) {
    const Case& made = *at.made;
    const int age = daysBetween(at.day, m_asked.today);
    if (!made.unread.empty()) {
      add(Of::unread, at, made.unread.front(), "Something in it has not been read; it was written " + since(age) + ".");
    }
    if (!made.closed && age > m_asked.openDays)
      add(Of::openTooLong, at, at.head->id, "It has been open for " + daysWords(age) + ".");
    if (made.actions.empty() && made.decisions.empty() && age > m_asked.quietDays) {
      add(Of::nothingDone, at, at.head->id,
          made.closed ? "It was closed, but no action and no decision is recorded."
                      : "No action and no decision is recorded after " + daysWords(age) + ".");
    }
    actions(at);
    decisions(at);
    if (made.category.empty()) add(Of::noCategory, at, at.head->id, "It has no category yet.");
    if (made.sortedTwice) add(Of::sortedTwice, at, made.sortedBy.back(), "Two readers gave it different categories.");
    links(at);
    wording(at);
  }

  std::vector<Finding> take() {
    std::stable_sort(m_out.begin(), m_out.end(), [](const Finding& a, const Finding& b) { return a.of < b.of; });
    return std::move(m_out);
  }

 private:
  static std::string since(int days) { return days <= 0 ? "today" : daysWords(days) + " ago"; }

  void add(Of of, const Looked& at, const std::string& entry, std::string sentence) {
    m_out.push_back({of, *at.id, entry, std::move(sentence)});
  }

  void actions(const Looked& at) {
    for (const ActionView& action : at.made->actions) {
      if (!action.open()) continue;
      if (!action.due.empty() && action.due < m_asked.today) {
        add(Of::outcomeOverdue, at, action.id,
            "An action was to be done by " + dayWords(action.due) + "; nothing says what came of it.");
      } else if (at.made->closed) {
        add(Of::closedUnfinished, at, action.id, "It is closed, but an action in it has no outcome.");
      }
    }
  }

  void decisions(const Looked& at) {
    for (const std::string& id : at.made->decisions) {
      const auto found = m_entries.find(id);
      if (found == m_entries.end() || !found->second.entry.body.empty()) continue;
      add(Of::noReason, at, id, "A decision has no reason: years later nobody could tell why.");
    }
  }

  void links(const Looked& at) {
    for (const LinkedChild& child : at.made->children) {
      if (!child.pupil.part.empty()) continue;
      const auto cases = m_casesOf.find(child.pupil.ref);
      if (cases != m_casesOf.end() && cases->second > 1) continue;
      add(Of::oddLink, at, child.linkedBy,
          "A child is linked without any part, and is in no other record: is it the right child?");
    }
  }

  void wording(const Looked& at) {
    if (!m_asked.hints) return;
    const auto read = [&](const std::string& id) {
      const auto found = m_entries.find(id);
      if (found == m_entries.end()) return;
      for (std::string& sentence : m_asked.hints(found->second.entry)) add(Of::wording, at, id, std::move(sentence));
    };
    read(at.made->head);
    for (const std::string& id : at.made->later) read(id);
  }

  const CaseEntries& m_entries;
  const ReviewAsked& m_asked;
  std::unordered_map<std::string_view, std::size_t> m_casesOf;
  std::vector<Finding> m_out;
};

// A number for a record and a seed, evenly spread and the same on every machine (FNV-1a, then the finaliser of
// splitmix64: Steele, Lea and Flood, OOPSLA 2014).
std::uint64_t drawnFor(std::string_view id, std::uint64_t seed) {
  std::uint64_t x = 0xcbf29ce484222325 ^ seed;
  for (const char c : id) x = (x ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}

std::vector<std::string> sampleOf(const std::vector<Looked>& all, const ReviewAsked& asked) {
  std::size_t first = 0;
  while (first < all.size() && all[first].day < asked.sampleFrom) ++first;
  if (all.size() - first < asked.sample) first = all.size() - std::min(asked.sample, all.size());
  std::vector<std::pair<std::uint64_t, std::size_t>> drawn;
  for (std::size_t i = first; i < all.size(); ++i) drawn.emplace_back(drawnFor(*all[i].id, asked.seed), i);
  std::sort(drawn.begin(), drawn.end());
  drawn.resize(std::min(asked.sample, drawn.size()));
  std::sort(drawn.begin(), drawn.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  std::vector<std::string> out;
  for (const auto& [number, at] : drawn) out.push_back(*all[at].id);
  return out;
}

}  // namespace

std::string_view findingWords(Of of) {
  switch (of) {
    case Of::unread:
      return "Not read yet";
    case Of::openTooLong:
      return "Open for a long time";
    case Of::nothingDone:
      return "No action and no decision";
    case Of::outcomeOverdue:
      return "Actions without an outcome";
    case Of::closedUnfinished:
      return "Closed with an action open";
    case Of::noReason:
      return "Decisions without a reason";
    case Of::noCategory:
      return "No category";
    case Of::sortedTwice:
      return "Two categories at once";
    case Of::wording:
      return "May be hard to understand later";
    case Of::oddLink:
      break;
  }
  return "Links to look at";
}

std::string summaryOf(const Review& review, std::size_t notes) {
  std::string out = "Looked through " + counted(review.looked, "concern", "concerns") + ".";
  std::map<Of, std::size_t> counts;
  for (const Finding& each : review.findings) ++counts[each.of];
  for (const auto& [of, count] : counts) out += "\n" + std::string(findingWords(of)) + ": " + std::to_string(count);
  if (counts.empty()) out += "\nNothing stood out.";
  const auto rare = std::count_if(review.categories.begin(), review.categories.end(),
                                  [](const CategoryUse& use) { return use.rare; });
  out += "\nCategories hardly used: " + std::to_string(rare);
  out += "\nPairs of categories that may be one: " + std::to_string(review.overlaps.size());
  out +=
      "\nRecords drawn at random: " + std::to_string(review.sample.size()) + ", with a note: " + std::to_string(notes);
  return out;
}

Review reviewOf(const CaseView& view, const CaseEntries& entries, const ReviewAsked& asked) {
  const std::vector<Looked> all = lookedAt(view, entries, asked.from);
  Looker looker(entries, asked);
  looker.countLinks(view);
  for (const Looked& each : all) looker.look(each);
  Review out;
  out.findings = looker.take();
  out.looked = all.size();
  out.sample = sampleOf(all, asked);
  out.categories = categoryUse(view, entries, asked);
  out.overlaps = overlapsIn(out.categories, view, entries);
  return out;
}

}  // namespace pillarbox::casework

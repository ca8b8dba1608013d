#include "shared/casework/figures.h"

#include <algorithm>
#include <map>

namespace pillarbox::casework {

namespace {

// The rows of one table, in the order they are to be shown.
class Tally {
 public:
  void row(const std::string& words) {
    if (m_at.emplace(words, m_counts.size()).second) {
      m_words.push_back(words);
      m_counts.push_back(0);
    }
  }
  void count(const std::string& words) {
    row(words);
    ++m_counts[m_at.at(words)];
  }
  // In the order of the words; `last` after all.
  void sort(const std::string& last) {
    std::vector<std::pair<std::string, std::size_t>> rows;
    for (std::size_t i = 0; i < m_words.size(); ++i) rows.emplace_back(m_words[i], m_counts[i]);
    std::sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) {
      return std::pair(a.first == last, a.first) < std::pair(b.first == last, b.first);
    });
    m_at.clear();
    for (std::size_t i = 0; i < rows.size(); ++i) {
      m_at[rows[i].first] = i;
      m_words[i] = rows[i].first;
      m_counts[i] = rows[i].second;
    }
  }
  FigureTable table(FigureTable::Of of, std::string title) const {
    FigureTable out{of, std::move(title), {}};
    const std::vector<Shown> shown = hideSmall(m_counts);
    for (std::size_t i = 0; i < shown.size(); ++i) out.rows.push_back({m_words[i], shown[i]});
    return out;
  }

 private:
  std::map<std::string, std::size_t> m_at;
  std::vector<std::string> m_words;
  std::vector<std::size_t> m_counts;
};

const std::string noCategory = "No category yet";
const std::string noPlace = "Place not said";
const std::string otherPlace = "Another place";
const std::string noChildren = "Not known";

std::optional<double> median(std::vector<double> values) {
  if (values.size() < leastShown) return std::nullopt;
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

// The year, or the class, of whoever it is about first: pupils come in that order.
std::string childrenOf(const Entry& head, const Roster& roster, FiguresAsked::ChildrenBy by) {
  for (const PupilPart& part : head.pupils) {
    const Pupil* pupil = part.ref.empty() ? nullptr : roster.pupil(part.ref);
    if (by == FiguresAsked::ChildrenBy::schoolClass) {
      // Of the time, not of today; but never what somebody typed, which may name the child.
      const bool real = std::any_of(roster.pupils.begin(), roster.pupils.end(),
                                    [&](const Pupil& each) { return each.className == part.className; });
      if (!part.className.empty() && real) return part.className;
      if (pupil != nullptr && !pupil->className.empty()) return pupil->className;
    } else if (pupil != nullptr && !pupil->year.empty()) {
      return "Year " + pupil->year;
    }
  }
  return noChildren;
}

struct Counted {
  const Case* made = nullptr;
  const Entry* head = nullptr;
  std::string day;
};

std::vector<Counted> concernsOf(const CaseView& view, const CaseEntries& entries, const FiguresAsked& asked) {
  std::vector<Counted> out;
  for (const auto& [id, made] : view.cases) {
    const auto head = entries.find(made.head);
    if (head == entries.end()) continue;
    const Entry& entry = head->second.entry;
    if (entry.kind != Kind::concern || (entry.aboutAdult && !asked.adults)) continue;
    std::string day = dayOn(entry.writtenAt.wall);
    if ((!asked.from.empty() && day < asked.from) || (!asked.to.empty() && day > asked.to)) continue;
    out.push_back({&made, &entry, std::move(day)});
  }
  return out;
}

// How long something took, as a row; the last is for what took longer than all.
struct UpTo {
  double hours;
  const char* words;
};
constexpr double aDay = 24, aWeek = 7 * aDay;
constexpr UpTo readWithin[]{
    {1, "Within an hour"}, {aDay, "Within a day"}, {3 * aDay, "Within 3 days"}, {aWeek, "Within a week"}};
constexpr UpTo closedWithin[]{{aWeek, "Closed within a week"},
                              {4 * aWeek, "Closed within 4 weeks"},
                              {13 * aWeek, "Closed within a term (13 weeks)"}};
const std::string readLater = "Later", notRead = "Not read yet", readSometime = "Read; a clock was wrong";
const std::string open = "Open", closedLater = "Closed later", closedSometime = "Closed; a clock was wrong";

template <std::size_t N>
std::string within(const UpTo (&rows)[N], double hours, const std::string& later) {
  for (const UpTo& row : rows) {
    if (hours <= row.hours) return row.words;
  }
  return later;
}

void weeksBetween(const std::string& from, const std::string& to, Tally& weeks) {
  constexpr int longest = 60 * 53;  // of all records of a school; a wrong clock cannot make it endless
  const std::string last = mondayOf(to);
  std::string week = mondayOf(from);
  for (int i = 0; i < longest && !week.empty() && week <= last; ++i, week = daysLater(week, 7)) weeks.row(week);
}

}  // namespace

Figures figuresOf(const CaseView& view, const CaseEntries& entries, const Roster& roster, const FiguresAsked& asked) {
  const std::vector<Counted> concerns = concernsOf(view, entries, asked);
  Figures out;
  out.from = asked.from;
  out.to = asked.to;
  for (const Counted& each : concerns) {
    if (asked.from.empty() && (out.from.empty() || each.day < out.from)) out.from = each.day;
    if (asked.to.empty() && each.day > out.to) out.to = each.day;
  }
  Tally weeks, categories, places, children, times, reads, states;
  std::vector<double> hoursToRead, daysToClose;
  weeksBetween(out.from, out.to, weeks);
  for (const std::string& category : asked.categories) categories.row(category);
  for (const TimeOfDay time : allTimesOfDay) times.row(std::string(timeOfDayWords(time)));
  const auto known = [&](const std::string& place) {
    return std::find(asked.places.begin(), asked.places.end(), place) != asked.places.end();
  };
  for (const std::string& place : asked.places) places.row(place);
  for (const UpTo& row : readWithin) reads.row(row.words);
  for (const std::string& row : {readLater, notRead}) reads.row(row);
  states.row(open);
  for (const UpTo& row : closedWithin) states.row(row.words);
  states.row(closedLater);
  for (const auto& [made, head, written] : concerns) {
    weeks.count(mondayOf(written));
    categories.count(made->category.empty() ? noCategory : made->category);
    places.count(head->happenedWhere.empty() ? noPlace : known(head->happenedWhere) ? head->happenedWhere : otherPlace);
    children.count(childrenOf(*head, roster, asked.childrenBy));
    times.count(std::string(timeOfDayWords(timeOfDay(*head, asked.hours))));
    using Hours = std::chrono::duration<double, std::ratio<3600>>;
    const auto since = [&, from = head->writtenAt.wall](WallTime at) { return Hours(at - from).count(); };
    // A clock that was wrong makes times before the writing: those say nothing.
    const double toRead = made->readAt ? since(*made->readAt) : -1, toClose = made->closed ? since(made->closedAt) : -1;
    if (toRead >= 0) hoursToRead.push_back(toRead);
    if (toClose >= 0) daysToClose.push_back(toClose / aDay);
    reads.count(!made->readAt ? notRead : toRead < 0 ? readSometime : within(readWithin, toRead, readLater));
    states.count(!made->closed ? open : toClose < 0 ? closedSometime : within(closedWithin, toClose, closedLater));
  }
  weeks.sort({});
  categories.sort(noCategory);
  places.sort(otherPlace);
  children.sort(noChildren);
  const bool byClass = asked.childrenBy == FiguresAsked::ChildrenBy::schoolClass;
  using Of = FigureTable::Of;
  out.total = showTotal(concerns.size());
  out.tables = {weeks.table(Of::week, "By week, starting Monday"),
                categories.table(Of::category, "By category"),
                places.table(Of::place, "By place"),
                children.table(Of::children, byClass ? "By class" : "By year group"),
                times.table(Of::timeOfDay, "By time of day"),
                reads.table(Of::timeToRead, "How long until it was first read"),
                states.table(Of::state, "Open, or how long until it was closed")};
  out.medianHoursToRead = median(std::move(hoursToRead));
  out.medianDaysToClose = median(std::move(daysToClose));
  return out;
}

std::string_view howSmallNumbersAreHidden() {
  return "Numbers from 1 to 4 are shown as “fewer than 5”, so that no child can be picked out. Where one of them could "
         "be "
         "worked out from the total, another number is not shown either, or the table is left out.";
}

}  // namespace pillarbox::casework

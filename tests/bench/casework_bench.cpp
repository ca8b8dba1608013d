// The cases made out of the entries of a big school: everything a device has is projected anew whenever something
// arrives. A history like a school's: for each concern its reading, sorting, actions and the rest.
#include <ctime>

#include "shared/casework/case_view.h"
#include "shared/casework/child_view.h"
#include "shared/casework/figures.h"
#include "shared/casework/review.h"
#include "shared/record/ids.h"
#include "tests/bench/bench.h"
#include "tests/support/fake_clock.h"
#include "tests/support/seeded_random.h"

namespace pillarbox::bench {
namespace {

using casework::CaseEntries;
using casework::CaseEntry;

class School {
 public:
  explicit School(std::size_t entries) {
    while (m_list.size() < entries) story();
    m_list.resize(entries);
  }
  std::vector<CaseEntry> take() { return std::move(m_list); }

 private:
  Entry& add(Kind kind, const std::string& subject) {
    m_clock.advance(std::chrono::minutes(13));
    CaseEntry made;
    made.delivery = casework::Delivery::delivered;
    Entry& entry = made.entry;
    entry.id = newId(m_clock, m_random);
    entry.nonce = toHex(m_random.bytes(32));
    entry.school = "s-demo";
    entry.kind = kind;
    entry.subject = subject;
    entry.author = {"dsl-1", "Anna Bell", "Designated Safeguarding Lead", VerifiedBy::keyCard};
    entry.device = "d-1";
    entry.audience = "safeguarding";
    entry.writtenAt.wall = m_clock.now();
    m_list.push_back(std::move(made));
    return m_list.back().entry;
  }

  // One concern and what follows: ten entries on average.
  void story() {
    Entry& concern = add(Kind::concern, {});
    const std::string id = concern.id;
    concern.account = "This is invented. She came to me by the climbing frame and was crying, and held her left arm.";
    concern.pupils = {{"p-" + std::to_string(m_random.below(1000)), "Amina Okafor", "3B", "worried-about", ""}};
    add(Kind::read, id);
    add(Kind::triage, id).category = "Home";
    for (std::uint64_t i = m_random.below(3); i > 0; --i) {
      const std::string addition = add(Kind::addition, id).id;
      add(Kind::read, addition);
    }
    for (std::uint64_t i = m_random.below(3); i > 0; --i) {
      Entry& action = add(Kind::action, id);
      action.casework.what = "Rang the school nurse.";
      action.casework.state = "agreed";
      action.casework.ownerName = "Anna Bell";
      action.casework.due = "2026-12-01";
      const std::string done = action.id;
      add(Kind::outcome, done).body = "The nurse saw her on Monday.";
    }
    Entry& decision = add(Kind::decision, id);
    decision.casework.decision = "monitor";
    decision.body = "She says that she feels safe.";
    if (m_random.below(20) == 0) add(Kind::merge, id).casework.into = m_list.front().entry.id;
    if (m_random.below(10) != 0) add(Kind::close, id).casework.outcome = "Settled.";
    add(Kind::seen, {}).casework.seen = {{id, m_clock.now()}};
  }

  support::FakeClock m_clock;
  support::SeededRandom m_random{11};
  std::vector<CaseEntry> m_list;
};

double processorMs() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

Status measure(const Options& options) {
  for (const std::size_t count : {std::size_t{1'000}, std::size_t{10'000}, std::size_t{100'000}}) {
    if (options.quick && count > 10'000) break;
    CaseEntries entries;
    std::vector<CaseEntry> list = School(count).take();
    double begun = processorMs();
    casework::merge(entries, std::move(list));
    const double mergeMs = processorMs() - begun;
    std::vector<double> times;
    std::size_t cases = 0;
    for (int again = 0; again < 5; ++again) {
      begun = processorMs();
      const casework::CaseView view = casework::project(entries, {});
      times.push_back(processorMs() - begun);
      cases = view.cases.size();
    }
    PB_TRY(must(cases > count / 20, "the cases were not made"));
    const casework::CaseView view = casework::project(entries, {});
    begun = processorMs();
    const casework::ChildView child = casework::childView("p-7", view, entries, {});
    const double childMs = processorMs() - begun;
    begun = processorMs();
    const casework::Figures figures = casework::figuresOf(view, entries, {}, {});
    const double figuresMs = processorMs() - begun;
    begun = processorMs();
    casework::ReviewAsked asked;
    asked.today = "2030-01-01";
    const casework::Review review = casework::reviewOf(view, entries, asked);
    const double reviewMs = processorMs() - begun;
    PB_TRY(must(!figures.tables.empty() && review.looked > 0, "the figures were not made"));
    const nlohmann::ordered_json more{{"entries", count}, {"cases", cases}};
    figure("merge", mergeMs, "ms", more);
    figure("project_p50", median(times), "ms", more);
    figure("project_most", percentile(times, 100), "ms", more);
    figure("child_view", childMs, "ms", {{"entries", count}, {"rows", child.rows.size()}});
    figure("school_figures", figuresMs, "ms", more);
    figure("quality_review", reviewMs, "ms", {{"entries", count}, {"findings", review.findings.size()}});
  }
  return {};
}

}  // namespace
}  // namespace pillarbox::bench

int main(int argc, char** argv) {
  return pillarbox::bench::runBench("casework", argc, argv, pillarbox::bench::measure);
}

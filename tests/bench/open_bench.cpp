// Everything that a reader may read, opened and checked out of a real folder, for the first time on this device and
// again, then projected and made searchable: what unlocking is made of, without a screen. Processor time beside the
// time on the clock, because other work counts in the second only.
#include <sys/resource.h>
#include <unistd.h>

#include "kiosk/desk/entry_loader.h"
#include "shared/base/files.h"
#include "shared/open/key_card.h"
#include "shared/search/index.h"
#include "tests/bench/bench.h"
#include "tests/bench/filled_school.h"
#include "tests/support/demo.h"

namespace pillarbox::bench {
namespace {

double processorMs() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto ms = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
  };
  return ms(used.ru_utime) + ms(used.ru_stime);
}

class Stretch {
 public:
  void tell(const std::string& name, const nlohmann::ordered_json& of) {
    figure(name, m_watch.ms(), "ms", of);
    figure(name + ", processor", processorMs() - m_processor, "ms", of);
  }

 private:
  Watch m_watch;
  double m_processor = processorMs();
};

Status openAll(const support::DemoSchool& made, int entries, const char* when) {
  const SystemClock clock;
  SystemRandom random;
  nlohmann::ordered_json of{{"entries", entries}, {"when", when}};
  PB_TRY_VALUE(office::School school, office::openSchool(made.folder(), clock, random));
  const support::DemoPerson& dsl = made.person("dsl");
  PB_TRY_VALUE(SecretBytes card, open::parseCardCode(dsl.cardCode));
  PB_TRY_VALUE(const desk::Unlocked person, desk::unlock(school, std::nullopt, std::move(card),
                                                         SecretBytes::copyOf(dsl.passphrase), desk::Starter::allow));
  const double before = memoryMiB(getpid());
  std::vector<casework::CaseEntry> all;
  casework::UnopenedById unopened;
  desk::EntryLoader loader(school, person, random);
  Stretch opening;
  PB_TRY_VALUE(const auto known, school.store->known());
  loader.want(known);
  bool first = true;
  while (loader.more()) {
    PB_TRY_VALUE(desk::EntryLoader::Lot lot, loader.next(first ? 200 : 2500));  // as the inbox does
    if (first) opening.tell("first of the list opened", of);
    first = false;
    for (casework::CaseEntry& entry : lot.entries) all.push_back(std::move(entry));
    PB_TRY(loader.keep());
  }
  opening.tell("all opened and checked", of);
  PB_TRY(must(all.size() == static_cast<std::size_t>(entries), "not all could be opened"));
  figure("memory of all opened", memoryMiB(getpid()) - before, "MiB", of);
  std::vector<const Entry*> toIndex;
  for (const casework::CaseEntry& entry : all) toIndex.push_back(&entry.entry);
  Stretch indexing;
  PB_TRY_VALUE(search::Index index, search::Index::make());
  constexpr std::size_t atOnce = 2500;
  for (std::size_t begin = 0; begin < toIndex.size(); begin += atOnce) {
    const auto from = toIndex.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto to = toIndex.begin() + static_cast<std::ptrdiff_t>(std::min(begin + atOnce, toIndex.size()));
    PB_TRY(index.add({from, to}));
  }
  indexing.tell("all searchable, once opened", of);
  casework::CaseEntries merged;
  Stretch merging;
  casework::merge(merged, std::move(all));
  const casework::CaseView view = casework::project(merged, unopened);
  merging.tell("all merged and projected", of);
  PB_TRY(must(view.items.size() == static_cast<std::size_t>(entries), "not all are listed"));
  Stretch rechecking;
  while (loader.rechecking()) {
    PB_TRY_VALUE(const desk::EntryLoader::Lot lot, loader.recheckSome(500));
    PB_TRY(must(lot.places == 0, "a sealed file changed"));
  }
  rechecking.tell("sealed files looked at again", of);
  return {};
}

Status measure(const Options& options) {
  for (const int entries : {1000, 10'000, 100'000}) {
    if (options.quick && entries > 10'000) break;
    const support::TempFolder temp;
    const support::DemoSchool school(temp / "school");
    PB_TRY(must(school.problem().empty(), school.problem()));
    PB_TRY(fill(school.folder(), entries));
    PB_TRY(openAll(school, entries, "first time on this device"));
    PB_TRY(openAll(school, entries, "again"));
  }
  return {};
}

}  // namespace
}  // namespace pillarbox::bench

int main(int argc, char** argv) {
  return pillarbox::bench::runBench("open", argc, argv, pillarbox::bench::measure);
}

// Everything a reader has opened, searched as it is typed: the index made of 100,000 entries, each key of queries that
// a reader would type, and memory. In processor time of the one thread, because the search has a thread of its own.
#include <unistd.h>

#include <ctime>
#include <random>

#include "shared/search/fields.h"
#include "shared/search/index.h"
#include "tests/bench/bench.h"
#include "tests/support/case_sample.h"

namespace pillarbox::bench {
namespace {

using casework::CaseEntry;

double cpuMs() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

// Words of an invented language, the common ones far more often, as in any: a Zipf-like spread over 20,000.
class Prose {
 public:
  explicit Prose(std::mt19937& random) : m_random(random) {
    const char* const syllables[] = {"ba", "con", "der", "el", "fra", "gi",  "ho", "in", "ka",  "lum",
                                     "me", "nor", "o",   "pe", "ri",  "sta", "th", "un", "ver", "wil"};
    for (int i = 0; i < 20'000; ++i) {
      std::string word;
      for (auto n = 1 + m_random() % 4; n > 0; --n) word += syllables[m_random() % std::size(syllables)];
      m_words.push_back(std::move(word));
    }
  }
  std::string text(unsigned words) {
    std::string out;
    for (unsigned i = 0; i < words; ++i) {
      const double spread = std::uniform_real_distribution<double>(0, 1)(m_random);
      const double at = std::pow(spread, 4) * static_cast<double>(m_words.size());
      out += m_words[std::min(static_cast<std::size_t>(at), m_words.size() - 1)];
      out += i % 12 == 11 ? ". " : " ";
    }
    return out;
  }

 private:
  std::mt19937& m_random;
  std::vector<std::string> m_words;
};

const char* const firstNames[] = {"Amina", "Ben", "Zoë", "Lena", "Tomasz", "Aaliyah", "Jack", "Maya", "Oscar", "Priya"};
const char* const lastNames[] = {"Okafor", "Cole", "O'Neill", "Frost", "Łukasz", "Khan", "Smith-Jones", "Patel"};

CaseEntry makeEntry(casework::Sample& sample, std::mt19937& random, Prose& prose, std::vector<std::string>& concerns) {
  const int minutes = static_cast<int>(random() % 5'000'000) - 5'000'000;  // of ten years
  if (concerns.empty() || random() % 10 < 4) {
    const auto first = random() % std::size(firstNames), last = random() % std::size(lastNames);
    CaseEntry made = sample.concern(minutes, std::string(firstNames[first]) + " " + lastNames[last]);
    made.entry.pupils[0].ref = "p-" + std::to_string(random() % 2000);
    made.entry.account = prose.text(80);
    made.entry.exactWords[0].words = prose.text(12);
    concerns.push_back(made.entry.id);
    return made;
  }
  CaseEntry made = sample.decision(minutes, concerns[random() % concerns.size()]);
  made.entry.body = prose.text(25);
  return made;
}

Status measure(const Options& options) {
  const std::size_t count = options.quick ? 20'000 : 100'000;
  const nlohmann::ordered_json more{{"entries", count}};
  std::mt19937 random(3);
  Prose prose(random);
  casework::Sample sample;
  std::vector<CaseEntry> entries;
  std::vector<std::string> concerns;
  for (std::size_t i = 0; i < count; ++i) entries.push_back(makeEntry(sample, random, prose, concerns));
  std::sort(entries.begin(), entries.end(),
            [](const CaseEntry& a, const CaseEntry& b) { return a.entry.writtenAt.wall > b.entry.writtenAt.wall; });

  const double before = memoryMiB(getpid());
  PB_TRY_VALUE(search::Index index, search::Index::make());
  const double began = cpuMs();
  constexpr std::size_t batch = 2500;  // as the inbox opens them
  for (std::size_t i = 0; i < count; i += batch) {
    std::vector<const Entry*> some;
    for (std::size_t j = i; j < std::min(i + batch, count); ++j) some.push_back(&entries[j].entry);
    PB_TRY(index.add(some));
  }
  const double built = cpuMs();
  PB_TRY(index.settle());
  figure("built", built - began, "ms", more);
  figure("settled", cpuMs() - built, "ms", more);
  figure("memory", memoryMiB(getpid()) - before, "MiB", more);

  std::vector<double> keys, shows;
  std::vector<std::string> typed{"amina okafor crying", "zoe oneill",          "the bell", "3b playground",
                                 "\"in the o\" amina",  "decision feels safe", "k7m"};
  for (int i = 0; i < 60; ++i) typed.push_back(prose.text(3));
  for (const std::string& whole : typed) {
    for (std::size_t length = 1; length <= whole.size(); ++length) {
      const search::Query query = search::parseQuery(std::string_view(whole).substr(0, length));
      const double start = cpuMs();
      PB_TRY_VALUE(const search::Hits found, index.find(query, {}));
      keys.push_back(cpuMs() - start);
      if (length != whole.size() || found.hits.empty()) continue;
      const double shown = cpuMs();
      for (std::size_t i = 0; i < found.hits.size(); ++i) {
        PB_TRY(must(!search::show(entries[i].entry, query).text.empty(), "nothing to show"));
      }
      shows.push_back(cpuMs() - shown);
    }
  }
  figure("key_median", median(keys), "ms", more);
  figure("key_p99", percentile(keys, 99), "ms", more);
  figure("key_worst", percentile(keys, 100), "ms", more);
  figure("all_rows_shown_p99", percentile(shows, 99), "ms", more);

  search::Filters filters;
  filters.child = "p-7";
  std::vector<double> filtered;
  for (const char* words : {"", "t", "th", "ba", "con"}) {
    const double start = cpuMs();
    PB_TRY_VALUE(const search::Hits found, index.find(search::parseQuery(words), filters));
    filtered.push_back(cpuMs() - start);
  }
  figure("first_filtered", filtered.front(), "ms", more);
  figure("filtered_worst", percentile(std::vector<double>(filtered.begin() + 1, filtered.end()), 100), "ms", more);
  return {};
}

}  // namespace
}  // namespace pillarbox::bench

int main(int argc, char** argv) {
  return pillarbox::bench::runBench("search", argc, argv, pillarbox::bench::measure);
}

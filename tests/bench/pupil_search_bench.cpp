// Finding a child as a name is typed, at 2,000 pupils: each key of some names, by the index and by going through every
// pupil afresh. Also the index itself, and the import of a file of that size.
#include <array>
#include <ctime>

#include "shared/base/random.h"
#include "shared/record/folding.h"
#include "shared/record/pupil_search.h"
#include "shared/record/roster_import.h"
#include "tests/bench/bench.h"

namespace pillarbox::bench {
namespace {

constexpr std::size_t pupilCount = 2'000;

// Invented names out of syllables: as many different words as a real school has.
std::string csvOf(std::size_t count) {
  constexpr std::array<std::string_view, 24> first{"al", "an", "bel", "cha", "da", "el", "fa", "ga",
                                                   "ha", "is", "jo",  "ka",  "li", "mo", "na", "ol",
                                                   "pe", "ra", "sa",  "ta",  "um", "vi", "wi", "zo"};
  constexpr std::array<std::string_view, 12> last{"da",  "ë",  "fia", "han", "la",  "lie",
                                                  "mir", "na", "ry",  "sha", "ton", "vis"};
  std::string csv = "Pupil ID,UPN,Forename,Surname,Known as,Class,Year,Address\n";
  for (std::size_t i = 0; i < count; ++i) {
    const auto word = [&](std::size_t seed) {
      return std::string(first[seed % 24]) + std::string(first[seed / 24 % 24]) + std::string(last[seed / 7 % 12]);
    };
    csv += std::to_string(100'000 + i) + ",," + word(i * 31 + 5) + "," + word(i * 17 + 3) +
           (i % 9 == 0 ? "-" + word(i * 13 + 1) : "") + "," + (i % 7 == 0 ? word(i * 5) : "") + "," +
           std::to_string(i / 150 + 1) + static_cast<char>('A' + i / 30 % 5) + "," + std::to_string(i / 150 + 1) + "," +
           std::to_string(i / 2) + " Invented Street\n";
  }
  return csv;
}

// What the first version did: fold every name at every key, and look for beginnings only.
std::size_t plainScan(const Roster& roster, std::string_view typed) {
  const std::vector<std::string> wanted = foldedWords(typed);
  std::size_t found = 0;
  for (const Pupil& pupil : roster.pupils) {
    const auto words = foldedWords(pupil.forename + " " + pupil.surname + " " + pupil.knownAs + " " + pupil.className);
    found += std::all_of(wanted.begin(), wanted.end(), [&](const std::string& typedWord) {
      return std::any_of(words.begin(), words.end(), [&](const auto& word) { return word.starts_with(typedWord); });
    });
  }
  return found;
}

// The processor's time, so that whatever else the machine does is not counted as the search's.
double processorMs() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

Status measure(const Options& options) {
  SystemRandom random;
  const std::string csv = csvOf(pupilCount);
  const double reading = processorMs();
  auto import = importRosterCsv(Roster(), csv, random);
  const double importMs = processorMs() - reading;
  PB_TRY(must(import.ok() && import->roster.pupils.size() == pupilCount, "the invented list was not taken"));
  const double again = processorMs();
  const auto second = importRosterCsv(import->roster, csv, random);
  const double againMs = processorMs() - again;
  PB_TRY(must(second.ok() && second->unchanged == static_cast<int>(pupilCount), "the list was not known again"));
  const Roster& roster = import->roster;
  const double building = processorMs();
  const PupilIndex index(roster);
  const double buildMs = processorMs() - building;

  std::vector<double> indexed, plain;
  std::size_t keys = 0;
  const std::size_t step = options.quick ? 400 : 40;
  for (std::size_t p = 0; p < roster.pupils.size(); p += step) {
    const Pupil& pupil = roster.pupils[p];
    // The last letter but two is wrong: then everything is compared for a typo.
    for (std::string whole : {pupil.forename + " " + pupil.surname, pupil.className + " " + pupil.forename + "qxq",
                              "mc " + pupil.surname + " de la " + pupil.forename}) {
      for (std::size_t letters = 1; letters <= whole.size(); ++letters) {
        const std::string_view typed = std::string_view(whole).substr(0, letters);
        const double begun = processorMs();
        const PupilHits hits = index.find(typed, 12);
        const double between = processorMs();
        const std::size_t found = plainScan(roster, typed);
        indexed.push_back(between - begun);
        plain.push_back(processorMs() - between);
        keys += hits.pupils.size() + found;
      }
    }
  }
  PB_TRY(must(keys > 0, "nothing was found"));
  const nlohmann::ordered_json more{{"pupils", pupilCount}, {"keys", indexed.size()}};
  figure("key_p50", median(indexed), "ms", more);
  figure("key_p99", percentile(indexed, 99), "ms", more);
  figure("key_most", percentile(indexed, 100), "ms", more);
  figure("plain_scan_p50", median(plain), "ms", more);
  figure("plain_scan_p99", percentile(plain, 99), "ms", more);
  figure("plain_over_index", median(plain) / median(indexed), "times", more);
  figure("index_built", buildMs, "ms", more);
  figure("import_first", importMs, "ms", more);
  figure("import_again", againMs, "ms", more);
  return {};
}

}  // namespace
}  // namespace pillarbox::bench

int main(int argc, char** argv) {
  return pillarbox::bench::runBench("pupil_search", argc, argv, pillarbox::bench::measure);
}

// A child's chronology of 500 entries from opened entries to the bytes of the PDF; and the same as a copy for the
// police, out of a school of 2,000 children. Nothing is sealed, opened or written here.
#include "kiosk/report/bundles.h"
#include "kiosk/report/typeset.h"
#include "shared/base/random.h"
#include "shared/record/ids.h"
#include "tests/bench/bench.h"
#include "tests/support/fake_clock.h"

namespace pillarbox::bench {
namespace {

constexpr std::size_t entryCount = 500, pupilCount = 2'000;

// Invented names out of syllables.
std::string word(std::size_t seed) {
  constexpr std::string_view first[] = {"Al", "Bel", "Cha", "Da", "El", "Fa", "Ga", "Ha", "Is", "Jo", "Ka", "Li"};
  constexpr std::string_view last[] = {"dan", "fia", "han", "la", "lie", "mir", "na", "ry", "sha", "ton", "vis"};
  return std::string(first[seed % 12]) + std::string(last[seed / 12 % 11]) + std::string(last[seed / 132 % 11]);
}

Roster inventedRoster() {
  Roster roster;
  for (std::size_t i = 0; i < pupilCount; ++i) {
    Pupil pupil;
    pupil.id = "p-" + std::to_string(i);
    pupil.forename = word(i * 31 + 5);
    pupil.surname = word(i * 17 + 3);
    pupil.className = std::to_string(i / 150 + 1) + "A";
    roster.pupils.push_back(std::move(pupil));
  }
  return roster;
}

casework::CaseEntries inventedEntries(const Roster& roster, Random& random) {
  support::FakeClock clock;
  casework::CaseEntries entries;
  std::string subject;
  for (std::size_t i = 0; i < entryCount; ++i) {
    casework::CaseEntry made;
    Entry& entry = made.entry;
    entry.id = newId(clock, random);
    entry.kind = i % 5 == 0 ? Kind::concern : i % 5 == 1 ? Kind::addition : Kind::note;
    entry.audience = "safeguarding";
    entry.author = {"dsl-1", "Anna Invented", "Designated Safeguarding Lead", VerifiedBy::keyCard};
    entry.writtenAt.wall = clock.now() + std::chrono::hours(17 * i);
    const Pupil& other = roster.pupils[1 + i * 7 % (pupilCount - 1)];
    const std::string text = "In the line for lunch @{p-0} told me about " + other.forename + " " + other.surname +
                             ". I wrote down what was said at once, and stayed until the bell. " + other.forename +
                             "'s bag was on the floor, and nobody had seen who put it there. We went in together.";
    if (entry.kind == Kind::concern) {
      subject = entry.id;
      entry.happenedAt = "Today, at lunch";
      entry.happenedWhere = "Playground";
      entry.category = "Home";
      entry.pupils = {{"p-0", roster.pupils[0].displayName(), "1A", "worried-about", ""},
                      {other.id, other.displayName(), other.className, "saw-it", ""}};
      entry.exactWords = {{"p-0", roster.pupils[0].displayName(), "I don't want to go home today.", ""}};
    } else {
      entry.subject = subject;
    }
    entry.mentions = {{"p-0", MentionKind::pupil, roster.pupils[0].displayName()}};
    (isCasework(entry.kind) ? entry.body : entry.account) = text;
    std::string id = entry.id;
    entries.emplace(std::move(id), std::move(made));
  }
  return entries;
}

Status measure(const Options& options) {
  SystemRandom random;
  PB_TRY_VALUE(const BodyFigures figures, readBodyFigures("assets"));
  const Roster roster = inventedRoster();
  const casework::CaseEntries entries = inventedEntries(roster, random);
  const casework::CaseView view = casework::project(entries, {});
  const std::vector<Person> people;
  const support::FakeClock clock;
  const report::Source source{entries,         view,        roster,   people, "Invented School",
                              "Anna Invented", clock.now(), "K7M-4QX"};
  std::vector<double> plain, made, copies;
  std::size_t bytes = 0, found = 0;
  for (int round = 0; round < (options.quick ? 2 : 7); ++round) {
    const Watch whole;
    report::Names names;
    PB_TRY_VALUE(const report::Report report,
                 report::chronology(source, "p-0", {}, report::bundleFor(report::Asked::chronology, nullptr), names));
    made.push_back(whole.ms());
    PB_TRY_VALUE(const SecretBytes pdf, report::typeset(report.document, figures));
    plain.push_back(whole.ms());
    bytes = pdf.size();
    PB_TRY(must(report.entries.size() == entryCount, "entries are missing in the chronology"));

    const Watch copy;
    report::Hiding hiding;
    hiding.subject = "p-0";
    report::HidingNames hidden(source, report::entriesOf(source, "p-0"), hiding);
    PB_TRY_VALUE(const report::Report police,
                 report::chronology(source, "p-0", {}, report::bundleFor(report::Asked::police, &hiding), hidden));
    PB_TRY_VALUE(const SecretBytes policePdf, report::typeset(police.document, figures));
    copies.push_back(copy.ms());
    found = hidden.findings().size();
  }
  const nlohmann::ordered_json more{{"entries", entryCount}, {"pupils", pupilCount}};
  figure("chronology_made", median(made), "ms", more);
  figure("chronology_pdf", median(plain), "ms", more);
  figure("chronology_pdf_most", percentile(plain, 100), "ms", more);
  figure("chronology_pdf_size", static_cast<double>(bytes) / 1024, "KiB", more);
  figure("police_copy_pdf", median(copies), "ms", more);
  figure("police_copy_names_found", static_cast<double>(found), "names", more);
  return {};
}

}  // namespace
}  // namespace pillarbox::bench

int main(int argc, char** argv) {
  return pillarbox::bench::runBench("report", argc, argv, pillarbox::bench::measure);
}

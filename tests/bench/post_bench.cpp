// How much longer it takes to post an entry, sealed, signed and durable, than SQLite takes to keep as many bytes; and
// how fast sealing and opening are.
#include "kiosk/office/poster.h"
#include "shared/open/age_open.h"
#include "shared/seal/age_seal.h"
#include "tests/bench/bench.h"
#include "tests/support/demo.h"

namespace pillarbox::bench {
namespace {

Entry concern(std::size_t accountBytes) {
  Entry entry;
  entry.author.name = "Pat Example";
  entry.author.role = "Lunchtime supervisor";
  while (entry.account.size() < accountBytes) entry.account += "At 12.40 a child came to me by the climbing frame. ";
  return entry;
}

// Post and bare commit in turn, so that whatever else the machine does happens to both.
Status compare(office::School& school, const std::string& name, std::size_t accountBytes, std::size_t attached,
               int rounds) {
  BareSqlite bare;
  PB_TRY(bare.open((school.folder / ("bare-" + name + ".db")).string()));
  std::vector<double> posted, committed;
  Bytes sealed;
  const Bytes page = school.random->bytes(attached);
  for (int i = -10; i < rounds; ++i) {  // the first ten warm both up
    const seal::Attachment attachment{"page-1.webp", "image/webp", page};
    const std::span<const seal::Attachment> attachments(&attachment, attached > 0 ? 1 : 0);
    const bool first = i % 2 == 0;
    for (int half = 0; half < 2; ++half) {
      if ((half == 0) == first) {
        const Watch watch;
        PB_TRY_VALUE(const store::Posting posting,
                     office::postEntry(school, concern(accountBytes), attachments, {}, nullptr));
        if (i >= 0) posted.push_back(watch.ms());
        if (sealed.empty()) {
          PB_TRY_VALUE(sealed, school.store->sealed(posting.slip.id));
        }
      } else if (!sealed.empty()) {
        const Watch watch;
        PB_TRY(bare.commit(sealed));
        if (i >= 0) committed.push_back(watch.ms());
      }
    }
  }
  const nlohmann::ordered_json of{{"entry", name}, {"sealed_bytes", sealed.size()}, {"rounds", rounds}};
  for (const int percent : {50, 99}) {
    const std::string p = "p" + std::to_string(percent);
    const double post = percentile(posted, percent), commit = percentile(committed, percent);
    figure("post to durable, " + p, post, "ms", of);
    figure("bare commit, " + p, commit, "ms", of);
    figure("post to durable / bare commit, " + p, post / commit, "ratio", of);
  }
  // What is left when the disk is taken away.
  const auto placed = office::placeOf(school);
  if (!placed.ok()) return placed.fault();
  std::vector<double> sealing;
  const seal::Attachment attachment{"page-1.webp", "image/webp", page};
  const std::span<const seal::Attachment> attachments(&attachment, attached > 0 ? 1 : 0);
  for (int i = 0; i < 100; ++i) {
    const Watch watch;
    PB_TRY(office::prepare(*placed, concern(accountBytes), attachments, {}, *school.clock, *school.random));
    sealing.push_back(watch.ms());
  }
  figure("filling in and sealing, p50", median(sealing), "ms", of);
  return {};
}

Status sealAndOpen(Random& random, int rounds) {
  constexpr std::size_t size = 8u << 20;
  constexpr double megabytes = static_cast<double>(size) / 1e6;
  const Bytes plain = random.bytes(size);
  const open::Identity identity = open::Identity::generate(random);
  std::vector<seal::Recipient> recipients{identity.recipient()};
  for (int i = 0; i < 3; ++i) recipients.push_back(open::Identity::generate(random).recipient());
  std::vector<double> sealing, opening;
  for (int i = 0; i < rounds; ++i) {
    const Watch sealWatch;
    PB_TRY_VALUE(const Bytes sealed, seal::sealTo(plain, recipients, random));
    sealing.push_back(sealWatch.seconds());
    const Watch openWatch;
    PB_TRY_VALUE(const SecretBytes opened, open::unseal(sealed, identity));
    opening.push_back(openWatch.seconds());
    PB_TRY(must(opened.size() == size, "the opened file is shorter"));
  }
  figure("seal", megabytes / median(sealing), "MB/s", {{"bytes", size}, {"recipients", recipients.size()}});
  figure("open", megabytes / median(opening), "MB/s", {{"bytes", size}});
  return {};
}

Status measure(const Options& options) {
  const support::TempFolder temp;
  const support::DemoSchool demo(temp / "school");
  PB_TRY(must(demo.problem().empty(), demo.problem()));
  const SystemClock clock;
  SystemRandom random;
  PB_TRY_VALUE(office::School school, office::openSchool(demo.folder(), clock, random));
  const int rounds = options.quick ? 100 : 500;
  PB_TRY(compare(school, "4 KB", 1000, 0, rounds));
  PB_TRY(compare(school, "300 KB", 1000, 296'000, rounds));
  return sealAndOpen(random, options.quick ? 5 : 20);
}

}  // namespace
}  // namespace pillarbox::bench

int main(int argc, char** argv) {
  return pillarbox::bench::runBench("post", argc, argv, pillarbox::bench::measure);
}

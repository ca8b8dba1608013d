// The paper form, read from synthetic photos with known truth: how many pages, ticks, marks and fields are right, and
// how long each step takes on one core. Usage:
//   form_bench [--quick] [--table] [--forms N] [--seed S] [--difficulty normal|hard] [--check]
//              [--failures FILE] [--debug-dir FOLDER]
// --forms counts sides; every fifth is blank. --check: end with 1 if a figure misses its aim. --debug-dir keeps the
// pictures of failures.
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <fstream>
#include <opencv2/imgproc.hpp>

#include "scanner/frame/image.h"
#include "scanner/page/read.h"
#include "tests/bench/bench.h"
#include "tests/support/paper/desk.h"
#include "tests/support/paper/printed.h"
#include "tests/support/paper/score.h"

namespace pillarbox::bench {
namespace {

using support::Blank;
using support::Difficulty;
using support::percent;
using support::Score;

struct FormOptions {
  int forms = 200;
  std::uint64_t seed = 1;
  Difficulty difficulty = Difficulty::normal;
  bool table = false, check = false;
  std::string failures, debugDir;
};

struct Row {
  std::string figure, aim;
  double value = 0;
  std::string unit;
  bool met = true;
};

// Time one core was busy, which a machine with other work to do does not lengthen. OpenCV's threads are off.
class CoreWatch {
 public:
  double ms() const { return now() - m_begun; }

 private:
  static double now() {
    timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
  }
  double m_begun = now();
};

class Figures {
 public:
  explicit Figures(const FormOptions& options) : m_options(options) {}
  void say(const std::string& name, double value, const std::string& unit, const std::string& aim = "",
           bool met = true) {
    m_allMet = m_allMet && met;
    if (!m_options.table) {
      nlohmann::ordered_json more{{"difficulty", m_options.difficulty == Difficulty::normal ? "normal" : "hard"}};
      if (!aim.empty()) more["aim"] = aim, more["met"] = met;
      figure(name, value, unit, more);
      return;
    }
    std::printf("%-46s %10.3f %-8s %s%s\n", name.c_str(), value, unit.c_str(), aim.c_str(),
                aim.empty() || met ? "" : "  MISSED");
  }
  bool allMet() const { return m_allMet; }

 private:
  const FormOptions& m_options;
  bool m_allMet = true;
};

void keepPicture(const FormOptions& options, const std::string& name, const cv::Mat& picture) {
  const auto png = frame::encodePng(picture);
  if (!png.ok()) return;
  std::ofstream file(options.debugDir + "/" + name + ".png", std::ios::binary);
  file.write(reinterpret_cast<const char*>(png.value().data()), static_cast<std::streamsize>(png.value().size()));
}

struct Times {
  std::vector<double> read, track, full, flatten, judge, form;
};

// Each step by itself, on a picture that is one of ours.
void timeSteps(const frame::Picture& picture, const form::Side& side, Times& times) {
  CoreWatch watch;
  (void)page::find(picture.grey, picture.colour, page::Effort::track);
  times.track.push_back(watch.ms());
  watch = {};
  const page::Search search = page::find(picture.grey, picture.colour, page::Effort::full);
  times.full.push_back(watch.ms());
  if (!search.found || search.found->toMm.empty()) return;
  watch = {};
  const page::Flat flat = page::flatten(picture.grey, *search.found, 200);
  times.flatten.push_back(watch.ms());
  watch = {};
  (void)page::judge(picture.grey, *search.found);
  times.judge.push_back(watch.ms());
  watch = {};
  (void)page::readForm(flat, side, {});
  times.form.push_back(watch.ms());
}

void sayTimes(Figures& figures, const std::string& name, const Times& times, double trackAim, double readAim) {
  const auto say = [&](const std::string& step, const std::vector<double>& values, double aim) {
    if (values.empty()) return;
    const double middle = percentile(values, 50);
    figures.say(name + ": " + step + ", p50", middle, "ms", aim > 0 ? "<= " + std::to_string(cvRound(aim)) : "",
                aim <= 0 || middle <= aim);
    figures.say(name + ": " + step + ", p95", percentile(values, 95), "ms");
  };
  say("page tracked", times.track, trackAim);
  say("page found", times.full, 0);
  say("page flattened", times.flatten, 0);
  say("picture judged", times.judge, 0);
  say("form read", times.form, 0);
  say("whole reading", times.read, readAim);
}

void sayScore(Figures& figures, const Score& score) {
  const auto share = [&](const std::string& name, int part, int all, const std::string& aim = "", bool met = true) {
    figures.say(name + " (of " + std::to_string(all) + ")", percent(part, all), "%", aim, met);
  };
  share("pages registered", score.registered, score.pages, ">= 99.5", percent(score.registered, score.pages) >= 99.5);
  share("serial numbers read", score.serials, score.registered);
  figures.say("page overlap (IoU), median", percentile(score.overlaps, 50), "", ">= 0.99",
              percentile(score.overlaps, 50) >= 0.99);
  figures.say("page overlap (IoU), least", percentile(score.overlaps, 0), "", ">= 0.5",
              percentile(score.overlaps, 0) >= 0.5);
  share("ticks right or unsure", score.ticksRight + score.ticksUnsure, score.ticks);
  share("ticks right, of those it was sure of", score.ticksRight, score.ticksRight + score.ticksWrong, ">= 99.9",
        percent(score.ticksRight, score.ticksRight + score.ticksWrong) >= 99.9);
  share("ticks unsure", score.ticksUnsure, score.ticks, "<= 1",
        percent(score.ticksUnsure, std::max(1, score.ticks)) <= 1);
  share("ticks wrong", score.ticksWrong, score.ticks, "<= 0.05",
        percent(score.ticksWrong, std::max(1, score.ticks)) <= 0.05);
  share("doubtful ticks right or unsure", score.doubtfulRight, score.doubtful);
  for (const auto& [style, counts] : score.byStyle) {
    const int all = counts[0] + counts[1] + counts[2];
    share("  " + style + ": right", counts[0], all);
    share("  " + style + ": unsure", counts[1], all);
    if (counts[2] > 0) share("  " + style + ": wrong", counts[2], all);
  }
  share("body-map marks found", score.marksFound, score.marks, ">= 98", percent(score.marksFound, score.marks) >= 98);
  share("  of the right kind", score.kindsRight, score.marksFound);
  figures.say("marks invented on forms with marks", score.marksInvented, "");
  figures.say("marks invented on " + std::to_string(score.blankPages) + " blank sides", score.inventedOnBlank, "", "0",
              score.inventedOnBlank == 0);
  share("fields: empty or not, right", score.fieldsRight, score.fields);
  share("  written on, said to be empty", score.writtenMissed, score.fields);
  share("dates, times, classes: right", score.textsRight, score.texts);
  share("  another suggestion", score.textsWrong, score.texts);
  share("  another, and sure of it (0.9)", score.textsSureAndWrong, score.texts);
}

void readNotForms(Figures& figures, const FormOptions& options, std::span<const form::Description> forms) {
  const int count = std::max(support::notFormCount, options.forms / 4);
  int taken = 0;
  for (int i = 0; i < count; ++i) {
    const auto kind = static_cast<support::NotForm>(i % support::notFormCount);
    const std::uint64_t seed = options.seed + static_cast<std::uint64_t>(i);
    support::Dice dice(seed);
    frame::Picture picture{support::asCamera(support::drawNotForm(kind, {1920, 1080}, dice), seed), {}};
    cv::cvtColor(picture.colour, picture.grey, cv::COLOR_BGR2GRAY);
    const page::ReadPage read = page::readPage(picture, forms, {});
    if (!read.page.form && read.page.ticks.empty()) continue;
    ++taken;
    if (!options.debugDir.empty()) keepPicture(options, "not-a-form-" + std::to_string(seed), picture.colour);
  }
  figures.say("taken for a form though none is there (of " + std::to_string(count) + ")", taken, "", "0", taken == 0);
}

Status run(const FormOptions& options) {
  cv::setNumThreads(1);
  PB_TRY_VALUE(const auto printed, support::printedForms());
  const std::vector<form::Description>& forms = printed->descriptions;
  const std::vector<Blank>& blanks = printed->blanks;
  Figures figures(options);
  Score score;
  Times small, large;
  std::map<std::uint64_t, std::string> told;
  for (int i = 0; i < options.forms; ++i) {
    const std::uint64_t seed = options.seed + static_cast<std::uint64_t>(i);
    const Blank& blank = blanks[seed % blanks.size()];
    support::PhotoOptions photoOptions;
    photoOptions.difficulty = options.difficulty;
    photoOptions.fill.blank = seed / blanks.size() % 5 == 4;
    support::Photo photo = support::makePhoto(blank, seed, photoOptions);
    frame::Picture picture{photo.colour, {}};
    cv::cvtColor(picture.colour, picture.grey, cv::COLOR_BGR2GRAY);
    const auto pixels = picture.grey.total();
    Times& times = pixels < 4'000'000 ? small : large;
    std::vector<page::DebugPicture> debug;
    page::ReadOptions readOptions;
    if (!options.debugDir.empty()) readOptions.debug = &debug;
    const CoreWatch watch;
    const page::ReadPage read = page::readPage(picture, forms, readOptions);
    if (pixels < 10'000'000) times.read.push_back(watch.ms());
    const std::size_t before = score.failures.size();
    score.add(read.page, photo.truth, photoOptions.fill.blank);
    if (pixels < 10'000'000 && i % 4 == 0) timeSteps(picture, *blank.side, times);
    if (score.failures.size() == before) continue;
    told[seed] = photo.truth.says;
    if (options.debugDir.empty()) continue;
    keepPicture(options, std::to_string(seed) + "-0-photo", picture.colour);
    for (const page::DebugPicture& each : debug)
      keepPicture(options, std::to_string(seed) + "-" + each.name, each.picture);
  }
  sayScore(figures, score);
  if (options.difficulty == Difficulty::normal) readNotForms(figures, options, forms);
  sayTimes(figures, "1080p", small, 15, 150);
  sayTimes(figures, "4K", large, 0, 0);
  figures.say("most memory, pictures' making included", memoryMiB(::getpid(), "VmHWM"), "MiB");
  if (!options.failures.empty()) {
    std::ofstream file(options.failures);
    for (const auto& failure : score.failures) {
      file << "seed " << failure.seed << " side " << failure.side << ": " << failure.what << '\n';
    }
    file << "\nWhat was done to them:\n";
    for (const auto& [seed, says] : told) file << "seed " << seed << ": " << says << '\n';
  }
  if (options.check) PB_TRY(must(figures.allMet(), "a figure missed its aim"));
  return {};
}

}  // namespace
}  // namespace pillarbox::bench

int main(int argc, char** argv) {
  using namespace pillarbox;
  bench::benchName() = "form";
  bench::FormOptions options;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    const auto value = [&]() -> std::string { return i + 1 < argc ? argv[++i] : ""; };
    if (word == "--quick") {
      options.forms = 40;
    } else if (word == "--table") {
      options.table = true;
    } else if (word == "--check") {
      options.check = true;
    } else if (word == "--forms") {
      options.forms = std::atoi(value().c_str());
    } else if (word == "--seed") {
      options.seed = std::strtoull(value().c_str(), nullptr, 10);
    } else if (word == "--difficulty") {
      options.difficulty = value() == "hard" ? support::Difficulty::hard : support::Difficulty::normal;
    } else if (word == "--failures") {
      options.failures = value();
    } else if (word == "--debug-dir") {
      options.debugDir = value();
      ::mkdir(options.debugDir.c_str(), 0700);
    } else {
      std::fprintf(stderr,
                   "Usage: form_bench [--quick] [--table] [--forms N] [--seed S] [--difficulty normal|hard]\n"
                   "  [--check] [--failures FILE] [--debug-dir FOLDER]\n");
      return 2;
    }
  }
  log::setLevel(log::Level::error);
  if (!initialiseCryptography()) return 1;
  const Status done = bench::run(options);
  if (!done.ok()) std::fprintf(stderr, "form_bench: %s\n", done.fault().detail.c_str());
  return done.ok() ? 0 : 1;
}

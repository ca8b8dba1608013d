// How good the hints are: precision and recall on entries the rules were made to fit, and on entries they were not.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>

#include "shared/base/files.h"
#include "shared/writing/hints.h"

namespace pillarbox::writing {
namespace {

struct Expected {
  HintKind kind;
  std::string words;
};
struct Entry {
  std::string text;
  std::vector<Expected> expect;
};

std::vector<Entry> readCorpus(const std::string& name) {
  const auto bytes = readFile(std::filesystem::path(PILLARBOX_SOURCE_DIR) / "tests/corpus/hints" / name);
  std::vector<Entry> out;
  if (!bytes.ok()) return out;
  const nlohmann::json corpus = nlohmann::json::parse(textOf(*bytes));
  for (const auto& each : corpus["entries"]) {
    Entry entry{each["text"], {}};
    for (const auto& hint : each["expect"]) {
      entry.expect.push_back({hintKindFrom(hint["kind"].get<std::string>()).value(), hint["words"]});
    }
    out.push_back(std::move(entry));
  }
  return out;
}

const Rules& rules() {
  static const Rules loaded = [] {
    auto read = Rules::load();
    EXPECT_TRUE(read.ok()) << (read.ok() ? "" : read.fault().detail);
    return read.ok() ? *read : Rules();
  }();
  return loaded;
}
Speller& speller() {
  static Speller loaded = std::move(*Speller::british());
  return loaded;
}

struct Score {
  int right = 0, extra = 0, missed = 0, good = 0, goodUntouched = 0;
  double precision() const { return static_cast<double>(right) / std::max(1, right + extra); }
  double recall() const { return static_cast<double>(right) / std::max(1, right + missed); }
};

Score score(const std::vector<Entry>& corpus) {
  Score out;
  for (const Entry& entry : corpus) {
    const std::vector<Hint> hints = hintsFor(entry.text, rules(), &speller());
    std::vector<bool> used(hints.size());
    for (const Expected& expected : entry.expect) {
      const std::size_t at = expected.words.empty() ? entry.text.size() : entry.text.find(expected.words);
      EXPECT_NE(at, std::string::npos) << expected.words << " is not in: " << entry.text;
      bool found = false;
      for (std::size_t i = 0; i < hints.size() && !found; ++i) {
        const bool touches =
            expected.words.empty() || (hints[i].start < at + expected.words.size() && hints[i].end > at);
        if (!used[i] && hints[i].kind == expected.kind && touches) found = used[i] = true;
      }
      found ? ++out.right : ++out.missed;
    }
    out.extra += static_cast<int>(std::count(used.begin(), used.end(), false));
    if (entry.expect.empty()) {
      ++out.good;
      out.goodUntouched += hints.empty() ? 1 : 0;
    }
  }
  return out;
}

void report(const std::string& name, std::size_t entries, const Score& score) {
  std::cout << name << ": " << entries << " entries, precision " << score.precision() << ", recall " << score.recall()
            << ", good entries without any hint " << score.goodUntouched << " of " << score.good << "\n";
  ::testing::Test::RecordProperty(name + "-precision", std::to_string(score.precision()));
  ::testing::Test::RecordProperty(name + "-recall", std::to_string(score.recall()));
}

TEST(HintsCorpus, entriesTheRulesWereMadeFor) {
  const std::vector<Entry> corpus = readCorpus("tuning.json");
  ASSERT_GE(corpus.size(), 120U);
  const Score result = score(corpus);
  report("tuning", corpus.size(), result);
  EXPECT_GE(result.good * 2, static_cast<int>(corpus.size()));
  EXPECT_EQ(result.goodUntouched, result.good);
  EXPECT_GE(result.precision(), 0.95);
  EXPECT_GE(result.recall(), 0.95);
}

TEST(HintsCorpus, entriesNobodyMadeTheRulesFor) {
  const std::vector<Entry> corpus = readCorpus("held-out.json");
  ASSERT_GE(corpus.size(), 40U);
  const Score result = score(corpus);
  report("held-out", corpus.size(), result);
  EXPECT_GE(result.goodUntouched, result.good - 2);
  EXPECT_GE(result.precision(), 0.80);
  EXPECT_GE(result.recall(), 0.85);
}

// The two examples of a trust's policy, where a folder with the policy is named: they are not ours to keep here.
TEST(HintsCorpus, theExamplesOfAPolicy) {
  const char* folder = std::getenv("PILLARBOX_SEEDS");
  if (folder == nullptr) GTEST_SKIP() << "PILLARBOX_SEEDS names no folder";
  std::string good, poor;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    const auto bytes = readFile(file.path(), 1 << 20);
    ASSERT_TRUE(bytes.ok());
    const std::string_view text = textOf(*bytes);
    const std::size_t first = text.find("Example entry ("), second = text.find("Example entry 2");
    if (first == std::string_view::npos || second == std::string_view::npos) continue;
    good = text.substr(text.find('\n', first), second - text.find('\n', first));
    poor = text.substr(text.find('\n', second));
  }
  ASSERT_FALSE(good.empty()) << "no policy with its examples is there";
  const std::vector<Hint> hints = hintsFor(good, rules(), &speller());
  EXPECT_LE(hints.size(), 3U);
  for (const Span& quote : exactWordsSpans(good)) {
    for (const Hint& hint : hints) EXPECT_TRUE(hint.end <= quote.begin || hint.start >= quote.end) << hint.message;
  }
  EXPECT_GE(hintsFor(poor, rules(), &speller()).size(), 2U);
}

}  // namespace
}  // namespace pillarbox::writing

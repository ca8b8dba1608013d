// Hints and spelling of a 1,000-word entry: loading, the first time, and after each key.
#include "shared/writing/hints.h"
#include "tests/bench/bench.h"

namespace pillarbox::bench {
namespace {

using namespace writing;

// Invented; about as many quotations, names and slips as people make.
std::string entryOf(std::size_t words) {
  static constexpr std::string_view parts[] = {
      "At 12.40 in the dining hall Amina sat alone at the end of the table and did not eat.",
      "I asked her what was the matter and she said \u201Cmy mum's friend always shouts and I hide in the "
      "wardrobe\u201D.",
      "She seemed upset: she was rubbing her eyes and pulling her sleeves over her hands.",
      "I told her that I would need to tell Mrs Hartley, and she said 'please don't tell my mum'.",
      "There was a round brown mark, about 1 cm across, on the inside of her left wrist.",
      "Mrs Osei from the kitchen was there too and definately saw the mark on the playground earlier.",
      "He often came in without a coat, and I think that he was cold because his hands were blue.",
      "I walked with her to the office, where Mr Bell took over, and I wrote this at ten past one."};
  std::string out;
  std::size_t count = 0;
  for (std::size_t i = 0; count < words; ++i) {
    const std::string_view part = parts[i % std::size(parts)];
    count += static_cast<std::size_t>(std::count(part.begin(), part.end(), ' ')) + 1;
    out.append(part).append(i % 4 == 3 ? "\n\n" : " ");
  }
  return out;
}

std::vector<std::string> namesOfASchool() {
  std::vector<std::string> out;
  for (int i = 0; i < 2000; ++i)
    out.push_back("Forename" + std::to_string(i) + " Sur" + std::to_string(i * 7919 % 2003));
  return out;
}

Status run(const Options& options) {
  const nlohmann::ordered_json depends{{"words", 1000}};
  Watch loadRules;
  PB_TRY_VALUE(const Rules rules, Rules::load());
  figure("rules loaded", loadRules.ms(), "ms");
  Watch loadWords;
  PB_TRY_VALUE(Speller speller, Speller::british());
  figure("dictionary loaded", loadWords.ms(), "ms");
  speller.setNames(namesOfASchool());
  std::string text = entryOf(1000);

  Watch first;
  const std::size_t found = hintsFor(text, rules, &speller).size();
  figure("hints and spelling, first time", first.ms(), "ms", depends);
  figure("hints found", static_cast<double>(found), "hints", depends);

  std::vector<double> hints, words, quotes;
  const std::string typed = " and then she went back to her frends in the hall and played with them";
  for (int round = 0; round < (options.quick ? 1 : 4); ++round) {
    for (const char key : typed) {
      text.push_back(key);
      Watch watch;
      static_cast<void>(hintsFor(text, rules, &speller).size());
      hints.push_back(watch.ms());
      Watch spelling;
      static_cast<void>(unknownWords(text, speller).size());
      words.push_back(spelling.ms());
      Watch marks;
      static_cast<void>(exactWordsSpans(text).size());
      quotes.push_back(marks.ms());
    }
  }
  figure("hints and spelling per key, median", median(hints), "ms", depends);
  figure("hints and spelling per key, p99", percentile(hints, 99), "ms", depends);
  figure("spelling alone per key, p99", percentile(words, 99), "ms", depends);
  figure("exact words per key, p99", percentile(quotes, 99), "ms", depends);
  Watch one;
  static_cast<void>(speller.suggest("definately").size());
  figure("one suggestion", one.ms(), "ms");

  std::string paste;
  while (paste.size() < 100'000) paste += text;
  paste.resize(100'000);
  Watch large;
  static_cast<void>(hintsFor(paste, rules, &speller).size());
  figure("a paste of 100 kB", large.ms(), "ms");
  return {};
}

}  // namespace
}  // namespace pillarbox::bench

int main(int argc, char** argv) {
  return pillarbox::bench::runBench("hints", argc, argv, pillarbox::bench::run);
}

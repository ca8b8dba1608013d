// A demonstration school with very many entries in its folder, posted as any are.
#pragma once

#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "kiosk/office/poster.h"
#include "tests/bench/bench.h"

namespace pillarbox::bench {

struct Filled {
  std::string oldest;  // id of the entry posted first
};

inline Entry inventedEntry(int number) {
  Entry entry;
  entry.author.name = "Pat Example";
  entry.author.role = "Lunchtime supervisor";
  entry.recordKind = "i-saw";
  entry.urgent = number % 50 == 0;
  entry.pupils = {{"", "Sam Invented" + std::to_string(number % 300), "4B", "worried-about", ""}};
  entry.account =
      "An invented worry, number " + std::to_string(number) +
      ", to see how long a long list takes. He sat alone by the fence at lunch and would not say why. When I "
      "asked him he said that he was tired and that nobody had been at home. " +
      (number == 0 ? "zebra" : "");
  return entry;
}

// Every one is all that a posting is: sealed, chained, signed, durable. Two threads seal, one posts.
inline Result<Filled> fill(const std::string& folder, int entries) {
  const SystemClock clock;
  SystemRandom random;
  PB_TRY_VALUE(office::School school, office::openSchool(folder, clock, random));
  PB_TRY_VALUE(const office::Place place, office::placeOf(school));
  Filled filled;
  const Watch watch;
  constexpr int atOnce = 400;
  for (int begin = 0; begin < entries; begin += atOnce) {
    const int end = std::min(begin + atOnce, entries), half = (begin + end) / 2;
    std::vector<std::optional<office::Prepared>> made(static_cast<std::size_t>(end - begin));
    const auto prepare = [&](int from, int to) {
      SystemRandom own;
      for (int i = from; i < to; ++i) {
        Result<office::Prepared> one = office::prepare(place, inventedEntry(i), {}, {}, clock, own);
        if (one) made[static_cast<std::size_t>(i - begin)] = std::move(*one);
      }
    };
    {
      const std::jthread other([&] { prepare(begin, half); });
      prepare(half, end);
    }
    for (const std::optional<office::Prepared>& one : made) {
      PB_TRY(must(one.has_value(), "an entry could not be sealed"));
      PB_TRY(office::postPrepared(school, one->posting, nullptr));
      if (filled.oldest.empty()) filled.oldest = one->posting.slip.id;
    }
  }
  figure("posting one after the other", entries / watch.seconds(), "entries/s", {{"entries", entries}});
  return filled;
}

}  // namespace pillarbox::bench

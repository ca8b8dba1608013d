#include "kiosk/post/hint_offers.h"

#include <algorithm>
#include <array>

#include "shared/base/hash.h"
#include "shared/base/secret_bytes.h"

namespace pillarbox::post {

namespace {

using writing::HintKind;

// What a child's safety hangs on comes first, what a reader can guess comes last.
int rank(HintKind kind) {
  static constexpr std::array order{
      HintKind::promise,        HintKind::photo,       HintKind::leading,   HintKind::mark,      HintKind::missing,
      HintKind::discriminatory, HintKind::colleague,   HintKind::initials,  HintKind::school,    HintKind::hearsay,
      HintKind::label,          HintKind::speculation, HintKind::diagnosis, HintKind::judgement, HintKind::frequency,
      HintKind::acronym,        HintKind::spelling};
  return static_cast<int>(std::find(order.begin(), order.end(), kind) - order.begin());
}

// The same for the same offer about the same words, wherever they stand now. Under a key of this run, so that it tells
// nothing to whoever finds it.
std::uint64_t sameAs(BytesView key, HintKind kind, std::string_view words) {
  std::string said(writing::hintKindName(kind));
  said.append(" ").append(words);
  const Bytes hash = keyedHash(key, bytesOf(said));
  wipe(said);
  std::uint64_t out = 0;
  for (std::size_t i = 0; i < 8; ++i) out = out << 8 | hash[i];
  return out;
}

}  // namespace

std::vector<OfferedHint> offersOf(std::string_view text, std::vector<writing::Hint> hints, BytesView key) {
  std::stable_sort(hints.begin(), hints.end(),
                   [](const writing::Hint& a, const writing::Hint& b) { return rank(a.kind) < rank(b.kind); });
  std::vector<OfferedHint> out;
  for (writing::Hint& hint : hints) {
    const std::string_view about = text.substr(hint.start, hint.end - hint.start);
    out.push_back({std::move(hint.message), std::string(about), hint.start, hint.end, sameAs(key, hint.kind, about),
                   hint.kind == HintKind::mark});
  }
  return out;
}

}  // namespace pillarbox::post

#include "kiosk/platform/wedge.h"

#include <algorithm>
#include <utility>

#include "shared/base/secret_bytes.h"

namespace pillarbox::platform {

namespace {

// Faster than anybody writes, so it is a hand on the keys.
constexpr std::size_t mashCharacters = 4;
constexpr std::int64_t mashMs = 250;
constexpr std::size_t quickCharacters = 3;
constexpr std::int64_t quickMs = 180;
// Readers pad numbers with up to seven noughts; a longer run of one character is a held key.
constexpr std::size_t mostSame = 9;

bool printable(char c) {
  return c >= 0x20 && c < 0x7f;
}

}  // namespace

Wedge::Wedge(WedgeOptions options) : m_options(std::move(options)) {
  m_held.reserve(mostCode + m_options.prefix.size() + m_options.suffix.size());
}

Wedge::~Wedge() {
  wipe(m_held);
}

std::vector<WedgeOutput> Wedge::character(char c, std::int64_t ms, bool repeat) {
  std::vector<WedgeOutput> out;
  if (m_options.off) return {Typed{std::string(1, c)}};
  const std::int64_t before = m_last;
  ms = settle(ms, Arrived::character, out);
  m_justRead = false;
  if (ms - before > m_options.maxGapMs) {
    const auto within = [&](std::int64_t span) {
      return static_cast<std::size_t>(
          std::count_if(m_typedAt.begin(), m_typedAt.end(), [&](auto at) { return ms - at <= span; }));
    };
    m_disqualified = within(mashMs) >= mashCharacters || within(quickMs) >= quickCharacters;
  }
  m_last = ms;
  const std::size_t most = mostCode + m_options.prefix.size() + m_options.suffix.size();
  if (repeat || !printable(c) || m_held.size() >= most || tooManySame(c)) m_disqualified = true;
  if (m_disqualified) release(out);
  if (!m_disqualified) {
    m_held.push_back(c);
    return out;
  }
  out.emplace_back(Typed{std::string(1, c)});
  noteTyped(ms);
  return out;
}

std::vector<WedgeOutput> Wedge::enter(std::int64_t ms) {
  return terminator(ms, EnterTyped{});
}
std::vector<WedgeOutput> Wedge::tab(std::int64_t ms) {
  return terminator(ms, TabTyped{});
}

std::vector<WedgeOutput> Wedge::terminator(std::int64_t ms, WedgeOutput plain) {
  std::vector<WedgeOutput> out;
  if (m_options.off) return {std::move(plain)};
  const std::int64_t before = m_last;
  ms = settle(ms, Arrived::character, out);
  m_last = ms;
  // Some readers end with both a carriage return and a line feed.
  if (m_justRead && ms - before <= m_options.maxGapMs) return out;
  m_justRead = false;
  if (const auto read = m_disqualified ? std::nullopt : code()) {
    out.emplace_back(BadgeRead{std::string(*read)});
    wipe(m_held);
    m_justRead = true;
    return out;
  }
  release(out);
  m_disqualified = true;
  out.push_back(std::move(plain));
  return out;
}

std::vector<WedgeOutput> Wedge::flush(std::int64_t ms) {
  std::vector<WedgeOutput> out;
  m_last = settle(ms, Arrived::character, out);
  release(out);
  m_disqualified = true;
  m_justRead = false;
  return out;
}

std::vector<WedgeOutput> Wedge::tick(std::int64_t ms) {
  std::vector<WedgeOutput> out;
  settle(ms, Arrived::nothing, out);
  return out;
}

std::optional<std::int64_t> Wedge::nextDeadline() const {
  if (m_held.empty()) return std::nullopt;
  return m_last + (bySilence() ? m_options.silenceMs : m_options.maxGapMs + 1);
}

// Decides what is held if its time is over at `ms`; gives back `ms`, made monotonic.
std::int64_t Wedge::settle(std::int64_t ms, Arrived more, std::vector<WedgeOutput>& out) {
  ms = std::max(ms, m_last);
  if (m_held.empty() || ms - m_last <= m_options.maxGapMs) return ms;
  if (bySilence()) {
    if (ms - m_last < m_options.silenceMs) {
      if (more == Arrived::character) release(out);
      return ms;
    }
    out.emplace_back(BadgeRead{std::string(*code())});
    wipe(m_held);
    return ms;
  }
  release(out);
  return ms;
}

void Wedge::release(std::vector<WedgeOutput>& out) {
  if (m_held.empty()) return;
  for (std::size_t i = 0; i < m_held.size(); ++i) noteTyped(m_last);
  out.emplace_back(Typed{m_held});
  wipe(m_held);
}

void Wedge::noteTyped(std::int64_t ms) {
  if (m_typedAt.size() == mashCharacters) m_typedAt.erase(m_typedAt.begin());
  m_typedAt.push_back(ms);
}

std::optional<std::string_view> Wedge::code() const {
  std::string_view code = m_held;
  if (!code.starts_with(m_options.prefix)) return std::nullopt;
  code.remove_prefix(m_options.prefix.size());
  if (!code.ends_with(m_options.suffix)) return std::nullopt;
  code.remove_suffix(m_options.suffix.size());
  if (code.size() < leastCode || code.size() > mostCode) return std::nullopt;
  if (std::all_of(code.begin(), code.end(), [&](char c) { return c == code.front(); })) return std::nullopt;
  return code;
}

bool Wedge::bySilence() const {
  return !(m_options.prefix.empty() && m_options.suffix.empty()) && code().has_value();
}

bool Wedge::tooManySame(char next) const {
  if (m_held.size() + 1 < mostSame) return false;
  return std::all_of(m_held.end() - (mostSame - 1), m_held.end(), [&](char c) { return c == next; });
}

}  // namespace pillarbox::platform

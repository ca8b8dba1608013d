#include "server/limits.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace pillarbox::server {

std::optional<Milliseconds> Limits::take(const std::string& key, const Allowance& allowance, Milliseconds now) {
  const std::lock_guard lock(m_mutex);
  if (m_buckets.size() >= m_mostKept && !m_buckets.contains(key)) forget(now);
  auto [place, fresh] = m_buckets.try_emplace(key, Bucket{allowance.burst, now, now});
  Bucket& bucket = place->second;
  const double seconds = std::max(0.0, static_cast<double>((now - bucket.at).count()) / 1000);
  bucket.left = std::min(allowance.burst, bucket.left + seconds * allowance.perSecond);
  bucket.at = now;
  const bool taken = bucket.left >= 1;
  if (taken) bucket.left -= 1;
  const auto after = [&](double wanted) {
    return Milliseconds(static_cast<Milliseconds::rep>(std::ceil(wanted / allowance.perSecond * 1000)));
  };
  bucket.fullAt = now + after(allowance.burst - bucket.left);
  if (taken) return std::nullopt;
  return after(1 - bucket.left);
}

// Those that are full again; and if that is not enough, the half that is nearest to it.
void Limits::forget(Milliseconds now) {
  std::erase_if(m_buckets, [now](const auto& one) { return one.second.fullAt <= now; });
  if (m_buckets.size() < m_mostKept) return;
  std::vector<Milliseconds> times;
  for (const auto& [key, bucket] : m_buckets) times.push_back(bucket.fullAt);
  const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
  std::nth_element(times.begin(), middle, times.end());
  std::erase_if(m_buckets, [limit = *middle](const auto& one) { return one.second.fullAt <= limit; });
}

std::size_t Limits::size() const {
  const std::lock_guard lock(m_mutex);
  return m_buckets.size();
}

}  // namespace pillarbox::server

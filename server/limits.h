// How often an address, and a device at an address, may ask. Token buckets: a burst, and so many a second for ever. Any
// thread; a bounded table, the fullest buckets forgotten first, because they are as good as new.
//
// A device's claim is not yet proved where this is asked, so its bucket is the device's at that address: nobody
// elsewhere can use up another's. The bursts are so large that a terminal whose queue is full after a week sends it
// without ever hearing 429: it posts one at a time, and no line takes 20 a second for long.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "shared/base/clock.h"

namespace pillarbox::server {

struct Allowance {
  double burst = 1;
  double perSecond = 1;
};

inline constexpr Allowance addressAllowance{3000, 150};  // a whole school behind one address
inline constexpr Allowance deviceAllowance{600, 20};
inline constexpr Allowance joinAllowance{20, 1.0 / 30};         // invitations tried from one address
inline constexpr Allowance refusedJoinAllowance{40, 1.0 / 30};  // invitations that are no good, for one school
inline constexpr Allowance signInAllowance{8, 1.0 / 15};        // the technician's page, per address

class Limits {
 public:
  explicit Limits(std::size_t mostKept = 20'000) : m_mostKept(mostKept) {}

  // Takes one; nothing if there was one, else after how long there will be.
  std::optional<Milliseconds> take(const std::string& key, const Allowance& allowance, Milliseconds now);
  std::size_t size() const;

 private:
  struct Bucket {
    double left = 0;
    Milliseconds at{0};
    Milliseconds fullAt{0};
  };
  void forget(Milliseconds now);

  mutable std::mutex m_mutex;
  std::map<std::string, Bucket> m_buckets;
  std::size_t m_mostKept;
};

}  // namespace pillarbox::server

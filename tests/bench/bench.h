// What the benches share: one JSON line for each figure, percentiles, a watch, and a bare SQLite to compare with.
#pragma once

#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "shared/base/bytes.h"
#include "shared/base/hash.h"
#include "shared/base/log.h"
#include "shared/base/result.h"

namespace pillarbox::bench {

struct Options {
  bool quick = false;
};

// The name of the bench that runs, for figure().
inline std::string& benchName() {
  static std::string name;
  return name;
}

// One line on standard output; `more` is an object of what the figure depends on.
inline void figure(std::string_view name, double value, std::string_view unit,
                   const nlohmann::ordered_json& more = {}) {
  nlohmann::ordered_json line{
      {"bench", benchName()}, {"figure", name}, {"value", std::round(value * 10'000) / 10'000}, {"unit", unit}};
  for (const auto& [key, each] : more.items()) line[key] = each;
  std::printf("%s\n", line.dump().c_str());
  std::fflush(stdout);
}

inline double percentile(std::vector<double> values, double percent) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const double at = std::ceil(percent / 100 * static_cast<double>(values.size())) - 1;
  return values[static_cast<std::size_t>(std::clamp(at, 0.0, static_cast<double>(values.size() - 1)))];
}
inline double median(const std::vector<double>& values) {
  return percentile(values, 50);
}

class Watch {
 public:
  double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_begun).count(); }
  double ms() const { return seconds() * 1000; }

 private:
  std::chrono::steady_clock::time_point m_begun = std::chrono::steady_clock::now();
};

// What a bench needs to go on; otherwise it ends with this reason: words, or what gives them once they are needed.
template <class Why>
Status must(bool happened, const Why& why) {
  if (happened) return {};
  if constexpr (std::is_invocable_v<Why>) {
    return Fault{FaultCode::internal, why()};
  } else {
    return Fault{FaultCode::internal, why};
  }
}

// One table, one row a commit, with the durability that is promised: the least any program that keeps bytes can do.
class BareSqlite {
 public:
  Status open(const std::string& file) {
    sqlite3* raw = nullptr;
    const int opened = sqlite3_open(file.c_str(), &raw);
    m_database.reset(raw);
    PB_TRY(must(
        opened == SQLITE_OK && sqlite3_exec(raw,
                                            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                                            "CREATE TABLE bodies(n INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT",
                                            nullptr, nullptr, nullptr) == SQLITE_OK,
        "the bare database could not be made"));
    sqlite3_stmt* insert = nullptr;
    sqlite3_prepare_v2(raw, "INSERT INTO bodies(body) VALUES(?1)", -1, &insert, nullptr);
    m_insert.reset(insert);
    return {};
  }
  Status commit(BytesView bytes) {
    sqlite3_bind_blob64(m_insert.get(), 1, bytes.data(), bytes.size(), SQLITE_STATIC);
    const int done = sqlite3_step(m_insert.get());
    sqlite3_reset(m_insert.get());
    return must(done == SQLITE_DONE, "the bare database did not take a row");
  }

 private:
  struct Close {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  std::unique_ptr<sqlite3, Close> m_database;
  std::unique_ptr<sqlite3_stmt, Close> m_insert;
};

// A line "NAME:   N kB" of /proc/PID/status, in MiB; 0 if it is not there.
inline double memoryMiB(int pid, const std::string& name = "VmRSS") {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(
      std::fopen(("/proc/" + std::to_string(pid) + "/status").c_str(), "re"), &std::fclose);
  char line[256];
  while (file != nullptr && std::fgets(line, sizeof line, file.get()) != nullptr) {
    const std::string_view text(line);
    if (text.starts_with(name + ":")) return std::atof(line + name.size() + 1) / 1024;
  }
  return 0;
}

// main() of every bench. Usage: NAME [--quick]
inline int runBench(const std::string& name, int argc, char** argv, const std::function<Status(const Options&)>& body) {
  benchName() = name;
  Options options;
  for (int i = 1; i < argc; ++i) {
    if (std::string_view(argv[i]) == "--quick") {
      options.quick = true;
    } else {
      std::fprintf(stderr, "Usage: %s_bench [--quick]\n", name.c_str());
      return 2;
    }
  }
  log::setLevel(log::Level::error);
  if (!initialiseCryptography()) return 1;
  const Status done = body(options);
  if (!done.ok()) std::fprintf(stderr, "%s_bench: %s\n", name.c_str(), done.fault().detail.c_str());
  return done.ok() ? 0 : 1;
}

}  // namespace pillarbox::bench

#include "shared/base/log.h"

#include <unistd.h>

#include <atomic>
#include <cstdio>

#include "shared/base/clock.h"

namespace pillarbox::log {

namespace {

std::atomic<Level> leastLevel{Level::info};

std::string_view levelName(Level level) {
  switch (level) {
    case Level::debug:
      return "debug";
    case Level::info:
      return "info";
    case Level::warning:
      return "warning";
    case Level::error:
    case Level::silent:
      return "error";
  }
  return "error";
}

void appendQuoted(std::string& line, std::string_view text) {
  line.push_back('"');
  for (const char c : text) {
    const auto u = static_cast<unsigned char>(c);
    if (u < 0x20) {
      line.append(" ");  // one event, one line
    } else {
      if (c == '"' || c == '\\') line.push_back('\\');
      line.push_back(c);
    }
  }
  line.push_back('"');
}

}  // namespace

void setLevel(Level least) {
  leastLevel = least;
}

void write(Level level, std::string_view event, std::initializer_list<Field> fields) {
  if (level < leastLevel.load()) return;
  std::string line = "{\"time\":";
  appendQuoted(line, formatTime(SystemClock().now()));
  line += ",\"level\":";
  appendQuoted(line, levelName(level));
  line += ",\"event\":";
  appendQuoted(line, event);
  for (const Field& field : fields) {
    line += ',';
    appendQuoted(line, field.key);
    line += ':';
    if (const auto* number = std::get_if<std::int64_t>(&field.value)) {
      line += std::to_string(*number);
    } else {
      appendQuoted(line, std::get<std::string>(field.value));
    }
  }
  line += "}\n";
  // One write, so that lines of several threads and processes do not mix.
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
}

void fault(std::string_view event, const Fault& fault) {
  write(Level::warning, event, {{"fault", std::string(faultName(fault.code))}, {"detail", fault.detail}});
}

}  // namespace pillarbox::log

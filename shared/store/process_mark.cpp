#include "shared/store/process_mark.h"

#include <unistd.h>

#include <charconv>
#include <fstream>
#include <iterator>

namespace pillarbox::store {

namespace {

// Empty if there is no such process.
std::string startOf(long process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/stat");
  const std::string line{std::istreambuf_iterator<char>(file), {}};
  // The name in brackets may hold anything, so fields are counted from the last bracket: state is field 3.
  std::size_t at = line.rfind(')');
  if (at == std::string::npos) return {};
  constexpr int spacesToStart = 20;
  for (int i = 0; i < spacesToStart && at != std::string::npos; ++i) at = line.find(' ', at + 1);
  if (at == std::string::npos) return {};
  return line.substr(at + 1, line.find(' ', at + 1) - at - 1);
}

}  // namespace

std::string processMark(const Clock& clock) {
  return clock.bootId() + "/" + std::to_string(getpid()) + "/" + startOf(getpid());
}

bool stillRunning(std::string_view mark, const Clock& clock) {
  const std::size_t first = mark.find('/');
  const std::size_t second = first == std::string_view::npos ? first : mark.find('/', first + 1);
  if (second == std::string_view::npos || mark.substr(0, first) != clock.bootId()) return false;
  const std::string_view digits = mark.substr(first + 1, second - first - 1);
  long process = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), process);
  if (error != std::errc() || end != digits.data() + digits.size() || process <= 0) return false;
  const std::string start = startOf(process);
  return !start.empty() && start == mark.substr(second + 1);
}

}  // namespace pillarbox::store

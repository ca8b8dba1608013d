// One line of JSON per event on standard error. Never user data: values are ids, counts, codes and fault names,
// which is why a value is not a free string but one of the kinds below.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

#include "shared/base/fault.h"

namespace pillarbox::log {

enum class Level { debug, info, warning, error, silent };  // silent: for setLevel only

struct Field {
  std::string_view key;
  // A string here is an identifier made by the program (id, fault name, path of the data folder).
  std::variant<std::int64_t, std::string> value;
};

void setLevel(Level least);
void write(Level level, std::string_view event, std::initializer_list<Field> fields = {});
inline void info(std::string_view event, std::initializer_list<Field> fields = {}) {
  write(Level::info, event, fields);
}
inline void warning(std::string_view event, std::initializer_list<Field> fields = {}) {
  write(Level::warning, event, fields);
}
inline void error(std::string_view event, std::initializer_list<Field> fields = {}) {
  write(Level::error, event, fields);
}
void fault(std::string_view event, const Fault& fault);

}  // namespace pillarbox::log

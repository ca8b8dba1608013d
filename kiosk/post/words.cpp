#include "kiosk/post/words.h"

namespace pillarbox::post {

std::string filled(std::string_view pattern, std::initializer_list<std::string_view> with) {
  std::string out;
  const std::string_view* next = with.begin();
  for (std::size_t at = pattern.find("{}"); at != std::string_view::npos && next != with.end();
       at = pattern.find("{}")) {
    out += pattern.substr(0, at);
    out += *next++;
    pattern.remove_prefix(at + 2);
  }
  out += pattern;
  return out;
}

}  // namespace pillarbox::post

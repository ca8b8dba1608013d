// One gettext catalogue in memory. Pure; never changes once made.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "shared/base/bytes.h"

namespace pillarbox::ui {

class Catalogue {
 public:
  // Of a .mo file, of either byte order. Null if it is damaged or of a version we do not know.
  static std::unique_ptr<const Catalogue> read(Bytes file);
  std::string_view find(std::string_view english) const;  // empty: not translated
  std::string_view header(std::string_view field) const;  // "Language", "X-Name": what follows the colon
  std::size_t size() const { return m_words.size(); }

 private:
  Bytes m_file;
  std::unordered_map<std::string_view, std::string_view> m_words;
};

}  // namespace pillarbox::ui

// Words of the screens, in the language of the screens. A Phrase is its English words; wherever it is shown it turns
// into the same in the chosen language (kiosk/ui/language.h), and into the English where there is no translation.
#pragma once

#include <string_view>

namespace pillarbox::ui {

// `english` in the chosen language. It must live as long as the program (a literal); so does the result. Any thread.
// English costs nothing; another language one look into a hash table.
std::string_view translated(std::string_view english);

class Phrase {
 public:
  explicit constexpr Phrase(const char* english) : m_english(english) {}
  constexpr std::string_view english() const { return m_english; }
  // NOLINTNEXTLINE(google-explicit-constructor): a Phrase is used wherever words are shown.
  operator std::string_view() const { return translated(m_english); }
  friend bool operator==(Phrase phrase, std::string_view shown) { return std::string_view(phrase) == shown; }

 private:
  std::string_view m_english;
};

}  // namespace pillarbox::ui

// Which language the screens speak: GNU gettext catalogues, <folder>/<code>/LC_MESSAGES/pillarbox.mo, looked for among
// the assets and where the build puts them. Read by ourselves and not by libintl, which takes the language from the
// environment and the locale: those may not change while other threads read them, and a terminal need not have a Welsh
// locale installed to speak Welsh. The format is that of the gettext manual, "The Format of GNU MO Files".
//
// The first user of a catalogue reads it from the disk; from then on it stays for the life of the program.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace pillarbox::ui {

struct Language {
  std::string code;     // "en", "cy"
  std::string name;     // in itself: "Cymraeg"
  bool checked = true;  // false: a native speaker has still to go through it
};

// English first, then those there is a catalogue for, by code. Reads the disk.
std::vector<Language> languages(const std::filesystem::path& assets);

// From the next word on. "en" is what is in the source. "en-XA" is made from it: accents, brackets, and 40 % more of
// everything, so that a word that is cut off or that nobody can translate is seen at once. False, and English, where
// there is no such catalogue or it is damaged. Any thread.
bool setLanguage(std::string_view code, const std::filesystem::path& assets);
std::string language();

inline constexpr std::string_view pseudoLanguage = "en-XA";
std::string pseudo(std::string_view english);  // "{}" is left as it is

}  // namespace pillarbox::ui

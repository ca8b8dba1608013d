#include "scanner/form/description.h"

#include <algorithm>

namespace pillarbox::form {

std::optional<MarkerMeaning> markerMeaning(int id) {
  if (id < 0 || id >= 8 * sheetCount) return std::nullopt;
  return MarkerMeaning{id / 8, id / 4 % 2, id % 4};
}

int markerId(int sheet, int side, int corner) {
  return 8 * sheet + 4 * side + corner;
}

PaperBox markerBox(int corner) {
  const bool right = corner == 1 || corner == 2;
  const bool bottom = corner == 2 || corner == 3;
  return {right ? a4WidthMm - markerInsetMm - markerMm : markerInsetMm,
          bottom ? a4HeightMm - markerInsetMm - markerMm : markerInsetMm, markerMm, markerMm};
}

std::optional<Language> languageFrom(std::string_view name) {
  if (name == "en") return Language::english;
  if (name == "cy") return Language::welsh;
  return std::nullopt;
}

const std::string& Words::in(Language language) const {
  return language == Language::welsh && !welsh.empty() ? welsh : english;
}

const Side* Description::side(int number) const {
  const auto found = std::find_if(sides.begin(), sides.end(), [&](const Side& one) { return one.number == number; });
  return found == sides.end() ? nullptr : &*found;
}

const Side* Description::sideOf(int sheet, int sideOfSheet) const {
  const auto found = std::find_if(sides.begin(), sides.end(), [&](const Side& one) {
    return one.sheet == sheet && one.sideOfSheet == sideOfSheet;
  });
  return found == sides.end() ? nullptr : &*found;
}

}  // namespace pillarbox::form

// The codes of the registration marks, so that they can be printed without OpenCV. Any thread.
#pragma once

#include <cstdint>
#include <span>

namespace pillarbox::form {

// The inner 4×4 modules of each marker of OpenCV's predefined dictionary DICT_4X4_50: row by row from the top left,
// highest bit first, 1 is white. Around them is a border of one black module, so a marker is 6×6 modules.
// Source: cv::aruco::getPredefinedDictionary(DICT_4X4_50) of OpenCV 4.6.0 (opencv_contrib, modules/aruco,
// predefined_dictionaries.hpp, Apache-2.0), by Dictionary::getBitsFromByteList.
std::span<const std::uint16_t> arucoCodes();
inline constexpr int arucoModules = 6;

// Is that module of the marker black? badly numbered ones are white.
bool arucoDark(int id, int column, int row);

}  // namespace pillarbox::form

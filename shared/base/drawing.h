// A line drawing and the places on it: plain geometry, read from a file in shared/record, drawn by kiosk/ui.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace pillarbox {

// Units of the drawing itself, from its top left.
struct DrawnPoint {
  float x = 0, y = 0;
  bool operator==(const DrawnPoint&) const = default;
};
using DrawnPath = std::vector<DrawnPoint>;

struct DrawnCaption {
  std::string words;
  DrawnPoint at;  // the middle of its base line
};

// A named part of the drawing.
struct DrawnRegion {
  std::string id;     // "left-upper-arm"
  std::string words;  // "left upper arm"
  DrawnPoint at;      // well inside it
  DrawnPath polygon;  // may reach beyond the drawing, and over regions that come later: the first one that holds counts
};

struct Drawing {
  std::string id;
  float width = 0, height = 0;
  std::vector<DrawnPath> shapes;            // closed: what is filled, later ones over earlier ones
  std::vector<std::vector<int>> triangles;  // of each shape, three indices of its points each
  std::vector<DrawnPath> lines;             // the outline
  std::vector<DrawnPath> detail;            // fainter lines: eyes, knees
  std::vector<DrawnCaption> captions;
  std::vector<DrawnRegion> regions;
};

}  // namespace pillarbox

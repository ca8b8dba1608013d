// What a report says, before it is set on pages: plain data. Typeset by typeset.h, read back as text for CSV.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "shared/base/clock.h"
#include "shared/record/body_map.h"

namespace pillarbox::report {

struct Heading {
  int level = 2;  // 1 parts of a report, 2 what is in them, 3 inside an entry
  std::string words;
  std::string margin;  // set in the margin beside it: the date of an entry. Lines by \n
  bool ruled = false;  // a line above it
  bool newPage = false;
  bool listed = false;  // in the viewer's list of contents
  bool operator==(const Heading&) const = default;
};

struct Paragraph {
  enum class Look { normal, soft, strong, notice };  // notice: in a frame
  std::string words;                                 // \n begins a new one
  Look look = Look::normal;
  bool operator==(const Paragraph&) const = default;
};

struct Fact {
  std::string label, value;
  bool operator==(const Fact&) const = default;
};
struct Facts {
  std::vector<Fact> facts;  // those without a value are left out
  bool operator==(const Facts&) const = default;
};

// Somebody's exact words, set apart.
struct Quote {
  std::string who, words;
  std::string asked;  // what they had been asked; empty if not said
  bool operator==(const Quote&) const = default;
};

struct Table {
  struct Column {
    std::string title;
    double width = 1;  // against the others
    bool number = false;
    bool operator==(const Column&) const = default;
  };
  std::string title;
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;
  bool operator==(const Table&) const = default;
};

// The drawings on which there are marks, each mark numbered as in the table that follows them.
struct BodyDrawings {
  BodyMap map;
  std::string child;
  bool operator==(const BodyDrawings&) const = default;
};

// A picture of a page of paper, fetched when it is drawn: Pictures of typeset.h.
struct Picture {
  std::string entry, name;  // id of the entry, and the attached file
  std::string caption;
  double shape = 0.707;  // width by height
  bool operator==(const Picture&) const = default;
};

// Level bars with their numbers, one under the other.
struct Bars {
  struct Bar {
    std::string label;
    double value = 0;
    std::string shown;    // "12", or "fewer than 5"
    bool hidden = false;  // too small to be shown: no length
    bool operator==(const Bar&) const = default;
  };
  std::string title;
  std::vector<Bar> bars;
  bool operator==(const Bars&) const = default;
};

using Block = std::variant<Heading, Paragraph, Facts, Quote, Table, BodyDrawings, Bars, Picture>;

struct Document {
  std::string school;
  std::string title;  // "Chronology"
  std::string about;  // "Amina Okafor (3B)": under the title and in every footer
  std::string marking = "Confidential: safeguarding record";  // in every header
  std::string reference;                                      // of this print
  std::string madeBy;                                         // "Anna Bell, Designated Safeguarding Lead"
  WallTime madeAt{};
  std::vector<Block> blocks;
};

}  // namespace pillarbox::report

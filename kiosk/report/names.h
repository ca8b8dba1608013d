// What people are called in a report. This one calls everybody by name; hiding_names.h does not.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "shared/record/entry.h"

namespace pillarbox::report {

class Names {
 public:
  virtual ~Names() = default;
  // A text of `entry`, references in it as names. `field` tells texts of one entry apart ("account", "said-2");
  // `exact`: it is what somebody said, word for word.
  virtual std::string text(const Entry& entry, std::string_view field, std::string_view words, bool exact = false);
  // Somebody who stands in a field of their own, with the reference if there is one.
  virtual std::string child(const Entry& entry, std::string_view ref, std::string_view name);
  virtual std::string adult(const Entry& entry, std::string_view ref, std::string_view name);
  // What else tells who a child is (class, description) is left out.
  virtual bool hides(std::string_view ref, std::string_view name) const;
  // Pictures of paper and attached files cannot be made anonymous.
  virtual bool leavesOutFiles() const { return false; }
  // What the first page says about the names in it; empty: nothing.
  virtual std::string note() const { return {}; }
  // Names that a person has still to decide over: more than none makes it a draft, which every page says.
  virtual std::size_t undecided() const { return 0; }
};

}  // namespace pillarbox::report

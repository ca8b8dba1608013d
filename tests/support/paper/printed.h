// The forms as the program prints them, rendered: what schools put on the table.
#pragma once

#include <memory>
#include <vector>

#include "tests/support/paper/blank.h"

namespace pillarbox::support {

struct PrintedForms {
  std::vector<form::Description> descriptions;
  std::vector<Blank> blanks;  // every side of every form, one sheet each; point into `descriptions`
};
// Every form of the program's assets, with an invented school's long names. notFound without the assets.
Result<std::shared_ptr<const PrintedForms>> printedForms(double dpi = 300);

}  // namespace pillarbox::support

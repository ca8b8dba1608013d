// Where somebody wrote: each field's crop, and whether there is any handwriting in it.
#pragma once

#include <vector>

#include "scanner/form/description.h"
#include "scanner/page/register.h"
#include "shared/record/paper.h"

namespace pillarbox::page {

// In the order of side.fields; words are left empty. Crops are pixels of the flat picture of
// `size` that `registration` was made from, with a little around the field.
std::vector<PaperField> readFields(const Registration& registration, const form::Side& side, cv::Size size);

}  // namespace pillarbox::page

// Block figures in date and time cells, one a cell, as a suggestion for a person to look at. Nothing is suggested
// unless every figure is sure and together they are a date or time there can be; letters are not read.
#pragma once

#include <string>

#include "scanner/form/description.h"
#include "scanner/page/register.h"

namespace pillarbox::page {

struct Suggestion {
  std::string text;  // "21/11/2026", "12:40"; empty: none
  double confidence = 0;
};
Suggestion readCharacters(const Registration& registration, const form::Field& field);

// Figures as they stand in the cells ("21112026") made a date or time, or empty if there is no such.
std::string plausible(form::FieldKind kind, const std::string& figures);

}  // namespace pillarbox::page

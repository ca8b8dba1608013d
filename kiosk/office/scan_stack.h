// A stack from the photocopier, sorted into concerns: by the sheet's number and side where it is the school's form,
// kept together as it came where it is not. Pure.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "shared/base/bytes.h"
#include "shared/record/entry.h"
#include "shared/record/paper.h"

namespace pillarbox::office {

struct ScannedPage {
  std::size_t file = 0;  // which of the files
  int pageNo = 1;        // in that file
  PaperPage page;        // page.problem: why it could not be read
  Bytes webp;            // what is kept; empty only if there is no picture at all
};

// What becomes one concern.
struct Bundle {
  std::vector<std::size_t> pages;    // indices, sides in order
  std::vector<std::string> remarks;  // for the DSL: what was missing, twice, or could not be read
};

// Sheets that were posted before: "SERIAL/1" → the reference of the concern.
using KnownSheets = std::map<std::string, std::string>;
std::string sheetKey(const PaperForm& form);

// Most pages of one concern, so that it stays under maxPostingBytes: 8 MiB / 200 kB, and room for the rest.
inline constexpr std::size_t mostPagesOfOne = 38;

// Every page with a picture is in exactly one bundle. In the order of the stack.
std::vector<Bundle> sortStack(std::span<const ScannedPage> pages, const KnownSheets& known);

// The concern of a bundle as far as the machine could read it, without id and attachments; its pages name their
// pictures "page-1.webp"… A doubt about whether it is about an adult, or urgent, counts as yes: nobody is asked here,
// and the careful reading is the one that can be put right.
Entry entryOf(const Bundle& bundle, std::span<const ScannedPage> pages);

}  // namespace pillarbox::office

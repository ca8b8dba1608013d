// Guidance shown beside the categories that need it: data (assets/guidance), each with its source and date. It says no
// more than a published source says, never replaces that source, and always asks for the current edition to be checked.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"

namespace pillarbox {

struct Guidance {
  std::string id;                       // the file's name: "fgm"
  std::string title;                    // "Female genital mutilation (FGM)"
  std::vector<std::string> categories;  // parts of a category's name that it belongs to, in small letters
  std::vector<std::string> words;       // of an account, in small letters, whatever the category
  bool aboutAdult = false;              // belongs to every concern about an adult who works here
  std::vector<std::string> says;        // sentences
  std::string source, date;
  bool operator==(const Guidance&) const = default;
};

// badInput naming the file and what is wrong with it.
Result<Guidance> parseGuidance(std::string_view json, std::string_view id);
// All of the folder of assets, by id; whole or not at all.
Result<std::vector<Guidance>> readGuidance(const std::filesystem::path& assets);

// Those that belong to a category; to a concern about an adult if `aboutAdult`; to words of `account`.
std::vector<const Guidance*> guidanceFor(const std::vector<Guidance>& all, std::string_view category,
                                         bool aboutAdult = false, std::string_view account = {});
// "From: SOURCE (DATE). Check the current edition."
std::string guidanceSource(const Guidance& guidance);

}  // namespace pillarbox

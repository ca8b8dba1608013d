// What is different between two versions of a school's directory, in plain sentences: shown before a version is signed
// and, later, in the list of who did what. Pure; no wording of a concern and no child is ever in a directory.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "shared/record/directory.h"

namespace pillarbox {

enum class ChangeKind { person, key, device, rule, category, place, hint, review, rota, server, school };
std::string_view changeKindName(ChangeKind kind);  // "person"...

struct DirectoryChange {
  ChangeKind kind = ChangeKind::school;
  std::string says;    // "Category added: Neglect."
  std::string person;  // the id of whom it is about; empty if about nobody
  bool operator==(const DirectoryChange&) const = default;
};

// In the order of ChangeKind; empty if only number, time and what came before differ.
// `hintNames`: what each rule of hints is called, by its id; one that is not there is called by its id.
using HintNames = std::map<std::string, std::string, std::less<>>;
std::vector<DirectoryChange> changesBetween(const Directory& before, const Directory& after,
                                            const HintNames& hintNames = {});

}  // namespace pillarbox

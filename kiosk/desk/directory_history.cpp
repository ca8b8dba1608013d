#include "kiosk/desk/directory_history.h"

namespace pillarbox::desk {

namespace {

std::string signerWords(const Directory& directory, const std::string& id) {
  if (const Person* person = directory.person(id)) return person->name;
  if (directory.sheet(id) != nullptr) return "The recovery sheet “" + id + "”";
  return id;
}

}  // namespace

std::vector<casework::DirectoryStep> directoryHistory(const office::School& school) {
  std::vector<casework::DirectoryStep> steps;
  const Directory* before = nullptr;
  for (const office::KnownDirectory& known : school.directories) {
    casework::DirectoryStep step;
    step.version = known.directory.version;
    step.at = known.directory.createdAt;
    step.signer = signerWords(before == nullptr ? known.directory : *before, known.signer);
    if (before != nullptr) step.changes = changesBetween(*before, known.directory);
    steps.push_back(std::move(step));
    before = &known.directory;
  }
  return steps;
}

}  // namespace pillarbox::desk

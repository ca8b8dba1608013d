#include "shared/base/files.h"

#include <algorithm>

#include "scanner/form/parse_parts.h"

namespace pillarbox::form {
namespace {

constexpr std::size_t fileLimit = 4u << 20;

// In the order of their names, so that the same folder always gives the same result. No folder: none.
Result<std::vector<DescriptionFile>> readFolder(const std::filesystem::path& folder, bool printed) {
  std::vector<std::filesystem::path> paths;
  std::error_code error;
  for (const auto& one : std::filesystem::directory_iterator(folder, error)) {
    if (one.path().extension() == ".json") paths.push_back(one.path());
  }
  if (error && error != std::errc::no_such_file_or_directory) {
    return Fault{FaultCode::notPermitted, "cannot look into " + folder.string()};
  }
  std::sort(paths.begin(), paths.end());
  std::vector<DescriptionFile> files;
  for (const auto& path : paths) {
    PB_TRY_VALUE(const Bytes bytes, readFile(path, fileLimit));
    files.push_back({path.filename().string(), std::string(textOf(bytes)), printed});
  }
  return files;
}

std::string idOf(const nlohmann::json& value) {
  return value.is_object() && value.contains("id") && value["id"].is_string() ? value["id"].get<std::string>()
                                                                              : std::string();
}

}  // namespace

Result<DescriptionFiles> readDescriptionFiles(const std::filesystem::path& assets,
                                              const std::filesystem::path& school) {
  DescriptionFiles files;
  PB_TRY_VALUE(files.forms, readFolder(assets / "form", false));
  if (files.forms.empty()) return Fault{FaultCode::notFound, "there are no forms in " + (assets / "form").string()};
  PB_TRY_VALUE(files.bodies, readFolder(assets / "body", false));
  if (school.empty()) return files;
  for (const bool printed : {false, true}) {
    PB_TRY_VALUE(auto more, readFolder(school / (printed ? "form-printed" : "form"), printed));
    for (DescriptionFile& file : more) files.forms.push_back(std::move(file));
  }
  return files;
}

Result<std::vector<Description>> parseAll(const DescriptionFiles& files) {
  std::vector<BodyOutline> bodies;
  for (const DescriptionFile& file : files.bodies) {
    PB_TRY_VALUE(BodyOutline body, parseBodyOutline(file.json, file.name));
    bodies.push_back(std::move(body));
  }
  struct Read {
    Description description;
    std::string name;
  };
  std::vector<Read> now, before;
  for (const DescriptionFile& file : files.forms) {
    Result<Description> read = parseDescription(file.json, file.name, bodies);
    if (file.printed) {
      // A kept copy that is damaged, or of a newer program, costs its own old sheets and not the reading of all others.
      if (read) before.push_back({std::move(*read), file.name});
      continue;
    }
    if (!read) return read.fault();
    std::erase_if(now, [&](const Read& one) { return one.description.id == read->id; });
    now.push_back({std::move(*read), file.name});
  }
  for (const Read& one : now) {
    for (const Read& other : now) {
      if (&one == &other) break;
      for (const Side& side : one.description.sides) {
        if (other.description.sideOf(side.sheet, side.sideOfSheet) == nullptr) continue;
        return Fault{FaultCode::badInput, one.name + ": side " + std::to_string(side.number) + ": sheet " +
                                              std::to_string(side.sheet) + " is already used by " + other.name +
                                              "; choose another from 0 to 5."};
      }
    }
  }
  std::vector<Description> all;
  for (Read& one : now) all.push_back(std::move(one.description));
  for (Read& one : before) {
    const bool known = std::any_of(all.begin(), all.end(), [&](const Description& other) {
      return other.id == one.description.id && other.edition == one.description.edition;
    });
    if (!known) all.push_back(std::move(one.description));
  }
  return all;
}

Result<std::string> selfContained(const DescriptionFile& form, const std::vector<DescriptionFile>& bodies) {
  PB_TRY_VALUE(nlohmann::json document, readDocument(form.json, form.name));
  if (!document.is_object()) return Fault{FaultCode::badInput, form.name + " must be an object."};
  std::set<std::string> inside;
  nlohmann::json all = nlohmann::json::array();
  if (document.contains("bodies") && document["bodies"].is_array()) all = document["bodies"];
  for (const nlohmann::json& one : all) inside.insert(idOf(one));
  for (const DescriptionFile& file : bodies) {
    PB_TRY_VALUE(nlohmann::json body, readDocument(file.json, file.name));
    if (!inside.contains(idOf(body))) all.push_back(std::move(body));
  }
  document["bodies"] = std::move(all);
  return document.dump() + "\n";
}

}  // namespace pillarbox::form

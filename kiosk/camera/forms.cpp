#include <nlohmann/json.hpp>

#include "kiosk/camera/camera.h"
#include "scanner/form/description.h"

namespace pillarbox::camera {

Result<std::string> formsFor(const std::filesystem::path& assets, const std::filesystem::path& schoolFolder) {
  PB_TRY_VALUE(const form::DescriptionFiles files, form::readDescriptionFiles(assets, schoolFolder));
  using Json = nlohmann::ordered_json;
  const auto list = [](const std::vector<form::DescriptionFile>& all) {
    Json out = Json::array();
    for (const form::DescriptionFile& each : all) {
      out.push_back({{"name", each.name}, {"json", each.json}, {"printed", each.printed}});
    }
    return out;
  };
  return Json{{"forms", list(files.forms)}, {"bodies", list(files.bodies)}}.dump(-1, ' ', false,
                                                                                 Json::error_handler_t::replace);
}

}  // namespace pillarbox::camera

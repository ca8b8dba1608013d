#include "kiosk/inbox/saved_views.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "shared/open/age_open.h"
#include "shared/record/json_fields.h"
#include "shared/seal/age_seal.h"

namespace pillarbox::inbox {
namespace {

constexpr std::size_t paddedTo = 4096;

}  // namespace

Result<std::string> sealViews(const std::vector<SavedView>& views, const open::Identity& reader, Random& random) {
  nlohmann::json json = nlohmann::json::array();
  for (const SavedView& view : views) {
    json.push_back({{"name", view.name},
                    {"words", view.words},
                    {"span", static_cast<int>(view.span)},
                    {"sort", static_cast<int>(view.sort)},
                    {"category", view.category},
                    {"from", view.from},
                    {"to", view.to}});
  }
  std::string padded =
      nlohmann::json{{"views", std::move(json)}}.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  padded.resize((padded.size() / paddedTo + 1) * paddedTo, ' ');
  const std::array to{reader.recipient()};
  Result<Bytes> sealed = seal::sealTo(viewOf(padded), to, random);
  std::fill(padded.begin(), padded.end(), '\0');
  if (!sealed) return sealed.fault();
  return toBase64(*sealed, Base64::padded);
}

Result<std::vector<SavedView>> openViews(std::string_view sealed, const open::Identity& reader) {
  const std::optional<Bytes> file = fromBase64(sealed, Base64::padded);
  if (!file) return Fault{FaultCode::badInput, "the saved searches are not base64"};
  PB_TRY_VALUE(const SecretBytes plain, open::unseal(*file, reader));
  PB_TRY_VALUE(const nlohmann::json json, parseJson(plain.text(), "saved searches"));
  std::vector<SavedView> out;
  JsonFields fields(json, "saved searches");
  fields.eachOf("views", true, mostSavedViews, [&](const nlohmann::json& each, const std::string& where) -> Status {
    SavedView view;
    int span = 0, sort = 0;
    JsonFields one(each, where);
    one.text("name", view.name);
    one.optionalText("words", view.words);
    one.optionalInteger("span", span);
    one.optionalInteger("sort", sort);
    one.optionalText("category", view.category);
    one.optionalText("from", view.from);
    one.optionalText("to", view.to);
    PB_TRY(one.done(JsonFields::Unknown::ignore));
    if (span < 0 || span > static_cast<int>(Span::between) || sort < 0 || sort > static_cast<int>(Sort::family)) {
      return Fault{FaultCode::badInput, where + " is of another version."};
    }
    view.span = static_cast<Span>(span);
    view.sort = static_cast<Sort>(sort);
    out.push_back(std::move(view));
    return {};
  });
  PB_TRY(fields.done(JsonFields::Unknown::ignore));
  return out;
}

SavedView savedViewOf(const FindState& find, std::string name) {
  return {std::move(name),
          std::string(find.typed.text()),
          find.narrow.span,
          find.narrow.sort,
          find.narrow.category,
          std::string(find.narrow.from.text()),
          std::string(find.narrow.to.text())};
}

void useView(FindState& find, const SavedView& view) {
  find.typed.setText(view.words);
  find.narrow.open = false;
  find.narrow.span = view.span;
  find.narrow.sort = view.sort;
  find.narrow.category = view.category;
  find.narrow.from.setText(view.from);
  find.narrow.to.setText(view.to);
}

}  // namespace pillarbox::inbox

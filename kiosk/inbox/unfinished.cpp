#include "kiosk/inbox/unfinished.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "kiosk/inbox/state.h"
#include "shared/open/age_open.h"
#include "shared/record/json_fields.h"
#include "shared/seal/age_seal.h"

namespace pillarbox::inbox {
namespace {

constexpr std::size_t paddedTo = 4096;
constexpr std::size_t longestText = 64 * 1024;
constexpr std::size_t longestRules = 4 * 1024 * 1024;
constexpr std::size_t mostCases = 10'000;

nlohmann::json jsonOf(const UnfinishedStep& step) {
  return {{"form", static_cast<int>(step.form)},
          {"chosen", step.chosen},
          {"cases", step.cases},
          {"texts", step.texts},
          {"picks", step.picks}};
}

nlohmann::json jsonOf(const UnfinishedPerson& person) {
  nlohmann::json json{{"person", person.person},      {"role", personRoleName(person.role)},
                      {"name", person.name},          {"title", person.title},
                      {"email", person.email},        {"room", person.room},
                      {"extension", person.extension}};
  if (person.older) json["older"] = *person.older;
  return json;
}

template <std::size_t count>
Status take(JsonFields& fields, const char* key, std::array<std::string, count>& out) {
  std::size_t index = 0;
  fields.eachOf(key, true, count, [&](const nlohmann::json& each, const std::string& where) -> Status {
    if (!each.is_string()) return Fault{FaultCode::badInput, where + " must be text."};
    if (each.get_ref<const std::string&>().size() > longestText) {
      return Fault{FaultCode::badInput, where + " is too long."};
    }
    out[index++] = each.get<std::string>();
    return {};
  });
  return fields.status();
}

Status take(const nlohmann::json& json, UnfinishedStep& step) {
  JsonFields fields(json, "step");
  int form = 0;
  fields.optionalInteger("form", form);
  fields.optionalText("chosen", step.chosen);
  fields.optionalTexts("cases", step.cases, mostCases);
  PB_TRY(take(fields, "texts", step.texts));
  PB_TRY(take(fields, "picks", step.picks));
  PB_TRY(fields.done(JsonFields::Unknown::ignore));
  if (form < 0 || form > static_cast<int>(Form::reopen)) {
    return Fault{FaultCode::badInput, "What was kept is of another version."};
  }
  step.form = static_cast<Form>(form);
  return {};
}

Status take(const nlohmann::json& json, UnfinishedPerson& person) {
  JsonFields fields(json, "person");
  std::string role;
  fields.optionalText("person", person.person);
  fields.text("role", role);
  fields.optionalText("name", person.name);
  fields.optionalText("title", person.title);
  fields.optionalText("email", person.email);
  fields.optionalText("room", person.room);
  fields.optionalText("extension", person.extension);
  if (fields.has("older")) {
    bool older = false;
    fields.boolean("older", older);
    person.older = older;
  }
  PB_TRY(fields.done(JsonFields::Unknown::ignore));
  const std::optional<PersonRole> known = personRoleFrom(role);
  if (!known) return Fault{FaultCode::badInput, "What was kept is of another version."};
  person.role = *known;
  return {};
}

bool differs(const PersonForm& form, const Person* person) {
  const Person none;
  const Person& was = person != nullptr ? *person : none;
  return form.name.text() != was.name || form.title.text() != was.title || form.email.text() != was.email ||
         form.room.text() != was.room || form.extension.text() != was.extension;
}

}  // namespace

Result<std::string> sealUnfinished(const Unfinished& what, const open::Identity& reader, Random& random) {
  nlohmann::json json{{"kept", formatTime(what.keptAt)}, {"rules", what.rules}};
  if (what.step) json["step"] = jsonOf(*what.step);
  if (what.person) json["person"] = jsonOf(*what.person);
  std::string padded = json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  padded.resize((padded.size() / paddedTo + 1) * paddedTo, ' ');
  const std::array to{reader.recipient()};
  Result<Bytes> sealed = seal::sealTo(viewOf(padded), to, random);
  std::fill(padded.begin(), padded.end(), '\0');
  if (!sealed) return sealed.fault();
  return toBase64(*sealed, Base64::padded);
}

Result<Unfinished> openUnfinished(std::string_view sealed, const open::Identity& reader) {
  const std::optional<Bytes> file = fromBase64(sealed, Base64::padded);
  if (!file) return Fault{FaultCode::badInput, "what was kept is not base64"};
  PB_TRY_VALUE(const SecretBytes plain, open::unseal(*file, reader));
  PB_TRY_VALUE(const nlohmann::json json, parseJson(plain.text(), "what was kept"));
  Unfinished out;
  JsonFields fields(json, "what was kept");
  fields.time("kept", out.keptAt);
  fields.optionalText("rules", out.rules, longestRules);
  const nlohmann::json* step = fields.has("step") ? fields.field("step", true) : nullptr;
  const nlohmann::json* person = fields.has("person") ? fields.field("person", true) : nullptr;
  PB_TRY(fields.done(JsonFields::Unknown::ignore));
  if (step != nullptr) PB_TRY(take(*step, out.step.emplace()));
  if (person != nullptr) PB_TRY(take(*person, out.person.emplace()));
  return out;
}

Unfinished unfinishedOf(const State& state) {
  Unfinished out;
  out.keptAt = state.wall;
  const InboxState& inbox = state.inbox;
  const std::optional<StepForm>& form = inbox.steps.form;
  const auto written = [](const ui::TextModel& text) { return !text.empty(); };
  // What is just being saved is not unfinished: the worker posts it before the end.
  if (form && !form->sending && std::any_of(form->texts.begin(), form->texts.end(), written)) {
    UnfinishedStep& step = out.step.emplace();
    step.form = form->form;
    step.chosen = inbox.chosen;
    step.cases = form->cases;
    for (std::size_t i = 0; i < step.texts.size(); ++i) step.texts[i] = form->texts[i].text();
    step.picks = form->picks;
    step.picks[static_cast<std::size_t>(Pick::file)].clear();  // where it lay may be another place tomorrow
  }
  if (state.screen != Screen::manage || inbox.manage.working) return out;
  const PeopleState& people = inbox.manage.people;
  const bool edit = people.page == PeoplePage::edit;
  if (inbox.manage.part == ManagePart::people && (edit || people.page == PeoplePage::add)) {
    const Person* known = edit && state.school.directory ? state.school.directory->person(people.person) : nullptr;
    if (differs(people.form, known)) {
      const PersonForm& f = people.form;
      out.person = UnfinishedPerson{edit ? people.person : std::string(), f.role,
                                    std::string(f.name.text()),           std::string(f.title.text()),
                                    std::string(f.email.text()),          std::string(f.room.text()),
                                    std::string(f.extension.text()),      f.older};
    }
  }
  const SettingsState& settings = inbox.manage.settings;
  if (inbox.manage.part == ManagePart::settings && settings.draft) out.rules = encodeDirectory(*settings.draft);
  return out;
}

}  // namespace pillarbox::inbox

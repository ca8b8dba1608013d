#include "kiosk/inbox/settings_words.h"

#include <algorithm>

namespace pillarbox::inbox {
namespace {

const Person* readerOf(const State& state) {
  const Person* person = state.school.directory ? state.school.directory->person(state.reader.id) : nullptr;
  return person != nullptr && person->active ? person : nullptr;
}

}  // namespace

std::string_view settingsTabWords(SettingsTab tab) {
  switch (tab) {
    case SettingsTab::rules:
      return "Rules";
    case SettingsTab::categories:
      return "Categories";
    case SettingsTab::places:
      return "Places";
    case SettingsTab::hints:
      return "Hints";
  }
  return "";
}

GuidanceText guidanceFrom(std::string_view kept) {
  const std::size_t at = kept.rfind(" [");
  if (at == std::string_view::npos || kept.back() != ']') return {std::string(kept), {}};
  return {std::string(kept.substr(0, at)), std::string(kept.substr(at + 2, kept.size() - at - 3))};
}

std::string guidanceText(std::string_view says, std::string_view source) {
  std::string text(says);
  if (!text.empty() && !source.empty()) text.append(" [").append(source).append("]");
  return text;
}

const Directory* settingsShown(const State& state) {
  const SettingsState& settings = state.inbox.manage.settings;
  return settings.draft ? &*settings.draft : state.school.directory.get();
}

std::vector<DirectoryChange> settingsChanges(const State& state) {
  const SettingsState& settings = state.inbox.manage.settings;
  if (!settings.draft || !settings.from) return {};
  HintNames names;
  for (const writing::RuleFacts& rule : settings.rules) names.emplace(rule.id, rule.title);
  return changesBetween(*settings.from, *settings.draft, names);
}

bool mayChange(const State& state, const PolicyRow& row) {
  const Person* person = readerOf(state);
  if (person == nullptr || std::holds_alternative<TimePolicy>(row.kind)) return false;
  const bool heads = person->role == PersonRole::head || person->role == PersonRole::chair;
  return row.headsOnly ? heads : mayChangeSchool(state);
}

bool mayChangeSchool(const State& state) {
  const Person* person = readerOf(state);
  return person != nullptr && isLead(person->role);
}

std::size_t concernsOf(const State& state, std::string_view category) {
  const std::vector<ListItem>& items = state.inbox.view.items;
  return static_cast<std::size_t>(
      std::count_if(items.begin(), items.end(), [&](const ListItem& item) { return item.category == category; }));
}

}  // namespace pillarbox::inbox

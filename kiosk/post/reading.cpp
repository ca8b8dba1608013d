#include "kiosk/post/reading.h"

#include <algorithm>
#include <array>

#include "kiosk/post/state.h"
#include "kiosk/post/words.h"

namespace pillarbox::post {

namespace {

// Long enough that it is not a word of the screen by chance.
constexpr std::size_t telling = 12;

bool showsWriting(const ui::Item& item, const State& state) {
  const std::string_view written = field(state, Field::account).text();
  if (written.size() >= telling && item.name.find(written.substr(0, 40)) != std::string::npos) return true;
  for (const auto& said : state.draft.said) {
    if (said.words.text().size() >= telling && item.name.find(said.words.text()) != std::string::npos) return true;
  }
  return false;
}

bool silent(const ui::Item& item) {
  const std::string_view id = item.id;
  return item.role == ui::Role::key || id == "page.demo" || id.ends_with(".up") || id.ends_with(".down") ||
         item.name.empty();
}

std::string sentence(std::string words) {
  constexpr std::string_view ends = ".!?:…";
  if (!words.empty() && ends.find(words.back()) == std::string_view::npos) words += '.';
  return words;
}

}  // namespace

std::string spokenOf(const ui::Item& item) {
  if (silent(item)) return {};
  std::string out = item.name;
  const auto add = [&](std::string_view more) {
    if (!more.empty()) out.append(", ").append(more);
  };
  switch (item.role) {
    case ui::Role::choice:
      add(item.value.empty() ? std::string_view() : std::string_view(words::accessChosen));
      break;
    case ui::Role::toggle:
      add(item.value == "on" ? words::accessOn : words::accessOff);
      break;
    case ui::Role::button:
      add(item.value);
      add(words::accessButton);
      break;
    case ui::Role::field:
      add(item.value.empty() || item.value == "0" ? words::accessFieldEmpty : words::accessFieldFilled);
      break;
    case ui::Role::heading:
    case ui::Role::text:
    case ui::Role::status:
    case ui::Role::picture:
    case ui::Role::key:
      break;
  }
  const bool control = item.role == ui::Role::button || item.role == ui::Role::choice || item.role == ui::Role::toggle;
  if (control && !item.enabled) add(words::accessCannot);
  return sentence(std::move(out));
}

std::vector<Spoken> spokenOf(const ui::Record& record, const State& state, bool written) {
  std::vector<Spoken> out;
  for (const ui::Item& item : record.items) {
    const bool writing = showsWriting(item, state);
    if (written) {
      const bool open = item.role == ui::Role::field && !item.secret && !item.value.empty();
      if (open) out.push_back({item.id, sentence(item.name) + " " + sentence(item.value)});
      if (!open && writing && !silent(item)) out.push_back({item.id, sentence(item.name)});
      continue;
    }
    if (std::string said = writing ? std::string() : spokenOf(item); !said.empty()) {
      out.push_back({item.id, std::move(said)});
    }
  }
  std::stable_partition(out.begin(), out.end(), [](const Spoken& one) { return one.id.ends_with(".title"); });
  return out;
}

}  // namespace pillarbox::post

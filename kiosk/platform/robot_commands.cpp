#include "kiosk/platform/robot_commands.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <utility>

namespace pillarbox::platform {

namespace {

using Json = nlohmann::json;
using ui::Key;

constexpr std::array<std::pair<std::string_view, Key>, 20> keyNames{{
    {"enter", Key::enter},
    {"tab", Key::tab},
    {"shift_tab", Key::shiftTab},
    {"escape", Key::escape},
    {"backspace", Key::backspace},
    {"delete", Key::deleteForward},
    {"delete_word", Key::deleteWord},
    {"left", Key::left},
    {"right", Key::right},
    {"up", Key::up},
    {"down", Key::down},
    {"word_left", Key::wordLeft},
    {"word_right", Key::wordRight},
    {"home", Key::home},
    {"end", Key::end},
    {"page_up", Key::pageUp},
    {"page_down", Key::pageDown},
    {"select_all", Key::selectAll},
    {"undo", Key::undo},
    {"redo", Key::redo},
}};

Fault bad(std::string detail) {
  return Fault{FaultCode::badInput, std::move(detail)};
}

std::optional<std::string> textAt(const Json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

std::int64_t numberAt(const Json& object, const char* key, std::int64_t otherwise) {
  const auto found = object.find(key);
  return found != object.end() && found->is_number_integer() ? found->get<std::int64_t>() : otherwise;
}

std::vector<std::string> charactersOf(const std::string& text) {
  std::vector<std::string> characters;
  for (const char byte : text) {
    if ((static_cast<unsigned char>(byte) & 0xc0U) == 0x80U && !characters.empty()) {
      characters.back().push_back(byte);
    } else {
      characters.emplace_back(1, byte);
    }
  }
  return characters;
}

Result<RobotAction> parseKeys(const Json& object) {
  RobotKeys action;
  const auto found = object.find("keys");
  if (found == object.end() || !found->is_array()) return bad("keys needs a list \"keys\"");
  for (const Json& each : *found) {
    const auto* known = keyNames.end();
    if (each.is_string()) {
      known = std::find_if(keyNames.begin(), keyNames.end(),
                           [&](const auto& name) { return name.first == each.get_ref<const std::string&>(); });
    }
    if (known == keyNames.end()) return bad("there is no key " + each.dump());
    action.keys.push_back(known->second);
  }
  return RobotAction{std::move(action)};
}

Result<RobotAction> parseAction(const Json& object) {
  const auto what = textAt(object, "do").value_or("");
  const auto need = [&](const char* key) -> Result<std::string> {
    auto text = textAt(object, key);
    if (!text || text->empty()) return bad(what + " needs \"" + key + "\"");
    return std::move(*text);
  };
  if (what == "record") return RobotAction{RobotRecord{}};
  if (what == "quit") return RobotAction{RobotQuit{}};
  if (what == "keys") return parseKeys(object);
  if (what == "tap" || what == "hold") {
    PB_TRY_VALUE(std::string id, need("id"));
    RobotTap tap{std::move(id), numberAt(object, "timeout_ms", RobotTap{}.timeoutMs)};
    tap.hold = what == "hold";
    if (const auto at = object.find("at"); at != object.end()) {
      const auto part = [](const Json& v) { return v.is_number() && v.get<double>() >= 0 && v.get<double>() <= 1; };
      if (!at->is_array() || at->size() != 2 || !part((*at)[0]) || !part((*at)[1])) {
        return bad("tap needs \"at\" to be two numbers from 0 to 1");
      }
      tap.x = (*at)[0].get<float>();
      tap.y = (*at)[1].get<float>();
    }
    return RobotAction{std::move(tap)};
  }
  if (what == "scroll") {
    PB_TRY_VALUE(std::string id, need("id"));
    return RobotAction{RobotScroll{std::move(id), static_cast<float>(numberAt(object, "lines", -3))}};
  }
  if (what == "type") {
    PB_TRY_VALUE(const std::string text, need("text"));
    return RobotAction{RobotType{charactersOf(text)}};
  }
  if (what == "badge") {
    PB_TRY_VALUE(std::string code, need("code"));
    return RobotAction{RobotBadge{std::move(code)}};
  }
  if (what == "camera") {
    PB_TRY_VALUE(std::string path, need("path"));
    return RobotAction{RobotCamera{std::move(path)}};
  }
  if (what == "wait") {
    PB_TRY_VALUE(std::string id, need("id"));
    return RobotAction{RobotWait{std::move(id), textAt(object, "value"), textAt(object, "name"),
                                 numberAt(object, "timeout_ms", RobotWait{}.timeoutMs)}};
  }
  if (what == "wait_gone") {
    PB_TRY_VALUE(std::string id, need("id"));
    return RobotAction{RobotWaitGone{std::move(id), numberAt(object, "timeout_ms", RobotWaitGone{}.timeoutMs)}};
  }
  if (what == "shot") {
    PB_TRY_VALUE(std::string path, need("path"));
    return RobotAction{RobotShot{std::move(path)}};
  }
  if (what == "stats") return RobotAction{RobotStats{object.value("reset", Json(false)) == true}};
  if (what == "advance") {
    const std::int64_t ms = numberAt(object, "ms", -1);
    if (ms < 0) return bad("advance needs \"ms\", not below zero");
    return RobotAction{RobotAdvance{ms}};
  }
  return bad("the robot does not know how to do \"" + what + "\"");
}

std::string hex(ui::Colour colour) {
  std::array<char, 8> text{};
  std::snprintf(text.data(), text.size(), "#%02x%02x%02x", colour.r, colour.g, colour.b);
  return text.data();
}

std::string line(const Json& object) {
  return object.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

Result<RobotCommand> parseRobotCommand(std::string_view text) {
  const Json object = Json::parse(text, nullptr, false);
  if (!object.is_object()) return bad("a command is one JSON object");
  PB_TRY_VALUE(RobotAction action, parseAction(object));
  return RobotCommand{std::move(action), numberAt(object, "n", 0)};
}

std::string robotDone(std::int64_t number) {
  return line({{"ok", true}, {"n", number}});
}

std::string robotFailed(std::int64_t number, std::string_view error) {
  return line({{"ok", false}, {"n", number}, {"error", error}});
}

std::string robotEnded(std::int64_t number) {
  return line({{"ok", false}, {"n", number}, {"ended", true}, {"error", "the program has ended"}});
}

std::string robotAnswer(std::int64_t number, const ui::Record& record, std::string_view screen) {
  Json items = Json::array();
  for (const ui::Item& item : record.items) {
    items.push_back({{"id", item.id},
                     {"role", ui::roleName(item.role)},
                     {"name", item.name},
                     {"value", item.value},
                     {"rect", {item.rect.x, item.rect.y, item.rect.w, item.rect.h}},
                     {"enabled", item.enabled},
                     {"focused", item.focused},
                     {"clipped", item.clipped},
                     {"ink", hex(item.ink)},
                     {"paper", hex(item.paper)}});
  }
  return line({{"ok", true}, {"n", number}, {"screen", screen}, {"items", std::move(items)}});
}

std::string robotAnswer(std::int64_t number, const RunStats& stats) {
  return line({{"ok", true},
               {"n", number},
               {"frames", stats.frames},
               {"p50_ms", stats.p50Ms},
               {"p99_ms", stats.p99Ms},
               {"max_ms", stats.maxMs},
               {"rss_kb", stats.rssKb},
               {"cpu_s", stats.cpuSeconds}});
}

}  // namespace pillarbox::platform

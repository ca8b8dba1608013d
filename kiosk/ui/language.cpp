#include "kiosk/ui/language.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "kiosk/ui/catalogue.h"
#include "kiosk/ui/phrase.h"

namespace pillarbox::ui {
namespace {

struct Tongue {  // never freed: words of it are shown
  std::string code;
  std::unique_ptr<const Catalogue> catalogue;  // none: made from the English
};

std::atomic<const Tongue*> chosen{nullptr};  // null: English

std::mutex madeGuard;
std::map<std::string, std::unique_ptr<const Tongue>, std::less<>>& tongues() {
  static std::map<std::string, std::unique_ptr<const Tongue>, std::less<>> all;
  return all;
}

std::string_view madeUp(std::string_view english) {
  static std::unordered_map<std::string_view, std::string> all;
  const std::lock_guard lock(madeGuard);
  const auto [place, fresh] = all.try_emplace(english);
  if (fresh) place->second = pseudo(english);
  return place->second;
}

std::unique_ptr<const Catalogue> load(std::string_view code, const std::filesystem::path& assets) {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-'; };
  if (!std::all_of(code.begin(), code.end(), plain)) return nullptr;
  for (const std::filesystem::path& folder : {assets / "languages", std::filesystem::path(PILLARBOX_BUILT_LANGUAGES)}) {
    std::ifstream in(folder / code / "LC_MESSAGES" / "pillarbox.mo", std::ios::binary);
    if (!in) continue;
    return Catalogue::read({std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()});
  }
  return nullptr;
}

const Tongue* tongue(std::string_view code, const std::filesystem::path& assets) {
  const std::lock_guard lock(madeGuard);
  const auto found = tongues().find(code);
  if (found != tongues().end()) return found->second.get();
  auto made = std::make_unique<Tongue>();
  made->code = code;
  if (code != pseudoLanguage) {
    made->catalogue = load(code, assets);
    if (made->catalogue == nullptr) return nullptr;
  }
  return (tongues()[std::string(code)] = std::move(made)).get();
}

}  // namespace

std::string_view translated(std::string_view english) {
  const Tongue* now = chosen.load(std::memory_order_acquire);
  if (now == nullptr || english.empty()) return english;
  if (now->catalogue == nullptr) return madeUp(english);
  const std::string_view found = now->catalogue->find(english);
  return found.empty() ? english : found;
}

std::string pseudo(std::string_view english) {
  constexpr std::array<std::pair<char, std::string_view>, 14> accents{{{'a', "á"},
                                                                       {'c', "ç"},
                                                                       {'e', "é"},
                                                                       {'i', "î"},
                                                                       {'n', "ñ"},
                                                                       {'o', "ô"},
                                                                       {'s', "š"},
                                                                       {'u', "ü"},
                                                                       {'w', "ŵ"},
                                                                       {'y', "ŷ"},
                                                                       {'A', "Å"},
                                                                       {'I', "Î"},
                                                                       {'O', "Ö"},
                                                                       {'S', "Š"}}};
  std::string out = "[";
  for (const char c : english) {
    const auto* const found =
        std::find_if(accents.begin(), accents.end(), [c](const auto& accent) { return accent.first == c; });
    if (found != accents.end()) {
      out += found->second;
    } else {
      out += c;
    }
  }
  // Words, so that it wraps as a longer sentence would.
  const std::size_t more = (english.size() * 2 + 4) / 5;
  for (std::size_t i = 0; i < more; ++i) out += i % 6 == 0 ? ' ' : 'x';
  if (out.ends_with(' ')) out.back() = 'x';
  return out + ']';
}

std::vector<Language> languages(const std::filesystem::path& assets) {
  std::vector<Language> out;
  for (const std::filesystem::path& folder : {assets / "languages", std::filesystem::path(PILLARBOX_BUILT_LANGUAGES)}) {
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(folder, none)) {
      const std::string code = entry.path().filename().string();
      const auto known = std::find_if(out.begin(), out.end(), [&](const Language& one) { return one.code == code; });
      if (!entry.is_directory(none) || known != out.end()) continue;
      const Tongue* read = tongue(code, assets);
      if (read == nullptr) continue;
      const std::string_view name = read->catalogue->header("X-Name");
      out.push_back({code, std::string(name.empty() ? std::string_view(code) : name),
                     read->catalogue->header("X-Checked-By-A-Native-Speaker") == "yes"});
    }
  }
  std::sort(out.begin(), out.end(), [](const Language& a, const Language& b) { return a.code < b.code; });
  out.insert(out.begin(), Language{"en", "English", true});
  return out;
}

bool setLanguage(std::string_view code, const std::filesystem::path& assets) {
  const Tongue* wanted = code == "en" || code.empty() ? nullptr : tongue(code, assets);
  chosen.store(wanted, std::memory_order_release);
  return wanted != nullptr || code == "en";
}

std::string language() {
  const Tongue* now = chosen.load(std::memory_order_acquire);
  return now == nullptr ? "en" : now->code;
}

}  // namespace pillarbox::ui

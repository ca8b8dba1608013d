#include "kiosk/ui/catalogue.h"

#include <optional>

namespace pillarbox::ui {
namespace {

constexpr std::uint32_t magic = 0x950412de;  // in the byte order of the file

class Reader {
 public:
  explicit Reader(const Bytes& file) : m_file(file) {}

  bool start() {
    const auto first = number(0);
    if (!first) return false;
    if (*first != magic) m_swapped = true;
    return number(0) == magic;
  }
  std::optional<std::uint32_t> number(std::size_t at) const {
    if (at > m_file.size() || m_file.size() - at < 4) return std::nullopt;
    std::uint32_t out = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      const std::size_t place = m_swapped ? 3 - i : i;
      out |= static_cast<std::uint32_t>(m_file[at + i]) << (8 * place);
    }
    return out;
  }
  // The length and offset of a string are at `at`.
  std::optional<std::string_view> text(std::size_t at) const {
    const auto length = number(at);
    const auto offset = number(at + 4);
    if (!length || !offset || *offset > m_file.size() || m_file.size() - *offset < *length) return std::nullopt;
    return std::string_view(reinterpret_cast<const char*>(m_file.data()) + *offset, *length);
  }

 private:
  const Bytes& m_file;
  bool m_swapped = false;
};

}  // namespace

std::unique_ptr<const Catalogue> Catalogue::read(Bytes file) {
  auto catalogue = std::make_unique<Catalogue>();
  catalogue->m_file = std::move(file);
  Reader reader(catalogue->m_file);
  if (!reader.start()) return nullptr;
  const auto revision = reader.number(4);
  const auto count = reader.number(8);
  const auto originals = reader.number(12);
  const auto translations = reader.number(16);
  if (!revision || *revision >> 16 > 1 || !count || !originals || !translations) return nullptr;
  if (*count > catalogue->m_file.size() / 16) return nullptr;
  for (std::size_t i = 0; i < *count; ++i) {
    const auto original = reader.text(*originals + 8 * i);
    const auto translation = reader.text(*translations + 8 * i);
    if (!original || !translation) return nullptr;
    if (!translation->empty()) catalogue->m_words.emplace(*original, *translation);
  }
  return catalogue;
}

std::string_view Catalogue::find(std::string_view english) const {
  if (english.empty()) return {};  // the header
  const auto found = m_words.find(english);
  return found == m_words.end() ? std::string_view() : found->second;
}

std::string_view Catalogue::header(std::string_view field) const {
  const auto found = m_words.find(std::string_view());
  std::string_view rest = found == m_words.end() ? std::string_view() : found->second;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (!line.starts_with(field) || line.size() <= field.size() || line[field.size()] != ':') continue;
    const std::size_t start = line.find_first_not_of(' ', field.size() + 1);
    return start == std::string_view::npos ? std::string_view() : line.substr(start);
  }
  return {};
}

}  // namespace pillarbox::ui

#include "shared/record/roster_text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

namespace pillarbox {

namespace {

// Windows-1252 0x80..0x9F (WHATWG Encoding Standard, index windows-1252); 0 where no character stands.
constexpr std::array<std::uint16_t, 32> windows1252{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                                    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

constexpr std::size_t linesLooked = 12;  // for the separator

void appendUtf8(std::string& out, std::uint32_t code) {
  const auto push = [&out](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (code < 0x80) {
    push(code);
  } else if (code < 0x800) {
    push(0xC0 | (code >> 6));
    push(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    push(0xE0 | (code >> 12));
    push(0x80 | ((code >> 6) & 0x3F));
    push(0x80 | (code & 0x3F));
  } else {
    push(0xF0 | (code >> 18));
    push(0x80 | ((code >> 12) & 0x3F));
    push(0x80 | ((code >> 6) & 0x3F));
    push(0x80 | (code & 0x3F));
  }
}

std::optional<std::string> fromUtf16(std::string_view bytes, bool bigEndian) {
  if (bytes.size() % 2 != 0) return std::nullopt;
  const auto unit = [&](std::size_t at) {
    const auto a = static_cast<unsigned char>(bytes[at]), b = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<std::uint32_t>(bigEndian ? (a << 8) | b : (b << 8) | a);
  };
  std::string out;
  out.reserve(bytes.size() / 2);
  for (std::size_t at = 0; at < bytes.size(); at += 2) {
    std::uint32_t code = unit(at);
    if (code >= 0xD800 && code < 0xE000) {
      if (code >= 0xDC00 || at + 4 > bytes.size()) return std::nullopt;
      const std::uint32_t low = unit(at + 2);
      if (low < 0xDC00 || low >= 0xE000) return std::nullopt;
      code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
      at += 2;
    }
    appendUtf8(out, code);
  }
  return out;
}

std::optional<std::string> fromWindows1252(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    const std::uint32_t code = byte >= 0x80 && byte < 0xA0 ? windows1252[byte - 0x80] : byte;
    if (code == 0 && byte != 0) return std::nullopt;
    appendUtf8(out, code);
  }
  return out;
}

// Plain text in UTF-16 has a zero in every second byte of its first letters: 1 first (big-endian), 0 second.
std::optional<bool> looksLikeUtf16(std::string_view bytes) {
  if (bytes.size() < 16) return std::nullopt;
  std::array<int, 2> zeros{};
  for (std::size_t i = 0; i < 16; ++i) zeros[i % 2] += bytes[i] == '\0' ? 1 : 0;
  if (zeros[0] >= 7 && zeros[1] == 0) return true;
  if (zeros[1] >= 7 && zeros[0] == 0) return false;
  return std::nullopt;
}

Fault wrongFile(std::string what) {
  return Fault{FaultCode::badInput,
               "The file is " + std::move(what) + ". Save or export it as \"CSV UTF-8\" and import that."};
}

char separatorOf(std::string_view text) {
  char best = ',';
  std::size_t most = 0;
  for (std::size_t line = 0; line < linesLooked && !text.empty(); ++line) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view one = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    for (const char candidate : {',', ';', '\t'}) {
      std::size_t count = 0;
      bool quoted = false;
      for (const char c : one) {
        if (c == '"') quoted = !quoted;
        if (c == candidate && !quoted) ++count;
      }
      if (count > most) {
        most = count;
        best = candidate;
      }
    }
  }
  return best;
}

class CsvReader {
 public:
  explicit CsvReader(std::string_view text) : m_text(text), m_separator(separatorOf(text)) {}

  Result<std::vector<CsvRow>> read() {
    for (m_at = 0; m_at < m_text.size(); ++m_at) take(m_text[m_at]);
    if (m_quoted) {
      return Fault{FaultCode::badInput, "A quotation mark opened on line " + std::to_string(m_quotedFrom) +
                                            " is never closed. Correct that line, or export the file again."};
    }
    endRow();
    return std::move(m_rows);
  }

 private:
  void take(char c) {
    if (c == '\n') ++m_line;
    if (m_quoted) {
      if (c != '"') {
        m_cell.push_back(c);
      } else if (m_at + 1 < m_text.size() && m_text[m_at + 1] == '"') {
        m_cell.push_back(m_text[++m_at]);
      } else {
        m_quoted = false;
      }
    } else if (c == '"' && (m_cell.empty() || m_cell == "=")) {
      m_cell.clear();
      m_quoted = true;
      m_quotedFrom = m_line;
    } else if (c == m_separator) {
      endCell();
    } else if (c == '\n' || (c == '\r' && (m_at + 1 == m_text.size() || m_text[m_at + 1] != '\n'))) {
      if (c == '\r') ++m_line;  // an old Macintosh's line
      endRow();
    } else if (c != '\r') {
      m_cell.push_back(c);
    }
  }
  void endCell() {
    m_row.cells.push_back(trimmedCell(m_cell));
    m_cell.clear();
  }
  void endRow() {
    endCell();
    m_row.line = m_rowLine;
    m_rowLine = m_line;
    const bool blank =
        std::all_of(m_row.cells.begin(), m_row.cells.end(), [](const auto& cell) { return cell.empty(); });
    if (!blank) m_rows.push_back(std::move(m_row));
    m_row = {};
  }

  std::string_view m_text;
  char m_separator;
  std::size_t m_at = 0;
  int m_line = 1, m_rowLine = 1, m_quotedFrom = 1;
  bool m_quoted = false;
  std::string m_cell;
  CsvRow m_row;
  std::vector<CsvRow> m_rows;
};

}  // namespace

Result<std::string> textOfExport(BytesView file) {
  std::string_view bytes = textOf(file);
  if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("\xD0\xCF\x11\xE0")) return wrongFile("an Excel workbook");
  if (bytes.starts_with("%PDF")) return wrongFile("a PDF");
  std::optional<std::string> text;
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    bytes.remove_prefix(3);
    if (isUtf8(bytes)) text = std::string(bytes);
  } else if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    text = fromUtf16(bytes.substr(2), bytes[0] == '\xFE');
  } else if (const auto bigEndian = looksLikeUtf16(bytes)) {
    text = fromUtf16(bytes, *bigEndian);
  } else {
    text = isUtf8(bytes) ? std::string(bytes) : fromWindows1252(bytes);
  }
  if (!text || text->find('\0') != std::string::npos) return wrongFile("not text, or is damaged");
  const std::string start = trimmedCell(std::string_view(*text).substr(0, 200));
  if (start.starts_with("<!DOCTYPE") || start.starts_with("<html") || start.starts_with("<HTML")) {
    return wrongFile("a web page");
  }
  return *std::move(text);
}

Result<std::vector<CsvRow>> rowsOfCsv(std::string_view text) {
  return CsvReader(text).read();
}

std::string trimmedCell(std::string_view cell) {
  const auto space = [](std::string_view at) -> std::size_t {
    if (at.starts_with("\xC2\xA0")) return 2;
    return static_cast<unsigned char>(at[0]) <= 0x20 ? 1 : 0;
  };
  while (!cell.empty() && space(cell) != 0) cell.remove_prefix(space(cell));
  while (!cell.empty()) {
    if (cell.ends_with("\xC2\xA0")) {
      cell.remove_suffix(2);
    } else if (static_cast<unsigned char>(cell.back()) <= 0x20) {
      cell.remove_suffix(1);
    } else {
      break;
    }
  }
  return std::string(cell);
}

}  // namespace pillarbox

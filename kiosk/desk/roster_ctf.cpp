#include "kiosk/desk/roster_ctf.h"

#include <libxml/xmlreader.h>

#include <algorithm>
#include <array>
#include <climits>
#include <memory>
#include <string>
#include <utility>

#include "shared/record/roster_text.h"
#include "shared/record/upn.h"

namespace pillarbox::desk {

namespace {

constexpr std::size_t largestFile = 64u << 20;
constexpr int deepest = 40;
constexpr std::size_t mostPupils = 20'000;
constexpr std::size_t longestName = 200;     // bytes, as an entry takes
constexpr std::size_t longestAddress = 600;  // of all its lines; only hashed

struct FreeReader {
  void operator()(xmlTextReader* reader) const { xmlFreeTextReader(reader); }
};
using Reader = std::unique_ptr<xmlTextReader, FreeReader>;

// The line where reading stopped; libxml2 must not print to standard error.
struct Complaint {
  int line = 0;
};
void onError(void* into, xmlErrorPtr error) {
  auto* complaint = static_cast<Complaint*>(into);
  if (complaint->line == 0 && error != nullptr) complaint->line = error->line;
}

std::string_view viewOf(const xmlChar* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

Fault bad(std::string says) {
  return Fault{FaultCode::badInput, std::move(says)};
}

// What a pupil's element is called, wherever in the pupil it stands.
enum class Part { none, upn, surname, forename, preferredSurname, preferredForename, bornOn, year, address };
Part partOf(std::string_view element) {
  constexpr std::array<std::pair<std::string_view, Part>, 9> parts{{{"UPN", Part::upn},
                                                                    {"Surname", Part::surname},
                                                                    {"Forename", Part::forename},
                                                                    {"PreferredSurname", Part::preferredSurname},
                                                                    {"PreferredForename", Part::preferredForename},
                                                                    {"ChosenName", Part::preferredForename},
                                                                    {"DOB", Part::bornOn},
                                                                    {"NCyearActual", Part::year},
                                                                    {"NCYearActual", Part::year}}};
  for (const auto& [name, part] : parts) {
    if (name == element) return part;
  }
  return Part::none;
}

// Whole branches that tell of other people or of other schools.
bool passedOver(std::string_view element) {
  constexpr std::array<std::string_view, 9> branches{"Contacts",         "Contact",    "SchoolHistory",
                                                     "StageAssessments", "Attendance", "Exclusions",
                                                     "SENhistory",       "SuppInfo",   "LearnerHistory"};
  return std::find(branches.begin(), branches.end(), element) != branches.end();
}

bool isAddress(std::string_view element) {
  return element == "Address" || element == "AddressBlock" || element == "Addresses";
}

class CtfReader {
 public:
  Result<RosterRows> read(BytesView file) {
    if (file.size() > largestFile) return bad("The file is larger than 64 MB, so it is not a list of pupils.");
    Complaint complaint;
    // No XML_PARSE_DTDLOAD, NOENT or HUGE: no DTD is loaded, no entity put in, and libxml2's own limits hold.
    m_reader.reset(xmlReaderForMemory(reinterpret_cast<const char*>(file.data()), static_cast<int>(file.size()),
                                      nullptr, nullptr, XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_COMPACT));
    if (!m_reader) return bad("The file could not be read as XML.");
    xmlTextReaderSetStructuredErrorHandler(m_reader.get(), &onError, &complaint);
    int more = 0;
    while ((more = xmlTextReaderRead(m_reader.get())) == 1) PB_TRY(node());
    if (more < 0 || complaint.line != 0) {
      return bad("The XML is damaged at line " + std::to_string(std::max(complaint.line, 1)) +
                 ". Export the file again.");
    }
    if (!m_root || !m_data) {
      return bad("The XML is not a Common Transfer File: it has no CTfile with CTFpupilData. Export a CTF, or a CSV.");
    }
    if (m_count == 0) return bad("The Common Transfer File has no pupils in it.");
    m_rows.what = RosterKind::pupils;
    return std::move(m_rows);
  }

 private:
  Status node() {
    xmlTextReader* reader = m_reader.get();
    const int depth = xmlTextReaderDepth(reader);
    if (depth > deepest) return bad("The XML is nested too deeply to be a Common Transfer File.");
    switch (xmlTextReaderNodeType(reader)) {
      case XML_READER_TYPE_DOCUMENT_TYPE:
        return bad("The XML has a DTD, which a Common Transfer File never has. It was not read.");
      case XML_READER_TYPE_ELEMENT: {
        const std::string_view name = viewOf(xmlTextReaderConstLocalName(reader));
        PB_TRY(begins(name, depth));
        if (xmlTextReaderIsEmptyElement(reader) == 1) ends(depth);
        return {};
      }
      case XML_READER_TYPE_END_ELEMENT:
        ends(depth);
        return {};
      case XML_READER_TYPE_TEXT:
      case XML_READER_TYPE_CDATA:
        text(viewOf(xmlTextReaderConstValue(reader)));
        return {};
      default:
        return {};
    }
  }

  Status begins(std::string_view name, int depth) {
    if (depth == 0) {
      m_root = name == "CTfile" || name == "CTFile";
      if (!m_root) return bad("The XML is not a Common Transfer File: it does not begin with CTfile.");
    }
    if (depth == 1 && (name == "CTFpupilData" || name == "CTFPupilData")) m_data = true;
    if (m_data && m_pupilDepth < 0 && name == "Pupil") {
      if (++m_count > mostPupils) return bad("The file has more than 20,000 pupils. Is it the right one?");
      m_pupilDepth = depth;
      m_row = {};
      m_legalSurname.clear();
      m_preferredForename.reset();
      m_preferredSurname.clear();
      m_address.clear();
      return {};
    }
    if (m_pupilDepth < 0 || m_skipDepth >= 0) return {};
    if (passedOver(name)) {
      m_skipDepth = depth;
    } else if (m_addressDepth < 0 && isAddress(name)) {
      m_addressDepth = depth;
    } else {
      m_part = m_addressDepth >= 0 ? Part::address : partOf(name);
      m_text.clear();
    }
    return {};
  }

  void ends(int depth) {
    if (m_pupilDepth < 0) return;
    if (depth == m_skipDepth) {
      m_skipDepth = -1;
      return;
    }
    if (m_skipDepth >= 0) return;
    if (depth == m_pupilDepth) {
      m_pupilDepth = -1;
      pupilEnds();
      return;
    }
    if (depth == m_addressDepth) {
      m_addressDepth = -1;
      return;
    }
    keep(trimmedCell(m_text));
    m_text.clear();
    m_part = Part::none;
  }

  void text(std::string_view more) {
    if (m_pupilDepth < 0 || m_skipDepth >= 0 || m_part == Part::none) return;
    // One byte more than may be kept shows that it is too long.
    m_text.append(
        more.substr(0, std::min(more.size(), longestAddress + 1 - std::min(m_text.size(), longestAddress + 1))));
  }

  void keep(const std::string& value) {
    if (value.empty() && m_part != Part::preferredForename) return;
    const auto once = [&](std::string& into) {
      if (into.empty()) into = value;
    };
    switch (m_part) {
      case Part::none:
        break;
      case Part::upn:
        once(m_row.upn);
        break;
      case Part::surname:
        once(m_legalSurname);
        break;
      case Part::forename:
        once(m_row.forename);
        break;
      case Part::preferredSurname:
        once(m_preferredSurname);
        break;
      case Part::preferredForename:
        if (!m_preferredForename) m_preferredForename = value;
        break;
      case Part::bornOn:
        once(m_row.bornOn);
        break;
      case Part::year:
        if (!m_row.year) m_row.year = value;
        break;
      case Part::address:
        if (m_address.size() + value.size() < longestAddress) m_address += value + " ";
        break;
    }
  }

  void pupilEnds() {
    const int row = static_cast<int>(m_count);
    const auto problem = [&](std::string says) { m_rows.problems.push_back({row, std::move(says)}); };
    const auto warn = [&](std::string says) { m_rows.warnings.push_back({row, std::move(says)}); };
    m_row.row = row;
    m_row.surname = m_preferredSurname.empty() ? m_legalSurname : m_preferredSurname;
    if (!m_preferredSurname.empty()) m_row.otherSurname = m_legalSurname == m_row.surname ? "" : m_legalSurname;
    if (m_preferredForename) {
      m_row.knownAs = *m_preferredForename == m_row.forename ? std::string() : *m_preferredForename;
    }
    if (m_row.forename.empty()) return problem("has no Forename.");
    if (m_row.surname.empty()) return problem("has no Surname.");
    for (const std::string* name : {&m_row.forename, &m_row.surname, &m_legalSurname}) {
      const bool control =
          std::any_of(name->begin(), name->end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
      if (name->size() > longestName || control) return problem("has a name that is too long or runs over lines.");
    }
    if (m_row.knownAs && m_row.knownAs->size() > longestName) return problem("has a preferred name that is too long.");
    if (m_row.year && m_row.year->size() > 40) m_row.year.reset();
    if (!m_address.empty()) m_row.family = m_address;
    m_row.upn = normaliseUpn(m_row.upn);
    if (!m_row.upn.empty()) {
      const UpnCheck check = checkUpn(m_row.upn);
      if (check == UpnCheck::wrongShape) {
        warn("has a UPN that is not a letter and 12 digits.");
        m_row.upn.clear();
      } else if (check == UpnCheck::wrongLetter) {
        warn("has a UPN whose first letter does not fit its digits; it may be mistyped.");
      }
    }
    if (!m_row.bornOn.empty() && !isDate(m_row.bornOn)) {
      warn("has a date of birth that is not a date such as 2015-03-07.");
      m_row.bornOn.clear();
    }
    m_rows.pupils.push_back(std::move(m_row));
  }

  static bool isDate(std::string_view text) {
    if (text.size() != 10) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (i == 4 || i == 7 ? text[i] != '-' : text[i] < '0' || text[i] > '9') return false;
    }
    return true;
  }

  Reader m_reader;
  RosterRows m_rows;
  bool m_root = false, m_data = false;
  std::size_t m_count = 0;
  int m_pupilDepth = -1, m_skipDepth = -1, m_addressDepth = -1;  // of the element that is open; -1 none
  Part m_part = Part::none;
  std::string m_text, m_legalSurname, m_preferredSurname, m_address;
  std::optional<std::string> m_preferredForename;
  PupilRow m_row;
};

}  // namespace

bool looksLikeXml(BytesView file) {
  std::string start;
  for (const std::uint8_t byte : file.first(std::min<std::size_t>(file.size(), 64))) {
    if (byte > 0x20 && byte < 0x7F) start.push_back(static_cast<char>(byte));  // of UTF-16 too, without its zeros
  }
  const bool page = start.starts_with("<!DOCTYPEhtml") || start.starts_with("<html") || start.starts_with("<HTML");
  return start.starts_with("<") && !page;
}

Result<RosterRows> readRosterCtf(BytesView file) {
  return CtfReader().read(file);
}

Result<RosterRows> readRosterFile(BytesView file) {
  return looksLikeXml(file) ? readRosterCtf(file) : readRosterCsv(file);
}

}  // namespace pillarbox::desk

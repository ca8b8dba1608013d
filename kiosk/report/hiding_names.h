// Names for a copy that goes to the family, the police or a court: the child it is about keeps its name, other children
// (and if asked the staff) are letters, the same one for the same person on every page, or blacked out.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "kiosk/report/names.h"
#include "kiosk/report/reports.h"
#include "shared/writing/redaction.h"

namespace pillarbox::report {

// A name that was found in a text. Entries never change, so the place of one stays the same for ever.
struct Finding {
  std::string entry, field;
  std::size_t begin = 0, end = 0;  // bytes of the text as it is kept
  std::string words;               // as written
  std::string around;              // with some words before and after
  std::string who;                 // whom it may mean
  std::string why;                 // "first name"
  bool certain = true;
  bool hidden = true;
  bool decided = false;  // by a person
};

// What a person decided: hide (or do not) the name at that place.
using Decisions = std::map<std::tuple<std::string, std::string, std::size_t>, bool>;

struct Hiding {
  std::string subject;  // the pupil it is about
  bool staffToo = false;
  bool blackedOut = false;  // instead of letters
  bool withFiles = false;   // pictures of paper and attachments go with it all the same
  Decisions decisions;
};

class HidingNames final : public Names {
 public:
  // Letters are given in the order in which those who are meant by a reference were first written of in `entries`.
  HidingNames(const Source& source, const std::vector<std::string>& entries, Hiding hiding);

  std::string text(const Entry& entry, std::string_view field, std::string_view words, bool exact) override;
  std::string child(const Entry& entry, std::string_view ref, std::string_view name) override;
  std::string adult(const Entry& entry, std::string_view ref, std::string_view name) override;
  bool hides(std::string_view ref, std::string_view name) const override;
  std::string note() const override;
  bool leavesOutFiles() const override { return !m_hiding.withFiles; }

  // In the order in which they were met; each once.
  const std::vector<Finding>& findings() const { return m_findings; }
  std::size_t undecided() const override;  // doubtful ones that still stand in the text

 private:
  std::string codeOf(const std::string& ref);
  std::string shownFor(const writing::Redaction& found, bool bracketed);
  std::string keyOf(std::string_view ref, std::string_view name) const;
  bool decide(const Entry& entry, std::string_view field, std::string_view words, const writing::Redaction& found);
  std::set<std::string> peopleOf(const Entry& entry) const;

  Hiding m_hiding;
  writing::NameBook m_book;
  std::map<std::string, std::string> m_aliases;  // two refs of one person, or a typed name of somebody in the lists
  std::map<std::string, std::string> m_codes;
  std::size_t m_children = 0, m_adults = 0;
  std::vector<Finding> m_findings;
  std::set<std::tuple<std::string, std::string, std::size_t>> m_met;
};

// The list for whoever decides; and the decisions out of it once the column "Hide" is filled in with yes or no.
CsvTable reviewTable(const std::vector<Finding>& findings);
// badInput naming the line if it is not such a list.
Result<Decisions> decisionsFrom(std::string_view csv);

}  // namespace pillarbox::report

// Names that must not be read in what is handed out: where they stand in a text, how sure that is, and why. What is
// certain can be hidden at once; what is doubtful is for a person to decide. Pure; any bytes may be given.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace pillarbox::writing {

// Somebody whose name may stand in a text.
struct NamedPerson {
  std::string ref;         // pupil, staff or person id, or any key of whoever has none
  bool hide = true;        // otherwise their names are known so as not to be taken for somebody else's
  bool adult = false;      // usually called by title and surname
  bool mentioned = false;  // is meant by a reference somewhere in what is handed out
  std::string forename, surname, knownAs, otherSurname;
  std::vector<std::string> names;  // as written elsewhere: "Mo (Mohammed) Ali"
};

enum class RedactionWhy : std::uint8_t { reference, fullName, firstName, surname, initials };
std::string_view redactionWhyWords(RedactionWhy why);  // "first name"

struct Redaction {
  std::size_t begin = 0, end = 0;  // bytes of the text
  std::vector<std::string> refs;   // whom it may mean: one, or more of the same name
  RedactionWhy why = RedactionWhy::reference;
  bool certain = true;        // otherwise a person has to decide
  bool ordinaryWord = false;  // it is a word of its own too: Will, Grace, May
  bool afterTitle = false;    // Mrs NAME: a relative rather than the child
};

// The names of everybody, made once for a whole bundle.
class NameBook {
 public:
  explicit NameBook(std::vector<NamedPerson> people);
  const NamedPerson* find(std::string_view ref) const;

  struct Form {
    std::vector<std::string> words;  // folded (shared/record/folding.h)
    std::size_t person = 0;
    RedactionWhy why = RedactionWhy::fullName;
  };
  const std::vector<Form>* beginningWith(const std::string& word) const;
  const std::vector<NamedPerson>& people() const { return m_people; }
  // "mp" of Mia Patel, for everybody who is mentioned and hidden.
  std::vector<std::size_t> withInitials(std::string_view folded) const;

 private:
  void addForms(std::size_t person);
  void add(std::size_t person, std::vector<std::string> words, RedactionWhy why);

  std::vector<NamedPerson> m_people;
  std::map<std::string, std::size_t, std::less<>> m_byRef;
  std::unordered_map<std::string, std::vector<Form>> m_forms;  // by first word
  std::unordered_map<std::string, std::vector<std::size_t>> m_initials;
};

// In order, not overlapping. `text` as it is kept, with references (shared/record/mentions.h); `here`: the refs of
// those who have to do with this entry, to tell two Mias apart. Names count in any spelling of case, accents,
// apostrophes and hyphens, with possessive or plural s, joined or reversed. Certain are references; every part of a
// name of those mentioned in the bundle (but small letters that are a word of their own, will or grace: doubtful in
// what is about that child and left out elsewhere); full names of everybody; and initials with full stops of those who
// are `here`. Doubtful are parts of the names of everybody else, other initials of those mentioned, a title with a
// surname that a member of staff has too, and a first name that somebody who is not hidden has too, in what is about
// both. What can only be somebody not hidden is left out.
std::vector<Redaction> redactionsFor(std::string_view text, const NameBook& book, const std::set<std::string>& here);

}  // namespace pillarbox::writing

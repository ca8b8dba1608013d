#include "kiosk/report/hiding_names.h"

#include <algorithm>

#include "shared/record/folding.h"
#include "shared/record/mentions.h"
#include "shared/writing/exact_words.h"
#include "shared/writing/name_words.h"

namespace pillarbox::report {

using writing::NamedPerson;
using writing::Redaction;
namespace {

constexpr std::string_view blackBar = "\u2588\u2588\u2588\u2588\u2588";

// Of somebody who was typed, not chosen: the name is all there is.
std::string typedKey(std::string_view name) {
  return "typed:" + foldName(name);
}

class Gatherer {
 public:
  Gatherer(const Source& source, const std::vector<std::string>& entries, const Hiding& hiding) : m_hiding(hiding) {
    for (const Pupil& pupil : source.roster.pupils) {
      NamedPerson& one = person(pupil.id, pupil.id != hiding.subject, false);
      one.forename = pupil.forename;
      one.surname = pupil.surname;
      one.knownAs = pupil.knownAs;
      one.otherSurname = pupil.otherSurname;
    }
    for (const Staff& staff : source.roster.staff) named(staff.id, staff.name, true, false);
    for (const Person& each : source.people) named(each.id, each.name, true, false);
    for (const Pupil& pupil : source.roster.pupils) {
      alias(pupil.displayName(), pupil.id);
      alias(pupil.forename + " " + pupil.surname, pupil.id);
    }
    for (const Person& each : source.people) alias(each.name, each.id);
    for (const Staff& staff : source.roster.staff) {
      if (!staff.personId.empty()) m_aliases[staff.id] = staff.personId;
      alias(staff.name, staff.personId.empty() ? staff.id : staff.personId);
    }
    std::vector<const Entry*> inOrder;
    for (const std::string& id : entries) {
      const auto found = source.entries.find(id);
      if (found != source.entries.end()) inOrder.push_back(&found->second.entry);
    }
    std::sort(inOrder.begin(), inOrder.end(), [](const Entry* a, const Entry* b) {
      return std::tie(a->writtenAt.wall, a->id) < std::tie(b->writtenAt.wall, b->id);
    });
    for (const Entry* entry : inOrder) look(*entry);
    // Whoever is called by their whole name somewhere is meant elsewhere too.
    const writing::NameBook book(m_people);
    for (const Entry* entry : inOrder) {
      for (const std::string_view words : textsOf(*entry)) {
        for (const Redaction& found : redactionsFor(words, book, {})) {
          if (found.why != writing::RedactionWhy::fullName) continue;
          for (const std::string& ref : found.refs) mention(ref);
        }
      }
    }
    // So are brothers and sisters, by whatever name.
    const Pupil* subject = source.roster.pupil(hiding.subject);
    for (const Pupil& pupil : source.roster.pupils) {
      const bool family = subject != nullptr && !subject->family.empty() && pupil.family == subject->family;
      if (family) mention(pupil.id);
    }
  }
  std::vector<NamedPerson> take() { return std::move(m_people); }
  const std::vector<std::string>& order() const { return m_order; }
  std::map<std::string, std::string> aliases() const { return m_aliases; }

 private:
  NamedPerson& person(const std::string& ref, bool hide, bool adult) {
    const auto [at, isNew] = m_byRef.try_emplace(ref, m_people.size());
    if (isNew) {
      m_people.emplace_back();
      m_people.back().ref = ref;
      m_people.back().hide = hide;
      m_people.back().adult = adult;
    }
    return m_people[at->second];
  }
  void named(std::string_view ref, const std::string& name, bool adult, bool mentioned) {
    if (ref.empty() && name.empty()) return;
    std::string key(ref);
    std::string called = name;
    if (ref.empty()) {
      const auto known = m_aliases.find(typedKey(name));
      if (known != m_aliases.end() && !known->second.empty()) {
        key = known->second;
      } else {
        key = typedKey(name);
        called = nameIn(name);
        if (called.empty()) return;
      }
    }
    const bool hide = adult ? m_hiding.staffToo : key != m_hiding.subject;
    NamedPerson& one = person(key, hide, adult);
    if (!called.empty() && std::find(one.names.begin(), one.names.end(), called) == one.names.end()) {
      one.names.push_back(called);
    }
    if (mentioned) mention(key);
  }
  void mention(const std::string& ref) {
    NamedPerson& one = m_people[m_byRef.at(ref)];
    if (!one.mentioned) m_order.push_back(ref);
    one.mentioned = true;
  }
  static std::vector<std::string_view> textsOf(const Entry& entry) {
    std::vector<std::string_view> texts{entry.account,          entry.body,
                                        entry.happenedAt,       entry.happenedWhere,
                                        entry.casework.what,    entry.casework.family,
                                        entry.casework.outcome, entry.casework.parentsWhy};
    for (const ExactWords& said : entry.exactWords) {
      texts.insert(texts.end(), {said.words, said.asked, said.speaker});
    }
    for (const Done& done : entry.done) texts.insert(texts.end(), {done.who, done.detail});
    return texts;
  }
  // What of a typed name is a name: "Kyle" of "Kyle from the park", nothing of "a girl".
  static std::string nameIn(std::string_view typed) {
    std::string out;
    for (const writing::NameWord& word : writing::nameWordsOf(typed)) {
      const char first = typed[word.begin];
      const bool small = first >= 'a' && first <= 'z';
      if (small || !word.ref.empty() || word.folded.size() < 2 || writing::isNoName(word.folded)) continue;
      out += (out.empty() ? "" : " ") + std::string(typed.substr(word.begin, word.end - word.begin));
    }
    return out;
  }
  // Typed, but called exactly as one person of the lists.
  void alias(std::string_view name, const std::string& ref) {
    const auto [at, isNew] = m_aliases.try_emplace(typedKey(name), ref);
    if (!isNew && at->second != ref) at->second.clear();  // two are called so
  }
  void look(const Entry& entry) {
    for (const PupilPart& pupil : entry.pupils) named(pupil.ref, pupil.name, false, true);
    for (const EntryMention& mention : entry.mentions) {
      named(mention.ref, mention.name, mention.kind == MentionKind::staff, true);
    }
    for (const ExactWords& said : entry.exactWords) {
      if (!said.speakerRef.empty()) named(said.speakerRef, said.speaker, false, true);
    }
    if (!entry.bodyMap.childRef.empty()) named(entry.bodyMap.childRef, entry.bodyMap.child, false, true);
    named(entry.author.id, entry.author.name, true, true);
    named(entry.casework.ownerRef, entry.casework.ownerName, true, true);
    named(entry.adultRef, entry.adultName, true, true);
    named(entry.shouldKnowRef, entry.shouldKnowName, true, true);
  }

  const Hiding& m_hiding;
  std::vector<NamedPerson> m_people;
  std::map<std::string, std::size_t> m_byRef;
  std::map<std::string, std::string> m_aliases;  // of a ref or of a typed name: the ref that counts
  std::vector<std::string> m_order;
};

// A, B … Z, AA, AB …
std::string letterOf(std::size_t number) {
  std::string out;
  for (++number; number > 0; number = (number - 1) / 26) {
    out.insert(out.begin(), static_cast<char>('A' + (number - 1) % 26));
  }
  return out;
}

bool between(std::string_view text, std::size_t at) {
  return at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0u) != 0x80;
}

std::string aroundOf(std::string_view words, std::size_t begin, std::size_t end, const Entry& entry) {
  constexpr std::size_t reach = 40;
  std::size_t from = begin > reach ? begin - reach : 0, to = std::min(words.size(), end + reach);
  while (from > 0 && !between(words, from)) --from;
  while (to < words.size() && !between(words, to)) ++to;
  std::string part = shownText(words.substr(from, to - from), entry, LinkedNames::full);
  std::replace(part.begin(), part.end(), '\n', ' ');
  return (from > 0 ? "…" : "") + part + (to < words.size() ? "…" : "");
}

}  // namespace

HidingNames::HidingNames(const Source& source, const std::vector<std::string>& entries, Hiding hiding)
    : m_hiding(std::move(hiding)), m_book({}) {
  Gatherer gatherer(source, entries, m_hiding);
  m_aliases = gatherer.aliases();
  m_book = writing::NameBook(gatherer.take());
  for (const std::string& ref : gatherer.order()) {
    const NamedPerson* one = m_book.find(ref);
    if (one != nullptr && one->hide) codeOf(ref);
  }
}

std::string HidingNames::codeOf(const std::string& ref) {
  const auto known = m_aliases.find(ref);
  const auto [at, isNew] = m_codes.try_emplace(known == m_aliases.end() || known->second.empty() ? ref : known->second);
  if (isNew) {
    const NamedPerson* one = m_book.find(ref);
    const bool adult = one != nullptr && one->adult;
    at->second = adult ? "Adult " + letterOf(m_adults++) : "Child " + letterOf(m_children++);
  }
  return at->second;
}

std::string HidingNames::keyOf(std::string_view ref, std::string_view name) const {
  if (!ref.empty()) return std::string(ref);
  const auto known = m_aliases.find(typedKey(name));
  return known == m_aliases.end() || known->second.empty() ? typedKey(name) : known->second;
}

bool HidingNames::hides(std::string_view ref, std::string_view name) const {
  const NamedPerson* one = m_book.find(keyOf(ref, name));
  return one != nullptr && one->hide;
}

std::set<std::string> HidingNames::peopleOf(const Entry& entry) const {
  std::set<std::string> here;
  for (const PupilPart& pupil : entry.pupils) here.insert(keyOf(pupil.ref, pupil.name));
  for (const EntryMention& mention : entry.mentions) here.insert(mention.ref);
  return here;
}

std::string HidingNames::shownFor(const Redaction& found, bool bracketed) {
  if (m_hiding.blackedOut) return std::string(blackBar);
  std::vector<std::string> codes;
  // Of many with one name nothing is gained by naming all.
  constexpr std::size_t most = 3;
  if (found.refs.size() <= most) {
    for (const std::string& ref : found.refs) {
      const std::string code = codeOf(ref);
      if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(code);
    }
  }
  std::string out = codes.empty() ? "another person" : codes.front();
  for (std::size_t i = 1; i < codes.size(); ++i) out += " or " + codes[i];
  const NamedPerson* first = found.refs.empty() ? nullptr : m_book.find(found.refs.front());
  // "Mrs [surname of Child B]" is a relative, not the child.
  if (found.afterTitle && first != nullptr && !first->adult) return "[surname of " + out + "]";
  return bracketed ? "[" + out + "]" : out;
}

bool HidingNames::decide(const Entry& entry, std::string_view field, std::string_view words, const Redaction& found) {
  auto key = std::tuple(entry.id, std::string(field), found.begin);
  const auto decided = m_hiding.decisions.find(key);
  // Whoever was chosen from the list is never put back by a slip in a spreadsheet.
  const bool certain = found.certain && found.why == writing::RedactionWhy::reference;
  const bool hide = certain || (decided == m_hiding.decisions.end() ? found.certain : decided->second);
  if (found.why == writing::RedactionWhy::reference || !m_met.insert(key).second) return hide;
  Finding finding{entry.id, std::string(field), found.begin, found.end};
  finding.words = words.substr(found.begin, found.end - found.begin);
  finding.around = aroundOf(words, found.begin, found.end, entry);
  for (const std::string& ref : found.refs) {
    const NamedPerson* one = m_book.find(ref);
    if (one == nullptr) continue;
    const std::string name =
        one->forename.empty() && !one->names.empty() ? one->names.front() : one->forename + " " + one->surname;
    finding.who += (finding.who.empty() ? "" : " or ") + name;
    if (m_codes.contains(ref)) finding.who += " (" + m_codes.at(ref) + ")";
  }
  finding.why = writing::redactionWhyWords(found.why);
  if (found.ordinaryWord) finding.why += ", also a word";
  if (found.afterTitle) finding.why += ", after a title";
  finding.certain = found.certain;
  finding.hidden = hide;
  finding.decided = decided != m_hiding.decisions.end();
  m_findings.push_back(std::move(finding));
  return hide;
}

std::string HidingNames::text(const Entry& entry, std::string_view field, std::string_view words, bool exact) {
  const std::vector<writing::Span> quotes = exact ? std::vector<writing::Span>() : writing::exactWordsSpans(words);
  std::string out;
  std::size_t at = 0;
  for (const Redaction& found : redactionsFor(words, m_book, peopleOf(entry))) {
    if (!decide(entry, field, words, found)) continue;
    const bool quoted = exact || std::any_of(quotes.begin(), quotes.end(), [&](const writing::Span& span) {
                          return found.begin >= span.begin && found.end <= span.end;
                        });
    out += shownText(words.substr(at, found.begin - at), entry, LinkedNames::full);
    out += shownFor(found, quoted);
    at = found.end;
  }
  return out + shownText(words.substr(at), entry, LinkedNames::full);
}

std::string HidingNames::child(const Entry&, std::string_view ref, std::string_view name) {
  if (name.empty() && ref.empty()) return {};
  if (!hides(ref, name)) return std::string(name);
  return m_hiding.blackedOut ? std::string(blackBar) : codeOf(keyOf(ref, name));
}

std::string HidingNames::adult(const Entry& entry, std::string_view ref, std::string_view name) {
  return child(entry, ref, name);
}

std::string HidingNames::note() const {
  const std::string who = m_hiding.staffToo ? "other children and of staff" : "other children";
  std::string note =
      m_hiding.blackedOut
          ? "The names of " + who + " are blacked out, each by a bar of the same length."
          : "The names of " + who + " are replaced by letters. The same letter is the same person on every page.";
  if (!m_hiding.blackedOut) {
    note += " Square brackets inside somebody's exact words were put there when this copy was made.";
  }
  note += m_hiding.withFiles
              ? " Pictures of paper and attached files are not changed: names can be read on them."
              : " Pictures of paper and attached files are left out, because names on them cannot be hidden "
                "by the program.";
  return note;
}

std::size_t HidingNames::undecided() const {
  return static_cast<std::size_t>(std::count_if(m_findings.begin(), m_findings.end(), [](const Finding& finding) {
    return !finding.certain && !finding.decided;
  }));
}

}  // namespace pillarbox::report

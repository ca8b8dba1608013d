#include "shared/search/fields.h"

#include <algorithm>
#include <set>

#include "shared/casework/case_view.h"
#include "shared/record/entry_words.h"
#include "shared/record/ids.h"

namespace pillarbox::search {
namespace {

class Text {
 public:
  Text& add(std::string_view words, std::string_view between = ". ") {
    if (words.empty()) return *this;
    if (!m_text.empty()) m_text.append(between);
    m_text.append(words);
    return *this;
  }
  void into(std::vector<FieldText>& out, Where where) {
    if (!m_text.empty()) out.push_back({where, std::move(m_text)});
  }

 private:
  std::string m_text;
};

std::string namesOf(const Entry& entry) {
  Text names;
  std::set<std::string_view> said;
  const auto name = [&](std::string_view one) {
    if (said.insert(one).second) names.add(one, ", ");
  };
  for (const PupilPart& pupil : entry.pupils) {
    name(pupil.name);
    names.add(pupil.className, " ");
    name(pupil.description);
  }
  for (const EntryMention& mention : entry.mentions) name(mention.name);
  for (const ExactWords& said2 : entry.exactWords) name(said2.speaker);
  name(entry.adultName);
  name(entry.bodyMap.child);
  std::vector<FieldText> out;
  names.into(out, Where::names);
  return out.empty() ? std::string() : std::move(out[0].text);
}

void addExactWords(const Entry& entry, std::vector<FieldText>& out) {
  Text words;
  for (const ExactWords& one : entry.exactWords) words.add(one.words, "\n").add(one.asked, "\n");
  for (const BodyMark& mark : entry.bodyMap.marks) words.add(mark.childSays, "\n");
  words.into(out, Where::exactWords);
}

void addAccount(const Entry& entry, std::vector<FieldText>& out) {
  Text account;
  account.add(casework::withNames(entry.account, entry), "\n");
  for (const Done& done : entry.done) {
    account.add(doneWords(done.what), "\n").add(done.who, " ").add(done.when, " ").add(done.detail, " ");
  }
  for (const BodyMark& mark : entry.bodyMap.marks) account.add(markWords(mark), "\n");
  account.into(out, Where::account);
}

void addBody(const Entry& entry, std::vector<FieldText>& out) {
  const Casework& work = entry.casework;
  Text body;
  body.add(work.what);
  if (!work.decision.empty()) body.add(decisionWords(work.decision));
  body.add(work.referredTo).add(casework::withNames(entry.body, entry)).add(work.parentsWhy).add(work.outcome);
  if (!work.status.empty()) body.add(childStatusWords(work.status));
  body.add(work.family).add(work.forWhom);
  body.into(out, Where::body);
}

void addPaper(const Entry& entry, std::vector<FieldText>& out) {
  Text paper;
  for (const PaperPage& page : entry.pages) {
    for (const PaperField& field : page.fields) paper.add(field.suggestion, ", ");
    for (const PaperTick& tick : page.ticks) {
      if (tick.state == TickState::yes) paper.add(tick.words, ", ");
    }
  }
  paper.into(out, Where::paper);
}

std::size_t startOfLetter(std::string_view text, std::size_t at) {
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
  return at;
}

// A window of the text round [begin, end), cut between words where there are any.
struct Window {
  std::size_t begin = 0, end = 0;
};
Window windowRound(std::string_view text, std::size_t begin, std::size_t end) {
  if (text.size() <= maxShownBytes) return {0, text.size()};
  constexpr std::size_t before = 50;
  Window window{begin > before ? startOfLetter(text, begin - before) : 0, 0};
  if (window.begin > 0) {
    const std::size_t space = text.find_first_of(" \n", window.begin);
    if (space < begin) window.begin = space + 1;
  }
  window.end = std::min(std::max(window.begin + maxShownBytes, end), text.size());
  if (window.end < text.size()) {
    const std::size_t space = text.find_last_of(" \n", window.end);
    window.end = space != text.npos && space >= end ? space : std::max(end, startOfLetter(text, window.end));
  }
  return window;
}

struct Found {
  std::size_t field = 0;
  std::size_t terms = 0;  // different ones
  std::vector<std::pair<std::size_t, std::size_t>> marks;
};

Found lookIn(const std::string& text, const Query& query) {
  Found found;
  const std::vector<Word> words = wordsOf(text);
  for (const Term& term : query.terms) {
    const std::vector<Place> places = placesOf(term, words);
    found.terms += places.empty() ? 0 : 1;
    for (const Place& place : places) found.marks.emplace_back(words[place.first].begin, words[place.last].end);
  }
  std::sort(found.marks.begin(), found.marks.end());
  std::vector<std::pair<std::size_t, std::size_t>> apart;
  for (const auto& mark : found.marks) {
    if (!apart.empty() && mark.first <= apart.back().second) {
      apart.back().second = std::max(apart.back().second, mark.second);
    } else {
      apart.push_back(mark);
    }
  }
  found.marks = std::move(apart);
  return found;
}

Shown cut(const FieldText& field, const Found& found) {
  constexpr std::string_view dots = "…";
  Shown shown;
  shown.where = field.where;
  const std::size_t first = found.marks.empty() ? 0 : found.marks.front().first;
  const Window window = windowRound(field.text, first, found.marks.empty() ? 0 : found.marks.front().second);
  const std::size_t shift = window.begin > 0 ? dots.size() : 0;
  if (window.begin > 0) shown.text.append(dots);
  shown.text.append(field.text, window.begin, window.end - window.begin);
  if (window.end < field.text.size()) shown.text.append(dots);
  std::replace(shown.text.begin(), shown.text.end(), '\n', ' ');
  for (const auto& [begin, end] : found.marks) {
    if (begin < window.begin || end > window.end) continue;
    shown.marks.emplace_back(begin - window.begin + shift, end - window.begin + shift);
  }
  return shown;
}

}  // namespace

std::string_view whereWords(Where where) {
  switch (where) {
    case Where::exactWords:
      return "Words that were said";
    case Where::account:
      return "In the account";
    case Where::body:
      return "In what a reader wrote";
    case Where::paper:
      return "On paper";
    case Where::place:
      return "Where and when";
    case Where::category:
      return "Category";
    case Where::names:
      return "A name";
    case Where::author:
      return "Who wrote it";
    case Where::reference:
      return "Its number";
  }
  return "";
}

std::vector<FieldText> fieldsOf(const Entry& entry) {
  std::vector<FieldText> out;
  if (entry.kind == Kind::read || entry.kind == Kind::understood || entry.kind == Kind::seen) return out;
  addExactWords(entry, out);
  addAccount(entry, out);
  addBody(entry, out);
  addPaper(entry, out);
  Text place;
  place.add(entry.happenedWhere).add(entry.happenedAt);
  place.into(out, Where::place);
  Text category;
  category.add(entry.category).add(entry.casework.subcategory);
  if (!entry.recordKind.empty()) category.add(recordKindWords(entry.recordKind));
  category.into(out, Where::category);
  if (std::string names = namesOf(entry); !names.empty()) out.push_back({Where::names, std::move(names)});
  Text author;
  author.add(entry.author.name).add(entry.author.role, ", ").add(entry.casework.ownerName);
  author.into(out, Where::author);
  out.push_back({Where::reference, referenceOf(entry.id)});
  return out;
}

std::string otherSpellings(const Entry& entry) {
  const std::string names = namesOf(entry);
  constexpr std::string_view curly = "’";
  std::string apart, together;
  for (std::size_t at = 0; at < names.size(); ++at) {
    const bool curled = std::string_view(names).substr(at).starts_with(curly);
    if (names[at] == '\'' || curled) {
      apart.push_back(' ');
      at += curled ? curly.size() - 1 : 0;
    } else {
      apart.push_back(names[at]);
      if (names[at] != '-') together.push_back(names[at]);
    }
  }
  std::string out;
  if (apart != names) out = apart;
  if (together != names) out += (out.empty() ? "" : ", ") + together;
  std::string number = referenceOf(entry.id);
  std::erase(number, '-');
  return out.empty() ? number : out + ", " + number;
}

Shown show(const Entry& entry, const Query& query) {
  const std::vector<FieldText> fields = fieldsOf(entry);
  Shown best;
  std::optional<Found> chosen;
  std::vector<Where> with;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    Found found = lookIn(fields[i].text, query);
    found.field = i;
    if (found.terms > 0) with.push_back(fields[i].where);
    if (!chosen || found.terms > chosen->terms) chosen = std::move(found);
  }
  if (!chosen) return best;
  best = cut(fields[chosen->field], *chosen);
  for (const Where where : with) {
    if (where != best.where) best.also.push_back(where);
  }
  return best;
}

}  // namespace pillarbox::search

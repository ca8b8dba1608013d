#include "shared/search/index.h"

#include <gtest/gtest.h>

#include <random>

#include "shared/record/ids.h"
#include "shared/search/fields.h"
#include "tests/support/case_sample.h"

namespace pillarbox::search {
namespace {

using casework::CaseEntry;
using casework::Sample;

class Searching : public ::testing::Test {
 protected:
  const Entry& add(CaseEntry made) {
    m_kept.push_back(std::make_unique<Entry>(std::move(made.entry)));
    EXPECT_TRUE(index.add({m_kept.back().get()}).ok());
    return *m_kept.back();
  }
  // The entries found, newest first.
  std::vector<std::string> find(const std::string& typed, const Filters& filters = {}) {
    const Result<Hits> found = index.find(parseQuery(typed), filters);
    EXPECT_TRUE(found.ok()) << typed;
    std::vector<std::string> ids;
    if (!found.ok()) return ids;
    for (const Hit& hit : found->hits) ids.push_back(hit.entryId);
    return ids;
  }
  bool finds(const std::string& typed) { return !find(typed).empty(); }

  Sample sample;
  Index index = std::move(*Index::make());

 private:
  std::vector<std::unique_ptr<Entry>> m_kept;
};

TEST_F(Searching, FindsWhatIsBeingTypedInEveryPartOfAnEntry) {
  CaseEntry concern = sample.concern(0);
  concern.entry.category = "Home";
  PaperPage page;
  page.fields.push_back({"pupil-name", "Name", {}, false, "LENA FROST", 0.9, ""});
  concern.entry.pages.push_back(page);
  BodyMark mark;
  mark.place = "left upper arm";
  mark.childSays = "I fell off the trampoline";
  concern.entry.bodyMap.marks.push_back(mark);
  const Entry& posted = add(concern);
  for (const char* typed :
       {"climb", "climbing frame", "gets cross", "amina", "Okaf", "3B", "red coat", "playgr", "pat lee", "lunchtime",
        "home", "lena", "upper arm", "trampoline", "mrs bell", "child told me"}) {
    EXPECT_TRUE(finds(typed)) << typed;
  }
  EXPECT_TRUE(finds(referenceOf(posted.id)));
  EXPECT_FALSE(finds("climbs"));
  EXPECT_FALSE(finds("climbing tree"));
  EXPECT_FALSE(finds("limbing"));
}

TEST_F(Searching, FindsAChildByNameWhereTheAccountHasAReference) {
  const Entry& posted = add(sample.concern(0));
  EXPECT_TRUE(finds("\"amina okafor came to me\""));
  EXPECT_FALSE(finds("p-014"));
  const Shown shown = show(posted, parseQuery("amina frame"));
  EXPECT_EQ(shown.where, Where::account);
  ASSERT_EQ(shown.marks.size(), 2u);
  EXPECT_EQ(shown.text.substr(shown.marks[0].first, shown.marks[0].second - shown.marks[0].first), "Amina");
  EXPECT_EQ(shown.text.substr(shown.marks[1].first, shown.marks[1].second - shown.marks[1].first), "frame");
}

TEST_F(Searching, AccentsCaseApostrophesAndHyphensDoNotCount) {
  CaseEntry concern = sample.concern(0, "Zoë O’Neill-Łukasz");
  concern.entry.account = "He said “don’t” twice. Дмитрий heard it.";
  add(concern);
  for (const char* typed : {"zoe", "ZOË", "oneill", "o'neill", "O’Neill", "o neill", "neill-lukasz", "lukasz", "dont",
                            "don't", "дмитрий", "ДМИТ", "oneilllukasz"}) {
    EXPECT_TRUE(finds(typed)) << typed;
  }
}

TEST_F(Searching, WordsInQuotationMarksStandTogether) {
  CaseEntry concern = sample.concern(0);
  concern.entry.account = "She wanted to stay. Home was not said to go to.";
  concern.entry.exactWords = {{"", "", "I want to go home", ""}};
  add(concern);
  EXPECT_TRUE(finds("\"go home\""));
  EXPECT_TRUE(finds("“go home”"));
  EXPECT_TRUE(finds("\"to go ho"));  // still being typed
  EXPECT_FALSE(finds("\"go ho\""));
  EXPECT_FALSE(finds("\"home go\""));
  EXPECT_TRUE(finds("home go"));
  EXPECT_FALSE(finds("\"home she wanted\"")) << "a phrase does not reach from one field into the next";
}

TEST_F(Searching, AnythingTypedIsASearchAndNeverAFault) {
  add(sample.concern(0));
  for (const char* typed : {"\" OR * NEAR(",
                            "NEAR(a b, 3)",
                            "words:amina",
                            "a AND",
                            "NOT",
                            "^amina",
                            "{words}:x",
                            "amina*",
                            "*",
                            "(((",
                            "\"\"",
                            "--",
                            "';DROP TABLE found;--",
                            "\\",
                            "%_",
                            "\xF0\x9F\x98\x80",
                            "\xC3",
                            "\xFF\xFE",
                            "£",
                            "،",
                            "𝒜",
                            " ",
                            "a+b",
                            "-"}) {
    find(typed);
  }
  EXPECT_TRUE(finds("amina*"));
  EXPECT_TRUE(finds("(amina)"));
  EXPECT_TRUE(finds("-amina"));
  std::mt19937 random(5);
  const std::string letters = "\"*()^:+-{}aNEARO \xC3\xA9\xE2\x80\x9C'";
  for (int i = 0; i < 3000; ++i) {
    std::string typed;
    for (auto n = random() % 12; n > 0; --n) typed.push_back(letters[random() % letters.size()]);
    find(typed);
  }
  find(std::string(100'000, 'a'));
  find(std::string(100'000, '"'));
}

TEST_F(Searching, NewestFirstAndSaysThatThereIsMore) {
  const std::string first = add(sample.concern(1)).id, third = add(sample.concern(30)).id,
                    second = add(sample.concern(2)).id;
  EXPECT_EQ(find("amina"), (std::vector<std::string>{third, second, first}));
  const Result<Hits> two = index.find(parseQuery("amina"), {}, 2);
  EXPECT_EQ(two->hits.size(), 2u);
  EXPECT_TRUE(two->more);
  EXPECT_FALSE(index.find(parseQuery("amina"), {}, 3)->more);
}

TEST_F(Searching, TheDayItHappenedCountsNotTheDayItWasWritten) {
  CaseEntry late = sample.concern(0);
  late.entry.happenedFrom = "2026-09-04";
  const std::string id = add(late).id;
  const std::string written = add(sample.concern(1)).id;
  const auto at = [](const char* time) { return *parseTime(std::string(time) + "T00:00:00.000Z"); };
  Filters september;
  september.from = at("2026-09-01");
  september.to = at("2026-10-01");
  EXPECT_EQ(find("amina", september), std::vector<std::string>{id});
  EXPECT_EQ(find("", september), std::vector<std::string>{id});
  EXPECT_EQ(find("amina"), (std::vector<std::string>{written, id}));
}

TEST_F(Searching, FiltersGoByTheWholeCase) {
  const std::string home = add(sample.concern(0)).id;
  const std::string other = add(sample.concern(1, "Ben Cole")).id;
  CaseEntry triage = sample.triage(5, home, "Home"), again = sample.triage(4, home, "School");
  again.entry.casework.replaces = {triage.entry.id};  // with a slow clock
  add(triage);
  const std::string action = add(sample.agreed(6, home)).id, outcome = add(sample.outcome(7, action)).id;
  Filters filters;
  filters.category = "Home";
  EXPECT_EQ(find("nurse", filters), (std::vector<std::string>{outcome, action}));
  add(again);
  EXPECT_TRUE(find("", filters).empty());
  filters.category = "School";
  EXPECT_EQ(find("nurse", filters), (std::vector<std::string>{outcome, action}));
  filters.kinds = {Kind::action};
  EXPECT_EQ(find("nurse", filters), std::vector<std::string>{action});

  Filters child;
  child.child = "p-014";
  EXPECT_EQ(find("nurse", child).size(), 2u);
  child.child = "p-999";
  EXPECT_TRUE(find("", child).empty());

  // Made part of another concern: what is found belongs to that one.
  add(sample.mergeInto(9, home, other));
  const Result<Hits> hits = index.find(parseQuery("nurse"), {});
  EXPECT_EQ(hits->hits.at(0).caseId, other);
}

TEST_F(Searching, OpeningsAndReadingsAreNotFoundAndNothingIsFoundTwice) {
  const CaseEntry concern = sample.concern(0);
  add(concern);
  add(concern);
  add(sample.read(1, concern.entry.id));
  EXPECT_EQ(find("amina").size(), 1u);
  EXPECT_TRUE(find("anna bell").empty());
  EXPECT_TRUE(find("").empty());
  EXPECT_EQ(index.size(), 2u);
}

TEST_F(Searching, ALongAccountIsShownWhereTheWordStands) {
  CaseEntry concern = sample.concern(0);
  std::string account;
  for (int i = 0; i < 300; ++i) account += "é über ";
  concern.entry.account = account + "then the caretaker came " + account;
  const Entry& posted = add(concern);
  const Shown shown = show(posted, parseQuery("caretaker"));
  ASSERT_EQ(shown.marks.size(), 1u);
  EXPECT_EQ(shown.text.substr(shown.marks[0].first, shown.marks[0].second - shown.marks[0].first), "caretaker");
  EXPECT_LT(shown.text.size(), maxShownBytes + 40);
  EXPECT_TRUE(shown.text.starts_with("…"));
  EXPECT_TRUE(shown.text.ends_with("…"));
}

// --- against going through everything ---

const char* const vocabulary[] = {"home",   "Home.", "hat",     "hats",    "Zoë",  "zoe",   "O'Neill",
                                  "arm",    "army",  "the",     "then",    "told", "12:40", "K7M-4QX",
                                  "Łukasz", "don't", "wanted,", "(cross)", "a"};

std::string someWords(std::mt19937& random, unsigned most) {
  std::string out;
  for (auto n = 1 + random() % most; n > 0; --n) {
    if (!out.empty()) out += ' ';
    out += vocabulary[random() % std::size(vocabulary)];
  }
  return out;
}

bool scanFinds(const Entry& entry, const Query& query) {
  const std::vector<FieldText> fields = fieldsOf(entry);
  return std::all_of(query.terms.begin(), query.terms.end(), [&](const Term& term) {
    return std::any_of(fields.begin(), fields.end(),
                       [&](const FieldText& field) { return !placesOf(term, wordsOf(field.text)).empty(); });
  });
}

TEST_F(Searching, FindsExactlyWhatAPlainScanFinds) {
  std::mt19937 random(11);
  std::vector<const Entry*> all;
  for (int i = 0; i < 150; ++i) {
    CaseEntry made = sample.concern(static_cast<int>(random() % 5000));
    made.entry.pupils = {{"", someWords(random, 2), "3B", "worried-about", ""}};
    made.entry.account = someWords(random, 9);
    made.entry.exactWords = {{"", "", someWords(random, 4), ""}};
    made.entry.happenedWhere = someWords(random, 1);
    all.push_back(&add(made));
  }
  for (int i = 0; i < 400; ++i) {
    std::string typed = someWords(random, 3);
    if (random() % 3 == 0) typed = "\"" + typed + (random() % 2 == 0 ? "\"" : "");
    if (random() % 2 == 0 && typed.size() > 2) typed.pop_back();
    const Query query = parseQuery(typed);
    std::set<std::string> expected;
    for (const Entry* entry : all) {
      if (scanFinds(*entry, query)) expected.insert(entry->id);
    }
    const Result<Hits> found = index.find(query, {}, 1000);
    ASSERT_TRUE(found.ok());
    std::set<std::string> ids;
    for (const Hit& hit : found->hits) ids.insert(hit.entryId);
    EXPECT_EQ(ids, expected) << typed;
  }
}

TEST_F(Searching, TheSameWhateverOrderTheEntriesCameInAndAfterSettling) {
  std::vector<CaseEntry> made;
  for (int i = 0; i < 50; ++i) made.push_back(sample.concern(i * 7 % 50));
  std::vector<const Entry*> forwards, backwards;
  for (const CaseEntry& each : made) forwards.push_back(&each.entry);
  backwards.assign(forwards.rbegin(), forwards.rend());
  Index other = std::move(*Index::make());
  ASSERT_TRUE(index.add(forwards).ok());
  for (const Entry* one : backwards) ASSERT_TRUE(other.add({one}).ok());
  const Query query = parseQuery("crying aft");
  EXPECT_EQ(index.find(query, {})->hits, other.find(query, {})->hits);
  ASSERT_TRUE(other.settle().ok());
  const Query cry = parseQuery("cry");
  EXPECT_EQ(other.find(cry, {})->hits.size(), 50u);
  EXPECT_EQ(index.find(cry, {})->hits, other.find(cry, {})->hits);
}

}  // namespace
}  // namespace pillarbox::search

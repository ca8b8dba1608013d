#include "shared/search/index.h"

#include <sqlite3.h>

#include <algorithm>
#include <limits>

#include "shared/search/case_facts.h"
#include "shared/search/fields.h"

namespace pillarbox::search {
namespace {

// Between two fields of an entry, so that no phrase reaches from one into the next: a letter for private use (U+E000).
constexpr std::string_view fieldEnd = " \xEE\x80\x80 ";

struct CloseConnection {
  void operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
};
struct CloseStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Connection = std::unique_ptr<sqlite3, CloseConnection>;
using Statement = std::unique_ptr<sqlite3_stmt, CloseStatement>;

// The words of SQLite are left out: they may quote what was looked for.
Fault faultOf(int code) {
  if ((code & 0xff) == SQLITE_NOMEM) return Fault{FaultCode::tooLarge, "There is not enough memory to search."};
  return Fault{FaultCode::internal, "The search index refused this (" + std::to_string(code) + ")."};
}

Status script(sqlite3* connection, const char* sql) {
  const int code = sqlite3_exec(connection, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return faultOf(code);
  return {};
}

Result<Statement> prepare(sqlite3* connection, const char* sql) {
  sqlite3_stmt* raw = nullptr;
  const int code = sqlite3_prepare_v3(connection, sql, -1, SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
  if (code != SQLITE_OK) return faultOf(code);
  return Statement(raw);
}

// Rows come out newest first by themselves, and stop early, because a row's number begins with its time.
std::int64_t rowIdOf(WallTime when, std::size_t row) {
  constexpr std::int64_t earliest = 0;
  return std::max(when.time_since_epoch().count(), earliest) * static_cast<std::int64_t>(maxEntries) +
         static_cast<std::int64_t>(row);
}
std::int64_t boundOf(const std::optional<WallTime>& at, std::int64_t otherwise) {
  return at ? rowIdOf(*at, 0) : otherwise;
}

void appendWords(std::string& out, std::string_view text) {
  for (const Word& word : wordsOf(text)) out.append(word.folded).push_back(' ');
  out.append(fieldEnd);
}

std::string indexTextOf(const Entry& entry) {
  std::string text;
  for (const FieldText& field : fieldsOf(entry)) appendWords(text, field.text);
  if (!text.empty()) appendWords(text, otherSpellings(entry));
  return text;
}

// Folded words hold no quotation mark, so each term is a string of FTS5 (https://www.sqlite.org/fts5.html, 3.1-3.3).
std::string matchOf(const Query& query) {
  std::string match;
  for (const Term& term : query.terms) {
    match += match.empty() ? "\"" : " \"";
    for (std::size_t i = 0; i < term.words.size(); ++i) match += (i > 0 ? " " : "") + term.words[i];
    match += term.prefix ? "\" *" : "\"";
  }
  return match;
}

}  // namespace

struct Index::Inside {
  Connection connection;
  Statement insert, match;
  CaseFacts facts;

  Status addRows(const std::vector<std::size_t>& rows, const std::vector<const Entry*>& entries) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::string text = indexTextOf(*entries[i]);
      if (text.empty()) continue;
      sqlite3_bind_int64(insert.get(), 1, rowIdOf(facts.when(rows[i]), rows[i]));
      sqlite3_bind_text64(insert.get(), 2, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
      const int code = sqlite3_step(insert.get());
      sqlite3_reset(insert.get());
      sqlite3_clear_bindings(insert.get());
      if (code != SQLITE_DONE) return faultOf(code);
    }
    return {};
  }

  // True: that was enough.
  bool take(Hits& out, std::size_t row, std::size_t most) {
    if (out.hits.size() == most) {
      out.more = true;
      return true;
    }
    out.hits.push_back({facts.caseId(row), facts.entryId(row), facts.when(row)});
    return false;
  }

  Hits findByFilters(const Filters& filters, std::size_t most) {
    std::vector<std::size_t> rows = facts.rowsThatPass(filters);
    Hits out;
    for (const std::size_t row : rows) {
      if (take(out, row, most)) break;
    }
    return out;
  }

  Result<Hits> findByWords(const Query& query, const Filters& filters, std::size_t most) {
    const std::string words = matchOf(query);
    sqlite3_bind_text64(match.get(), 1, words.data(), words.size(), SQLITE_STATIC, SQLITE_UTF8);
    sqlite3_bind_int64(match.get(), 2, boundOf(filters.from, 0));
    sqlite3_bind_int64(match.get(), 3, boundOf(filters.to, std::numeric_limits<std::int64_t>::max()));
    Hits out;
    int code = SQLITE_ROW;
    while ((code = sqlite3_step(match.get())) == SQLITE_ROW) {
      const auto row =
          static_cast<std::size_t>(sqlite3_column_int64(match.get(), 0) % static_cast<std::int64_t>(maxEntries));
      if (facts.passes(row, filters) && take(out, row, most)) break;
    }
    sqlite3_reset(match.get());
    sqlite3_clear_bindings(match.get());
    if (code != SQLITE_ROW && code != SQLITE_DONE) return faultOf(code);
    return out;
  }
};

Index::Index(std::unique_ptr<Inside> inside) : m_inside(std::move(inside)) {}
Index::Index(Index&&) noexcept = default;
Index& Index::operator=(Index&&) noexcept = default;
Index::~Index() = default;

Result<Index> Index::make() {
  auto inside = std::make_unique<Inside>();
  sqlite3* raw = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX;
  const int opened = sqlite3_open_v2(":memory:", &raw, flags, nullptr);
  inside->connection.reset(raw);
  if (opened != SQLITE_OK) return faultOf(opened);
  sqlite3_db_config(raw, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(raw, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  PB_TRY(script(raw, "PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON; PRAGMA journal_mode=MEMORY;"));
  // No contents are kept and no sizes; the first letters of words have lists of their own, for the word being typed.
  PB_TRY(script(raw,
                "CREATE VIRTUAL TABLE found USING fts5(words, content='', columnsize=0, prefix='1 2 3', "
                "tokenize=\"unicode61 remove_diacritics 2 categories 'L* N* Co M* S*'\");"));
  // What comes in at once is gathered and sorted in memory, and merged by settle(): half the time of merging all along.
  PB_TRY(script(raw,
                "INSERT INTO found(found, rank) VALUES('hashsize', 33554432);"
                "INSERT INTO found(found, rank) VALUES('automerge', 0);"
                "INSERT INTO found(found, rank) VALUES('crisismerge', 64);"));
  PB_TRY_VALUE(inside->insert, prepare(raw, "INSERT INTO found(rowid, words) VALUES(?1, ?2)"));
  PB_TRY_VALUE(inside->match, prepare(raw,
                                      "SELECT rowid FROM found WHERE found MATCH ?1 AND rowid >= ?2 AND rowid < ?3 "
                                      "ORDER BY rowid DESC"));
  return Index(std::move(inside));
}

Status Index::add(const std::vector<const Entry*>& entries) {
  std::vector<const Entry*> fresh;
  for (const Entry* entry : entries) {
    if (!m_inside->facts.knows(entry->id)) fresh.push_back(entry);
  }
  // In the order of their numbers: anything else makes FTS5 write out what it has gathered at each row.
  std::sort(fresh.begin(), fresh.end(), [](const Entry* a, const Entry* b) { return whenOf(*a) < whenOf(*b); });
  std::vector<std::size_t> rows;
  std::vector<const Entry*> added;
  for (const Entry* entry : fresh) {
    if (m_inside->facts.knows(entry->id)) continue;  // twice in one call
    if (m_inside->facts.size() >= maxEntries)
      return Fault{FaultCode::tooLarge, "There are too many entries to search."};
    rows.push_back(m_inside->facts.add(*entry));
    added.push_back(entry);
  }
  if (added.empty()) return {};
  PB_TRY(script(m_inside->connection.get(), "BEGIN"));
  const Status put = m_inside->addRows(rows, added);
  PB_TRY(script(m_inside->connection.get(), "COMMIT"));
  return put;
}

Status Index::settle() {
  m_inside->facts.project();
  // From here on little comes at a time: the usual merging (https://www.sqlite.org/fts5.html, 6.1 and 6.8).
  return script(m_inside->connection.get(),
                "INSERT INTO found(found) VALUES('optimize');"
                "INSERT INTO found(found, rank) VALUES('automerge', 4);"
                "INSERT INTO found(found, rank) VALUES('crisismerge', 16);");
}

Result<Hits> Index::find(const Query& query, const Filters& filters, std::size_t most) {
  if (query.empty() && filters.empty()) return Hits{};
  if (query.empty()) return m_inside->findByFilters(filters, most);
  return m_inside->findByWords(query, filters, most);
}

std::size_t Index::size() const {
  return m_inside->facts.size();
}

}  // namespace pillarbox::search

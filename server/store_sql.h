// A thin wrapper over SQLite for the server's store: statements kept prepared, errors as Faults. One thread at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "shared/base/bytes.h"
#include "shared/base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace pillarbox::server {

struct CloseDatabase {
  void operator()(sqlite3* database) const;
};
struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const;
};

class Query;

class Database {
 public:
  enum class Mode { create, existing };
  // WAL, synchronous=FULL, foreign keys on, busy timeout 10 s, file mode 0600. notFound, damaged or diskError.
  static Result<Database> open(const std::filesystem::path& file, Mode mode);

  Status run(const std::string& sql);  // one or more statements without parameters or results
  // `sql` must be a literal: the prepared statement is kept under it.
  Query query(const char* sql);
  Result<std::int64_t> integer(const char* sql);  // first column of the first row; 0 if there is none
  bool inTransaction() const;

 private:
  friend class Query;
  Fault fault(int code) const;

  std::unique_ptr<sqlite3, CloseDatabase> m_handle;
  std::unordered_map<const char*, std::unique_ptr<sqlite3_stmt, FinalizeStatement>> m_statements;
};

// One use of a prepared statement; reset when it goes. Bind in order, then step until false.
class Query {
 public:
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;
  ~Query();

  Query& with(std::int64_t value);
  Query& with(std::string_view text);
  Query& withBlob(BytesView bytes);  // the bytes must live until the query is gone
  Result<bool> step();
  Status run();  // step once, for statements without rows

  std::int64_t integer(int column) const;
  std::string text(int column) const;
  Bytes blob(int column) const;

 private:
  friend class Database;
  Query(Database& database, sqlite3_stmt* statement, int prepared)
      : m_database(database), m_statement(statement), m_error(prepared) {}

  Database& m_database;
  sqlite3_stmt* m_statement;
  int m_error;
  int m_next = 1;
};

}  // namespace pillarbox::server

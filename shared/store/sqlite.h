// A thin owner of one SQLite connection and its prepared statements. SQL text is always a constant; values are always
// bound. One thread at a time. Internal to this room.
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

namespace pillarbox::store {

// One run of a prepared statement. Ends (and forgets its values) when it goes out of scope.
class Query {
 public:
  Query(sqlite3* connection, sqlite3_stmt* statement, int prepared);
  ~Query();
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  // Values for ?1, ?2, ... in order.
  Query& text(std::string_view value);
  Query& number(std::int64_t value);
  Query& blob(BytesView value);  // `value` must live as long as this Query
  Query& null();

  Result<bool> next();  // is there a row?
  Status run();         // to the end

  std::string textAt(int column) const;
  std::int64_t numberAt(int column) const;
  Bytes blobAt(int column) const;
  bool isNullAt(int column) const;

 private:
  sqlite3* m_connection;
  sqlite3_stmt* m_statement;
  int m_problem;
  int m_bound = 0;
};

class Connection {
 public:
  enum class Mode { readWrite, readOnly };
  // The file must exist. Sets the timeout and the safety switches, not the journal mode.
  static Result<std::unique_ptr<Connection>> open(const std::filesystem::path& file, Mode mode);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // `sql` must be a string literal: its address is the key under which the prepared statement is kept.
  Query query(const char* sql);
  // Several statements, without values or rows.
  Status script(const char* sql);
  Result<std::int64_t> number(const char* sql);
  int changed() const;
  // The last operation said that the file is damaged or no database.
  bool sawDamage() const;
  sqlite3* handle() { return m_connection.get(); }

 private:
  struct Close {
    void operator()(sqlite3* connection) const;
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  Connection() = default;

  std::unique_ptr<sqlite3, Close> m_connection;
  std::unordered_map<const char*, std::unique_ptr<sqlite3_stmt, Finalize>> m_statements;
};

// The Fault for the connection's last error.
Fault faultOf(sqlite3* connection, int code);

// BEGIN IMMEDIATE; rolled back when it goes out of scope without commit().
class Transaction {
 public:
  static Result<Transaction> begin(Connection& connection);
  Transaction(Transaction&& other) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  Status commit();

 private:
  explicit Transaction(Connection& connection) : m_connection(&connection) {}
  Connection* m_connection;
};

}  // namespace pillarbox::store

// What SQLite and PostgreSQL each have to do for Database (database.h). Nothing else includes this.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "shared/base/bytes.h"
#include "shared/base/result.h"

namespace pillarbox::server {

// One prepared statement, used over and over. Not yet stepped: bind; then step until false; then reset.
class Statement {
 public:
  virtual ~Statement() = default;
  virtual void bind(std::int64_t value) = 0;
  virtual void bind(std::string_view text) = 0;
  virtual void bindBytes(BytesView bytes) = 0;  // not copied
  virtual Result<bool> step() = 0;
  virtual void reset() = 0;
  virtual std::int64_t integer(int column) const = 0;
  virtual std::string text(int column) const = 0;
  virtual Bytes bytes(int column) const = 0;
};

class Engine {
 public:
  enum class Kind { sqlite, postgres };

  virtual ~Engine() = default;
  virtual Kind kind() const = 0;
  virtual Status run(const std::string& sql) = 0;
  virtual Result<std::unique_ptr<Statement>> prepare(const std::string& sql) = 0;
  // Connects again if the connection was lost, outside a transaction. busy if that cannot be done now.
  virtual Status ready() { return {}; }
  virtual Status begin() = 0;
  virtual Status beginSnapshot() = 0;  // to read: everything as it stands at this moment
  virtual bool inTransaction() const = 0;
  // Says how often the connection was made anew: what was prepared before is gone.
  virtual int connections() const { return 0; }
  virtual Status check() = 0;
  virtual Status copyTo(const std::filesystem::path& file) = 0;
};

// WAL, synchronous=FULL, foreign keys on, busy timeout 10 s. notFound, damaged or diskError.
Result<std::unique_ptr<Engine>> openSqlite(const std::filesystem::path& file, bool create);

// `conninfo` as libpq takes it. busy if it cannot be reached now, notPermitted if the server is set not to write to
// disk (fsync off), so that a receipt would promise what is not so.
Result<std::unique_ptr<Engine>> openPostgres(const std::string& conninfo);

}  // namespace pillarbox::server

#include "server/store/table_copy.h"

#include <algorithm>
#include <vector>

namespace pillarbox::server {

namespace {

struct Column {
  enum class Type { text, number, bytes } type = Type::text;
  std::string name;
  std::int64_t keyPart = 0;  // its place in the primary key, from 1; 0 if it is not in it
};

struct Table {
  std::string name;
  std::vector<Column> columns;
};

// In the order they were made, so that what is referred to comes first.
Result<std::vector<Table>> tablesOf(Database& sqlite) {
  std::vector<Table> tables;
  Query names =
      sqlite.query("SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite%' ORDER BY rowid");
  for (;;) {
    PB_TRY_VALUE(const bool found, names.step());
    if (!found) break;
    tables.push_back({names.text(0), {}});
  }
  for (Table& table : tables) {
    Query columns = sqlite.query("SELECT name, type, pk FROM pragma_table_info($1) ORDER BY cid");
    columns.with(table.name);
    for (;;) {
      PB_TRY_VALUE(const bool found, columns.step());
      if (!found) break;
      const std::string type = columns.text(1);
      table.columns.push_back({type == "INTEGER" ? Column::Type::number
                               : type == "BLOB"  ? Column::Type::bytes
                                                 : Column::Type::text,
                               columns.text(0), columns.integer(2)});
    }
  }
  return tables;
}

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : ", ") + word;
  return all;
}

std::string places(std::size_t count) {
  std::vector<std::string> all;
  for (std::size_t i = 1; i <= count; ++i) all.push_back("$" + std::to_string(i));
  return joined(all);
}

struct Value {
  std::string text;
  std::int64_t number = 0;
  Bytes bytes;
};

void bind(Query& query, const Column& column, const Value& value) {
  switch (column.type) {
    case Column::Type::text:
      query.with(value.text);
      break;
    case Column::Type::number:
      query.with(value.number);
      break;
    case Column::Type::bytes:
      query.withBlob(value.bytes);
      break;
  }
}

// Some rows at a time, each time on from the last one's key: PostgreSQL would give them all at once.
Status copyTable(Database& from, Database& to, const Table& table) {
  std::vector<std::string> names;
  std::vector<std::size_t> key;
  bool large = false;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    names.push_back(table.columns[i].name);
    if (table.columns[i].keyPart > 0) key.push_back(i);
    large = large || table.columns[i].type == Column::Type::bytes;
  }
  if (key.empty()) return Fault{FaultCode::internal, "A table of the server has no primary key."};
  std::sort(key.begin(), key.end(),
            [&](std::size_t a, std::size_t b) { return table.columns[a].keyPart < table.columns[b].keyPart; });
  std::vector<std::string> keyNames;
  for (const std::size_t part : key) keyNames.push_back(table.columns[part].name);
  const std::string select = "SELECT " + joined(names) + " FROM " + table.name;
  const std::string order = " ORDER BY " + joined(keyNames) + (large ? " LIMIT 8" : " LIMIT 500");

  Query first = from.once(select + order);
  Query next = from.once(select + " WHERE (" + joined(keyNames) + ") > (" + places(key.size()) + ")" + order);
  Query insert = to.once("INSERT INTO " + table.name + "(" + joined(names) + ") VALUES(" + places(names.size()) + ")");
  std::vector<Value> values(table.columns.size());
  for (Query* rows = &first;; rows = &next) {
    if (rows == &next) {
      next.again();
      for (const std::size_t part : key) bind(next, table.columns[part], values[part]);
    }
    bool any = false;
    for (;;) {
      PB_TRY_VALUE(const bool found, rows->step());
      if (!found) break;
      any = true;
      insert.again();
      for (std::size_t i = 0; i < values.size(); ++i) {
        const int column = static_cast<int>(i);
        const Column::Type type = table.columns[i].type;
        if (type == Column::Type::text) values[i].text = rows->text(column);
        if (type == Column::Type::number) values[i].number = rows->integer(column);
        if (type == Column::Type::bytes) values[i].bytes = rows->blob(column);
        bind(insert, table.columns[i], values[i]);
      }
      PB_TRY(insert.run());
    }
    if (!any) return {};
  }
}

}  // namespace

Status copyTables(Database& from, Database& to) {
  PB_TRY_VALUE(const std::vector<Table> tables, tablesOf(from.isPostgres() ? to : from));
  PB_TRY(to.run("DELETE FROM meta"));
  for (const Table& table : tables) PB_TRY(copyTable(from, to, table));
  return {};
}

}  // namespace pillarbox::server

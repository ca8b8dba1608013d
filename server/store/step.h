// One step from a version of the server's tables to the next. A step that has been released is never edited.
#pragma once

namespace pillarbox::server {

struct Step {
  const char* tables;              // for both engines, in the dialect of server/sql/database.h
  const char* triggers;            // what only SQLite runs, after that
  const char* triggersOfPostgres;  // what only PostgreSQL runs, after that
};

}  // namespace pillarbox::server

// Every row of every table from one database to another of the same version, of which one at least is SQLite.
#pragma once

#include "server/sql/database.h"

namespace pillarbox::server {

// `from` and `to` are each in a transaction; the tables of `to` hold nothing yet but what their steps put there. Which
// tables and columns there are is read from the SQLite side, so that no new one can be forgotten.
Status copyTables(Database& from, Database& to);

}  // namespace pillarbox::server

// The store's tables, one numbered step after another. A step that has been released is never edited.
#pragma once

#include <array>

namespace pillarbox::server {

inline constexpr std::array<const char*, 1> migrations = {R"sql(
CREATE TABLE meta(key TEXT PRIMARY KEY, value ANY NOT NULL) STRICT;
INSERT INTO meta VALUES('book_version', 1);

CREATE TABLE schools(
  school TEXT PRIMARY KEY,
  epoch INTEGER NOT NULL DEFAULT 1,
  idx INTEGER NOT NULL DEFAULT 0,
  head TEXT NOT NULL
) STRICT;

CREATE TABLE directories(
  school TEXT NOT NULL REFERENCES schools,
  version INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  envelope TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  PRIMARY KEY(school, version)
) STRICT;

CREATE TABLE entries(
  school TEXT NOT NULL REFERENCES schools,
  id TEXT NOT NULL,
  idx INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  head TEXT NOT NULL,
  device TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  flag TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  slip_sha256 TEXT NOT NULL,
  sealed_sha256 TEXT NOT NULL,
  slip TEXT NOT NULL,
  receipt TEXT NOT NULL,
  PRIMARY KEY(school, id)
) STRICT;
CREATE UNIQUE INDEX entries_in_order ON entries(school, idx);
CREATE INDEX entries_by_subject ON entries(school, subject) WHERE subject <> '';

CREATE TABLE bodies(
  school TEXT NOT NULL,
  id TEXT NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY(school, id),
  FOREIGN KEY(school, id) REFERENCES entries
) STRICT;

CREATE TABLE routing(
  school TEXT NOT NULL,
  id TEXT NOT NULL,
  box BLOB NOT NULL,
  received_at INTEGER NOT NULL,
  PRIMARY KEY(school, id)
) STRICT;

CREATE TABLE joins(
  school TEXT NOT NULL REFERENCES schools,
  device TEXT NOT NULL,
  verify_key TEXT NOT NULL,
  token_sha256 TEXT NOT NULL,
  envelope TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  PRIMARY KEY(school, device),
  UNIQUE(school, token_sha256)
) STRICT;

CREATE TABLE rosters(
  school TEXT NOT NULL REFERENCES schools,
  device TEXT NOT NULL,
  box BLOB NOT NULL,
  received_at INTEGER NOT NULL,
  PRIMARY KEY(school, device)
) STRICT;

CREATE TRIGGER entries_stay BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END;
CREATE TRIGGER entries_are_kept BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'an entry is never deleted'); END;
CREATE TRIGGER bodies_stay BEFORE UPDATE ON bodies BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END;
CREATE TRIGGER bodies_are_kept BEFORE DELETE ON bodies BEGIN SELECT RAISE(ABORT, 'an entry is never deleted'); END;
CREATE TRIGGER directories_stay BEFORE UPDATE ON directories
BEGIN SELECT RAISE(ABORT, 'a directory is never changed'); END;
CREATE TRIGGER directories_are_kept BEFORE DELETE ON directories
BEGIN SELECT RAISE(ABORT, 'a directory is never deleted'); END;
)sql"};

}  // namespace pillarbox::server

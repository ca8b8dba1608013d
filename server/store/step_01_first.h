// Schools, their directories and their chains of sealed entries. Nothing of an entry or a directory is ever changed.
#pragma once

#include "server/store/step.h"

namespace pillarbox::server {

inline constexpr Step stepFirst = {
    R"sql(
CREATE TABLE meta(key TEXT PRIMARY KEY, value {any} NOT NULL) {strict};
INSERT INTO meta VALUES('book_version', 1);

CREATE TABLE schools(
  school TEXT PRIMARY KEY,
  epoch {int} NOT NULL DEFAULT 1,
  idx {int} NOT NULL DEFAULT 0,
  head TEXT NOT NULL
) {strict};

CREATE TABLE directories(
  school TEXT NOT NULL REFERENCES schools,
  version {int} NOT NULL,
  sha256 TEXT NOT NULL,
  envelope TEXT NOT NULL,
  received_at {int} NOT NULL,
  PRIMARY KEY(school, version)
) {strict};

CREATE TABLE entries(
  school TEXT NOT NULL REFERENCES schools,
  id TEXT NOT NULL,
  idx {int} NOT NULL,
  epoch {int} NOT NULL,
  head TEXT NOT NULL,
  device TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  flag TEXT NOT NULL,
  received_at {int} NOT NULL,
  slip_sha256 TEXT NOT NULL,
  sealed_sha256 TEXT NOT NULL,
  slip TEXT NOT NULL,
  receipt TEXT NOT NULL,
  PRIMARY KEY(school, id)
) {strict};
CREATE UNIQUE INDEX entries_in_order ON entries(school, idx);
CREATE INDEX entries_by_subject ON entries(school, subject) WHERE subject <> '';

CREATE TABLE bodies(
  school TEXT NOT NULL,
  id TEXT NOT NULL,
  sealed {bytes} NOT NULL,
  PRIMARY KEY(school, id),
  FOREIGN KEY(school, id) REFERENCES entries
) {strict};

CREATE TABLE routing(
  school TEXT NOT NULL,
  id TEXT NOT NULL,
  box {bytes} NOT NULL,
  received_at {int} NOT NULL,
  PRIMARY KEY(school, id)
) {strict};

CREATE TABLE joins(
  school TEXT NOT NULL REFERENCES schools,
  device TEXT NOT NULL,
  verify_key TEXT NOT NULL,
  token_sha256 TEXT NOT NULL,
  envelope TEXT NOT NULL,
  received_at {int} NOT NULL,
  PRIMARY KEY(school, device),
  UNIQUE(school, token_sha256)
) {strict};

CREATE TABLE rosters(
  school TEXT NOT NULL REFERENCES schools,
  device TEXT NOT NULL,
  box {bytes} NOT NULL,
  received_at {int} NOT NULL,
  PRIMARY KEY(school, device)
) {strict};
)sql",
    R"sql(
CREATE TRIGGER entries_stay BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END;
CREATE TRIGGER entries_are_kept BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'an entry is never deleted'); END;
CREATE TRIGGER bodies_stay BEFORE UPDATE ON bodies BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END;
CREATE TRIGGER bodies_are_kept BEFORE DELETE ON bodies BEGIN SELECT RAISE(ABORT, 'an entry is never deleted'); END;
CREATE TRIGGER directories_stay BEFORE UPDATE ON directories
BEGIN SELECT RAISE(ABORT, 'a directory is never changed'); END;
CREATE TRIGGER directories_are_kept BEFORE DELETE ON directories
BEGIN SELECT RAISE(ABORT, 'a directory is never deleted'); END;
)sql",
    R"sql(
CREATE FUNCTION pillarbox_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN RAISE EXCEPTION 'what was kept is never changed'; END$$;
CREATE TRIGGER entries_stay BEFORE UPDATE OR DELETE ON entries FOR EACH ROW EXECUTE FUNCTION pillarbox_refuse();
CREATE TRIGGER entries_are_kept BEFORE TRUNCATE ON entries EXECUTE FUNCTION pillarbox_refuse();
CREATE TRIGGER bodies_stay BEFORE UPDATE OR DELETE ON bodies FOR EACH ROW EXECUTE FUNCTION pillarbox_refuse();
CREATE TRIGGER bodies_are_kept BEFORE TRUNCATE ON bodies EXECUTE FUNCTION pillarbox_refuse();
CREATE TRIGGER directories_stay BEFORE UPDATE OR DELETE ON directories FOR EACH ROW EXECUTE FUNCTION pillarbox_refuse();
CREATE TRIGGER directories_are_kept BEFORE TRUNCATE ON directories EXECUTE FUNCTION pillarbox_refuse();
-- Bodies are age files, which do not get smaller.
ALTER TABLE bodies ALTER COLUMN sealed SET STORAGE EXTERNAL;
)sql"};

}  // namespace pillarbox::server

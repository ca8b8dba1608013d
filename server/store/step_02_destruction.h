// Orders to destroy records, and what they name. A sealed file goes only while an order that two people have signed
// names it, and then never comes back; slips and receipts stay.
#pragma once

#include "server/store/step.h"

namespace pillarbox::server {

inline constexpr Step stepDestruction = {
    R"sql(
CREATE TABLE orders(
  school TEXT NOT NULL REFERENCES schools,
  id TEXT NOT NULL,
  n {int} NOT NULL,
  sha256 TEXT NOT NULL,
  envelope TEXT NOT NULL,
  complete {int} NOT NULL,
  received_at {int} NOT NULL,
  carried_out_at {int} NOT NULL,
  PRIMARY KEY(school, id)
) {strict};
CREATE UNIQUE INDEX orders_in_order ON orders(school, n);

CREATE TABLE destroyed(
  school TEXT NOT NULL,
  id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  slip_sha256 TEXT NOT NULL,
  sealed_sha256 TEXT NOT NULL,
  PRIMARY KEY(school, id),
  FOREIGN KEY(school, order_id) REFERENCES orders(school, id)
) {strict};
)sql",
    R"sql(
DROP TRIGGER bodies_are_kept;
CREATE TRIGGER bodies_are_kept BEFORE DELETE ON bodies
WHEN NOT EXISTS(SELECT 1 FROM destroyed d JOIN orders o ON o.school = d.school AND o.id = d.order_id AND o.complete = 1
  WHERE d.school = old.school AND d.id = old.id)
BEGIN SELECT RAISE(ABORT, 'an entry is never deleted'); END;
CREATE TRIGGER bodies_gone BEFORE INSERT ON bodies
WHEN EXISTS(SELECT 1 FROM destroyed d WHERE d.school = new.school AND d.id = new.id)
BEGIN SELECT RAISE(ABORT, 'what was destroyed stays so'); END;
CREATE TRIGGER orders_stay BEFORE UPDATE ON orders WHEN old.complete = 1 OR new.sha256 <> old.sha256
BEGIN SELECT RAISE(ABORT, 'an order is never changed'); END;
CREATE TRIGGER orders_are_kept BEFORE DELETE ON orders BEGIN SELECT RAISE(ABORT, 'an order is never deleted'); END;
CREATE TRIGGER destroyed_stays BEFORE UPDATE ON destroyed
BEGIN SELECT RAISE(ABORT, 'what was destroyed stays so'); END;
CREATE TRIGGER destroyed_is_kept BEFORE DELETE ON destroyed
BEGIN SELECT RAISE(ABORT, 'what was destroyed stays so'); END;
)sql",
    R"sql(
CREATE FUNCTION pillarbox_only_by_order() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN
  IF EXISTS(SELECT 1 FROM destroyed d JOIN orders o ON o.school = d.school AND o.id = d.order_id AND o.complete = 1
            WHERE d.school = OLD.school AND d.id = OLD.id) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'an entry is never deleted';
END$$;
CREATE FUNCTION pillarbox_stays_gone() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN
  IF EXISTS(SELECT 1 FROM destroyed d WHERE d.school = NEW.school AND d.id = NEW.id) THEN
    RAISE EXCEPTION 'what was destroyed stays so';
  END IF;
  RETURN NEW;
END$$;
CREATE FUNCTION pillarbox_order_stays() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN
  IF OLD.complete = 1 OR NEW.sha256 <> OLD.sha256 THEN RAISE EXCEPTION 'an order is never changed'; END IF;
  RETURN NEW;
END$$;
DROP TRIGGER bodies_stay ON bodies;
CREATE TRIGGER bodies_stay BEFORE UPDATE ON bodies FOR EACH ROW EXECUTE FUNCTION pillarbox_refuse();
CREATE TRIGGER bodies_by_order BEFORE DELETE ON bodies FOR EACH ROW EXECUTE FUNCTION pillarbox_only_by_order();
CREATE TRIGGER bodies_gone BEFORE INSERT ON bodies FOR EACH ROW EXECUTE FUNCTION pillarbox_stays_gone();
CREATE TRIGGER orders_stay BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION pillarbox_order_stays();
CREATE TRIGGER orders_are_kept BEFORE DELETE ON orders FOR EACH ROW EXECUTE FUNCTION pillarbox_refuse();
CREATE TRIGGER orders_all_kept BEFORE TRUNCATE ON orders EXECUTE FUNCTION pillarbox_refuse();
CREATE TRIGGER destroyed_stays BEFORE UPDATE OR DELETE ON destroyed FOR EACH ROW EXECUTE FUNCTION pillarbox_refuse();
CREATE TRIGGER destroyed_all_kept BEFORE TRUNCATE ON destroyed EXECUTE FUNCTION pillarbox_refuse();
)sql"};

}  // namespace pillarbox::server

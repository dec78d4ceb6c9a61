-- Whether a record names an item that is secret or sensitive now: kept by the database itself, whoever writes, so that
-- nobody looks at the items of each of thousands of records.
ALTER TABLE records ADD COLUMN names_restricted BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX items_restricted ON items (code) WHERE restricted;
UPDATE records SET names_restricted = TRUE WHERE id IN (
    SELECT record_items.record_id FROM items INNER JOIN record_items ON record_items.item_code = items.code WHERE items.restricted);
CREATE INDEX records_restricted ON records (state, owner_id) WHERE restricted OR names_restricted;

-- A record is written anew only when that changes, for it may be long.
CREATE TRIGGER restricted_named AFTER INSERT ON record_items
WHEN EXISTS (SELECT 1 FROM items WHERE items.code = NEW.item_code AND items.restricted)
BEGIN
    UPDATE records SET names_restricted = TRUE WHERE id = NEW.record_id AND NOT names_restricted;
END;
CREATE TRIGGER restricted_no_longer_named AFTER DELETE ON record_items
WHEN EXISTS (SELECT 1 FROM items WHERE items.code = OLD.item_code AND items.restricted)
BEGIN
    UPDATE records SET names_restricted = FALSE
    WHERE id = OLD.record_id AND names_restricted AND NOT EXISTS (
        SELECT 1 FROM record_items INNER JOIN items ON items.code = record_items.item_code
        WHERE record_items.record_id = records.id AND items.restricted);
END;
CREATE TRIGGER named_restricted AFTER UPDATE OF restricted ON items WHEN NEW.restricted AND NOT OLD.restricted
BEGIN
    UPDATE records SET names_restricted = TRUE
    WHERE NOT names_restricted
        AND id IN (SELECT record_items.record_id FROM record_items WHERE record_items.item_code = NEW.code);
END;
CREATE TRIGGER named_no_longer_restricted AFTER UPDATE OF restricted ON items WHEN OLD.restricted AND NOT NEW.restricted
BEGIN
    UPDATE records SET names_restricted = FALSE
    WHERE names_restricted
        AND id IN (SELECT record_items.record_id FROM record_items WHERE record_items.item_code = NEW.code)
        AND NOT EXISTS (
            SELECT 1 FROM record_items INNER JOIN items ON items.code = record_items.item_code
            WHERE record_items.record_id = records.id AND items.restricted);
END;
CREATE TRIGGER named_before AFTER INSERT ON items WHEN NEW.restricted
BEGIN
    UPDATE records SET names_restricted = TRUE
    WHERE NOT names_restricted
        AND id IN (SELECT record_items.record_id FROM record_items WHERE record_items.item_code = NEW.code);
END;
CREATE TRIGGER named_stays BEFORE UPDATE ON record_items
BEGIN SELECT RAISE(ABORT, 'what a record names is written anew'); END;

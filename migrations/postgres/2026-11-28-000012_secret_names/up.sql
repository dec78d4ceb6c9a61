-- Whether a record names an item that is secret or sensitive now: kept by the database itself, whoever writes, so that
-- nobody looks at the items of each of thousands of records.
ALTER TABLE records ADD COLUMN names_restricted BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX items_restricted ON items (code) WHERE restricted;
UPDATE records SET names_restricted = TRUE WHERE id IN (
    SELECT record_items.record_id FROM items INNER JOIN record_items ON record_items.item_code = items.code WHERE items.restricted);
CREATE INDEX records_restricted ON records (state, owner_id) WHERE restricted OR names_restricted;

-- A record is written anew only when that changes, for it may be long.
CREATE FUNCTION names_restricted(record TEXT) RETURNS BOOLEAN LANGUAGE SQL STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM record_items INNER JOIN items ON items.code = record_items.item_code
        WHERE record_items.record_id = record AND items.restricted)
$$;
CREATE FUNCTION look_at_named() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        UPDATE records SET names_restricted = FALSE
        WHERE id = OLD.record_id AND names_restricted AND NOT names_restricted(id);
    ELSIF EXISTS (SELECT 1 FROM items WHERE items.code = NEW.item_code AND items.restricted) THEN
        UPDATE records SET names_restricted = TRUE WHERE id = NEW.record_id AND NOT names_restricted;
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION look_at_naming() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE records SET names_restricted = NEW.restricted
    WHERE names_restricted <> NEW.restricted AND (NEW.restricted OR NOT names_restricted(id)) AND id IN (SELECT record_items.record_id FROM record_items WHERE record_items.item_code = NEW.code);
    RETURN NULL;
END $$;
CREATE TRIGGER restricted_named AFTER INSERT OR DELETE ON record_items
FOR EACH ROW EXECUTE FUNCTION look_at_named();
CREATE TRIGGER named_restricted AFTER UPDATE OF restricted ON items
FOR EACH ROW WHEN (OLD.restricted <> NEW.restricted) EXECUTE FUNCTION look_at_naming();
CREATE TRIGGER named_before AFTER INSERT ON items
FOR EACH ROW WHEN (NEW.restricted) EXECUTE FUNCTION look_at_naming();
CREATE TRIGGER named_stays BEFORE UPDATE ON record_items
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('what a record names is written anew');

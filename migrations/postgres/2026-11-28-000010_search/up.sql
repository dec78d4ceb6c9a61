-- Names of items, each once: districts call an item as the city does, so that a part of a name is looked for among few
-- thousand texts. Kept by the database itself, whoever writes.
CREATE TABLE item_names (
    name   TEXT   NOT NULL PRIMARY KEY,
    amount BIGINT NOT NULL
);
INSERT INTO item_names (name, amount) SELECT items.name, COUNT(*) FROM items GROUP BY items.name;
CREATE INDEX items_by_name ON items (name, code);

CREATE FUNCTION name_items() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO item_names (name, amount)
        SELECT arrived.name, COUNT(*) FROM arrived GROUP BY arrived.name ORDER BY arrived.name
        ON CONFLICT (name) DO UPDATE SET amount = item_names.amount + excluded.amount;
    RETURN NULL;
END $$;
CREATE FUNCTION name_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE item_names SET amount = amount - 1 WHERE name = OLD.name;
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO item_names (name, amount) VALUES (NEW.name, 1)
            ON CONFLICT (name) DO UPDATE SET amount = item_names.amount + 1;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER items_named_in AFTER INSERT ON items REFERENCING NEW TABLE AS arrived
FOR EACH STATEMENT EXECUTE FUNCTION name_items();
CREATE TRIGGER items_named AFTER DELETE OR UPDATE OF name ON items
FOR EACH ROW EXECUTE FUNCTION name_item();

-- Items that come together are counted together.
CREATE FUNCTION count_items() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO item_counts (owner_id, serving_id, restricted, scope, batch, planned_batch, proposed_batch, connection, optimised, published, amount)
        SELECT arrived.owner_id, arrived.serving_id, arrived.restricted, arrived.scope, COALESCE(arrived.batch, 0), COALESCE(arrived.planned_batch, 0), COALESCE(arrived.proposed_batch, 0), arrived.connection, arrived.optimised_on IS NOT NULL, arrived.published_on IS NOT NULL, COUNT(*)
        FROM arrived GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
        ON CONFLICT (owner_id, serving_id, restricted, scope, batch, planned_batch, proposed_batch, connection, optimised, published)
        DO UPDATE SET amount = item_counts.amount + excluded.amount;
    RETURN NULL;
END $$;
DROP TRIGGER items_counted ON items;
CREATE TRIGGER items_counted_in AFTER INSERT ON items REFERENCING NEW TABLE AS arrived
FOR EACH STATEMENT EXECUTE FUNCTION count_items();
CREATE TRIGGER items_counted AFTER DELETE OR UPDATE OF
    owner_id, serving_id, restricted, scope, batch, planned_batch, proposed_batch, connection, optimised_on,
    published_on ON items
FOR EACH ROW EXECUTE FUNCTION count_item();

-- Codes by any three signs that follow one another.
CREATE FUNCTION trigrams(word TEXT) RETURNS TEXT[] LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE AS
    $$ SELECT array_agg(DISTINCT substr(word, place, 3)) FROM generate_series(1, length(word) - 2) AS place $$;
CREATE INDEX items_by_trigram ON items USING gin (trigrams(lower(code)));

-- Titles and references are looked through in an index, the newest change first.
CREATE INDEX records_by_text ON records (updated_at, id, title, reference);
DROP INDEX records_by_updated;

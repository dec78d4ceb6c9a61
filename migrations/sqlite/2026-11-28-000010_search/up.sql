-- Names of items, each once: districts call an item as the city does, so that a part of a name is looked for among few
-- thousand texts. Kept by the database itself, whoever writes.
CREATE TABLE item_names (
    name   TEXT   NOT NULL PRIMARY KEY,
    amount BIGINT NOT NULL
);
INSERT INTO item_names (name, amount) SELECT items.name, COUNT(*) FROM items GROUP BY items.name;
CREATE INDEX items_by_name ON items (name, code);

CREATE TRIGGER items_named_in AFTER INSERT ON items
BEGIN
    INSERT INTO item_names (name, amount) VALUES (NEW.name, 1)
        ON CONFLICT (name) DO UPDATE SET amount = item_names.amount + 1;
END;
CREATE TRIGGER items_named_out AFTER DELETE ON items
BEGIN
    UPDATE item_names SET amount = amount - 1 WHERE name = OLD.name;
END;
CREATE TRIGGER items_named_anew AFTER UPDATE OF name ON items
BEGIN
    UPDATE item_names SET amount = amount - 1 WHERE name = OLD.name;
    INSERT INTO item_names (name, amount) VALUES (NEW.name, 1)
        ON CONFLICT (name) DO UPDATE SET amount = item_names.amount + 1;
END;

-- Codes by any three signs that follow one another. A code that is no longer there finds nothing.
CREATE VIRTUAL TABLE item_codes USING fts5 (code, tokenize = 'trigram');
INSERT INTO item_codes (code) SELECT items.code FROM items ORDER BY items.code;
CREATE TRIGGER items_coded AFTER INSERT ON items
BEGIN
    INSERT INTO item_codes (code) VALUES (NEW.code);
END;

-- Titles and references are looked through in an index, the newest change first.
CREATE INDEX records_by_text ON records (updated_at, id, title, reference);
DROP INDEX records_by_updated;

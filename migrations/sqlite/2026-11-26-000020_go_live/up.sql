-- Issuing go-live forms for many units at once, and rows that a unit sends back.

-- What is ready to go live; a query has these conditions word for word.
CREATE INDEX items_ready ON items (serving_id, batch, code)
    WHERE published_on IS NULL AND batch IS NOT NULL AND optimised_on IS NOT NULL AND connection <> 'none';
-- What the others lack is counted from this index alone.
CREATE INDEX items_unpublished ON items (serving_id, batch, code, optimised_on, connection, scope)
    WHERE published_on IS NULL AND batch IS NOT NULL;

-- Rows of a go-live form that its unit sent back, each time that it did.
CREATE TABLE returned_rows (
    record_id TEXT    NOT NULL REFERENCES records (id),
    -- The version of the record that came back; counts the times.
    version   BIGINT  NOT NULL,
    -- The revision that was sent back.
    revision  INTEGER NOT NULL,
    item_code TEXT    NOT NULL,
    fault     TEXT    NOT NULL,
    -- The form was handed in anew since.
    answered  BOOLEAN NOT NULL,
    PRIMARY KEY (record_id, version, item_code)
);

-- What took the place of a record.
CREATE INDEX records_by_replaced ON records (replaces_id);

-- How many items there are of each kind that lists and figures count: kept by the database itself, whoever writes.

CREATE TABLE item_counts (
    owner_id       TEXT    NOT NULL,
    serving_id     TEXT    NOT NULL,
    restricted     BOOLEAN NOT NULL,
    scope          TEXT    NOT NULL,
    -- Of batches 0 is none.
    batch          INTEGER NOT NULL,
    planned_batch  INTEGER NOT NULL,
    proposed_batch INTEGER NOT NULL,
    connection     TEXT    NOT NULL,
    optimised      BOOLEAN NOT NULL,
    published      BOOLEAN NOT NULL,
    amount         BIGINT  NOT NULL,
    PRIMARY KEY (owner_id, serving_id, restricted, scope, batch, planned_batch, proposed_batch, connection, optimised, published)
);
INSERT INTO item_counts (owner_id, serving_id, restricted, scope, batch, planned_batch, proposed_batch, connection, optimised, published, amount)
    SELECT items.owner_id, items.serving_id, items.restricted, items.scope, COALESCE(items.batch, 0), COALESCE(items.planned_batch, 0), COALESCE(items.proposed_batch, 0), items.connection, items.optimised_on IS NOT NULL, items.published_on IS NOT NULL, COUNT(*)
    FROM items GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;

CREATE FUNCTION count_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        INSERT INTO item_counts (owner_id, serving_id, restricted, scope, batch, planned_batch, proposed_batch, connection, optimised, published, amount)
            VALUES (OLD.owner_id, OLD.serving_id, OLD.restricted, OLD.scope, COALESCE(OLD.batch, 0), COALESCE(OLD.planned_batch, 0), COALESCE(OLD.proposed_batch, 0), OLD.connection, OLD.optimised_on IS NOT NULL, OLD.published_on IS NOT NULL, -1)
            ON CONFLICT (owner_id, serving_id, restricted, scope, batch, planned_batch, proposed_batch, connection, optimised, published)
            DO UPDATE SET amount = item_counts.amount + excluded.amount;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO item_counts (owner_id, serving_id, restricted, scope, batch, planned_batch, proposed_batch, connection, optimised, published, amount)
            VALUES (NEW.owner_id, NEW.serving_id, NEW.restricted, NEW.scope, COALESCE(NEW.batch, 0), COALESCE(NEW.planned_batch, 0), COALESCE(NEW.proposed_batch, 0), NEW.connection, NEW.optimised_on IS NOT NULL, NEW.published_on IS NOT NULL, 1)
            ON CONFLICT (owner_id, serving_id, restricted, scope, batch, planned_batch, proposed_batch, connection, optimised, published)
            DO UPDATE SET amount = item_counts.amount + excluded.amount;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER items_counted AFTER INSERT OR DELETE OR UPDATE OF
    owner_id, serving_id, restricted, scope, batch, planned_batch, proposed_batch, connection, optimised_on,
    published_on ON items
FOR EACH ROW EXECUTE FUNCTION count_item();

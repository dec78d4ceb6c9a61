-- The plan from which release schedules are issued: it may change at any time, what was issued does not.

ALTER TABLE items ADD COLUMN planned_batch INTEGER;
UPDATE items SET planned_batch = batch;
CREATE INDEX items_by_plan ON items (planned_batch, owner_id);
-- The balance of the plan is counted from this index alone.
CREATE INDEX items_by_share ON items (owner_id, scope, planned_batch, batch);

-- Days of a batch, as the bureau plans them. `version` counts their changes.
CREATE TABLE batch_plans (
    number        INTEGER NOT NULL PRIMARY KEY,
    optimised_by  TEXT    NOT NULL,
    registered_by TEXT    NOT NULL,
    debugged_by   TEXT    NOT NULL,
    confirmed_by  TEXT    NOT NULL,
    published_by  TEXT    NOT NULL,
    version       BIGINT  NOT NULL
);

-- What closed scope lists say of the items, the days on which items moved on, and items that move to
-- another department.

ALTER TABLE items ADD COLUMN scope           TEXT    NOT NULL DEFAULT 'catalogued';
ALTER TABLE items ADD COLUMN proposed_batch  INTEGER;
ALTER TABLE items ADD COLUMN system_level    TEXT;
ALTER TABLE items ADD COLUMN system_name     TEXT    NOT NULL DEFAULT '';
ALTER TABLE items ADD COLUMN coverage        TEXT    NOT NULL DEFAULT '';
ALTER TABLE items ADD COLUMN annual_cases    BIGINT;
ALTER TABLE items ADD COLUMN at_window       BOOLEAN;
ALTER TABLE items ADD COLUMN special_domain  TEXT;
ALTER TABLE items ADD COLUMN private_network BOOLEAN;
CREATE INDEX items_by_scope ON items (scope, proposed_batch);
CREATE INDEX items_by_privacy ON items (owner_id, restricted);

-- Whether the content names something secret or sensitive.
ALTER TABLE records ADD COLUMN restricted BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX records_by_form ON records (form, owner_id);

-- One row for every step of an item; what an item was on a past day is read here.
CREATE TABLE item_steps (
    id        TEXT      NOT NULL PRIMARY KEY,
    item_code TEXT      NOT NULL REFERENCES items (code),
    step      TEXT      NOT NULL,
    on_day    TEXT      NOT NULL,
    at        TIMESTAMP NOT NULL,
    record_id TEXT      REFERENCES records (id),
    batch     INTEGER
);
CREATE INDEX item_steps_by_item ON item_steps (item_code, id);
CREATE INDEX item_steps_by_day ON item_steps (on_day, step);

-- 部门调整: an item waits until the receiving department takes it over.
CREATE TABLE item_transfers (
    record_id   TEXT      NOT NULL REFERENCES records (id),
    item_code   TEXT      NOT NULL REFERENCES items (code),
    from_id     TEXT      NOT NULL REFERENCES organisations (id),
    to_id       TEXT      NOT NULL REFERENCES organisations (id),
    remark      TEXT      NOT NULL,
    asked_on    TEXT      NOT NULL,
    state       TEXT      NOT NULL,
    reason      TEXT,
    answered_by TEXT      REFERENCES users (id),
    answered_on TEXT,
    PRIMARY KEY (record_id, item_code)
);
CREATE INDEX item_transfers_by_receiver ON item_transfers (to_id, state);

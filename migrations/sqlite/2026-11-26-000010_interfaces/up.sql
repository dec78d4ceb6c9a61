-- The register of interfaces (接口登记): how business systems reach the platform, and for which items.

CREATE TABLE interfaces (
    id             TEXT   NOT NULL PRIMARY KEY,
    -- The unit whose system it belongs to.
    unit_id        TEXT   NOT NULL REFERENCES organisations (id),
    system_name    TEXT   NOT NULL,
    -- national, provincial, municipal, district.
    system_level   TEXT   NOT NULL,
    name           TEXT   NOT NULL,
    -- planned, developing, registered.
    progress       TEXT   NOT NULL,
    -- On the municipal sharing platform; it comes with the registration.
    number         TEXT,
    registered_on  TEXT,
    version        BIGINT NOT NULL,
    -- SHA-256 of the body that made it, so that the same body again is known.
    created_digest TEXT   NOT NULL,
    CHECK ((progress = 'registered') = (number IS NOT NULL AND registered_on IS NOT NULL))
);
-- A number is given once, however many ask at once.
CREATE UNIQUE INDEX interfaces_number ON interfaces (number);
CREATE INDEX interfaces_by_unit ON interfaces (unit_id, id);

CREATE TABLE interface_items (
    interface_id TEXT NOT NULL REFERENCES interfaces (id),
    item_code    TEXT NOT NULL REFERENCES items (code),
    PRIMARY KEY (interface_id, item_code)
);
CREATE INDEX interface_items_by_item ON interface_items (item_code);

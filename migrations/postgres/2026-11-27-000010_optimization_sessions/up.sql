-- Sessions (事项梳理会) in which departments and the project office go through items.

CREATE TABLE optimization_sessions (
    id             TEXT   NOT NULL PRIMARY KEY,
    title          TEXT   NOT NULL,
    held_on        TEXT   NOT NULL,
    hours          TEXT   NOT NULL,
    place          TEXT   NOT NULL,
    -- JSON: name, unit and position of each.
    participants   TEXT   NOT NULL,
    version        BIGINT NOT NULL,
    -- SHA-256 of the body that made it, so that the same body again is known.
    created_digest TEXT   NOT NULL
);
CREATE INDEX optimization_sessions_by_day ON optimization_sessions (held_on, id);

CREATE TABLE optimization_session_items (
    session_id TEXT NOT NULL REFERENCES optimization_sessions (id),
    item_code  TEXT NOT NULL REFERENCES items (code),
    PRIMARY KEY (session_id, item_code)
);
CREATE INDEX optimization_session_items_by_item ON optimization_session_items (item_code);

-- Who is invited besides the departments of the items.
CREATE TABLE optimization_session_guests (
    session_id      TEXT NOT NULL REFERENCES optimization_sessions (id),
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    PRIMARY KEY (session_id, organisation_id)
);
CREATE INDEX optimization_session_guests_by_organisation ON optimization_session_guests (organisation_id);

-- Identifiers are UUIDs as text, days are text YYYY-MM-DD, JSON is text, moments are UTC.

CREATE TABLE settings (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE organisations (
    id        TEXT NOT NULL PRIMARY KEY,
    name      TEXT NOT NULL UNIQUE,
    level     TEXT NOT NULL,
    parent_id TEXT REFERENCES organisations (id),
    -- The municipal department whose line (条线) a district department belongs to.
    line_id   TEXT REFERENCES organisations (id),
    -- Identifiers from the root down to this one, each followed by a slash: a subtree is a prefix.
    path      TEXT NOT NULL UNIQUE
);

CREATE TABLE users (
    id              TEXT      NOT NULL PRIMARY KEY,
    login           TEXT      NOT NULL UNIQUE,
    name            TEXT      NOT NULL,
    role            TEXT      NOT NULL,
    organisation_id TEXT      NOT NULL REFERENCES organisations (id),
    password_hash   TEXT      NOT NULL,
    active          BOOLEAN   NOT NULL,
    created_at      TIMESTAMP NOT NULL
);

CREATE TABLE sessions (
    token_hash TEXT      NOT NULL PRIMARY KEY,
    user_id    TEXT      NOT NULL REFERENCES users (id),
    created_at TIMESTAMP NOT NULL,
    seen_at    TIMESTAMP NOT NULL
);

CREATE TABLE login_failures (
    bucket        TEXT      NOT NULL PRIMARY KEY,
    failures      INTEGER   NOT NULL,
    last_at       TIMESTAMP NOT NULL,
    blocked_until TIMESTAMP NOT NULL
);

CREATE TABLE api_keys (
    id              TEXT      NOT NULL PRIMARY KEY,
    label           TEXT      NOT NULL,
    organisation_id TEXT      NOT NULL REFERENCES organisations (id),
    secret_hash     TEXT      NOT NULL UNIQUE,
    -- Absent when the operator made it on the command line.
    created_by      TEXT      REFERENCES users (id),
    created_at      TIMESTAMP NOT NULL,
    used_at         TIMESTAMP,
    revoked_at      TIMESTAMP
);

CREATE TABLE items (
    code         TEXT    NOT NULL PRIMARY KEY,
    name         TEXT    NOT NULL,
    owner_id     TEXT    NOT NULL REFERENCES organisations (id),
    serving_id   TEXT    NOT NULL REFERENCES organisations (id),
    -- The part of the code by which districts share a municipal form.
    base_code    TEXT    NOT NULL,
    batch        INTEGER,
    connection   TEXT    NOT NULL,
    -- Secret or sensitive: only for its owner and the bureau.
    restricted   BOOLEAN NOT NULL,
    optimised_on TEXT,
    optimised_by TEXT,
    published_on TEXT,
    published_by TEXT
);
CREATE INDEX items_by_owner ON items (owner_id, code);
CREATE INDEX items_by_serving ON items (serving_id, code);
CREATE INDEX items_by_base_code ON items (base_code);

-- Bytes in the store, named by their SHA-256.
CREATE TABLE objects (
    sha256     TEXT      NOT NULL PRIMARY KEY,
    bytes      BIGINT    NOT NULL,
    media_type TEXT      NOT NULL,
    created_at TIMESTAMP NOT NULL
);

CREATE TABLE records (
    id               TEXT      NOT NULL PRIMARY KEY,
    reference        TEXT      NOT NULL UNIQUE,
    form             TEXT      NOT NULL,
    state            TEXT      NOT NULL,
    revision         INTEGER   NOT NULL,
    owner_id         TEXT      NOT NULL REFERENCES organisations (id),
    issuer_id        TEXT      NOT NULL REFERENCES organisations (id),
    title            TEXT      NOT NULL,
    content          TEXT      NOT NULL,
    reasons          TEXT      NOT NULL,
    -- Counts every change of the record; the ETag.
    version          BIGINT    NOT NULL,
    -- SHA-256 of the body that created it, so that the same request again is recognised.
    created_digest   TEXT      NOT NULL,
    created_by       TEXT      NOT NULL REFERENCES users (id),
    created_at       TIMESTAMP NOT NULL,
    updated_at       TIMESTAMP NOT NULL,
    due_on           TEXT,
    due_provisional  BOOLEAN   NOT NULL,
    -- The day on which the upload came that was later confirmed.
    received_on      TEXT,
    late             BOOLEAN   NOT NULL,
    returned_because TEXT,
    replaces_id      TEXT      REFERENCES records (id),
    -- When the set of scanned pages became complete.
    matched_at       TIMESTAMP,
    archived_at      TIMESTAMP,
    archived_on      TEXT,
    archived_by      TEXT      REFERENCES users (id),
    package_sha256   TEXT      REFERENCES objects (sha256)
);
CREATE INDEX records_by_owner ON records (owner_id, updated_at);
CREATE INDEX records_by_state ON records (state, updated_at);
CREATE INDEX records_by_updated ON records (updated_at, id);

-- Items that the current content of a record names.
CREATE TABLE record_items (
    record_id TEXT NOT NULL REFERENCES records (id),
    item_code TEXT NOT NULL,
    PRIMARY KEY (record_id, item_code)
);
CREATE INDEX record_items_by_item ON record_items (item_code);

-- One row for each revision that was submitted; frozen once printed.
CREATE TABLE revisions (
    record_id       TEXT      NOT NULL REFERENCES records (id),
    revision        INTEGER   NOT NULL,
    canonical       TEXT      NOT NULL,
    sha256          TEXT      NOT NULL,
    sm3             TEXT      NOT NULL,
    rule_set        TEXT      NOT NULL,
    facts           TEXT      NOT NULL,
    reasons         TEXT      NOT NULL,
    submitted_by    TEXT      NOT NULL REFERENCES users (id),
    submitted_at    TIMESTAMP NOT NULL,
    submitted_on    TEXT      NOT NULL,
    print_sha256    TEXT      REFERENCES objects (sha256),
    print_pages     INTEGER,
    print_boxes     TEXT,
    template_digest TEXT,
    fonts_digest    TEXT,
    printed_by      TEXT      REFERENCES users (id),
    printed_at      TIMESTAMP,
    voided_at       TIMESTAMP,
    PRIMARY KEY (record_id, revision)
);

-- Pictures of a print's pages, for the desk.
CREATE TABLE print_pages (
    record_id TEXT    NOT NULL,
    revision  INTEGER NOT NULL,
    page      INTEGER NOT NULL,
    picture   TEXT    NOT NULL REFERENCES objects (sha256),
    PRIMARY KEY (record_id, revision, page),
    FOREIGN KEY (record_id, revision) REFERENCES revisions (record_id, revision)
);

CREATE TABLE scans (
    id               TEXT      NOT NULL PRIMARY KEY,
    organisation_id  TEXT      NOT NULL REFERENCES organisations (id),
    sha256           TEXT      NOT NULL REFERENCES objects (sha256),
    file_name        TEXT      NOT NULL,
    bytes            BIGINT    NOT NULL,
    uploaded_by_user TEXT      REFERENCES users (id),
    uploaded_by_key  TEXT      REFERENCES api_keys (id),
    uploader_name    TEXT      NOT NULL,
    uploaded_at      TIMESTAMP NOT NULL,
    uploaded_on      TEXT      NOT NULL,
    state            TEXT      NOT NULL,
    set_aside        TEXT,
    media            TEXT,
    -- While a worker reads it; after this moment another may take over.
    claimed_until    TIMESTAMP,
    attempts         INTEGER   NOT NULL,
    UNIQUE (organisation_id, sha256)
);
CREATE INDEX scans_by_organisation ON scans (organisation_id, uploaded_at);
CREATE INDEX scans_by_state ON scans (state, uploaded_at);

CREATE TABLE scan_pages (
    scan_id       TEXT    NOT NULL REFERENCES scans (id),
    number        INTEGER NOT NULL,
    outcome       TEXT    NOT NULL,
    -- The printed page it shows, as far as its genuine code tells.
    record_id     TEXT,
    revision      INTEGER,
    page          INTEGER,
    pages         INTEGER,
    -- Counts for its record: matched, not refused since.
    holds         BOOLEAN NOT NULL,
    picture       TEXT    REFERENCES objects (sha256),
    thumbnail     TEXT    REFERENCES objects (sha256),
    assigned_code TEXT,
    assigned_by   TEXT    REFERENCES users (id),
    PRIMARY KEY (scan_id, number)
);
CREATE INDEX scan_pages_by_record ON scan_pages (record_id, revision, page);
CREATE INDEX scan_pages_by_outcome ON scan_pages (outcome);

-- One row for every change, written in its transaction. Never updated, never deleted.
CREATE TABLE audit (
    id                TEXT      NOT NULL PRIMARY KEY,
    at                TIMESTAMP NOT NULL,
    business_date     TEXT      NOT NULL,
    actor_user        TEXT,
    actor_key         TEXT,
    actor_name        TEXT      NOT NULL,
    -- Absent when the operator acted on the command line.
    organisation_id   TEXT,
    organisation_name TEXT      NOT NULL,
    record_id         TEXT,
    scan_id           TEXT,
    item_code         TEXT,
    -- Identifier of the user, organisation or key that an administrator changed.
    subject_id        TEXT,
    action            TEXT      NOT NULL,
    revision          INTEGER   NOT NULL,
    digest            TEXT,
    reason            TEXT,
    request_id        TEXT      NOT NULL
);
CREATE INDEX audit_by_record ON audit (record_id, id);
CREATE INDEX audit_by_scan ON audit (scan_id, id);

-- Where notices go beside the page; absent: nowhere.
ALTER TABLE users ADD COLUMN email TEXT;
CREATE INDEX users_by_place ON users (organisation_id, role);

-- What a person is told. `occasion` says of what, so that nobody is told twice.
CREATE TABLE notices (
    id              TEXT      NOT NULL PRIMARY KEY,
    user_id         TEXT      NOT NULL REFERENCES users (id),
    organisation_id TEXT      NOT NULL REFERENCES organisations (id),
    kind            TEXT      NOT NULL,
    -- Working days, of a reminder before or after the day.
    days            INTEGER   NOT NULL,
    record_id       TEXT      NOT NULL REFERENCES records (id),
    due_on          TEXT,
    reason          TEXT,
    business_date   TEXT      NOT NULL,
    created_at      TIMESTAMP NOT NULL,
    read_at         TIMESTAMP,
    occasion        TEXT      NOT NULL,
    UNIQUE (occasion, user_id)
);
CREATE INDEX notices_by_user ON notices (user_id, created_at, id);
CREATE INDEX notices_by_record ON notices (record_id);

-- Group robots. Address and secret never leave the server but to call the robot; backups leave the
-- table out.
CREATE TABLE robots (
    id              TEXT      NOT NULL PRIMARY KEY,
    label           TEXT      NOT NULL,
    organisation_id TEXT      NOT NULL REFERENCES organisations (id),
    address         TEXT      NOT NULL,
    secret          TEXT      NOT NULL,
    created_at      TIMESTAMP NOT NULL
);

-- Of which occasions the robots of an audience were told: those of an organisation, or `installation`.
-- Backups hold it, so that robots which are added anew after a restore do not say everything again.
CREATE TABLE robots_told (
    occasion TEXT      NOT NULL,
    audience TEXT      NOT NULL,
    told_at  TIMESTAMP NOT NULL,
    PRIMARY KEY (occasion, audience)
);

-- What is to be sent beside the page, a row for each receiver and occasion, written with the notice.
-- Rows that go out in one message share `message_id`, which is given before the first attempt and
-- stays. Backups leave the table out: a copy of an installation must not send.
CREATE TABLE outbox (
    id              TEXT      NOT NULL PRIMARY KEY,
    -- `mail` or `robot`.
    channel         TEXT      NOT NULL,
    -- `mail:` and a user, `robot:` and a robot or `installation`.
    receiver        TEXT      NOT NULL,
    kind            TEXT      NOT NULL,
    days            INTEGER   NOT NULL,
    record_id       TEXT      NOT NULL REFERENCES records (id),
    organisation_id TEXT      NOT NULL REFERENCES organisations (id),
    due_on          TEXT,
    occasion        TEXT      NOT NULL,
    created_at      TIMESTAMP NOT NULL,
    state           TEXT      NOT NULL,
    message_id      TEXT,
    attempts        INTEGER   NOT NULL,
    started_at      TIMESTAMP,
    -- Not to be sent before; while it is on its way, when its sender counts as gone.
    not_before      TIMESTAMP NOT NULL,
    outcome         TEXT,
    UNIQUE (receiver, occasion)
);
-- Whose turn it is.
CREATE INDEX outbox_by_turn ON outbox (state, channel, not_before, created_at, id);
CREATE INDEX outbox_by_message ON outbox (message_id);
CREATE INDEX outbox_by_receiver ON outbox (receiver, started_at);

-- What anybody may read of, asked for without a session: its number, its order and its owners stand here.
CREATE INDEX items_published ON items (code, restricted, scope) WHERE published_on IS NOT NULL;
CREATE INDEX items_published_by_owner ON items (owner_id, restricted, scope) WHERE published_on IS NOT NULL;

-- Windows (窗口): centres, accounts on the provincial platform, training, opening, numbers of cases.

CREATE TABLE service_centres (
    id            TEXT NOT NULL PRIMARY KEY,
    name          TEXT NOT NULL,
    -- The name as it is looked up: width of letters, spaces and capitals aside.
    folded        TEXT NOT NULL UNIQUE,
    -- city, district, street, community.
    level         TEXT NOT NULL,
    -- The organisation whose area it serves.
    area_id       TEXT NOT NULL REFERENCES organisations (id),
    registered_on TEXT NOT NULL,
    closed_on     TEXT
);
CREATE INDEX service_centres_by_area ON service_centres (area_id);

CREATE TABLE window_accounts (
    id              TEXT    NOT NULL PRIMARY KEY,
    name            TEXT    NOT NULL,
    -- In its plain form; never in a log, an audit row or an export.
    mobile          TEXT    NOT NULL,
    -- The unit that employs the person.
    organisation_id TEXT    NOT NULL REFERENCES organisations (id),
    centre_id       TEXT    NOT NULL REFERENCES service_centres (id),
    registered_on   TEXT,
    authorised_on   TEXT,
    handed_over_on  TEXT,
    -- Why an unusual number is right.
    reason          TEXT,
    active          BOOLEAN NOT NULL,
    ended_on        TEXT,
    version         BIGINT  NOT NULL,
    -- SHA-256 of the body that made it, so that the same body again is known.
    created_digest  TEXT    NOT NULL
);
-- Nobody is registered twice, however many ask at once.
CREATE UNIQUE INDEX window_accounts_mobile ON window_accounts (mobile) WHERE active;
CREATE INDEX window_accounts_by_organisation ON window_accounts (organisation_id, id);
CREATE INDEX window_accounts_by_centre ON window_accounts (centre_id, id);

-- At which centre somebody was when, so that any past day can be told.
CREATE TABLE window_postings (
    account_id TEXT    NOT NULL REFERENCES window_accounts (id),
    number     INTEGER NOT NULL,
    centre_id  TEXT    NOT NULL REFERENCES service_centres (id),
    since_on   TEXT    NOT NULL,
    -- The first day on which it no longer holds.
    until_on   TEXT,
    PRIMARY KEY (account_id, number)
);
CREATE INDEX window_postings_by_centre ON window_postings (centre_id);

CREATE TABLE window_trainings (
    account_id TEXT NOT NULL REFERENCES window_accounts (id),
    -- film, demonstration.
    kind       TEXT NOT NULL,
    -- Code of the film, or of the case that was practised; empty when the keeper tells of a pass.
    code       TEXT NOT NULL,
    done_on    TEXT NOT NULL,
    kept_by    TEXT NOT NULL REFERENCES users (id),
    PRIMARY KEY (account_id, kind, code)
);

-- The group (钉钉群) of an area; the newest row of an area holds.
CREATE TABLE window_groups (
    id           TEXT      NOT NULL PRIMARY KEY,
    area_id      TEXT      NOT NULL REFERENCES organisations (id),
    confirmed_on TEXT      NOT NULL,
    films        BOOLEAN   NOT NULL,
    manual       BOOLEAN   NOT NULL,
    maintainers  BOOLEAN   NOT NULL,
    confirmed_by TEXT      NOT NULL REFERENCES users (id),
    confirmed_at TIMESTAMP NOT NULL
);
CREATE INDEX window_groups_by_area ON window_groups (area_id, confirmed_at);

CREATE TABLE window_cases (
    item_code   TEXT      NOT NULL REFERENCES items (code),
    -- YYYY-MM.
    month       TEXT      NOT NULL,
    centre_id   TEXT      NOT NULL REFERENCES service_centres (id),
    cases       BIGINT    NOT NULL,
    reported_by TEXT      NOT NULL REFERENCES users (id),
    reported_at TIMESTAMP NOT NULL,
    PRIMARY KEY (item_code, month, centre_id)
);
CREATE INDEX window_cases_by_month ON window_cases (month, item_code, centre_id);
CREATE INDEX window_cases_by_centre ON window_cases (centre_id, month);

-- Cases of published items handled outside the platform.
CREATE TABLE outside_cases (
    id              TEXT      NOT NULL PRIMARY KEY,
    item_code       TEXT      NOT NULL REFERENCES items (code),
    happened_on     TEXT      NOT NULL,
    place           TEXT      NOT NULL,
    note            TEXT      NOT NULL,
    organisation_id TEXT      NOT NULL REFERENCES organisations (id),
    reported_by     TEXT      NOT NULL REFERENCES users (id),
    reported_on     TEXT      NOT NULL,
    reported_at     TIMESTAMP NOT NULL
);
CREATE INDEX outside_cases_by_item ON outside_cases (item_code);
CREATE INDEX outside_cases_by_organisation ON outside_cases (organisation_id, id);

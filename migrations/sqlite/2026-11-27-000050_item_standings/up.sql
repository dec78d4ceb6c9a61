-- What the assessment board counts and lists, derived from item_steps, item_transfers and window_cases: never written
-- but by the program that derives it, left out of backups, built anew where it is missing.

-- Where an item stood, from the end of a day to the end of another. The rows of an item never overlap.
CREATE TABLE item_standings (
    item_code    TEXT    NOT NULL REFERENCES items (code),
    since_on     TEXT    NOT NULL,
    -- The first day on which it no longer holds; 9999-12-31 while it holds.
    until_on     TEXT    NOT NULL,
    -- Whose item it was.
    held_by      TEXT    NOT NULL,
    -- By whom it is seen today.
    owner_id     TEXT    NOT NULL,
    serving_id   TEXT    NOT NULL,
    restricted   BOOLEAN NOT NULL,
    -- The last step that says whether it counts; empty while none does.
    scope        TEXT    NOT NULL,
    -- 0: in none.
    batch        INTEGER NOT NULL,
    connected_on TEXT,
    published_on TEXT,
    -- Cases of the months up to then; absent: none reported.
    cases        BIGINT,
    PRIMARY KEY (item_code, since_on)
);
CREATE INDEX item_standings_by_holder ON item_standings (held_by, item_code);
-- What is rare is found by these.
CREATE INDEX item_standings_unpublished ON item_standings (batch, until_on) WHERE published_on IS NULL AND scope = 'in_scope';
CREATE INDEX item_standings_besides ON item_standings (published_on) WHERE published_on IS NOT NULL AND scope <> 'in_scope';

-- By how much a number of the board changes at the end of a day.
CREATE TABLE item_figures (
    on_day     TEXT    NOT NULL,
    held_by    TEXT    NOT NULL,
    owner_id   TEXT    NOT NULL,
    serving_id TEXT    NOT NULL,
    restricted BOOLEAN NOT NULL,
    batch      INTEGER NOT NULL,
    -- countable, connected, published, besides, with_cases, cases.
    measure    TEXT    NOT NULL,
    -- The day of connection or publication; empty where there is none.
    of_day     TEXT    NOT NULL,
    amount     BIGINT  NOT NULL,
    PRIMARY KEY (on_day, held_by, owner_id, serving_id, restricted, batch, measure, of_day)
);

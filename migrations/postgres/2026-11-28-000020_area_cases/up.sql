-- Numbers of cases by area, so that whoever sees those of one area has them summed up already. Everything derived is built
-- anew when the server starts.
TRUNCATE item_standings;
DROP TABLE item_figures;

-- Cases of a standing at the centres of an area and of every area in it; absent: none reported there.
CREATE TABLE area_cases (
    item_code TEXT   NOT NULL REFERENCES items (code),
    -- Of the standing.
    since_on  TEXT   NOT NULL,
    area_id   TEXT   NOT NULL REFERENCES organisations (id),
    cases     BIGINT NOT NULL,
    PRIMARY KEY (item_code, since_on, area_id)
);
-- A long list of items with cases in an area begins here.
CREATE INDEX area_cases_by_area ON area_cases (area_id, item_code, since_on);

-- By how much a number of the board changes at the end of a day.
CREATE TABLE item_figures (
    -- The area whose centres reported the cases; empty: the whole programme.
    area_id    TEXT    NOT NULL,
    on_day     TEXT    NOT NULL,
    held_by    TEXT    NOT NULL,
    owner_id   TEXT    NOT NULL,
    serving_id TEXT    NOT NULL,
    restricted BOOLEAN NOT NULL,
    batch      INTEGER NOT NULL,
    -- countable, connected, published, besides; with_cases and cases, which alone there are of an area.
    measure    TEXT    NOT NULL,
    -- The day of connection or publication; empty where there is none.
    of_day     TEXT    NOT NULL,
    amount     BIGINT  NOT NULL,
    PRIMARY KEY (area_id, on_day, held_by, owner_id, serving_id, restricted, batch, measure, of_day)
);

-- What is rare is found by whose it is and by these.
DROP INDEX item_standings_unpublished;
CREATE INDEX item_standings_unpublished ON item_standings (held_by, batch, until_on, since_on)
    WHERE published_on IS NULL AND scope = 'in_scope';
CREATE INDEX item_standings_published ON item_standings (held_by, published_on, until_on, since_on)
    WHERE published_on IS NOT NULL;
CREATE INDEX item_standings_connected ON item_standings (held_by, connected_on, until_on, since_on)
    WHERE connected_on IS NOT NULL;
CREATE INDEX item_standings_with_cases ON item_standings (held_by, published_on, until_on, since_on)
    WHERE published_on IS NOT NULL AND cases IS NOT NULL;

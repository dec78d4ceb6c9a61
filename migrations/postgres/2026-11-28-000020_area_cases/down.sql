DROP INDEX item_standings_with_cases;
DROP INDEX item_standings_connected;
DROP INDEX item_standings_published;
DROP INDEX item_standings_unpublished;
CREATE INDEX item_standings_unpublished ON item_standings (batch, until_on) WHERE published_on IS NULL AND scope = 'in_scope';
DROP TABLE area_cases;
TRUNCATE item_standings;
DROP TABLE item_figures;
CREATE TABLE item_figures (
    on_day     TEXT    NOT NULL,
    held_by    TEXT    NOT NULL,
    owner_id   TEXT    NOT NULL,
    serving_id TEXT    NOT NULL,
    restricted BOOLEAN NOT NULL,
    batch      INTEGER NOT NULL,
    measure    TEXT    NOT NULL,
    of_day     TEXT    NOT NULL,
    amount     BIGINT  NOT NULL,
    PRIMARY KEY (on_day, held_by, owner_id, serving_id, restricted, batch, measure, of_day)
);

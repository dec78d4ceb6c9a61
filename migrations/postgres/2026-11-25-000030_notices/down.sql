DROP INDEX items_published_by_owner;
DROP INDEX items_published;
DROP TABLE outbox;
DROP TABLE robots_told;
DROP TABLE robots;
DROP TABLE notices;
DROP INDEX users_by_place;
ALTER TABLE users DROP COLUMN email;

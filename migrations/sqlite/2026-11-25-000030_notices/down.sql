DROP TABLE outbox;
DROP TABLE robots;
DROP TABLE notices;
ALTER TABLE users DROP COLUMN email;

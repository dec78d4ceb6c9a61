DROP TRIGGER named_stays;
DROP TRIGGER named_no_longer_restricted;
DROP TRIGGER named_before;
DROP TRIGGER named_restricted;
DROP TRIGGER restricted_no_longer_named;
DROP TRIGGER restricted_named;
DROP INDEX records_restricted;
DROP INDEX items_restricted;
ALTER TABLE records DROP COLUMN names_restricted;

DROP TRIGGER named_before ON items;
DROP TRIGGER named_restricted ON items;
DROP TRIGGER restricted_named ON record_items;
DROP FUNCTION look_at_naming();
DROP FUNCTION look_at_named();
DROP FUNCTION names_restricted(TEXT);
DROP INDEX records_restricted;
DROP INDEX items_restricted;
ALTER TABLE records DROP COLUMN names_restricted;

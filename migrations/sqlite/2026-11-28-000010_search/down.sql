CREATE INDEX records_by_updated ON records (updated_at, id);
DROP INDEX records_by_text;
DROP TRIGGER items_coded;
DROP TABLE item_codes;
DROP TRIGGER items_named_anew;
DROP TRIGGER items_named_out;
DROP TRIGGER items_named_in;
DROP INDEX items_by_name;
DROP TABLE item_names;

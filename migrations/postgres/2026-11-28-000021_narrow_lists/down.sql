DROP INDEX window_cases_by_centre;
CREATE INDEX window_cases_by_centre ON window_cases (centre_id, month);
DROP INDEX records_seen;
DROP INDEX records_by_text;
CREATE INDEX records_by_text ON records (updated_at, id, title, reference);
DROP INDEX items_by_name;
CREATE INDEX items_by_name ON items (name, code);
DROP INDEX items_by_text;
CREATE INDEX items_by_text ON items (code, name);

-- The functions that the other files call, as `sqlite.py` has them for SQLite.
CREATE FUNCTION load.digits(number BIGINT, width INT) RETURNS TEXT LANGUAGE SQL IMMUTABLE AS $$ SELECT lpad(number::text, width, '0') $$;
CREATE FUNCTION load.uuid_of(kind INT, number BIGINT) RETURNS TEXT LANGUAGE SQL IMMUTABLE AS
    $$ SELECT '016500' || lpad(kind::text, 2, '0') || '-0000-7000-8000-' || lpad(number::text, 12, '0') $$;
CREATE FUNCTION load.day_after(day TEXT, days INT) RETURNS TEXT LANGUAGE SQL IMMUTABLE AS $$ SELECT (day::date + days)::text $$;
CREATE FUNCTION load.moment(at TEXT) RETURNS TIMESTAMP LANGUAGE SQL IMMUTABLE AS $$ SELECT at::timestamp $$;

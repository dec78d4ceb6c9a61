-- Who sees an item is read in the index that finds it, who sees a record in the one that counts it.
DROP INDEX items_by_text;
CREATE INDEX items_by_text ON items (code, name, owner_id, serving_id, restricted);
DROP INDEX items_by_name;
CREATE INDEX items_by_name ON items (name, code, owner_id, serving_id, restricted);
DROP INDEX records_by_text;
CREATE INDEX records_by_text ON records (updated_at, id, title, reference, form, owner_id);
-- All that is secret, with whose it is; it begins with what it is asked by, lest SQLite goes through a wider index instead.
DROP INDEX items_restricted;
CREATE INDEX items_restricted ON items (restricted, code, owner_id, serving_id) WHERE restricted;
CREATE INDEX records_seen ON records (form, state, owner_id, issuer_id, restricted, names_restricted, id);
-- What the centres of an area reported is summed up by month.
DROP INDEX window_cases_by_centre;
CREATE INDEX window_cases_by_centre ON window_cases (centre_id, month, item_code, cases);
-- What came back late, by when; said so that no other index is taken for the state.
DROP INDEX records_by_receipt;
CREATE INDEX records_by_receipt ON records (received_on, due_on, form, owner_id, id) WHERE state || '' = 'archived';

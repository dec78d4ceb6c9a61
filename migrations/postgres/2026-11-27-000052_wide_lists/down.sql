DROP INDEX records_under_way;
CREATE INDEX items_by_share ON items (owner_id, scope, planned_batch, batch);
DROP INDEX items_by_text;
DROP INDEX records_by_kind;

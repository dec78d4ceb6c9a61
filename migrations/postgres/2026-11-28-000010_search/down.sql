CREATE INDEX records_by_updated ON records (updated_at, id);
DROP INDEX records_by_text;
DROP INDEX items_by_trigram;
DROP FUNCTION trigrams(TEXT);
DROP TRIGGER items_counted ON items;
DROP TRIGGER items_counted_in ON items;
DROP FUNCTION count_items();
CREATE TRIGGER items_counted AFTER INSERT OR DELETE OR UPDATE OF
    owner_id, serving_id, restricted, scope, batch, planned_batch, proposed_batch, connection, optimised_on,
    published_on ON items
FOR EACH ROW EXECUTE FUNCTION count_item();
DROP TRIGGER items_named ON items;
DROP TRIGGER items_named_in ON items;
DROP FUNCTION name_item();
DROP FUNCTION name_items();
DROP INDEX items_by_name;
DROP TABLE item_names;

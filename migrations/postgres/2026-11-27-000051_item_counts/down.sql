DROP TRIGGER items_counted ON items;
DROP FUNCTION count_item;
DROP TABLE item_counts;

DROP TRIGGER items_counted_anew;
DROP TRIGGER items_counted_out;
DROP TRIGGER items_counted_in;
DROP TABLE item_counts;

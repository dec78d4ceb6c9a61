DROP INDEX records_by_replaced;
DROP TABLE returned_rows;
DROP INDEX items_unpublished;
DROP INDEX items_ready;

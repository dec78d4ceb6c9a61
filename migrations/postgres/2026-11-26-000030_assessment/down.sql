DROP INDEX revisions_by_day;
DROP INDEX records_by_due;
DROP INDEX item_transfers_by_item;
DROP INDEX item_steps_told;

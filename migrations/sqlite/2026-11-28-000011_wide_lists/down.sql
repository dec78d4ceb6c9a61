DROP TABLE schedule_days;
DROP INDEX records_by_match;
DROP INDEX records_by_receipt;
DROP INDEX records_under_way;
CREATE INDEX records_by_due ON records (due_on, form, state, owner_id, received_on, id);
CREATE INDEX records_under_way ON records (due_on, form, state, owner_id, received_on, id)
    WHERE state <> 'archived' AND state <> 'void';
DROP INDEX notices_unread;
DROP INDEX window_cases_summed;
DROP INDEX items_planned;
DROP INDEX items_open;
DROP INDEX item_standings_held;

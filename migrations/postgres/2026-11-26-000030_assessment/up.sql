-- The assessment board asks of a past day where every item stood and which forms were back. Both are counted
-- from these indexes alone.

CREATE INDEX item_steps_told ON item_steps (item_code, on_day, step, id, batch);
CREATE INDEX item_transfers_by_item ON item_transfers (item_code, state, answered_on);
CREATE INDEX records_by_due ON records (due_on, form, state, owner_id, received_on, id);
CREATE INDEX revisions_by_day ON revisions (record_id, submitted_on);

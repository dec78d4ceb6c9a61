-- Records of a kind in a state are counted, and looked for by the newest change, in an index; so are parts of names and
-- codes of items. The balance of the plan is counted by kind of item.
CREATE INDEX records_by_kind ON records (form, state, updated_at, id);
CREATE INDEX items_by_text ON items (code, name);
DROP INDEX items_by_share;
-- What is still to come back is looked at in an index alone; a query has this condition word for word.
CREATE INDEX records_under_way ON records (due_on, form, state, owner_id, received_on, id)
    WHERE state <> 'archived' AND state <> 'void';

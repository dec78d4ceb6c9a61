-- Items that somebody holds, by batch and by the days on which they stood so.
CREATE INDEX item_standings_held ON item_standings (held_by, batch, until_on, since_on);
-- What is not published yet, by code: what forms under way name is counted here.
CREATE INDEX items_open ON items (code, serving_id, batch, optimised_on, connection, scope)
    WHERE published_on IS NULL AND batch IS NOT NULL;
-- What is planned for a batch, in the order of the list.
CREATE INDEX items_planned ON items (planned_batch, code);
CREATE INDEX window_cases_summed ON window_cases (month, cases);
-- Unread notices are few among all.
CREATE INDEX notices_unread ON notices (user_id, organisation_id, created_at, id) WHERE read_at IS NULL;
-- Everything of an obligation but its title; nothing else is looked for by its day.
DROP INDEX records_by_due;
DROP INDEX records_under_way;
CREATE INDEX records_under_way ON records (due_on, form, state, owner_id, received_on, id, issuer_id, reference, due_provisional)
    WHERE state <> 'archived' AND state <> 'void';
-- What came back late, by when.
CREATE INDEX records_by_receipt ON records (received_on, due_on, form, owner_id, id) WHERE state = 'archived';
CREATE INDEX records_by_match ON records (matched_at, id) WHERE state = 'matched';

-- The days of issued schedules, whose content has thousands of rows besides.
CREATE TABLE schedule_days (
    record_id     TEXT NOT NULL PRIMARY KEY REFERENCES records (id),
    optimised_by  TEXT NOT NULL,
    registered_by TEXT NOT NULL,
    debugged_by   TEXT NOT NULL,
    confirmed_by  TEXT NOT NULL,
    published_by  TEXT NOT NULL
);

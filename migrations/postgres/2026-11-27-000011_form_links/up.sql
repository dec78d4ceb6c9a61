-- Items of districts that a municipal optimisation form covers by hand: the district proposes, the department whose
-- form it is consents.

CREATE TABLE form_links (
    id          TEXT   NOT NULL PRIMARY KEY,
    record_id   TEXT   NOT NULL REFERENCES records (id),
    item_code   TEXT   NOT NULL REFERENCES items (code),
    -- Whose item it is, and who proposed.
    unit_id     TEXT   NOT NULL REFERENCES organisations (id),
    -- proposed, agreed, declined, withdrawn.
    state       TEXT   NOT NULL,
    proposed_on TEXT   NOT NULL,
    answered_on TEXT,
    reason      TEXT,
    version     BIGINT NOT NULL
);
CREATE INDEX form_links_by_record ON form_links (record_id, id);
-- An item waits for one answer, and is covered once, however many ask at once.
CREATE UNIQUE INDEX form_links_open ON form_links (item_code) WHERE state IN ('proposed', 'agreed');
-- The form that covers an item.
CREATE INDEX form_links_by_item ON form_links (item_code, state);

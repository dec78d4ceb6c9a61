-- How many archived forms with a due date there are by the days that a figure asks for: kept by the database itself,
-- whoever archives. Forms under way are few, and looked at one by one.

CREATE TABLE form_counts (
    form         TEXT   NOT NULL,
    owner_id     TEXT   NOT NULL,
    due_on       TEXT   NOT NULL,
    -- When it was first handed in.
    submitted_on TEXT   NOT NULL,
    -- When the upload came that was confirmed; empty when none is known.
    received_on  TEXT   NOT NULL,
    amount       BIGINT NOT NULL,
    PRIMARY KEY (form, owner_id, due_on, submitted_on, received_on)
);
INSERT INTO form_counts (form, owner_id, due_on, submitted_on, received_on, amount)
    SELECT form, owner_id, due_on, submitted_on, received_on, COUNT(*)
    FROM (SELECT records.form, records.owner_id, records.due_on, COALESCE(records.received_on, '') AS received_on,
            (SELECT MIN(revisions.submitted_on) FROM revisions WHERE revisions.record_id = records.id) AS submitted_on
        FROM records WHERE records.state = 'archived' AND records.due_on IS NOT NULL
            AND records.form IN ('optimization', 'go-live')) AS archived
    WHERE submitted_on IS NOT NULL GROUP BY form, owner_id, due_on, submitted_on, received_on;

CREATE TRIGGER forms_counted AFTER UPDATE OF form, owner_id, due_on, received_on, state ON records
WHEN OLD.state = 'archived' OR NEW.state = 'archived'
BEGIN
    INSERT INTO form_counts (form, owner_id, due_on, submitted_on, received_on, amount)
        SELECT OLD.form, OLD.owner_id, OLD.due_on, MIN(revisions.submitted_on), COALESCE(OLD.received_on, ''), -1
        FROM revisions WHERE revisions.record_id = OLD.id AND OLD.state = 'archived' AND OLD.due_on IS NOT NULL
            AND OLD.form IN ('optimization', 'go-live')
        GROUP BY revisions.record_id
        ON CONFLICT (form, owner_id, due_on, submitted_on, received_on)
        DO UPDATE SET amount = form_counts.amount + excluded.amount;
    INSERT INTO form_counts (form, owner_id, due_on, submitted_on, received_on, amount)
        SELECT NEW.form, NEW.owner_id, NEW.due_on, MIN(revisions.submitted_on), COALESCE(NEW.received_on, ''), 1
        FROM revisions WHERE revisions.record_id = NEW.id AND NEW.state = 'archived' AND NEW.due_on IS NOT NULL
            AND NEW.form IN ('optimization', 'go-live')
        GROUP BY revisions.record_id
        ON CONFLICT (form, owner_id, due_on, submitted_on, received_on)
        DO UPDATE SET amount = form_counts.amount + excluded.amount;
END;

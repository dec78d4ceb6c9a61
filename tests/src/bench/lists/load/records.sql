-- {records} records, four fifths of them optimisation forms; items of each fifth base code have one, and others when there
-- are more records than these.

CREATE TABLE load_records (
    r INTEGER PRIMARY KEY, id TEXT NOT NULL, form TEXT NOT NULL, state TEXT NOT NULL, owner TEXT NOT NULL, item INTEGER NOT NULL,
    day TEXT NOT NULL, due TEXT NOT NULL, back TEXT
);
INSERT INTO load_records
    SELECT load_numbers.i, uuid_of(30, load_numbers.i), CASE WHEN load_numbers.i % 20 < 16 THEN 'optimization' WHEN load_numbers.i % 20 < 19 THEN 'go-live' ELSE 'joint-debug' END,
        CASE WHEN load_numbers.i % 100 < 90 THEN 'archived' WHEN load_numbers.i % 100 < 93 THEN 'printed' WHEN load_numbers.i % 100 < 95 THEN 'submitted' WHEN load_numbers.i % 100 < 97 THEN 'draft'
            WHEN load_numbers.i % 100 < 98 THEN 'returned' WHEN load_numbers.i % 100 < 99 THEN 'void' ELSE CASE WHEN load_numbers.i % 1000 < 300 THEN 'matched' ELSE 'archived' END END,
        load_items.owner, load_items.i, sent.day, due.day, CASE WHEN load_numbers.i % 10 = 0 THEN late.day ELSE due.day END
    FROM load_numbers
    INNER JOIN load_items ON load_items.i = load_numbers.i % {owners} + {owners} * (load_numbers.i / {owners} * 5 % ({items} / {owners}))
    INNER JOIN load_days AS sent ON sent.n = 14 + load_numbers.i / {owners} % 90
    INNER JOIN load_days AS due ON due.n = sent.n + 3
    INNER JOIN load_days AS late ON late.n = sent.n + 6
    WHERE load_numbers.i < {records};

INSERT INTO objects (sha256, bytes, media_type, created_at) VALUES ('{object}', 1, 'application/pdf', moment('2018-09-01 00:00:00'));
INSERT INTO objects (sha256, bytes, media_type, created_at)
    SELECT digits(r, 64), 1, 'application/pdf', moment('2018-09-01 00:00:00') FROM load_records WHERE state IN ('archived', 'matched');

INSERT INTO records (id, reference, form, state, revision, owner_id, issuer_id, title, content, reasons, version, created_digest,
        created_by, created_at, updated_at, due_on, due_provisional, received_on, late, archived_at, archived_on, archived_by,
        package_sha256, matched_at, restricted)
    SELECT load_records.id, 'L' || digits(r, 7), form, state, 1, load_records.owner, bureau.organisation_id, items.name, '{content}', '[]', 4, '', bureau.id,
        moment(day || ' 01:00:00'), moment(day || ' ' || digits(r / 3600 % 24, 2) || ':' || digits(r / 60 % 60, 2) || ':' || digits(r % 60, 2)),
        CASE WHEN state NOT IN ('draft', 'returned', 'void') THEN due END, FALSE, CASE WHEN state = 'archived' THEN back END, state = 'archived' AND r % 10 = 0,
        CASE WHEN state = 'archived' THEN moment(back || ' 08:00:00') END, CASE WHEN state = 'archived' THEN back END,
        CASE WHEN state = 'archived' THEN bureau.id END, CASE WHEN state = 'archived' THEN '{object}' END,
        CASE WHEN state IN ('matched', 'archived') THEN moment(back || ' 07:00:00') END, FALSE
    FROM load_records
    INNER JOIN load_items ON load_items.i = load_records.item
    INNER JOIN items ON items.code = load_items.code
    INNER JOIN users AS bureau ON bureau.login = 'bureau';
UPDATE records SET returned_because = '缺少签字（示例）' WHERE state IN ('returned', 'void');

-- A go-live form names five items, the others one.
INSERT INTO record_items (record_id, item_code)
    SELECT load_records.id, load_items.code FROM load_records INNER JOIN load_items ON load_items.i = load_records.item;
INSERT INTO record_items (record_id, item_code)
    SELECT load_records.id, load_items.code FROM load_records
    INNER JOIN load_numbers AS more ON more.i BETWEEN 1 AND 4
    INNER JOIN load_items ON load_items.i = load_records.item + {owners} * more.i
    WHERE load_records.form = 'go-live';
INSERT INTO revisions (record_id, revision, canonical, sha256, sm3, rule_set, facts, reasons, submitted_by, submitted_at, submitted_on,
        print_sha256, print_pages, print_boxes, printed_by, printed_at)
    SELECT load_records.id, 1, '{content}', '{object}', '{object}', '', '{}', '[]', bureau.id, moment(day || ' 01:00:00'), day,
        CASE WHEN state NOT IN ('submitted', 'returned') THEN '{object}' END, CASE WHEN state NOT IN ('submitted', 'returned') THEN 1 END,
        CASE WHEN state NOT IN ('submitted', 'returned') THEN '[]' END, CASE WHEN state NOT IN ('submitted', 'returned') THEN bureau.id END,
        CASE WHEN state NOT IN ('submitted', 'returned') THEN moment(day || ' 01:30:00') END
    FROM load_records INNER JOIN users AS bureau ON bureau.login = 'bureau' WHERE state <> 'draft';

INSERT INTO scans (id, organisation_id, sha256, file_name, bytes, uploaded_by_user, uploader_name, uploaded_at, uploaded_on, state, attempts)
    SELECT uuid_of(31, r), load_records.owner, digits(r, 64), '扫描件（示例）.pdf', 1, bureau.id, '扫描员（示例）', moment(back || ' ' || digits(r / 3600 % 24, 2) || ':' || digits(r / 60 % 60, 2) || ':' || digits(r % 60, 2)),
        back, 'read', 1
    FROM load_records INNER JOIN users AS bureau ON bureau.login = 'bureau'
    WHERE state IN ('archived', 'matched');
INSERT INTO scan_pages (scan_id, number, outcome, record_id, revision, page, pages, holds)
    SELECT uuid_of(31, r), 1, CASE WHEN r % 500 = 0 THEN 'unreadable' ELSE 'matched' END, CASE WHEN r % 500 > 0 THEN load_records.id END,
        CASE WHEN r % 500 > 0 THEN 1 END, CASE WHEN r % 500 > 0 THEN 1 END, CASE WHEN r % 500 > 0 THEN 1 END, r % 500 > 0
    FROM load_records WHERE state IN ('archived', 'matched');

INSERT INTO notices (id, user_id, organisation_id, kind, days, record_id, due_on, business_date, created_at, read_at, occasion)
    SELECT uuid_of(32, r), told.id, told.organisation_id, 'issued', 0, load_records.id, due, day, moment(day || ' 03:00:00'),
        CASE WHEN r % 50 > 0 THEN moment(day || ' 04:00:00') END, 'loaded:' || CAST(r AS TEXT)
    FROM load_records
    INNER JOIN (SELECT id, organisation_id, ROW_NUMBER() OVER (ORDER BY login) - 1 AS n, COUNT(*) OVER () AS people FROM users) AS told
        ON told.n = r % told.people;

INSERT INTO audit (id, at, business_date, actor_user, actor_name, organisation_id, organisation_name, record_id, action, revision, request_id)
    SELECT uuid_of(33 + steps.i, r), moment(day || ' 01:00:00'), day, bureau.id, '数据局甲（示例）', bureau.organisation_id, '数据局（示例）', load_records.id,
        CASE steps.i WHEN 0 THEN 'created' WHEN 1 THEN 'submitted' WHEN 2 THEN 'printed' ELSE 'archived' END, 1, ''
    FROM load_records INNER JOIN load_numbers AS steps ON steps.i < 4 INNER JOIN users AS bureau ON bureau.login = 'bureau'
    WHERE state = 'archived';

INSERT INTO form_links (id, record_id, item_code, unit_id, state, proposed_on, version)
    SELECT uuid_of(37, r), load_records.id, load_items.code, load_items.owner, CASE WHEN r % 3 = 0 THEN 'proposed' ELSE 'agreed' END, due, 1
    FROM load_records INNER JOIN load_items ON load_items.i = load_records.item + 1
    WHERE form = 'optimization' AND state = 'archived' AND r % 60 = 1;

-- The schedules that hold, with as many rows as one may have; and every item's place in its batch.
INSERT INTO records (id, reference, form, state, revision, owner_id, issuer_id, title, content, reasons, version, created_digest,
        created_by, created_at, updated_at, due_provisional, late, archived_at, archived_on, archived_by, package_sha256, restricted)
    SELECT uuid_of(38, i), 'S' || digits(i, 7), 'schedule', 'archived', 1, bureau.organisation_id, bureau.organisation_id, CAST(i AS TEXT),
        '{"issuer":"数据局（示例）","batch":' || CAST(i AS TEXT) || ',"optimised_by":"2018-' || digits(8 + i, 2) || '-10","registered_by":"2018-' || digits(8 + i, 2) ||
        '-15","debugged_by":"2018-' || digits(8 + i, 2) || '-18","confirmed_by":"2018-' || digits(8 + i, 2) || '-22","published_by":"2018-' || digits(8 + i, 2) ||
        '-25","rows":{rows}}', '[]', 4, '', bureau.id, moment('2018-09-12 01:00:00'), moment('2018-09-12 02:00:00'), FALSE, FALSE,
        moment('2018-09-12 02:00:00'), '2018-09-12', bureau.id, '{object}', FALSE
    FROM load_numbers INNER JOIN users AS bureau ON bureau.login = 'bureau' WHERE i BETWEEN 1 AND 4;
INSERT INTO record_items (record_id, item_code)
    SELECT uuid_of(38, batch), code FROM load_items WHERE batch IS NOT NULL AND base % 40 < 4;

-- {items} items: every base code is an item of each of the owners. What became of each is drawn by its number alone.

CREATE TABLE load_items (
    i INTEGER PRIMARY KEY, base INTEGER NOT NULL, code TEXT NOT NULL, owner TEXT NOT NULL, scope TEXT NOT NULL, batch INTEGER,
    scoped TEXT, optimised TEXT, connected TEXT, published TEXT
);
INSERT INTO load_items
    WITH owned AS (
        SELECT i, i / {owners} AS base, load_owners.n AS n, load_owners.id AS owner, load_owners.level AS level, (i / {owners} * 31 + i % {owners} * 17) % 100 AS luck
        FROM load_numbers INNER JOIN load_owners ON load_owners.n = i % {owners}
    ), batched AS (
        SELECT i, base, n, owner, luck, CASE WHEN level = 'city_department' THEN 14 ELSE 20 END + luck % 4 AS scoped,
            CASE WHEN luck < 80 THEN 'in_scope' WHEN luck < 96 THEN 'left_out' WHEN luck < 98 THEN 'catalogued' WHEN luck < 99 THEN 'cancelled' ELSE 'moving' END AS scope,
            CASE WHEN luck < 78 THEN 1 + base % 4 END AS batch
        FROM owned
    ), optimised AS (
        SELECT batched.*, CASE WHEN batch <= 3 OR luck < 40 THEN 16 + 30 * (batch - 1) + base % 8 END AS optimised FROM batched
    ), connected AS (
        SELECT optimised.*, CASE WHEN luck < 84 - 8 * batch THEN optimised + 3 + luck % 7 END AS connected FROM optimised
    ), published AS (
        SELECT connected.*, CASE WHEN luck < 80 - 8 * batch THEN connected + 2 + base % 13 END AS published FROM connected
    )
    SELECT i, base, '许可-' || digits(base, 5) || '-' || digits(n, 3), owner, scope, batch,
        CASE WHEN scope <> 'catalogued' THEN (SELECT day FROM load_days WHERE load_days.n = scoped) END,
        (SELECT day FROM load_days WHERE load_days.n = optimised AND day <= '2018-12-09'),
        (SELECT day FROM load_days WHERE load_days.n = connected AND day <= '2018-12-09'),
        (SELECT day FROM load_days WHERE load_days.n = published AND day <= '2018-12-09')
    FROM published;

INSERT INTO items (code, name, owner_id, serving_id, base_code, batch, connection, restricted, optimised_on, optimised_by, published_on, scope,
        proposed_batch, planned_batch, system_level, system_name, coverage, annual_cases, at_window, special_domain, private_network)
    SELECT code, who.word || what.word || how.word || '（示例）', owner, CASE WHEN i % 50 = 0 THEN COALESCE(line, owner) ELSE owner END,
        '许可-' || digits(base, 5), batch,
        CASE WHEN connected IS NULL THEN 'none' WHEN i % 3 = 0 THEN 'full_process' ELSE 'joint_debugged' END, i % 997 = 0, optimised,
        CASE WHEN optimised IS NOT NULL AND base % 5 = 0 AND (base / 5 * {owners} + i % {owners}) % 20 < 16 AND (base / 5 * {owners} + i % {owners}) % 100 < 90
            THEN uuid_of(30, base / 5 * {owners} + i % {owners}) END, published,
        scope, batch, batch, 'municipal', '业务系统（示例）', '全市', 20 + i % 5000, TRUE, 'none', FALSE
    FROM load_items
    INNER JOIN load_owners ON load_owners.n = i % {owners}
    INNER JOIN load_words AS who ON who.kind = 'who' AND who.n = base % 31
    INNER JOIN load_words AS what ON what.kind = 'what' AND what.n = base % 23
    INNER JOIN load_words AS how ON how.kind = 'how' AND how.n = base % 17;

UPDATE items SET owner_id = uuid_of(6, 0), serving_id = uuid_of(6, 0)
    WHERE code IN (SELECT code FROM load_items WHERE i % {owners} = 7 AND i < {owners} * 10);

-- Identifiers begin with the place of the step on an item's way.
INSERT INTO item_steps (id, item_code, step, on_day, at, batch)
    SELECT uuid_of(10, i), code, scope, scoped, moment(scoped || ' 02:00:00'), batch FROM load_items WHERE scoped IS NOT NULL;
INSERT INTO item_steps (id, item_code, step, on_day, at, batch)
    SELECT uuid_of(11, i), code, 'scheduled', '2018-09-12', moment('2018-09-12 02:00:00'), batch FROM load_items WHERE batch IS NOT NULL;
INSERT INTO item_steps (id, item_code, step, on_day, at)
    SELECT uuid_of(12, i), code, 'optimised', optimised, moment(optimised || ' 02:00:00') FROM load_items WHERE optimised IS NOT NULL;
INSERT INTO item_steps (id, item_code, step, on_day, at)
    SELECT uuid_of(13, i), code, 'connected', connected, moment(connected || ' 02:00:00') FROM load_items WHERE connected IS NOT NULL;
INSERT INTO item_steps (id, item_code, step, on_day, at)
    SELECT uuid_of(14, i), code, 'published', published, moment(published || ' 02:00:00') FROM load_items WHERE published IS NOT NULL;

INSERT INTO interfaces (id, unit_id, system_name, system_level, name, progress, number, registered_on, version, created_digest)
    SELECT uuid_of(20, i), load_owners.id, '业务系统（示例）', 'municipal', '接口' || CAST(i AS TEXT) || '（示例）',
        CASE WHEN i % 5 = 0 THEN 'developing' ELSE 'registered' END, CASE WHEN i % 5 > 0 THEN 'N' || digits(i, 6) END,
        CASE WHEN i % 5 > 0 THEN '2018-09-18' END, 1, ''
    FROM load_numbers INNER JOIN load_owners ON load_owners.n = i % {owners} WHERE i < {items} / 300;
INSERT INTO interface_items (interface_id, item_code)
    SELECT uuid_of(20, i % ({items} / 300)), code FROM load_items WHERE i < {items} / 20;

INSERT INTO optimization_sessions (id, title, held_on, hours, place, participants, version, created_digest)
    SELECT uuid_of(21, i), '第' || CAST(i AS TEXT) || '次事项梳理会（示例）', day, '09:00-11:30', '市民中心（示例）', '[]', 1, ''
    FROM load_numbers INNER JOIN load_days ON load_days.n = 10 + i % 100 WHERE i < {items} / 1000;
INSERT INTO optimization_session_items (session_id, item_code)
    SELECT uuid_of(21, i % ({items} / 1000)), code FROM load_items WHERE i < {items} / 100;

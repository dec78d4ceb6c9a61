-- Centres at four levels, their people, and numbers of cases of published items.

INSERT INTO service_centres (id, name, folded, level, area_id, registered_on)
    SELECT uuid_of(40, n), '服务中心' || CAST(n AS TEXT) || '（示例）', '服务中心' || CAST(n AS TEXT), level, id, '2018-09-01'
    FROM (SELECT ROW_NUMBER() OVER (ORDER BY path) - 1 AS n, level, id FROM organisations WHERE level IN ('city', 'district', 'street', 'community')) AS areas;
INSERT INTO window_accounts (id, name, mobile, organisation_id, centre_id, registered_on, authorised_on, handed_over_on, active, version, created_digest)
    SELECT uuid_of(41, i), '窗口员' || CAST(i AS TEXT) || '（示例）', '139' || digits(i, 8), load_owners.id, uuid_of(40, i % 1000),
        '2018-09-10', '2018-09-12', '2018-09-13', TRUE, 1, ''
    FROM load_numbers INNER JOIN load_owners ON load_owners.n = i % {owners} WHERE i < 5000;
INSERT INTO window_postings (account_id, number, centre_id, since_on) SELECT id, 1, centre_id, registered_on FROM window_accounts WHERE mobile LIKE '139%';
INSERT INTO window_trainings (account_id, kind, code, done_on, kept_by)
    SELECT window_accounts.id, 'demonstration', '', '2018-09-20', hall.id FROM window_accounts INNER JOIN users AS hall ON hall.login = 'hall-city' WHERE mobile LIKE '139%';

INSERT INTO window_cases (item_code, month, centre_id, cases, reported_by, reported_at)
    SELECT code, months.month, uuid_of(40, i % 14), 1 + i % 90, hall.id, moment('2018-12-01 01:00:00')
    FROM load_items
    INNER JOIN (SELECT DISTINCT SUBSTR(day, 1, 7) AS month FROM load_days WHERE day BETWEEN '2018-10-01' AND '2018-12-31') AS months ON months.month > SUBSTR(published, 1, 7)
    INNER JOIN users AS hall ON hall.login = 'hall-city'
    WHERE published IS NOT NULL AND i / {owners} % 4 = 0;
INSERT INTO outside_cases (id, item_code, happened_on, place, note, organisation_id, reported_by, reported_on, reported_at)
    SELECT uuid_of(42, i), code, published, '窗口（示例）', '', owner, hall.id, published, moment(published || ' 06:00:00')
    FROM load_items INNER JOIN users AS hall ON hall.login = 'hall-city' WHERE published IS NOT NULL AND i / {owners} % 50 = 0;

-- Numbers, days and words to choose from; districts, departments, streets and communities. Dropped at the end:
-- every table whose name begins with `load_`.

CREATE TABLE load_numbers (i INTEGER PRIMARY KEY);
INSERT INTO load_numbers WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {items}) SELECT i FROM n;

CREATE TABLE load_days (n INTEGER PRIMARY KEY, day TEXT NOT NULL);
INSERT INTO load_days SELECT i, day_after('2018-08-20', i) FROM load_numbers WHERE i < 150;

CREATE TABLE load_words (kind TEXT NOT NULL, n INTEGER NOT NULL, word TEXT NOT NULL, PRIMARY KEY (kind, n));
INSERT INTO load_words VALUES
    ('who', 0, '企业'), ('who', 1, '个体工商户'), ('who', 2, '外商投资企业'), ('who', 3, '社会团体'), ('who', 4, '民办非企业单位'),
    ('who', 5, '农民专业合作社'), ('who', 6, '学校'), ('who', 7, '医疗机构'), ('who', 8, '食品'), ('who', 9, '药品'),
    ('who', 10, '建设工程'), ('who', 11, '道路运输'), ('who', 12, '公共场所'), ('who', 13, '特种设备'), ('who', 14, '户外广告'),
    ('who', 15, '残疾人'), ('who', 16, '老年人'), ('who', 17, '退役军人'), ('who', 18, '居民'), ('who', 19, '流动人口'),
    ('who', 20, '房屋'), ('who', 21, '土地'), ('who', 22, '林木'), ('who', 23, '取水'), ('who', 24, '劳务派遣'),
    ('who', 25, '人力资源'), ('who', 26, '印刷'), ('who', 27, '出版物'), ('who', 28, '互联网'), ('who', 29, '旅馆'),
    ('who', 30, '典当'),
    ('what', 0, '设立'), ('what', 1, '变更'), ('what', 2, '注销'), ('what', 3, '经营'), ('what', 4, '生产'), ('what', 5, '名称'),
    ('what', 6, '法定代表人'), ('what', 7, '场地'), ('what', 8, '安全'), ('what', 9, '卫生'), ('what', 10, '消防'),
    ('what', 11, '环境影响'), ('what', 12, '补贴'), ('what', 13, '救助'), ('what', 14, '年度报告'), ('what', 15, '资格'),
    ('what', 16, '质量'), ('what', 17, '补领'), ('what', 18, '延续'), ('what', 19, '迁移'), ('what', 20, '临时占用'),
    ('what', 21, '竣工'), ('what', 22, '初审'),
    ('how', 0, '许可'), ('how', 1, '登记'), ('how', 2, '备案'), ('how', 3, '核准'), ('how', 4, '审批'), ('how', 5, '确认'),
    ('how', 6, '给付'), ('how', 7, '验收'), ('how', 8, '证书核发'), ('how', 9, '认定'), ('how', 10, '公示'), ('how', 11, '审查'),
    ('how', 12, '检验'), ('how', 13, '征收'), ('how', 14, '裁决'), ('how', 15, '证明'), ('how', 16, '鉴定');

-- Beside the demonstration's two districts eleven more, each with the four departments of the city's lines.
INSERT INTO organisations (id, name, level, parent_id, path)
    SELECT uuid_of(1, i), '第' || CAST(i AS TEXT) || '区（示例）', 'district', city.id, city.path || uuid_of(1, i) || '/'
    FROM load_numbers INNER JOIN organisations AS city ON city.level = 'city' WHERE i < 11;
CREATE TABLE load_lines (n INTEGER PRIMARY KEY, line TEXT NOT NULL, name TEXT NOT NULL);
INSERT INTO load_lines SELECT ROW_NUMBER() OVER (ORDER BY name) - 1, id, name FROM organisations
    WHERE level = 'city_department' AND name IN ('杭州市市场监督管理局（示例）', '杭州市民政局（示例）', '杭州市公安局（示例）',
        '杭州市人力资源和社会保障局（示例）');
INSERT INTO organisations (id, name, level, parent_id, line_id, path)
    SELECT uuid_of(2, n * 100 + i), '第' || CAST(i AS TEXT) || '区' || load_lines.name, 'district_department', uuid_of(1, i), line,
        city.path || uuid_of(1, i) || '/' || uuid_of(2, n * 100 + i) || '/'
    FROM load_numbers INNER JOIN load_lines ON 1 = 1 INNER JOIN organisations AS city ON city.level = 'city' WHERE i < 11;
INSERT INTO organisations (id, name, level, parent_id, path)
    SELECT uuid_of(3, i), '杭州市第' || CAST(i AS TEXT) || '局（示例）', 'city_department', city.id, city.path || uuid_of(3, i) || '/'
    FROM load_numbers INNER JOIN organisations AS city ON city.level = 'city' WHERE i < 8;

-- A department with a handful of items among as many as all others have, and who works there.
INSERT INTO organisations (id, name, level, parent_id, path)
    SELECT uuid_of(6, 0), '杭州市小局（示例）', 'city_department', id, path || uuid_of(6, 0) || '/' FROM organisations WHERE level = 'city';
UPDATE users SET organisation_id = uuid_of(6, 0) WHERE login = 'police';

-- Who owns items.
CREATE TABLE load_owners (n INTEGER PRIMARY KEY, id TEXT NOT NULL, line TEXT, level TEXT NOT NULL);
INSERT INTO load_owners SELECT ROW_NUMBER() OVER (ORDER BY level, name) - 1, id, line_id, level FROM organisations
    WHERE line_id IS NOT NULL OR id IN (SELECT line FROM load_lines) OR id IN (SELECT uuid_of(3, i) FROM load_numbers WHERE i < 8);

-- Streets and communities, for their windows.
INSERT INTO organisations (id, name, level, parent_id, path)
    SELECT uuid_of(4, i), '第' || CAST(i AS TEXT) || '街道（示例）', 'street', district.id, district.path || uuid_of(4, i) || '/'
    FROM load_numbers INNER JOIN organisations AS district ON district.id = uuid_of(1, i % 11) WHERE i < 180;
INSERT INTO organisations (id, name, level, parent_id, path)
    SELECT uuid_of(5, i), '第' || CAST(i AS TEXT) || '社区（示例）', 'community', street.id, street.path || uuid_of(5, i) || '/'
    FROM load_numbers INNER JOIN organisations AS street ON street.id = uuid_of(4, i % 180) WHERE i < 900;

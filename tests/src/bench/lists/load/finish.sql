DROP TABLE load_records;
DROP TABLE load_items;
DROP TABLE load_owners;
DROP TABLE load_lines;
DROP TABLE load_words;
DROP TABLE load_days;
DROP TABLE load_numbers;

-- The server derives them when it starts and finds none.
DELETE FROM item_standings;
DELETE FROM area_cases;
DELETE FROM item_figures;
DELETE FROM form_counts;

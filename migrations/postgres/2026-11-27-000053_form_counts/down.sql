DROP TRIGGER forms_counted ON records;
DROP FUNCTION count_form;
DROP TABLE form_counts;

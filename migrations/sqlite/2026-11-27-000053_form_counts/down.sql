DROP TRIGGER forms_counted;
DROP TABLE form_counts;

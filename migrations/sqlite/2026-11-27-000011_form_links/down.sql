DROP TABLE form_links;

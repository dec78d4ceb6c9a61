DROP TABLE interface_items;
DROP TABLE interfaces;

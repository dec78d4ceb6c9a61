DROP TABLE item_figures;
DROP TABLE item_standings;

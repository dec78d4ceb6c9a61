DROP INDEX item_figures_of_all;

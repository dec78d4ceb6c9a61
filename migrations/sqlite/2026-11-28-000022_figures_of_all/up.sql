-- Boards add up the figures of the whole programme, of which the table has few beside those of each area.
CREATE INDEX item_figures_of_all ON item_figures (on_day, held_by, batch, measure, of_day, amount, owner_id, serving_id, restricted)
    WHERE area_id = '';

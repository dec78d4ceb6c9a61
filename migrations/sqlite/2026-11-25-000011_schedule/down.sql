DROP TABLE batch_plans;
DROP INDEX items_by_share;
DROP INDEX items_by_plan;
ALTER TABLE items DROP COLUMN planned_batch;

-- A session that is not held: since when, and why. Its items are free for another.
ALTER TABLE optimization_sessions ADD COLUMN called_off_on TEXT;
ALTER TABLE optimization_sessions ADD COLUMN called_off_because TEXT;

DROP TABLE optimization_session_guests;
DROP TABLE optimization_session_items;
DROP TABLE optimization_sessions;

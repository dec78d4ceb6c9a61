DROP TRIGGER prints_are_kept ON revisions;
DROP TRIGGER print_stays ON revisions;
DROP TRIGGER audit_stays ON audit;
DROP FUNCTION refuse_change;

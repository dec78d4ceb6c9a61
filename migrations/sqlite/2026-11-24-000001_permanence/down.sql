DROP TRIGGER print_is_kept;
DROP TRIGGER print_stays;
DROP TRIGGER audit_is_kept;
DROP TRIGGER audit_stays;

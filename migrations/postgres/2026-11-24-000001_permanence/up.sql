-- The audit trail only grows, and what a printed revision says never changes, by whatever
-- connection.

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$;

CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('the audit trail only grows');

CREATE TRIGGER print_stays BEFORE DELETE OR UPDATE OF
    canonical, sha256, sm3, rule_set, facts, reasons, submitted_by, submitted_at, submitted_on,
    print_sha256, print_pages, print_boxes, template_digest, fonts_digest, printed_by, printed_at
ON revisions
FOR EACH ROW WHEN (OLD.print_sha256 IS NOT NULL)
EXECUTE FUNCTION refuse_change('a printed revision never changes');
CREATE TRIGGER prints_are_kept BEFORE TRUNCATE ON revisions
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('a printed revision never changes');

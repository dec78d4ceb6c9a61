-- The audit trail only grows, and what a printed revision says never changes, by whatever
-- connection.

CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit trail only grows'); END;
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit trail only grows'); END;

CREATE TRIGGER print_stays BEFORE UPDATE OF
    canonical, sha256, sm3, rule_set, facts, reasons, submitted_by, submitted_at, submitted_on,
    print_sha256, print_pages, print_boxes, template_digest, fonts_digest, printed_by, printed_at
ON revisions WHEN OLD.print_sha256 IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a printed revision never changes'); END;
CREATE TRIGGER print_is_kept BEFORE DELETE ON revisions WHEN OLD.print_sha256 IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a printed revision never changes'); END;

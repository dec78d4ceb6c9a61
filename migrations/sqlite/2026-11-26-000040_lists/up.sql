-- The newest uploads of every organisation, and what an office issues or receives.
CREATE INDEX scans_by_uploaded ON scans (uploaded_at, id);
CREATE INDEX records_by_issuer ON records (issuer_id);

DROP INDEX records_by_issuer;
DROP INDEX scans_by_uploaded;

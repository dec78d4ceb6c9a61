DROP TABLE outside_cases;
DROP TABLE window_cases;
DROP TABLE window_groups;
DROP TABLE window_trainings;
DROP TABLE window_postings;
DROP TABLE window_accounts;
DROP TABLE service_centres;

-- The work item of somebody whom so many mails did not reach that people are to look at it.
ALTER TABLE notice_people ADD COLUMN item bytea;

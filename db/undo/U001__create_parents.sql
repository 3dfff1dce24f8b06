-- Undoes V001__create_parents.sql. All rows of parents are lost.
-- Locks: ACCESS EXCLUSIVE on parents, for a moment.

DROP TABLE parents;

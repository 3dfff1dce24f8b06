=== V001__before.sql
CREATE TABLE parents (id bigint NOT NULL, CONSTRAINT parents_pkey PRIMARY KEY (id));
CREATE TABLE dropped (
    id bigint NOT NULL,
    parent_id bigint,
    status text,
    CONSTRAINT ck_dropped_status CHECK (status IN ('new', 'done')),
    CONSTRAINT uq_dropped_status UNIQUE (status, id),
    CONSTRAINT fk_dropped_parent_id FOREIGN KEY (parent_id) REFERENCES parents (id)
);
CREATE TABLE changed (
    id bigint NOT NULL,
    parent_id bigint,
    n int,
    CONSTRAINT ck_changed_n CHECK (n > 0),
    CONSTRAINT fk_changed_parent_id FOREIGN KEY (parent_id) REFERENCES parents (id)
);
=== schema.sql
CREATE TABLE parents (id bigint NOT NULL, CONSTRAINT parents_pkey PRIMARY KEY (id));
CREATE TABLE dropped (id bigint NOT NULL, parent_id bigint, status text);
CREATE TABLE changed (
    id bigint NOT NULL,
    parent_id bigint,
    n int,
    CONSTRAINT ck_changed_n CHECK (n >= 0 AND n < 100),
    CONSTRAINT fk_changed_parent_id FOREIGN KEY (parent_id) REFERENCES parents (id)
        ON DELETE SET NULL
);
=== V002__change_it.sql
-- What: Change it.
-- Locks: ACCESS EXCLUSIVE on changed, dropped and parents, for a moment.
-- Undo: U002__change_it.sql

ALTER TABLE dropped DROP CONSTRAINT ck_dropped_status;
ALTER TABLE dropped DROP CONSTRAINT uq_dropped_status;
ALTER TABLE dropped DROP CONSTRAINT fk_dropped_parent_id;

ALTER TABLE changed DROP CONSTRAINT ck_changed_n;
ALTER TABLE changed DROP CONSTRAINT fk_changed_parent_id;
ALTER TABLE changed ADD CONSTRAINT ck_changed_n CHECK (n >= 0 AND n < 100) NOT VALID;

ALTER TABLE changed
    ADD CONSTRAINT fk_changed_parent_id FOREIGN KEY (parent_id) REFERENCES parents (id)
        ON DELETE SET NULL NOT VALID;
=== U002__change_it.sql
-- Undoes V002__change_it.sql.
-- Locks: ACCESS EXCLUSIVE on changed and dropped while rows are read; ACCESS EXCLUSIVE on parents,
--        for a moment.

-- DANGER: reads all rows of dropped while others wait
ALTER TABLE dropped ADD CONSTRAINT ck_dropped_status CHECK (status IN ('new', 'done'));

-- DANGER: builds an index on dropped while others wait
ALTER TABLE dropped ADD CONSTRAINT uq_dropped_status UNIQUE (status, id);

-- DANGER: reads all rows of dropped while others wait
ALTER TABLE dropped
    ADD CONSTRAINT fk_dropped_parent_id FOREIGN KEY (parent_id) REFERENCES parents (id);

ALTER TABLE changed DROP CONSTRAINT ck_changed_n;
ALTER TABLE changed DROP CONSTRAINT fk_changed_parent_id;

-- DANGER: reads all rows of changed while others wait
ALTER TABLE changed ADD CONSTRAINT ck_changed_n CHECK (n > 0);

-- DANGER: reads all rows of changed while others wait
ALTER TABLE changed
    ADD CONSTRAINT fk_changed_parent_id FOREIGN KEY (parent_id) REFERENCES parents (id);
=== V003__validate_ck_changed_n.sql
-- What: the rows from before are checked for ck_changed_n.
-- Locks: SHARE UPDATE EXCLUSIVE on changed while rows are read; reads and writes go on.
-- Undo: U003__validate_ck_changed_n.sql

ALTER TABLE changed VALIDATE CONSTRAINT ck_changed_n;
=== U003__validate_ck_changed_n.sql
-- Undoes V003__validate_ck_changed_n.sql.
-- Locks: ACCESS EXCLUSIVE on changed, for a moment.

ALTER TABLE changed DROP CONSTRAINT ck_changed_n;
ALTER TABLE changed ADD CONSTRAINT ck_changed_n CHECK (n >= 0 AND n < 100) NOT VALID;
=== V004__validate_fk_changed_parent_id.sql
-- What: the rows from before are checked for fk_changed_parent_id.
-- Locks: SHARE UPDATE EXCLUSIVE on changed while rows are read; reads and writes go on.
-- Undo: U004__validate_fk_changed_parent_id.sql

ALTER TABLE changed VALIDATE CONSTRAINT fk_changed_parent_id;
=== U004__validate_fk_changed_parent_id.sql
-- Undoes V004__validate_fk_changed_parent_id.sql.
-- Locks: ACCESS EXCLUSIVE on changed and parents, for a moment.

ALTER TABLE changed DROP CONSTRAINT fk_changed_parent_id;

ALTER TABLE changed
    ADD CONSTRAINT fk_changed_parent_id FOREIGN KEY (parent_id) REFERENCES parents (id)
        ON DELETE SET NULL NOT VALID;

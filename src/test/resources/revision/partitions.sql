=== V001__before.sql
CREATE TABLE events (id bigint NOT NULL, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
=== schema.sql
CREATE TABLE events (
    id bigint NOT NULL,
    at date NOT NULL,
    kind text,
    CONSTRAINT ck_events_kind CHECK (kind <> '')
) PARTITION BY RANGE (at);
CREATE INDEX ix_events_at ON events (at);
CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

CREATE TABLE marks (
    id bigint NOT NULL,
    kind text NOT NULL,
    CONSTRAINT marks_pkey PRIMARY KEY (id, kind)
) PARTITION BY LIST (kind);

CREATE TABLE marks_default PARTITION OF marks DEFAULT;
=== dangers
CREATE INDEX ix_events_at ON events (at): builds an index on events while others wait
ALTER TABLE events ADD CONSTRAINT ck_events_kind CHECK (kind <> ''): reads all rows of events while others wait
=== V002__change_it.sql
-- What: Change it.
-- Locks: ACCESS EXCLUSIVE on events, for a moment; ACCESS EXCLUSIVE on events_2025 while rows are
--        read.
-- Undo: U002__change_it.sql

CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

CREATE TABLE marks (
    id bigint NOT NULL,
    kind text NOT NULL,
    CONSTRAINT marks_pkey PRIMARY KEY (id, kind)
) PARTITION BY LIST (kind);

CREATE TABLE marks_default PARTITION OF marks DEFAULT;

ALTER TABLE events ADD COLUMN kind text;

-- DANGER: builds an index on events while others wait
CREATE INDEX ix_events_at ON events (at);

-- DANGER: reads all rows of events while others wait
ALTER TABLE events ADD CONSTRAINT ck_events_kind CHECK (kind <> '');
=== U002__change_it.sql
-- Undoes V002__change_it.sql. The values of events.kind are lost. All rows of events_2026 are lost.
-- All rows of marks_default are lost. All rows of marks are lost.
-- Locks: ACCESS EXCLUSIVE on events, events_2025, events_2026, marks and marks_default, for a
--        moment.

ALTER TABLE events DROP CONSTRAINT ck_events_kind;

DROP INDEX ix_events_at;

-- DANGER: the values of events.kind are lost
ALTER TABLE events DROP COLUMN kind;

-- DANGER: all rows of events_2026 are lost
DROP TABLE events_2026;

-- DANGER: all rows of marks_default are lost
DROP TABLE marks_default;

-- DANGER: all rows of marks are lost
DROP TABLE marks;

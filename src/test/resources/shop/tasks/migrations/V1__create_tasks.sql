CREATE TABLE tasks (
    id uuid NOT NULL PRIMARY KEY,
    title varchar(200) NOT NULL,
    details jsonb NOT NULL DEFAULT '{}',
    due_at timestamptz NOT NULL
);

-- serves TaskMapper.listTasksDueBefore
CREATE INDEX ix_tasks_due_at ON tasks (due_at, id);

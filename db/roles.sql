-- Three roles, least privilege. Run it as a superuser before the first upgrade, and again after
-- every upgrade; twice is harmless. Grant the roles to logins of your own:
--     GRANT lintel_app TO shop_service;
--
--   lintel_owner  owns the schema and its tables: runs the migrations, and nothing else
--   lintel_app    what the operations need: rows of the three tables; no DDL, no history
--   lintel_read   reads the three tables and the history
--
-- What PostgreSQL itself gives to everybody is left as the host has it. Where no application needs
-- it, take it away; Lintel needs none of it:
--     REVOKE TEMPORARY ON DATABASE shop FROM PUBLIC;
--     REVOKE CREATE ON SCHEMA public FROM PUBLIC;  -- made by 13 or 14, and upgraded since

DO $$
DECLARE
    role_name text;
BEGIN
    FOREACH role_name IN ARRAY ARRAY['lintel_owner', 'lintel_app', 'lintel_read'] LOOP
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = role_name) THEN
            EXECUTE format(
                'CREATE ROLE %I NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION',
                role_name
            );
        END IF;
    END LOOP;
END
$$;

CREATE SCHEMA IF NOT EXISTS lintel AUTHORIZATION lintel_owner;

REVOKE ALL ON SCHEMA lintel FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA lintel FROM PUBLIC, lintel_app, lintel_read;

GRANT USAGE ON SCHEMA lintel TO lintel_app, lintel_read;
GRANT SELECT ON ALL TABLES IN SCHEMA lintel TO lintel_app, lintel_read;

-- by name, so that nobody but the owner writes the history
DO $$
DECLARE
    table_name text;
BEGIN
    FOREACH table_name IN ARRAY ARRAY['parents', 'items', 'conversations'] LOOP
        IF to_regclass('lintel.' || table_name) IS NOT NULL THEN
            EXECUTE format('GRANT INSERT, UPDATE, DELETE ON lintel.%I TO lintel_app', table_name);
        END IF;
    END LOOP;
END
$$;

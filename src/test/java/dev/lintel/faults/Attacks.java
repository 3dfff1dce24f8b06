package dev.lintel.faults;

import java.util.List;

/** Statements that a role of {@code db/roles.sql} must not be able to run, each refused as such. */
final class Attacks {

  /** Powers beyond the schema: files, programs, settings, other roles, schemas and sessions. */
  static final List<String> ON_THE_SERVER =
      List.of(
          "COPY lintel.items TO PROGRAM 'cat'",
          "COPY lintel.items FROM PROGRAM 'id'",
          "COPY lintel.items TO '/tmp/items'",
          "COPY lintel.items FROM '/etc/passwd'",
          "COPY (SELECT 1) TO PROGRAM 'sh'",
          "SELECT pg_read_file('/etc/passwd')",
          "SELECT pg_read_binary_file('/etc/passwd')",
          "SELECT pg_ls_dir('/')",
          "SELECT pg_stat_file('/etc/passwd')",
          "SELECT lo_import('/etc/passwd')",
          "SELECT lo_export(1, '/tmp/x')",
          "LOAD '/tmp/x.so'",
          "CREATE FUNCTION pg_temp.f() RETURNS int AS '/tmp/x.so', 'f' LANGUAGE c",
          "CREATE FUNCTION pg_temp.f() RETURNS int AS 'int4in' LANGUAGE internal",
          "CREATE LANGUAGE mine HANDLER plpgsql_call_handler",
          "CREATE EXTENSION dblink",
          "CREATE FOREIGN DATA WRAPPER mine",
          "CREATE SUBSCRIPTION mine CONNECTION 'dbname=x' PUBLICATION p WITH (connect = false)",
          "CREATE PUBLICATION mine",
          "CREATE EVENT TRIGGER mine ON ddl_command_start EXECUTE FUNCTION pg_notify()",
          "CREATE TABLESPACE mine LOCATION '/tmp'",
          "CREATE DATABASE mine",
          "CREATE SCHEMA mine",
          "CREATE ROLE mine",
          "CREATE ROLE mine SUPERUSER",
          "ALTER ROLE session_user SUPERUSER",
          "ALTER ROLE session_user CREATEROLE",
          "ALTER ROLE lintel_app LOGIN",
          "GRANT pg_execute_server_program TO session_user",
          "GRANT pg_read_server_files TO session_user",
          "SET SESSION AUTHORIZATION lintel_app",
          "SET session_replication_role = replica",
          "SET log_statement = 'none'",
          "SET zero_damaged_pages = on",
          "ALTER SYSTEM SET log_statement = 'none'",
          "SELECT pg_reload_conf()",
          "SELECT pg_rotate_logfile()",
          "SELECT pg_switch_wal()",
          "SELECT pg_create_restore_point('x')",
          "SELECT pg_promote()",
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename <> current_user"
              + " AND datname = current_database()",
          "SELECT * FROM pg_authid",
          "SELECT * FROM pg_shadow",
          "SELECT * FROM pg_hba_file_rules",
          "SELECT * FROM pg_file_settings",
          "SELECT * FROM pg_statistic",
          "SELECT * FROM shop.secrets",
          "INSERT INTO shop.secrets VALUES ('mine')",
          "CREATE TABLE shop.mine (id int)",
          "CREATE FUNCTION shop.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
          "DROP SCHEMA shop CASCADE",
          "ALTER SCHEMA public RENAME TO mine");

  /** Whatever is the owner's: the tables' shape, their triggers and rules, and the history. */
  static final List<String> ON_THE_SCHEMA =
      List.of(
          "SET ROLE lintel_owner",
          "SET SESSION AUTHORIZATION lintel_owner",
          "GRANT lintel_owner TO session_user",
          "DROP OWNED BY lintel_owner",
          "REASSIGN OWNED BY lintel_owner TO session_user",
          "CREATE TABLE lintel.mine (id int)",
          "DO $$BEGIN EXECUTE 'CREATE TABLE lintel.mine (id int)'; END$$",
          "CREATE VIEW lintel.mine AS SELECT 1",
          "CREATE SEQUENCE lintel.mine",
          "CREATE TYPE lintel.mine AS ENUM ('a')",
          "CREATE DOMAIN lintel.mine AS text",
          "CREATE FUNCTION lintel.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
          "CREATE OPERATOR lintel.## (FUNCTION = int4pl, LEFTARG = int, RIGHTARG = int)",
          "CREATE INDEX mine ON lintel.items (name)",
          "CREATE STATISTICS lintel.mine ON name, status FROM lintel.items",
          "CREATE TRIGGER mine BEFORE UPDATE ON lintel.items FOR EACH ROW"
              + " EXECUTE FUNCTION suppress_redundant_updates_trigger()",
          "CREATE RULE mine AS ON INSERT TO lintel.items DO INSTEAD NOTHING",
          "CREATE POLICY mine ON lintel.items",
          "ALTER TABLE lintel.items ADD COLUMN mine int",
          "ALTER TABLE lintel.items DISABLE TRIGGER ALL",
          "ALTER TABLE lintel.items DROP CONSTRAINT fk_items_parent_id",
          "ALTER TABLE lintel.items OWNER TO session_user",
          "ALTER TABLE lintel.items RENAME TO mine",
          "ALTER INDEX lintel.ix_items_status RENAME TO mine",
          "ALTER SCHEMA lintel RENAME TO mine",
          "COMMENT ON TABLE lintel.items IS 'mine'",
          "REINDEX TABLE lintel.items",
          "DROP TABLE lintel.items",
          "DROP INDEX lintel.ix_items_status",
          "DROP SCHEMA lintel CASCADE",
          "TRUNCATE lintel.items",
          "TRUNCATE lintel.parents CASCADE",
          "TRUNCATE lintel.conversations",
          "INSERT INTO lintel.lintel_schema_history (installed_rank, description, type, script,"
              + " installed_by, execution_time, success) VALUES (9, '', '', '', '', 0, true)",
          "UPDATE lintel.lintel_schema_history SET success = false",
          "DELETE FROM lintel.lintel_schema_history",
          "TRUNCATE lintel.lintel_schema_history",
          "SELECT * FROM lintel.lintel_schema_history FOR UPDATE",
          "DO $$BEGIN LOCK TABLE lintel.lintel_schema_history IN EXCLUSIVE MODE; END$$",
          "DROP TABLE lintel.lintel_schema_history");

  private Attacks() {}
}

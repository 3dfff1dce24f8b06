package dev.lintel.faults;

import dev.lintel.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.apache.ibatis.session.SqlSession;

/**
 * Holds a transaction that asks for it in the middle of its next write, or of its COMMIT, so that a
 * test can break it right there. It is shut until it is opened.
 */
final class Gate implements AutoCloseable {

  enum Place {
    STATEMENT,
    COMMIT
  }

  private static final Duration DEADLINE = Duration.ofMinutes(1);
  private static final String LOCK = "4711";

  private final Connection connection;

  private Gate(Connection connection) {
    this.connection = connection;
  }

  static Gate shut(TestDatabase database) throws SQLException {
    Connection connection = DriverManager.getConnection(database.jdbcUrl());
    Gate gate = new Gate(connection);
    gate.execute(
        """
        CREATE OR REPLACE FUNCTION public.gate() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF current_setting('gate.place', true) = TG_ARGV[0] THEN
            PERFORM pg_advisory_xact_lock_shared(LOCK);
          END IF;
          RETURN NULL;
        END $$
        """
            .replace("LOCK", LOCK));
    for (String table : new String[] {"lintel.items", "lintel.parents", "lintel.conversations"}) {
      gate.execute("DROP TRIGGER IF EXISTS gate_in_statement ON " + table);
      gate.execute("DROP TRIGGER IF EXISTS gate_in_commit ON " + table);
      gate.execute(
          "CREATE TRIGGER gate_in_statement BEFORE INSERT OR UPDATE OR DELETE ON "
              + table
              + " FOR EACH STATEMENT EXECUTE FUNCTION public.gate('STATEMENT')");

      gate.execute(
          "CREATE CONSTRAINT TRIGGER gate_in_commit AFTER INSERT OR UPDATE OR DELETE ON "
              + table
              + " DEFERRABLE INITIALLY DEFERRED"
              + " FOR EACH ROW EXECUTE FUNCTION public.gate('COMMIT')");
    }
    gate.execute("SELECT pg_advisory_lock(" + LOCK + ")");
    return gate;
  }

  /** A step of the transaction: from here on it is held at that place. */
  static void holdAt(SqlSession session, Place place) {
    try (PreparedStatement statement =
        session.getConnection().prepareStatement("SELECT set_config('gate.place', ?, true)")) {
      statement.setString(1, place.name());
      statement.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns once somebody stands before it. */
  void awaitHeld() {
    awaitTrue(
        "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND locktype = 'advisory'"
            + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))");
  }

  /** Returns once the server process is gone. */
  void kill(int backend) {
    execute("SELECT pg_terminate_backend(" + backend + ")");
    awaitGone(backend);
  }

  /** Returns once the server process has ended. */
  void awaitGone(int backend) {
    awaitTrue("SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE pid = " + backend + ")");
  }

  /** Returns once a query on a connection of its own says true. */
  void awaitTrue(String sql) {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (!value(sql).equals("t")) {
      if (System.nanoTime() > end) {
        throw new AssertionError("never true: " + sql);
      }
      Thread.onSpinWait();
    }
  }

  String value(String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  void open() {
    execute("SELECT pg_advisory_unlock(" + LOCK + ")");
  }

  private void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}

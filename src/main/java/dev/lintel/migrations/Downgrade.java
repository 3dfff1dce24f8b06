package dev.lintel.migrations;

import dev.lintel.MigrationException;
import dev.lintel.mapping.ServerErrors;
import dev.lintel.text.Text;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A downgrade: each undo script with its mark in the history, which Flyway Community has not. */
final class Downgrade {

  private static final Logger LOG = LoggerFactory.getLogger(Downgrade.class);

  private final MigrationSettings settings;
  private final History history;

  Downgrade(MigrationSettings settings) {
    this.settings = settings;
    this.history = new History(settings);
  }

  /**
   * @param target how far
   * @throws MigrationException if a step is refused, before anything was changed; or fails, and is
   *     rolled back; the steps before it stay
   */
  DowngradeResult run(FlywayRunner flyway, DowngradeTarget target) {
    try (MigrationSession session = MigrationSession.open(settings)) {
      FlywayRunner runner = flyway.on(session.dataSource());
      List<String> undone = new ArrayList<>();
      for (UndoStep step : UndoStep.plan(session.worker(), settings, runner, target)) {
        try {
          undo(session, step);
        } catch (MigrationException e) {
          String before = undone.isEmpty() ? "" : "; undone before it, and stays so: " + undone;
          throw new MigrationException(e.getMessage() + before, e.getCause());
        }
        undone.add(step.applied.version);
      }
      return new DowngradeResult(runner.current().orElse(null), undone);
    } catch (SQLException e) {
      throw ServerErrors.translate(e, settings.dataSource);
    }
  }

  private void undo(MigrationSession session, UndoStep step) throws SQLException {
    long start = System.nanoTime();
    try {
      if (step.script.inTransaction()) {
        inTransaction(session, step);
      } else {
        alone(session, step);
      }
    } catch (SQLException e) {
      throw failed(session, step, step.script.name(), e);
    }
    LOG.info(
        "migration undone: {} by {} in {} ms",
        step.applied.script,
        step.script.name(),
        millis(start));
  }

  private void inTransaction(MigrationSession session, UndoStep step) throws SQLException {
    Connection worker = session.worker();
    worker.setAutoCommit(false);
    try {
      session.enterSchema();
      execute(session, step);
      mark(session, step, History.TRANSACTION_TIME);
      commit(worker, step);
    } catch (SQLException | RuntimeException | Error e) {
      rollback(worker, e);
      throw e;
    }
    worker.setAutoCommit(true);
  }

  private void commit(Connection worker, UndoStep step) throws SQLException {
    try {
      worker.commit();
    } catch (SQLException e) {
      if (worker.isValid(1)) {
        throw e;
      }
      throw new MigrationException(
          step.script.name()
              + ": the connection was lost at the commit, and whether version "
              + step.applied.version
              + " is undone is in the history alone: look there, and run the rest again: "
              + OneLine.of(e.getMessage()),
          e);
    }
  }

  /** For what the server runs outside of a transaction only: marked once it is done. */
  private void alone(MigrationSession session, UndoStep step) throws SQLException {
    long start = System.nanoTime();
    session.enterSchema();
    session.dropLeftovers(step.script);
    execute(session, step);
    mark(session, step, String.valueOf(millis(start)));
  }

  private void execute(MigrationSession session, UndoStep step) throws SQLException {
    for (SqlStatement sql : step.script.sql().getStatements()) {
      try (Statement statement = session.worker().createStatement()) {
        statement.setEscapeProcessing(false);
        statement.execute(sql.getText());
      } catch (SQLException e) {
        String place = step.script.place(sql) + ": " + Text.visible(sql.getText());
        throw failed(session, step, place, e);
      }
    }
  }

  private MigrationException failed(
      MigrationSession session, UndoStep step, String place, SQLException e) {
    String outcome =
        step.script.inTransaction()
            ? "; it is rolled back, and version " + step.applied.version + " is applied as before"
            : "; it does not run in a transaction: run the downgrade again, it can be repeated";
    return new MigrationException(
        place + ": " + OneLine.of(e.getMessage()) + outcome + session.timeoutAdvice(e), e);
  }

  private void mark(MigrationSession session, UndoStep step, String executionTime)
      throws SQLException {
    session.resetRole();
    try (Statement statement = session.worker().createStatement()) {
      statement.execute(history.insertUndone(step.applied, step.script.name(), executionTime));
    }
  }

  private static long millis(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }

  private static void rollback(Connection worker, Throwable failure) {
    try {
      worker.rollback();
      worker.setAutoCommit(true);
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }
}

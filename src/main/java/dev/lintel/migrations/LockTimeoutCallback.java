package dev.lintel.migrations;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** Gives each migration the lock time-out, whatever one before it has set. */
final class LockTimeoutCallback implements Callback {

  private final Duration lockTimeout;

  LockTimeoutCallback(Duration lockTimeout) {
    this.lockTimeout = lockTimeout;
  }

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.BEFORE_EACH_MIGRATE;
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  public void handle(Event event, Context context) {
    try (Statement statement = context.getConnection().createStatement()) {
      statement.execute("SET lock_timeout = '" + lockTimeout.toMillis() + "ms'");
    } catch (SQLException e) {
      throw new FlywayException("lock_timeout could not be set: " + e.getMessage(), e);
    }
  }

  @Override
  public String getCallbackName() {
    return "lintel lock time-out";
  }
}

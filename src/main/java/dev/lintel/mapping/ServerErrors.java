package dev.lintel.mapping;

import dev.lintel.ConstraintViolationException;
import dev.lintel.DatabaseException;
import dev.lintel.InvalidValueException;
import dev.lintel.LintelException;
import dev.lintel.text.Text;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.executor.ExecutorException;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.SqlSession;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Turns what MyBatis and the driver throw into Lintel's exceptions. For Lintel's own packages. */
public final class ServerErrors {

  /** {@code Key (parent_id)=(…) is not present in table "parents".}, in any language. */
  private static final Pattern VALUE = Pattern.compile("\\)=\\((.*)\\)[^)]*$", Pattern.DOTALL);

  private static final Pattern CONSTRAINT = Pattern.compile("constraint \"([^\"]+)\"");
  private static final Pattern SHARD = Pattern.compile("_\\d{6,}$");

  /** Of a chain of causes, which may be a circle. */
  private static final int DEEPEST = 100;

  private ServerErrors() {}

  /**
   * What an operation throws in place of what MyBatis threw.
   *
   * @param thrown by a mapper call
   * @return a LintelException that was wrapped on its way, one for a server error under a plain
   *     session, or else what was thrown (Spring's exceptions)
   */
  public static RuntimeException translate(RuntimeException thrown) {
    return translate(thrown, (DataSource) null);
  }

  /**
   * As {@link #translate(RuntimeException)}, with the value of the time-out that ended a call.
   *
   * @param thrown by a mapper call
   * @param session the one that it was made on
   * @return what to throw
   */
  public static RuntimeException translate(RuntimeException thrown, SqlSession session) {
    Environment environment = session.getConfiguration().getEnvironment();
    return translate(thrown, environment == null ? null : environment.getDataSource());
  }

  private static RuntimeException translate(RuntimeException thrown, DataSource dataSource) {
    LintelException ours = cause(thrown, LintelException.class);
    if (ours != null) {
      return ours;
    }
    if (!(thrown instanceof PersistenceException)) {
      return thrown;
    }
    SQLException sql = cause(thrown, SQLException.class);
    return sql != null ? translate(sql, dataSource) : withoutServer((PersistenceException) thrown);
  }

  /** MyBatis' own complaints; their first message is many lines long and names its insides. */
  private static LintelException withoutServer(PersistenceException thrown) {
    Throwable innermost = thrown;
    for (int i = 0; innermost.getCause() != null && i < DEEPEST; i++) {
      innermost = innermost.getCause();
    }
    String message = String.valueOf(innermost.getMessage());
    return innermost instanceof ExecutorException && message.contains("closed")
        ? new InvalidValueException("session", "an open one", "closed", thrown)
        : new DatabaseException(Text.line(message), null, thrown);
  }

  /**
   * @param thrown by the driver or a pool
   * @return a {@link ConstraintViolationException} for SQLSTATE class 23, otherwise a {@link
   *     DatabaseException}; the given exception is its cause
   */
  public static DatabaseException translate(SQLException thrown) {
    return translate(thrown, (DataSource) null);
  }

  /**
   * As {@link #translate(SQLException)}, with the value of the time-out that ended a call.
   *
   * @param thrown by the driver or a pool
   * @param dataSource where the connection is from; null if it is not known
   * @return what to throw
   */
  public static DatabaseException translate(SQLException thrown, DataSource dataSource) {
    SQLException sql = mostTelling(thrown);
    String state = sql.getSQLState();
    ServerErrorMessage server =
        sql instanceof PSQLException ? ((PSQLException) sql).getServerErrorMessage() : null;
    String message = server == null ? sql.getMessage() : server.getMessage();
    if (state != null && state.startsWith("23")) {
      return violation(state, message, server, thrown);
    }
    String text = named(sql, message, dataSource);
    if (sql != thrown && thrown instanceof SQLTransientConnectionException) {
      text += "; " + named(thrown, thrown.getMessage(), dataSource); // a pool's, after its wait
    }
    return new DatabaseException(text + suffix(state), state, thrown);
  }

  private static String named(SQLException thrown, String message, DataSource dataSource) {
    String timeout = Timeouts.ended(thrown, dataSource);
    return (timeout == null ? "" : timeout + ": ") + Text.line(message);
  }

  /**
   * @param failure with an exception of the driver among its causes
   * @param dataSource where the connection is from; null if it is not known
   * @return the name and value of the time-out that ended the call; null if none did
   */
  public static String timeout(Throwable failure, DataSource dataSource) {
    PSQLException driver = cause(failure, PSQLException.class);
    return driver == null ? null : Timeouts.ended(driver, dataSource);
  }

  private static ConstraintViolationException violation(
      String state, String message, ServerErrorMessage server, SQLException cause) {
    String constraint = server == null ? null : server.getConstraint();
    if (constraint == null) {
      // a distributed server's workers fill no field and add the shard's number to the name
      Matcher named = CONSTRAINT.matcher(String.valueOf(message));
      constraint = named.find() ? SHARD.matcher(named.group(1)).replaceFirst("") : null;
    }
    String value = null;
    if (server != null && server.getDetail() != null) {
      Matcher detail = VALUE.matcher(server.getDetail());
      value = detail.find() ? detail.group(1) : null;
    }
    String place = constraint;
    if (place == null) {
      place = server == null || server.getColumn() == null ? "constraint" : server.getColumn();
    }
    return new ConstraintViolationException(
        place
            + ": "
            + Text.line(message)
            + (value == null ? "" : ", the value was " + Text.visible(value))
            + suffix(state),
        constraint,
        value,
        state,
        cause);
  }

  private static String suffix(String state) {
    return state == null ? "" : " (SQLSTATE " + state + ")";
  }

  /** A pool's time-out has no SQLSTATE, but its cause may: a wrong password, a full server. */
  private static SQLException mostTelling(SQLException thrown) {
    PSQLException driver = cause(thrown, PSQLException.class);
    return driver == null ? thrown : driver;
  }

  /**
   * The first of a type in a chain of causes.
   *
   * @param thrown where to begin; may be null
   * @param type what to look for
   * @param <T> what to look for
   * @return null if there is none
   */
  public static <T> T cause(Throwable thrown, Class<T> type) {
    Throwable t = thrown;
    for (int i = 0; t != null && i < DEEPEST; i++, t = t.getCause()) {
      if (type.isInstance(t)) {
        return type.cast(t);
      }
    }
    return null;
  }
}

package dev.lintel.session;

import dev.lintel.CommitOutcomeUnknownException;
import dev.lintel.InvalidValueException;
import dev.lintel.mapping.ServerErrors;
import dev.lintel.validation.Require;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * How often and how long {@link Database#inTransaction} repeats the caller's whole function. It is
 * repeated after a serialization failure (SQLSTATE 40001), a deadlock (40P01), a cached plan that a
 * migration made invalid (0A000 from {@code RevalidateCachedQuery}), a server that is read-only
 * after a failover (25006), and a connection that was lost, or that the server ended because its
 * transaction was idle (25P03), before COMMIT was sent. A lost COMMIT is never repeated. An
 * interrupted thread makes no further attempt and stays interrupted. Immutable.
 */
public final class RetryPolicy {

  private static final long FIRST_PAUSE_MILLIS = 10;
  private static final long LONGEST_PAUSE_MILLIS = 1_000;
  private static final int REMEMBERED_FAILURES = 10;

  private final int maximumAttempts;
  private final Duration maximumTime;

  private RetryPolicy(int maximumAttempts, Duration maximumTime) {
    this.maximumAttempts = maximumAttempts;
    this.maximumTime = maximumTime;
  }

  /**
   * @param maximumAttempts the first one counts; 1 to 100
   * @param maximumTime no attempt begins after this; above zero
   * @return the policy; pauses between attempts grow from 10 ms to 1 s and are jittered
   * @throws InvalidValueException if a bound is outside of that
   */
  public static RetryPolicy of(int maximumAttempts, Duration maximumTime) {
    if (maximumAttempts < 1 || maximumAttempts > 100) {
      throw new InvalidValueException(
          "maximumAttempts", "1 to 100", String.valueOf(maximumAttempts));
    }
    Require.nonNull("maximumTime", maximumTime);
    if (maximumTime.isZero() || maximumTime.isNegative()) {
      throw new InvalidValueException("maximumTime", "above zero", maximumTime.toString());
    }
    return new RetryPolicy(maximumAttempts, maximumTime);
  }

  Attempts start() {
    return new Attempts(System.nanoTime());
  }

  /**
   * @param failure what an attempt threw
   * @return whether the same work may succeed if it is repeated, and cannot have been committed
   */
  static boolean repeatable(Throwable failure) {
    if (ServerErrors.cause(failure, CommitOutcomeUnknownException.class) != null) {
      return false;
    }
    PSQLException driver = ServerErrors.cause(failure, PSQLException.class);
    SQLException sql = driver != null ? driver : ServerErrors.cause(failure, SQLException.class);
    String state = sql == null ? null : sql.getSQLState();
    if (state == null) {
      return false;
    }
    switch (state) {
      case "40001":
      case "40P01":
      case "25006":
      case "25P03": // the server ended an idle transaction
        return true;
      case "0A000":
        ServerErrorMessage server = driver == null ? null : driver.getServerErrorMessage();
        return server != null && "RevalidateCachedQuery".equals(server.getRoutine());
      default:
        return connectionLost(state);
    }
  }

  /**
   * @param state a SQLSTATE; may be null
   * @return whether it says that the connection broke: class 08, or the server was stopped
   */
  static boolean connectionLost(String state) {
    return state != null && (state.startsWith("08") || state.startsWith("57P0"));
  }

  /** Between two callers that failed together the pauses differ, so that they do not again. */
  static long pauseMillis(int attemptsMade) {
    long longest = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attemptsMade, 10));
    return ThreadLocalRandom.current().nextLong(longest / 2, longest + 1);
  }

  @Override
  public String toString() {
    return "RetryPolicy[" + maximumAttempts + " attempts in " + maximumTime + "]";
  }

  /** The attempts of one call. */
  final class Attempts {

    private final long start;
    private final List<Throwable> earlier = new ArrayList<>();
    private int made = 1;

    private Attempts(long start) {
      this.start = start;
    }

    int made() {
      return made;
    }

    /**
     * Waits before the next attempt.
     *
     * @return false if there shall be none: the failure is of another kind, a bound is reached, or
     *     the thread was interrupted (it stays so); what the earlier attempts threw is added to it
     */
    boolean next(Throwable failure) {
      if (made >= maximumAttempts || !repeatable(failure) || !pause()) {
        earlier.stream().filter(each -> each != failure).forEach(failure::addSuppressed);
        return false;
      }
      if (earlier.size() < REMEMBERED_FAILURES) {
        earlier.add(failure);
      }
      made++;
      return true;
    }

    private boolean pause() {
      long pause = pauseMillis(made);
      Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
      if (elapsed.plusMillis(pause).compareTo(maximumTime) > 0) {
        return false;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(pause);
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }
}

package dev.lintel;

/**
 * The server or the connection to it failed. Thrown under a plain MyBatis session; through Spring's
 * {@code SqlSessionTemplate} a {@code DataAccessException} passes unchanged instead.
 */
public class DatabaseException extends LintelException {

  private static final long serialVersionUID = 1L;

  private final String sqlState;

  /**
   * @param message what failed
   * @param sqlState the five characters that the server or driver gave; null if there were none
   * @param cause what led to it
   */
  public DatabaseException(String message, String sqlState, Throwable cause) {
    super(message, cause);
    this.sqlState = sqlState;
  }

  /**
   * The SQLSTATE, for example {@code 40001}.
   *
   * @return five characters, or null if the failure carried none
   */
  public String getSqlState() {
    return sqlState;
  }
}

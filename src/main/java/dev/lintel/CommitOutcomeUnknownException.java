package dev.lintel;

/**
 * The connection was lost while a COMMIT was under way: the transaction is either committed whole
 * or not at all, and only the database can tell. Look for a row whose id the caller chose before
 * repeating the work.
 */
public final class CommitOutcomeUnknownException extends DatabaseException {

  private static final long serialVersionUID = 1L;

  /**
   * @param sqlState what the driver gave; may be null
   * @param cause the lost connection
   */
  public CommitOutcomeUnknownException(String sqlState, Throwable cause) {
    this(sqlState == null ? null : "SQLSTATE " + sqlState, sqlState, cause);
  }

  /**
   * @param reason how the connection was lost, with the SQLSTATE; may be null
   * @param sqlState what the driver gave; may be null
   * @param cause the lost connection
   */
  public CommitOutcomeUnknownException(String reason, String sqlState, Throwable cause) {
    super(
        "commit: the connection was lost before the server answered, so the transaction may or may"
            + " not be committed; look for its rows before repeating it"
            + (reason == null ? "" : " (" + reason + ")"),
        sqlState,
        cause);
  }
}

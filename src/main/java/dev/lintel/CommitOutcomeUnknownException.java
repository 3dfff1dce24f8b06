package dev.lintel;

/**
 * The connection was lost while a COMMIT was under way: the transaction is either committed whole
 * or not at all, and only the database can tell. Work that creates a row of an id that the caller
 * chose can be repeated as it is: it is done now, or it fails with a {@link
 * ConstraintViolationException} that names the primary key, and then it was done before. To look
 * for the row proves less: one that is not found may still be committed a moment later, because the
 * server may not know yet that the connection is lost.
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
            + " not be committed; repeat it with the same ids"
            + (reason == null ? "" : " (" + reason + ")"),
        sqlState,
        cause);
  }
}

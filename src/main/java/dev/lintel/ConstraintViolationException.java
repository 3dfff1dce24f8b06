package dev.lintel;

/**
 * The server refused a row because of a constraint (SQLSTATE class 23). The caller's transaction is
 * aborted by then, as always in PostgreSQL: roll back, or go back to a savepoint.
 */
public final class ConstraintViolationException extends DatabaseException {

  private static final long serialVersionUID = 1L;

  private final String constraint;
  private final String value;

  /**
   * @param message the constraint and the value
   * @param constraint the constraint's name, for example {@code fk_items_parent_id}; null if the
   *     server did not say
   * @param value the value at fault; null if the server did not say
   * @param sqlState five characters of class 23
   * @param cause the driver's exception
   */
  public ConstraintViolationException(
      String message, String constraint, String value, String sqlState, Throwable cause) {
    super(message, sqlState, cause);
    this.constraint = constraint;
    this.value = value;
  }

  /**
   * The constraint's name, without the shard suffix of a distributed server.
   *
   * @return for example {@code fk_items_parent_id}; null if the server did not say
   */
  public String getConstraint() {
    return constraint;
  }

  /**
   * The value that broke the constraint, as the server printed it.
   *
   * @return null if the server did not say
   */
  public String getValue() {
    return value;
  }
}

package dev.lintel;

/** A migration could not be run, or the database is not one that it may run on. */
public final class MigrationException extends LintelException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message the migration or setting at fault, and what to do
   */
  public MigrationException(String message) {
    super(message);
  }

  /**
   * @param message the migration or setting at fault, and what to do
   * @param cause what led to it
   */
  public MigrationException(String message, Throwable cause) {
    super(message, cause);
  }
}

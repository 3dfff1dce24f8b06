package dev.lintel;

/** An operation that needs an open transaction was called on a session that has none. */
public final class NoTransactionException extends LintelException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message the operation, and what to do
   */
  public NoTransactionException(String message) {
    super(message);
  }
}

package dev.lintel;

/**
 * A value was refused before it reached the server, so the caller's transaction is as before; or a
 * stored value cannot be read, and the message names its row.
 */
public final class InvalidValueException extends LintelException {

  private static final long serialVersionUID = 1L;

  private final String field;

  /**
   * @param field the field at fault, for example {@code name}, with a JSON pointer where it lies
   *     inside a document
   * @param expected what the field takes
   * @param given what it was, in a form that is safe to print
   */
  public InvalidValueException(String field, String expected, String given) {
    this(field, expected, given, null);
  }

  /**
   * @param field the field at fault
   * @param expected what the field takes
   * @param given what it was, in a form that is safe to print
   * @param cause what led to it; may be null
   */
  public InvalidValueException(String field, String expected, String given, Throwable cause) {
    super(field + ": expected " + expected + ", but was " + given, cause);
    this.field = field;
  }

  /**
   * The field at fault, as at the start of the message.
   *
   * @return never null
   */
  public String getField() {
    return field;
  }
}

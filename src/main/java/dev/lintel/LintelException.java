package dev.lintel;

/** The root of all that Lintel throws; the same inside and outside of Spring. */
public abstract class LintelException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message the thing at fault first, then what was expected and what was given
   */
  protected LintelException(String message) {
    super(message);
  }

  /**
   * @param message the thing at fault first, then what was expected and what was given
   * @param cause what led to it, kept; may be null
   */
  protected LintelException(String message, Throwable cause) {
    super(message, cause);
  }
}

package dev.lintel;

/** Lintel was put together in a way that cannot work; the message says what to change. */
public final class ConfigurationException extends LintelException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message the part at fault, and what to change
   */
  public ConfigurationException(String message) {
    super(message);
  }

  /**
   * @param message the part at fault, and what to change
   * @param cause what led to it
   */
  public ConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }
}

package dev.lintel.tools.schema.revision;

/** The server refused a generated statement; another way to write it may do. */
final class RefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  RefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}

package dev.lintel.validation;

import dev.lintel.InvalidValueException;
import dev.lintel.text.Text;

/**
 * The checks that an operation makes before it calls its mapper, because a server error aborts the
 * caller's whole transaction. For operation classes, a developer's own too.
 */
public final class Require {

  /** The most rows that one call returns or claims; for more there are pages and streams. */
  public static final int MAXIMUM_LIMIT = 100_000;

  private Require() {}

  /**
   * @param field the parameter's name, for the message
   * @param value what was given
   * @param <T> its type
   * @return the value, never null
   * @throws InvalidValueException if it is null
   */
  public static <T> T nonNull(String field, T value) {
    if (value == null) {
      throw new InvalidValueException(field, "a value", "null");
    }
    return value;
  }

  /**
   * @param field the parameter's name, for the message
   * @param value what was given
   * @param maximumLength in characters as PostgreSQL counts them: Unicode code points
   * @return the value, never null
   * @throws InvalidValueException if it is null, too long, or holds U+0000 or a lone surrogate
   */
  public static String text(String field, String value, int maximumLength) {
    storable(field, nonNull(field, value));
    // every code point takes one or two chars, so most values need no count
    if (value.length() > maximumLength) {
      int length = value.codePointCount(0, value.length());
      if (length > maximumLength) {
        throw new InvalidValueException(
            field, "at most " + maximumLength + " characters", String.valueOf(length));
      }
    }
    return value;
  }

  /**
   * @param field the parameter's name, for the message
   * @param value what was given; may be null
   * @return the value
   * @throws InvalidValueException if it is longer than 100,000,000 characters, or holds U+0000 or a
   *     lone surrogate
   */
  public static String optionalText(String field, String value) {
    return value == null ? null : text(field, value, 100_000_000);
  }

  /**
   * @param limit the number of rows that the caller asks for
   * @return the limit, 1 to {@value #MAXIMUM_LIMIT}
   * @throws InvalidValueException if it is outside of that
   */
  public static int limit(int limit) {
    if (limit < 1 || limit > MAXIMUM_LIMIT) {
      throw new InvalidValueException("limit", "1 to " + MAXIMUM_LIMIT, String.valueOf(limit));
    }
    return limit;
  }

  private static void storable(String field, String value) {
    String problem = Text.problem(value);
    if (problem != null) {
      throw new InvalidValueException(
          field, "text that PostgreSQL can hold", Text.visible(value) + " with " + problem);
    }
  }
}

package dev.lintel.jsonb;

import dev.lintel.InvalidValueException;
import dev.lintel.text.Text;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes a caller's tree as JSON text, and refuses with the JSON pointer of the place what
 * PostgreSQL cannot store, or another program's Jackson, at its own limits, could not read.
 */
final class JsonWriter {

  /** The document itself counts as one level. */
  static final int MAXIMUM_DEPTH = 500;

  /** Of a number once its exponent is expanded, as jsonb stores it. */
  static final int MAXIMUM_DIGITS = 1_000;

  /** In UTF-16 units, as Jackson counts. */
  static final int MAXIMUM_STRING = 20_000_000;

  /** In UTF-16 units, as Jackson counts. */
  static final int MAXIMUM_NAME = 50_000;

  /** In bytes; jsonb itself ends at 268,435,455, with an error that aborts the transaction. */
  static final long MAXIMUM_SIZE = 200_000_000;

  private final String field;
  private final List<Object> path = new ArrayList<>();
  private final StringBuilder out = new StringBuilder(128);
  private int depth;
  private long size;

  private JsonWriter(String field) {
    this.field = field;
  }

  /**
   * @param field the name of the document, for messages
   * @param expected what the document must be, for messages
   * @param container a Map or List
   * @return JSON text
   * @throws InvalidValueException with the JSON pointer of the place
   */
  static String write(String field, String expected, Object container) {
    if (container == null) {
      throw new InvalidValueException(field, expected, "null");
    }
    JsonWriter writer = new JsonWriter(field);
    writer.value(container);
    return writer.out.toString();
  }

  private void value(Object value) {
    if (value instanceof String) {
      string((String) value);
    } else if (value instanceof Number) {
      number((Number) value);
    } else if (value instanceof Map) {
      object((Map<?, ?>) value);
    } else if (value instanceof List) {
      array((List<?>) value);
    } else if (value == null || value instanceof Boolean) {
      count(4);
      out.append(value);
    } else {
      throw refused(
          "null, Boolean, String, a number of java.lang or java.math, List or Map", typeOf(value));
    }
  }

  private void object(Map<?, ?> map) {
    enter();
    char separator = '{';
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(separator);
      String name = name(entry.getKey());
      out.append(':');
      separator = ',';
      path.add(name);
      value(entry.getValue());
      path.remove(path.size() - 1);
    }
    out.append(separator == '{' ? "{}" : "}");
    depth--;
  }

  private void array(List<?> list) {
    enter();
    char separator = '[';
    int index = 0;
    for (Object element : list) {
      out.append(separator);
      separator = ',';
      path.add(index++);
      value(element);
      path.remove(path.size() - 1);
    }
    out.append(separator == '[' ? "[]" : "]");
    depth--;
  }

  private void enter() {
    if (++depth > MAXIMUM_DEPTH) {
      throw refused(
          "at most " + MAXIMUM_DEPTH + " levels",
          "deeper than that (does the document contain itself?)");
    }
    count(8);
  }

  private String name(Object key) {
    if (!(key instanceof String)) {
      throw refused("keys that are strings", "a key of type " + typeOf(key));
    }
    String name = (String) key;
    if (plain(name, MAXIMUM_NAME)) {
      return name;
    }
    String problem = Text.problem(name);
    if (problem != null) {
      throw refused("keys that PostgreSQL can hold", Text.visible(name) + " with " + problem);
    }
    if (name.length() > MAXIMUM_NAME) {
      throw refused(
          "keys of at most " + MAXIMUM_NAME + " characters", String.valueOf(name.length()));
    }
    quoted(name);
    return name;
  }

  private void string(String value) {
    if (plain(value, MAXIMUM_STRING)) {
      return;
    }
    String problem = Text.problem(value);
    if (problem != null) {
      throw refused("text that PostgreSQL can hold", Text.visible(value) + " with " + problem);
    }
    if (value.length() > MAXIMUM_STRING) {
      throw refused("at most " + MAXIMUM_STRING + " characters", String.valueOf(value.length()));
    }
    quoted(value);
  }

  /**
   * Writes text that needs no check and no escape, as most text is: seen in one pass.
   *
   * @return false if it is not such text; nothing was written then
   */
  private boolean plain(String value, int maximumLength) {
    if (value.length() > maximumLength) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        return false;
      }
    }
    count(4 + value.length());
    out.append('"').append(value).append('"');
    return true;
  }

  private void quoted(String value) {
    count(4 + utf8Length(value));
    out.append('"');
    int plain = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\' || c < ' ') {
        out.append(value, plain, i);
        escape(c);
        plain = i + 1;
      }
    }
    out.append(value, plain, value.length()).append('"');
  }

  private void escape(char c) {
    out.append('\\');
    switch (c) {
      case '\b':
        out.append('b');
        break;
      case '\f':
        out.append('f');
        break;
      case '\n':
        out.append('n');
        break;
      case '\r':
        out.append('r');
        break;
      case '\t':
        out.append('t');
        break;
      case '"':
      case '\\':
        out.append(c);
        break;
      default: // a control character
        out.append(c < 0x10 ? "u000" : "u00").append(Integer.toHexString(c));
    }
  }

  private void number(Number value) {
    count(16);
    if (value instanceof Integer
        || value instanceof Long
        || value instanceof Short
        || value instanceof Byte) {
      out.append(value.longValue());
    } else if (value instanceof Double || value instanceof Float) {
      double wide = value.doubleValue();
      if (Double.isNaN(wide) || Double.isInfinite(wide)) {
        throw refused("a finite number", String.valueOf(value));
      }
      decimal(new BigDecimal(value.toString())); // the shortest text that means this value
    } else if (value instanceof BigDecimal) {
      decimal((BigDecimal) value);
    } else if (value instanceof BigInteger) {
      BigInteger integer = (BigInteger) value;
      // 4 bits hold more than a digit, so this spares counting the digits of a giant
      if (integer.bitLength() > 4 * MAXIMUM_DIGITS) {
        throw refused(
            "a number of at most " + MAXIMUM_DIGITS + " digits",
            "one of " + integer.bitLength() + " bits");
      }
      decimal(new BigDecimal(integer));
    } else {
      throw refused(
          "null, Boolean, String, a number of java.lang or java.math, List or Map", typeOf(value));
    }
  }

  private void decimal(BigDecimal value) {
    long scale = value.scale();
    long integerDigits = value.signum() == 0 ? 1 : Math.max(1, value.precision() - scale);
    long digits = integerDigits + Math.max(0, scale);
    if (digits > MAXIMUM_DIGITS) {
      throw refused(
          "a number of at most " + MAXIMUM_DIGITS + " digits once its exponent is expanded",
          "one of " + digits);
    }
    count(digits / 2);
    out.append(value.toPlainString());
  }

  private void count(long bytes) {
    size += bytes;
    if (size > MAXIMUM_SIZE || out.length() > MAXIMUM_SIZE) {
      throw refused("a document of at most " + MAXIMUM_SIZE + " bytes", "larger than that");
    }
  }

  private static int utf8Length(String value) {
    int length = value.length();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c >= 0x80) {
        // a surrogate pair takes four bytes: two for each half
        length += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
      }
    }
    return length;
  }

  private InvalidValueException refused(String expected, String given) {
    StringBuilder pointer = new StringBuilder();
    for (Object step : path) {
      pointer.append('/').append(step.toString().replace("~", "~0").replace("/", "~1"));
    }
    String place = path.isEmpty() ? field : field + " at " + Text.line(pointer);
    return new InvalidValueException(place, expected, given);
  }

  static String typeOf(Object value) {
    return value == null ? "null" : value.getClass().getName();
  }
}

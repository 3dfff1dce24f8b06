package dev.lintel.jsonb;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.lintel.InvalidValueException;
import dev.lintel.text.Text;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/**
 * Writes a caller's tree as JSON text, and refuses with the JSON pointer of the place what
 * PostgreSQL cannot store or a supported Jackson could not read back.
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
  private final StringBuilder pointer = new StringBuilder();
  private final StringWriter out = new StringWriter();
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
    try (JsonGenerator generator = JsonFactories.FACTORY.createGenerator(writer.out)) {
      writer.value(generator, container);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter throws none
    }
    return writer.out.toString();
  }

  private void value(JsonGenerator json, Object value) throws IOException {
    if (value == null) {
      count(4);
      json.writeNull();
    } else if (value instanceof String) {
      string(json, (String) value);
    } else if (value instanceof Boolean) {
      count(4);
      json.writeBoolean((Boolean) value);
    } else if (value instanceof Number) {
      number(json, (Number) value);
    } else if (value instanceof Map) {
      object(json, (Map<?, ?>) value);
    } else if (value instanceof List) {
      array(json, (List<?>) value);
    } else {
      throw refused(
          "null, Boolean, String, a number of java.lang or java.math, List or Map", typeOf(value));
    }
  }

  private void object(JsonGenerator json, Map<?, ?> map) throws IOException {
    enter();
    json.writeStartObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String name = name(entry.getKey());
      int mark = push(name);
      json.writeFieldName(name);
      value(json, entry.getValue());
      pointer.setLength(mark);
    }
    json.writeEndObject();
    depth--;
  }

  private void array(JsonGenerator json, List<?> list) throws IOException {
    enter();
    json.writeStartArray();
    int index = 0;
    for (Object element : list) {
      int mark = push(String.valueOf(index++));
      value(json, element);
      pointer.setLength(mark);
    }
    json.writeEndArray();
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
    String problem = Text.problem(name);
    if (problem != null) {
      throw refused("keys that PostgreSQL can hold", Text.visible(name) + " with " + problem);
    }
    if (name.length() > MAXIMUM_NAME) {
      throw refused(
          "keys of at most " + MAXIMUM_NAME + " characters", String.valueOf(name.length()));
    }
    count(4 + utf8Length(name));
    return name;
  }

  private void string(JsonGenerator json, String value) throws IOException {
    String problem = Text.problem(value);
    if (problem != null) {
      throw refused("text that PostgreSQL can hold", Text.visible(value) + " with " + problem);
    }
    if (value.length() > MAXIMUM_STRING) {
      throw refused("at most " + MAXIMUM_STRING + " characters", String.valueOf(value.length()));
    }
    count(4 + utf8Length(value));
    json.writeString(value);
  }

  private void number(JsonGenerator json, Number value) throws IOException {
    count(16);
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      json.writeNumber(value.intValue());
    } else if (value instanceof Long) {
      json.writeNumber(value.longValue());
    } else if (value instanceof Double || value instanceof Float) {
      double wide = value.doubleValue();
      if (Double.isNaN(wide) || Double.isInfinite(wide)) {
        throw refused("a finite number", String.valueOf(value));
      }
      decimal(json, new BigDecimal(value.toString())); // the shortest text that means this value
    } else if (value instanceof BigDecimal) {
      decimal(json, (BigDecimal) value);
    } else if (value instanceof BigInteger) {
      BigInteger integer = (BigInteger) value;
      // 4 bits hold more than a digit, so this spares counting the digits of a giant
      if (integer.bitLength() > 4 * MAXIMUM_DIGITS) {
        throw refused(
            "a number of at most " + MAXIMUM_DIGITS + " digits",
            "one of " + integer.bitLength() + " bits");
      }
      decimal(json, new BigDecimal(integer));
    } else {
      throw refused(
          "null, Boolean, String, a number of java.lang or java.math, List or Map", typeOf(value));
    }
  }

  private void decimal(JsonGenerator json, BigDecimal value) throws IOException {
    long scale = value.scale();
    long integerDigits = value.signum() == 0 ? 1 : Math.max(1, value.precision() - scale);
    long digits = integerDigits + Math.max(0, scale);
    if (digits > MAXIMUM_DIGITS) {
      throw refused(
          "a number of at most " + MAXIMUM_DIGITS + " digits once its exponent is expanded",
          "one of " + digits);
    }
    count(digits / 2);
    json.writeNumber(value.toPlainString());
  }

  private void count(long bytes) {
    size += bytes;
    if (size > MAXIMUM_SIZE || out.getBuffer().length() > MAXIMUM_SIZE) {
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

  private int push(String token) {
    int mark = pointer.length();
    pointer.append('/').append(token.replace("~", "~0").replace("/", "~1"));
    return mark;
  }

  private InvalidValueException refused(String expected, String given) {
    String place = pointer.length() == 0 ? field : field + " at " + Text.line(pointer);
    return new InvalidValueException(place, expected, given);
  }

  static String typeOf(Object value) {
    return value == null ? "null" : value.getClass().getName();
  }
}

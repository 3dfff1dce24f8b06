package dev.lintel.jsonb;

import dev.lintel.InvalidValueException;
import dev.lintel.text.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON text (RFC 8259) into unmodifiable trees with exact numbers. It keeps a stack of its
 * own, so that the depth of a document is no matter, and it knows plain values only: JSON
 * instantiates no class. A control character that stands in a string without an escape, as
 * PostgreSQL never writes it, is taken as it is. Why not a library: docs/adr/0015.
 */
final class JsonReader {

  private final String text;
  private int at;

  /** The objects and arrays that are still being read, the innermost last; for objects the key. */
  private Object[] open = new Object[4];

  private String[] keys = new String[4];
  private int depth;

  /** The first backslash at or behind some place before; most documents have none. */
  private int backslash = -1;

  private JsonReader(String text) {
    this.text = text;
  }

  /**
   * @param text one JSON value
   * @return null, Boolean, String, Integer, Long or BigInteger (the smallest that fits), BigDecimal
   *     with its scale, unmodifiable List or Map; of equal keys the last one counts
   * @throws InvalidValueException if it is not JSON
   */
  static Object read(String text) {
    return new JsonReader(text).document();
  }

  private Object document() {
    while (true) {
      Object value;
      char c = next();
      if (c == '{') {
        push(new LinkedHashMap<String, Object>());
        if (next() != '}') {
          at--;
          key();
          continue;
        }
        value = close();
      } else if (c == '[') {
        push(new ArrayList<>());
        if (next() != ']') {
          at--;
          continue;
        }
        value = close();
      } else {
        value = scalar(c);
      }
      while (depth > 0 && !add(value)) {
        value = close();
      }
      if (depth == 0) {
        requireEnd();
        return value;
      }
    }
  }

  /**
   * Adds a value to what is open, and reads what follows it.
   *
   * @return whether another value follows; else that was the last one
   */
  @SuppressWarnings("unchecked") // what is open is one of the two that were pushed
  private boolean add(Object value) {
    Object container = open[depth - 1];
    if (container instanceof ArrayList) {
      ((List<Object>) container).add(value);
      return more(']');
    }
    ((Map<String, Object>) container).put(keys[depth - 1], value);
    if (!more('}')) {
      return false;
    }
    key();
    return true;
  }

  private boolean more(char end) {
    char c = next();
    if (c != ',' && c != end) {
      throw unexpected("a comma or " + end);
    }
    return c == ',';
  }

  private void push(Object container) {
    if (depth == open.length) {
      open = Arrays.copyOf(open, 2 * depth);
      keys = Arrays.copyOf(keys, 2 * depth);
    }
    open[depth++] = container;
  }

  @SuppressWarnings("unchecked") // as in add
  private Object close() {
    Object closed = open[--depth];
    open[depth] = null;
    return closed instanceof ArrayList
        ? Collections.unmodifiableList((List<Object>) closed)
        : Collections.unmodifiableMap((Map<String, Object>) closed);
  }

  private void key() {
    if (next() != '"') {
      throw unexpected("a key in double quotes");
    }
    keys[depth - 1] = keyText();
    if (next() != ':') {
      throw unexpected("a colon");
    }
  }

  private Object scalar(char first) {
    switch (first) {
      case '"':
        return string();
      case 't':
        return literal("true", Boolean.TRUE);
      case 'f':
        return literal("false", Boolean.FALSE);
      case 'n':
        return literal("null", null);
      default:
        return number(first);
    }
  }

  private Object number(char first) {
    if (first != '-' && !isDigit(first)) {
      throw unexpected("a value");
    }
    int end = shortInteger();
    if (end > 0) {
      int value = 0;
      for (int i = at - 1; i < end; i++) {
        value = 10 * value + (text.charAt(i) - '0');
      }
      at = end;
      return value;
    }
    JsonNumber number = JsonNumber.at(text, at - 1);
    if (number == null) {
      throw unexpected("a number");
    }
    Number value = number.value();
    if (value == null) {
      throw unexpected("a number whose exponent fits into 32 bits");
    }
    at = number.end();
    return value;
  }

  /**
   * Where an integer of up to nine digits ends, as most numbers are; else 0. Zero alone may begin
   * with a zero.
   */
  private int shortInteger() {
    int start = at - 1;
    int end = start;
    while (end < text.length() && end - start < 10 && isDigit(text.charAt(end))) {
      end++;
    }
    int digits = end - start;
    if (digits == 0 || digits > 9 || digits > 1 && text.charAt(start) == '0') {
      return 0;
    }
    char next = end < text.length() ? text.charAt(end) : ' ';
    return next == '.' || next == 'e' || next == 'E' ? 0 : end;
  }

  private Object literal(String word, Object value) {
    if (!text.startsWith(word, at - 1)) {
      throw unexpected(word);
    }
    at += word.length() - 1;
    return value;
  }

  /** A key whose opening quote has just been read. */
  private String keyText() {
    int start = at;
    int hash = 0;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        at = i + 1;
        return JsonKeys.of(text, start, i, hash);
      }
      if (c == '\\') {
        return escaped(start, i);
      }
      hash = 31 * hash + c;
    }
    throw unclosed();
  }

  /** A string whose opening quote has just been read. */
  private String string() {
    int start = at;
    int quote = text.indexOf('"', start);
    if (quote < 0) {
      throw unclosed();
    }
    if (backslash < start) {
      int found = text.indexOf('\\', start);
      backslash = found < 0 ? text.length() : found;
    }
    if (backslash < quote) {
      return escaped(start, backslash);
    }
    at = quote + 1;
    return text.substring(start, quote);
  }

  private InvalidValueException unclosed() {
    at = text.length() + 1;
    return unexpected("a closing quote");
  }

  /** The rest of a string, from its first backslash on. */
  private String escaped(int start, int backslash) {
    StringBuilder out = new StringBuilder(backslash - start + 32).append(text, start, backslash);
    at = backslash;
    while (true) {
      char c = current();
      at++;
      if (c == '"') {
        return out.toString();
      }
      out.append(c == '\\' ? escape() : c);
    }
  }

  private char escape() {
    char c = current();
    at++;
    switch (c) {
      case '"':
      case '\\':
      case '/':
        return c;
      case 'b':
        return '\b';
      case 'f':
        return '\f';
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      case 'u':
        int unit = 0;
        for (int i = 0; i < 4; i++) {
          char digit = current();
          at++;
          // Character.digit alone would take the digits of every script
          int nibble = digit < 0x80 ? Character.digit(digit, 16) : -1;
          if (nibble < 0) {
            throw unexpected("four hexadecimal digits");
          }
          unit = 16 * unit + nibble;
        }
        return (char) unit;
      default:
        throw unexpected("an escape");
    }
  }

  /** The next character that is no white space; the place is behind it. */
  private char next() {
    while (true) {
      char c = current();
      at++;
      if (c > ' ' || c != ' ' && c != '\n' && c != '\r' && c != '\t') {
        return c;
      }
    }
  }

  private char current() {
    if (at >= text.length()) {
      at = text.length() + 1;
      throw unexpected("more");
    }
    return text.charAt(at);
  }

  private void requireEnd() {
    for (; at < text.length(); at++) {
      if (" \n\r\t".indexOf(text.charAt(at)) < 0) {
        at++;
        throw unexpected("the end");
      }
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** For the character before the place. */
  private InvalidValueException unexpected(String expected) {
    int index = at - 1;
    String given =
        index < text.length()
            ? Text.visible(text.substring(index, index + 1)) + " at index " + index
            : "the end at index " + text.length();
    return new InvalidValueException("document", "JSON: " + expected, given);
  }
}

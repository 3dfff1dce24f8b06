package dev.lintel.jsonb;

import java.math.BigDecimal;
import java.math.BigInteger;

/** A number in JSON text, exact: nothing of it is lost. */
final class JsonNumber {

  /** Any such number fits into a long. */
  private static final int LONG_DIGITS = 18;

  private final String text;
  private final int start;
  private int end;
  private int point = -1;
  private boolean exponent;

  private JsonNumber(String text, int start) {
    this.text = text;
    this.start = start;
  }

  /**
   * @return null if no number stands there
   */
  static JsonNumber at(String text, int start) {
    JsonNumber number = new JsonNumber(text, start);
    return number.scan() ? number : null;
  }

  /** {@code -? (0 | [1-9][0-9]*) (\. [0-9]+)? ([eE] [+-]? [0-9]+)?}. */
  private boolean scan() {
    end = start;
    if (is('-')) {
      end++;
    }
    int first = end;
    if (!digits() || text.charAt(first) == '0' && end > first + 1) {
      return false;
    }
    if (is('.')) {
      point = end++;
      if (!digits()) {
        return false;
      }
    }
    if (is('e') || is('E')) {
      exponent = true;
      end++;
      if (is('+') || is('-')) {
        end++;
      }
      return digits();
    }
    return true;
  }

  private boolean digits() {
    int before = end;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end > before;
  }

  private boolean is(char c) {
    return end < text.length() && text.charAt(end) == c;
  }

  /** Behind its last character. */
  int end() {
    return end;
  }

  /**
   * @return Integer, Long or BigInteger, the smallest that fits, if it is written as an integer;
   *     else BigDecimal with its scale
   */
  Number value() {
    if (exponent) {
      return new BigDecimal(text.substring(start, end));
    }
    boolean fits = end - start <= LONG_DIGITS;
    if (point >= 0) {
      return fits
          ? BigDecimal.valueOf(unscaled(), end - point - 1)
          : new BigDecimal(text.substring(start, end));
    }
    if (fits) {
      return integer(unscaled());
    }
    BigInteger wide = new BigInteger(text.substring(start, end));
    return wide.bitLength() < Long.SIZE ? integer(wide.longValue()) : wide;
  }

  private static Number integer(long value) {
    if (value == (int) value) {
      return (int) value;
    }
    return value;
  }

  /** All digits, the point left out. */
  private long unscaled() {
    boolean negative = text.charAt(start) == '-';
    long value = 0;
    for (int i = negative ? start + 1 : start; i < end; i++) {
      if (i != point) {
        value = 10 * value + (text.charAt(i) - '0');
      }
    }
    return negative ? -value : value;
  }
}

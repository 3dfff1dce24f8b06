package dev.lintel.jsonb;

import java.math.BigDecimal;
import java.math.BigInteger;

/** A number in JSON text, exact: nothing of it is lost. */
final class JsonNumber {

  /** Any such number fits into a long. */
  private static final int LONG_DIGITS = 18;

  /** Beyond this many, two halves are read faster than the whole, which the JDK reads in n². */
  private static final int HALVED_DIGITS = 1_000;

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
   *     else BigDecimal with its scale; null if that has an exponent beyond 32 bits
   */
  Number value() {
    if (exponent) {
      return withExponent();
    }
    int scale = point < 0 ? 0 : end - point - 1;
    if (end - start <= LONG_DIGITS) {
      long unscaled = unscaled();
      return point < 0 ? integer(unscaled) : BigDecimal.valueOf(unscaled, scale);
    }
    BigInteger wide = wide();
    if (point >= 0) {
      return new BigDecimal(wide, scale);
    }
    return wide.bitLength() < Long.SIZE ? integer(wide.longValue()) : wide;
  }

  private Number withExponent() {
    try {
      return new BigDecimal(text.substring(start, end));
    } catch (NumberFormatException e) {
      return null;
    }
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

  /** As {@link #unscaled}, of any size. */
  private BigInteger wide() {
    if (point < 0) {
      return wide(text.substring(start, end));
    }
    return wide(text.substring(start, point) + text.substring(point + 1, end));
  }

  private static BigInteger wide(String digits) {
    if (digits.length() <= HALVED_DIGITS) {
      return new BigInteger(digits);
    }
    int middle = digits.length() / 2;
    BigInteger low = wide(digits.substring(middle));
    BigInteger high =
        wide(digits.substring(0, middle)).multiply(BigInteger.TEN.pow(digits.length() - middle));
    return digits.charAt(0) == '-' ? high.subtract(low) : high.add(low);
  }
}

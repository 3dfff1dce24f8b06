package dev.lintel.testing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Random documents that Lintel must store: the same ones for the same seed. {@code
 * -Dlintel.test.seed} sets another.
 */
public final class RandomJson {

  private static final int[] PLANE_STARTS = {0x20, 0x80, 0x800, 0xE000, 0xFF00};

  private final Random random;

  public RandomJson(long seed) {
    this.random = new Random(seed);
  }

  public static long seed() {
    return Long.getLong("lintel.test.seed", 20260101L);
  }

  /** A document of a few to some hundred values, seldom very deep. */
  public Map<String, Object> object() {
    return random.nextInt(20) == 0 ? deep(2 + random.nextInt(450)) : shallow();
  }

  /** A document of a few values, four levels deep at most. */
  public Map<String, Object> shallow() {
    return object(4);
  }

  /** A chain of maps and lists, mixed, with a value at its end. */
  public Map<String, Object> deep(int levels) {
    Object inner = scalar();
    for (int i = 1; i < levels; i++) {
      inner = random.nextBoolean() ? list(inner) : map(text(), inner);
    }
    return map("deep", inner);
  }

  /** Any text that PostgreSQL can hold, of every plane of Unicode; may be empty. */
  public String text() {
    int length = random.nextInt(10) == 0 ? random.nextInt(500) : random.nextInt(8);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(codePoint());
    }
    return text.toString();
  }

  private int codePoint() {
    switch (random.nextInt(5)) {
      case 0:
        return 1 + random.nextInt(0x7F); // ASCII with its control characters, but not U+0000
      case 1:
        return PLANE_STARTS[random.nextInt(PLANE_STARTS.length)] + random.nextInt(0x100);
      case 2:
        return "\"\\/\b\f\n\r\t'{}[]:,".charAt(random.nextInt(15));
      default:
        int inPlane = random.nextInt(17) << 16 | random.nextInt(0x10000);
        boolean storable = inPlane != 0 && (inPlane < 0xD800 || inPlane > 0xDFFF);
        return storable ? inPlane : 'x';
    }
  }

  private Map<String, Object> object(int levels) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      map.put(text(), value(levels - 1));
    }
    return map;
  }

  private Object value(int levels) {
    int kind = levels == 0 ? 9 : random.nextInt(10);
    if (kind < 2) {
      return object(levels);
    }
    if (kind < 4) {
      List<Object> list = new ArrayList<>();
      for (int i = random.nextInt(6); i > 0; i--) {
        list.add(value(levels - 1));
      }
      return list;
    }
    return scalar();
  }

  private Object scalar() {
    switch (random.nextInt(6)) {
      case 0:
        return random.nextInt(3) == 0 ? null : (Object) random.nextBoolean();
      case 1:
      case 2:
        return text();
      default:
        return number();
    }
  }

  /** Of every type that a document takes, near its limits as often as not. */
  public Number number() {
    switch (random.nextInt(9)) {
      case 0:
        return random.nextInt();
      case 1:
        return random.nextLong();
      case 2:
        return random.nextBoolean() ? Long.MIN_VALUE : (Number) Integer.MAX_VALUE;
      case 3:
        return new BigInteger(random.nextInt(3300), random).negate();
      case 4:
        return new BigDecimal(new BigInteger(random.nextInt(300), random), random.nextInt(500));
      case 5:
        return new BigDecimal(BigInteger.valueOf(random.nextInt()), -random.nextInt(900));
      case 6:
        double wide = Double.longBitsToDouble(random.nextLong());
        return Double.isNaN(wide) || Double.isInfinite(wide) ? (Number) 0.1 : (Number) wide;
      case 7:
        return random.nextFloat();
      default:
        return random.nextInt(2) == 0 ? (Number) (byte) random.nextInt() : (short) random.nextInt();
    }
  }

  /**
   * What the design promises to come back: integers in the smallest type, exponents expanded, other
   * numbers with their scale. Written apart from the code under test.
   */
  public static Object stored(Object value) {
    if (value instanceof Map) {
      Map<String, Object> map = new LinkedHashMap<>();
      ((Map<?, ?>) value).forEach((name, inner) -> map.put((String) name, stored(inner)));
      return map;
    }
    if (value instanceof List) {
      List<Object> list = new ArrayList<>();
      ((List<?>) value).forEach(inner -> list.add(stored(inner)));
      return list;
    }
    if (!(value instanceof Number)) {
      return value;
    }
    BigDecimal number = new BigDecimal(value.toString());
    if (number.scale() > 0) {
      return number;
    }
    BigInteger integer = number.toBigIntegerExact();
    if (integer.bitLength() < 32) {
      return integer.intValue();
    }
    return integer.bitLength() < 64 ? (Object) integer.longValue() : integer;
  }

  private static List<Object> list(Object element) {
    List<Object> list = new ArrayList<>();
    list.add(element);
    return list;
  }

  private static Map<String, Object> map(String name, Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(name, value);
    return map;
  }
}

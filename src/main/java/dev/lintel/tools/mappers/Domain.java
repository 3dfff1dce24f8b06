package dev.lintel.tools.mappers;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The values of an input that make a difference. */
final class Domain {

  /** Stands for null. */
  static final Object NULL = new Object();

  /** Stands for an object whose properties are inputs of their own. */
  static final Object OBJECT = new Object();

  /** Larger collections and longer texts are not tried. */
  static final int MOST_ITEMS = 2_000;

  /** Stands for a collection. */
  record Items(int count) {}

  private final Input input;
  private final Class<?> type;
  private final Set<Object> constants = new LinkedHashSet<>();
  private final Set<Number> bounds = new LinkedHashSet<>();
  private final Set<Object> values = new LinkedHashSet<>();
  private boolean number;
  private boolean text;

  private Domain(Input input) {
    this.input = input;
    this.type = JavaTypes.raw(input.type);
    Set<Input> group = new LinkedHashSet<>();
    gather(input, group);
    for (Input peer : group) {
      constants.addAll(peer.traits.constants);
      bounds.addAll(peer.traits.bounds);
      number |= peer.traits.number;
      text |= peer.traits.text;
    }
    if (group.size() > 1 && constants.isEmpty() && bounds.isEmpty()) {
      constants.add(1); // less, equal and greater
      bounds.add(1);
    }
  }

  private static void gather(Input input, Set<Input> group) {
    if (group.add(input)) {
      input.traits.peers.forEach(peer -> gather(peer, group));
    }
  }

  /** At least one; what stands for all others first. */
  static Set<Object> of(Input input) {
    Domain domain = new Domain(input);
    domain.fill();
    // what is there holds as a condition, what is not does not
    boolean bare = input.traits.bare && !domain.values.contains(false);
    if ((input.traits.nullable || bare) && !isPrimitive(input)) {
      domain.values.add(NULL);
    }
    return domain.values;
  }

  /** Whether it gets several values where it is compared with another input. */
  static boolean isWide(Input input) {
    Class<?> type = JavaTypes.raw(input.type);
    return type == null
        || Number.class.isAssignableFrom(type)
        || CharSequence.class.isAssignableFrom(type)
        || type == Boolean.class;
  }

  private static boolean isPrimitive(Input input) {
    return input.type instanceof Class<?> c && c.isPrimitive();
  }

  private void fill() {
    if (input.traits.texts != null) {
      values.addAll(input.traits.texts);
    } else if (input.isCollection() || input.traits.map) {
      sizes();
    } else if (type != null && type.isEnum() && type.getEnumConstants().length > 0) {
      values.addAll(List.of(type.getEnumConstants()));
    } else if (input.hasProperties() && !JavaTypes.isScalar(input.type)) {
      values.add(OBJECT);
      values.addAll(constants);
    } else if (type == Boolean.class) {
      values.addAll(List.of(true, false));
    } else if (type != null && Number.class.isAssignableFrom(type)) {
      numbers();
    } else if (type != null && CharSequence.class.isAssignableFrom(type)) {
      texts();
    } else if (type == Character.class) {
      characters();
    } else if (type != null) {
      Object sample = Samples.of(input.type);
      values.add(sample == null ? OBJECT : sample);
    } else {
      untyped();
    }
  }

  private void sizes() {
    values.add(new Items(3));
    values.add(new Items(1));
    values.add(new Items(0));
    for (int size : input.traits.sizes) {
      for (int near = Math.max(0, size - 1); near <= Math.min(size + 1, MOST_ITEMS); near++) {
        values.add(new Items(near));
      }
    }
  }

  private void untyped() {
    boolean texts = text || !input.traits.sizes.isEmpty();
    boolean numbers = number || !bounds.isEmpty();
    boolean truths = false;
    for (Object constant : constants) {
      texts |= constant instanceof String || constant instanceof Character;
      numbers |= constant instanceof Number;
      truths |= constant instanceof Boolean;
    }
    if (texts) {
      texts();
      if (constants.stream().anyMatch(Character.class::isInstance)) {
        characters(); // so is one letter in quotes for OGNL, and the value may be one too
      }
    }
    if (numbers) {
      numbers();
    }
    if (truths || !texts && !numbers && input.traits.bare) {
      values.addAll(List.of(true, false));
    }
    if (values.isEmpty()) {
      values.add("x");
    }
  }

  private void texts() {
    StringBuilder other = new StringBuilder("x");
    while (constants.contains(other.toString())) {
      other.append('x');
    }
    values.add(other.toString());
    for (Object constant : constants) {
      values.add(String.valueOf(constant));
    }
    for (int size : input.traits.sizes) {
      for (int near = Math.max(0, size - 1); near <= Math.min(size + 1, MOST_ITEMS); near++) {
        values.add("x".repeat(near));
      }
    }
    bounds.forEach(bound -> values.add(String.valueOf(bound)));
  }

  private void characters() {
    char other = 'x';
    while (constants.contains(other)) {
      other++;
    }
    values.add(other);
    for (Object constant : constants) {
      String text = String.valueOf(constant);
      if (text.length() == 1) {
        values.add(text.charAt(0));
      }
    }
  }

  private void numbers() {
    Set<BigDecimal> numbers = new TreeSet<>();
    for (Object constant : constants) {
      BigDecimal number = decimal(constant);
      if (number != null) {
        numbers.add(number);
      }
    }
    BigDecimal other = BigDecimal.ONE;
    while (numbers.contains(other)) {
      other = other.add(BigDecimal.ONE);
    }
    List<BigDecimal> all = new ArrayList<>(List.of(other));
    all.addAll(numbers);
    for (Number bound : bounds) {
      BigDecimal number = decimal(bound);
      all.addAll(List.of(number, number.subtract(BigDecimal.ONE), number.add(BigDecimal.ONE)));
    }
    if (input.traits.bare || constants.contains("")) {
      all.add(BigDecimal.ZERO); // for MyBatis it does not hold, and for OGNL it equals ''
    }
    for (BigDecimal number : all) {
      values.add(as(number));
    }
  }

  private static BigDecimal decimal(Object value) {
    try {
      return value instanceof Character || value instanceof Boolean
          ? null
          : new BigDecimal(String.valueOf(value));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private Object as(BigDecimal number) {
    if (type == Long.class) {
      return number.longValue();
    } else if (type == Short.class) {
      return number.shortValue();
    } else if (type == Byte.class) {
      return number.byteValue();
    } else if (type == Double.class) {
      return number.doubleValue();
    } else if (type == Float.class) {
      return number.floatValue();
    } else if (type == BigDecimal.class) {
      return number;
    } else if (type == BigInteger.class) {
      return number.toBigInteger();
    }
    if (number.stripTrailingZeros().scale() > 0) {
      return number;
    }
    return number.precision() < 10 ? (Object) number.intValue() : (Object) number.longValue();
  }
}

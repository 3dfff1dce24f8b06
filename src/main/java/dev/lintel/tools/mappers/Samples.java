package dev.lintel.tools.mappers;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A value of a Java type, always the same. */
final class Samples {

  private static final int DEPTH = 3;
  private static final Instant TIME = Instant.parse("2024-01-01T00:00:00Z");
  private static final Map<Class<?>, Object> KNOWN = known();

  private Samples() {}

  private static Map<Class<?>, Object> known() {
    LocalDateTime local = LocalDateTime.ofInstant(TIME, ZoneOffset.UTC);
    Map<Class<?>, Object> known = new HashMap<>();
    for (Object value :
        List.of(
            "x",
            'x',
            true,
            (byte) 1,
            (short) 1,
            1,
            1L,
            1F,
            1D,
            BigDecimal.ONE,
            BigInteger.ONE,
            new UUID(0, 1),
            TIME,
            local,
            local.toLocalDate(),
            local.toLocalTime(),
            local.atOffset(ZoneOffset.UTC),
            local.atZone(ZoneOffset.UTC),
            local.toLocalTime().atOffset(ZoneOffset.UTC),
            Year.of(2024),
            YearMonth.of(2024, 1),
            java.util.Date.from(TIME),
            Timestamp.from(TIME),
            new byte[] {1},
            new Byte[] {1})) {
      known.put(value.getClass(), value);
    }
    known.put(Date.class, Date.valueOf(LocalDate.EPOCH));
    known.put(Time.class, Time.valueOf(LocalTime.NOON));
    known.put(Month.class, Month.JANUARY);
    known.put(CharSequence.class, "x");
    known.put(Number.class, 1);
    return known;
  }

  /**
   * @param type may be null
   * @return null if none can be made
   */
  static Object of(Type type) {
    return of(type, DEPTH);
  }

  private static Object of(Type type, int depth) {
    Class<?> raw = JavaTypes.raw(type);
    if (raw == null || depth == 0) {
      return null;
    }
    Object known = KNOWN.get(raw);
    if (known != null) {
      return known;
    }
    if (raw.isEnum()) {
      Object[] constants = raw.getEnumConstants();
      return constants.length == 0 ? null : constants[0];
    }
    if (JavaTypes.isCollection(type)) {
      return list(type, depth);
    }
    return raw.isAssignableFrom(HashMap.class) ? new HashMap<>() : made(raw, depth);
  }

  private static Object list(Type type, int depth) {
    Class<?> raw = JavaTypes.raw(type);
    Object item = of(JavaTypes.item(type), depth - 1);
    List<Object> items = item == null ? List.of() : List.of(item);
    return raw.isAssignableFrom(ArrayList.class)
            || raw.isAssignableFrom(LinkedHashSet.class)
            || raw.isArray()
        ? collected(type, items)
        : null;
  }

  /**
   * @param type of a collection or array; null for a list
   * @return the items in a collection that fits it
   */
  static Object collected(Type type, List<Object> items) {
    Class<?> raw = JavaTypes.raw(type);
    if (raw != null && raw.isArray()) {
      Class<?> component =
          type instanceof Class<?> c ? c.getComponentType() : raw.getComponentType();
      Class<?> boxed = JavaTypes.raw(component);
      if (boxed == null
          || !items.stream().allMatch(item -> item == null || boxed.isInstance(item))) {
        return items.toArray(); // of which nobody knows a value
      }
      Object array = Array.newInstance(component, items.size());
      for (int i = 0; i < items.size(); i++) {
        if (items.get(i) != null) {
          Array.set(array, i, items.get(i));
        }
      }
      return array;
    }
    return raw != null && Set.class.isAssignableFrom(raw) ? new LinkedHashSet<>(items) : items;
  }

  /** By a constructor or a static factory; those that need least first. */
  private static Object made(Class<?> type, int depth) {
    try {
      List<Executable> ways = new ArrayList<>();
      if (!Modifier.isAbstract(type.getModifiers())) {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
          if (!Modifier.isPrivate(constructor.getModifiers())) {
            ways.add(constructor);
          }
        }
      }
      for (Method method : type.getDeclaredMethods()) {
        if (Modifier.isStatic(method.getModifiers())
            && !Modifier.isPrivate(method.getModifiers())
            && type.isAssignableFrom(method.getReturnType())) {
          ways.add(method);
        }
      }
      ways.sort(
          // a lone text is mostly one of a form of its own
          Comparator.comparing((Executable way) -> takesText(way))
              .thenComparing(Executable::getParameterCount)
              .thenComparing(Executable::toGenericString));
      for (Executable way : ways) {
        Object made = made(way, depth);
        if (made != null) {
          return made;
        }
      }
    } catch (LinkageError e) {
      return null; // a class that it names is not at hand
    }
    return null;
  }

  private static boolean takesText(Executable way) {
    return way.getParameterCount() == 1
        && CharSequence.class.isAssignableFrom(way.getParameterTypes()[0]);
  }

  private static Object made(Executable way, int depth) {
    Type[] types = way.getGenericParameterTypes();
    Object[] arguments = new Object[types.length];
    if (types.length != way.getParameterCount()) {
      return null;
    }
    for (int i = 0; i < types.length; i++) {
      arguments[i] = of(types[i], depth - 1);
      if (arguments[i] == null) {
        return null;
      }
    }
    try {
      way.setAccessible(true);
      return way instanceof Constructor<?> constructor
          ? constructor.newInstance(arguments)
          : ((Method) way).invoke(null, arguments);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return null; // it wants others: the next way may not
    }
  }
}

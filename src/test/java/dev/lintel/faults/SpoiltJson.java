package dev.lintel.faults;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Documents with one value or key, somewhere, that JSON or PostgreSQL cannot hold. */
final class SpoiltJson {

  private static final BigInteger TOO_WIDE = BigInteger.TEN.pow(1_000);

  private static final List<Supplier<Object>> BAD =
      List.of(
          () -> "\u0000",
          () -> "a\ud83d",
          () -> "\ude00\ud83d",
          () -> Double.NaN,
          () -> Double.NEGATIVE_INFINITY,
          () -> Float.POSITIVE_INFINITY,
          () -> new BigDecimal("1E+1000000000"),
          () -> new BigDecimal("-1E-1000000000"),
          () -> new BigDecimal(BigInteger.ONE, Integer.MAX_VALUE),
          () -> new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE),
          () -> new BigDecimal(BigInteger.ZERO, Integer.MAX_VALUE),
          () -> TOO_WIDE,
          () -> TOO_WIDE.negate(),
          () -> BigInteger.ONE.shiftLeft(1_000_000),
          () -> new BigDecimal(TOO_WIDE, 500),
          () -> new UUID(1, 2),
          () -> new Date(0),
          () -> Instant.EPOCH,
          () -> LocalDate.of(2024, 2, 29),
          () -> Optional.of("x"),
          () -> new Object(),
          () -> new byte[] {1},
          () -> new String[] {"x"},
          () -> 'x',
          () -> new StringBuilder("x"),
          () -> new AtomicInteger(1),
          () -> new AtomicLong(1),
          () -> Set.of(1),
          () -> TimeUnit.DAYS,
          () -> Thread.class,
          () -> new Throwable("x"),
          () -> Collections.singletonMap(1, "a number for a key"),
          () -> Collections.singletonMap(null, "null for a key"),
          () -> Collections.singletonMap(new UUID(1, 2), "an id for a key"),
          () -> Collections.singletonMap("a\u0000", 1),
          () -> Collections.singletonMap("\ud83d", 1),
          () -> Collections.singletonMap("n".repeat(50_001), 1),
          SpoiltJson::deep,
          SpoiltJson::cyclicMap,
          SpoiltJson::cyclicList);

  private SpoiltJson() {}

  static Map<String, Object> spoil(Map<String, Object> document, Random random) {
    Object bad = BAD.get(random.nextInt(BAD.size())).get();
    for (int i = random.nextInt(4); i > 0; i--) {
      List<Object> list = new ArrayList<>();
      list.add("beside");
      list.add(bad);
      bad = random.nextBoolean() ? list : Collections.singletonMap("~/" + i, bad);
    }
    Map<String, Object> spoilt = new LinkedHashMap<>(document);
    spoilt.put("spoilt", bad);
    return spoilt;
  }

  private static Object deep() {
    Object deep = "the end";
    for (int i = 0; i < 500; i++) {
      deep = i % 2 == 0 ? List.of(deep) : Map.of("d", deep);
    }
    return deep;
  }

  private static Object cyclicMap() {
    Map<String, Object> map = new HashMap<>();
    map.put("self", List.of(map));
    return map;
  }

  private static Object cyclicList() {
    List<Object> list = new ArrayList<>();
    list.add(1);
    list.add(list);
    return list;
  }
}

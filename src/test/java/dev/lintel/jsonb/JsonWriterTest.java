package dev.lintel.jsonb;

import static java.util.Arrays.asList;
import static java.util.Collections.singletonList;
import static java.util.Collections.singletonMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.InvalidValueException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonWriterTest {

  static String written(Object value) {
    return JsonArray.of("list", singletonList(value)).text();
  }

  static void refuses(Object value, String message) {
    assertThatThrownBy(() -> JsonObject.of("metadata", singletonMap("k", value)))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining(message)
        .extracting(e -> ((InvalidValueException) e).getField())
        .asString()
        .startsWith("metadata at /k");
  }

  @Nested
  class Values {

    @Test
    void writesEveryKindThatItTakes() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("null", null);
      map.put("true", true);
      map.put("text", "a\"b\\c\n\u2028");
      map.put("byte", (byte) -1);
      map.put("short", (short) 2);
      map.put("int", Integer.MIN_VALUE);
      map.put("long", Long.MAX_VALUE);
      map.put("float", 0.1f);
      map.put("double", 0.1d);
      map.put("list", asList(asList(), Collections.emptyMap()));
      assertThat(JsonReader.read(JsonObject.of("metadata", map).text()))
          .isEqualTo(
              expected(
                  "null",
                  null,
                  "true",
                  true,
                  "text",
                  "a\"b\\c\n\u2028",
                  "byte",
                  -1,
                  "short",
                  2,
                  "int",
                  Integer.MIN_VALUE,
                  "long",
                  Long.MAX_VALUE,
                  "float",
                  new BigDecimal("0.1"),
                  "double",
                  new BigDecimal("0.1"),
                  "list",
                  asList(asList(), Collections.emptyMap())));
    }

    private Map<String, Object> expected(Object... namesAndValues) {
      Map<String, Object> map = new HashMap<>();
      for (int i = 0; i < namesAndValues.length; i += 2) {
        map.put((String) namesAndValues[i], namesAndValues[i + 1]);
      }
      return map;
    }

    @Test
    void readsTheCallersMapOnce() {
      Map<String, Object> map = new HashMap<>(Map.of("a", 1));
      JsonObject document = JsonObject.of("metadata", map);
      map.put("a", 2);
      assertThat(document.asMap("metadata", "x")).isEqualTo(Map.of("a", 1));
    }

    static List<Object> unknownTypes() {
      return asList(
          'c',
          new StringBuilder("text"),
          new int[] {1},
          Set.of(1),
          UUID.randomUUID(),
          Instant.EPOCH,
          Thread.State.NEW,
          Optional.of(1),
          new AtomicInteger(1),
          new AtomicLong(1));
    }

    @ParameterizedTest
    @MethodSource("unknownTypes")
    void refusesUnknownTypesByName(Object value) {
      refuses(value, value.getClass().getName());
    }

    @Test
    void refusesArraysOfObjects() {
      refuses(new Object[] {1}, "[Ljava.lang.Object;");
    }
  }

  @Nested
  class Numbers {

    @ParameterizedTest
    @CsvSource({
      "1.10, 1.10",
      "1E+3, 1000",
      "1E-3, 0.001",
      "-1.50E+1, -15.0",
      "0E+1000000000, 0",
      "0.000, 0.000",
      "123456789012345678901234567890.10, 123456789012345678901234567890.10"
    })
    void writesDecimalsExpandedAndWithTheirScale(BigDecimal value, String text) {
      assertThat(written(value)).isEqualTo("[" + text + "]");
    }

    @Test
    void writesTheExtremesOfDouble() {
      for (double value : new double[] {Double.MAX_VALUE, Double.MIN_VALUE, -Double.MIN_NORMAL}) {
        String text = written(value);
        assertThat(new BigDecimal(text.substring(1, text.length() - 1)))
            .isEqualByComparingTo(new BigDecimal(Double.toString(value)));
      }
      assertThat(written(-0.0)).isEqualTo("[0.0]");
    }

    static List<Number> notFinite() {
      return asList(
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY,
          Float.NaN,
          Float.POSITIVE_INFINITY,
          Float.NEGATIVE_INFINITY);
    }

    @ParameterizedTest
    @MethodSource("notFinite")
    void refusesWhatIsNotFinite(Number value) {
      refuses(value, "expected a finite number, but was " + value);
    }

    static List<Number> thousandDigits() {
      return asList(
          BigInteger.TEN.pow(999),
          BigInteger.TEN.pow(1000).subtract(BigInteger.ONE).negate(),
          new BigDecimal("1E+999"),
          new BigDecimal("-1E-999"),
          new BigDecimal("0." + "9".repeat(999)),
          new BigDecimal("9".repeat(500) + "." + "9".repeat(500)));
    }

    @ParameterizedTest
    @MethodSource("thousandDigits")
    void takesAThousandDigits(Number value) {
      Object read = ((List<?>) JsonReader.read(written(value))).get(0);
      assertThat(new BigDecimal(read.toString()))
          .isEqualByComparingTo(new BigDecimal(value.toString()));
    }

    static List<Number> oneDigitMore() {
      return asList(
          BigInteger.TEN.pow(1000),
          BigInteger.TEN.pow(1000).negate(),
          new BigDecimal("1E+1000"),
          new BigDecimal("1E-1000"),
          new BigDecimal("0E-1000"),
          new BigDecimal("0." + "9".repeat(1000)),
          new BigDecimal("9".repeat(501) + "." + "9".repeat(500)));
    }

    @ParameterizedTest
    @MethodSource("oneDigitMore")
    void refusesOneDigitMore(Number value) {
      refuses(value, "at most 1000 digits");
    }

    /** Expanded, the first would take gigabytes: the suite's heap would not survive it. */
    @ParameterizedTest
    @ValueSource(
        strings = {
          "1E+1000000000",
          "-1E+2147483647",
          "1E-1000000000",
          "1E-2147483647",
          "9E+999999"
        })
    void refusesGiantExponentsWithoutExpandingThem(BigDecimal value) {
      refuses(value, "at most 1000 digits");
    }

    @Test
    void refusesAGiantIntegerWithoutPrintingIt() {
      refuses(BigInteger.ONE.shiftLeft(100_000_000), "one of 100000001 bits");
    }
  }

  @Nested
  class Text {

    @ParameterizedTest
    @CsvSource({"0000", "D800", "DBFF", "DC00", "DFFF"})
    void refusesInValues(String hex) {
      String bad = "ab" + (char) Integer.parseInt(hex, 16) + "c";
      refuses(bad, "U+" + hex + " at index 2");
    }

    @ParameterizedTest
    @CsvSource({"0000", "D800", "DBFF", "DC00", "DFFF"})
    void refusesInKeys(String hex) {
      String bad = "ab" + (char) Integer.parseInt(hex, 16);
      assertThatThrownBy(() -> JsonObject.of("metadata", singletonMap("in", singletonMap(bad, 1))))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageStartingWith("metadata at /in: ")
          .hasMessageContaining("U+" + hex + " at index 2");
    }

    @Test
    void refusesSurrogatesInTheWrongOrder() {
      refuses("\uDE00\uD83D", "U+DE00 at index 0");
    }

    @Test
    void takesPairsAndNoncharacters() {
      String text = "\uD83D\uDE00\uFFFF\uFFFE\uDBFF\uDFFF\u0001\u007F";
      assertThat(JsonReader.read(written(text))).isEqualTo(singletonList(text));
    }
  }

  @Nested
  class Keys {

    static List<Object> notStrings() {
      return asList(1, 1L, 'k', true, Thread.State.NEW, new StringBuilder("k"));
    }

    @ParameterizedTest
    @MethodSource("notStrings")
    void refusesKeysThatAreNotStrings(Object key) {
      assertThatThrownBy(() -> JsonObject.of("metadata", singletonMap(key, 1)))
          .isInstanceOf(InvalidValueException.class)
          .hasMessage(
              "metadata: expected keys that are strings, but was a key of type "
                  + key.getClass().getName());
    }

    @Test
    void refusesANullKey() {
      assertThatThrownBy(() -> JsonObject.of("metadata", singletonMap(null, 1)))
          .isInstanceOf(InvalidValueException.class)
          .hasMessage("metadata: expected keys that are strings, but was a key of type null");
    }

    @Test
    void refusesThemInASortedMapToo() {
      assertThatThrownBy(() -> JsonObject.of("metadata", new TreeMap<>(Map.of(1, 2))))
          .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void takesAnyKindOfMap() {
      Map<String, Object> identity = new IdentityHashMap<>(Map.of("a", 1));
      assertThat(JsonObject.of("metadata", identity).text()).isEqualTo("{\"a\":1}");
      Map<String, Object> bare =
          new AbstractMap<>() {
            @Override
            public Set<Entry<String, Object>> entrySet() {
              return Set.of(Map.entry("", 1));
            }
          };
      assertThat(JsonObject.of("metadata", bare).text()).isEqualTo("{\"\":1}");
    }
  }

  @Nested
  class Pointers {

    @Test
    void nameThePlace() {
      Map<String, Object> map =
          singletonMap("a/b", asList(0, singletonMap("m~n", asList(1, Double.NaN))));
      assertThatThrownBy(() -> JsonObject.of("metadata", map))
          .hasMessage("metadata at /a~1b/1/m~0n/1: expected a finite number, but was NaN");
    }

    @Test
    void escapeTheTildeFirst() {
      assertThatThrownBy(() -> JsonObject.of("metadata", singletonMap("~1/", Double.NaN)))
          .hasMessageStartingWith("metadata at /~01~1: ");
    }

    @Test
    void goBackAfterAnInnerDocument() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("first", singletonMap("inner", asList(1, 2)));
      map.put("second", Double.NaN);
      assertThatThrownBy(() -> JsonObject.of("metadata", map))
          .hasMessageStartingWith("metadata at /second: ");
    }

    @Test
    void nameTheEmptyKey() {
      assertThatThrownBy(() -> JsonObject.of("metadata", singletonMap("", Double.NaN)))
          .hasMessageStartingWith("metadata at /: ");
    }

    @Test
    void stayOnOneLine() {
      assertThatThrownBy(
              () -> JsonObject.of("metadata", singletonMap("a\nb\u2028\u202E", Double.NaN)))
          .hasMessageStartingWith("metadata at /a\\nb\\u2028\\u202E: ");
    }
  }

  @Test
  void refusesATopLevelNull() {
    assertThatThrownBy(() -> JsonObject.of("metadata", null))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("metadata: expected a JSON object, but was null");
    assertThatThrownBy(() -> JsonArray.of("messages", null))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("messages: expected a JSON array, but was null");
  }
}

package dev.lintel.jsonb;

import static java.util.Collections.emptyList;
import static java.util.Collections.emptyMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.InvalidValueException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

  private static final UUID ID = UUID.fromString("6f1c1a52-54f7-4d0b-9d6f-4c2a4e2b9d10");

  @Nested
  class Numbers {

    @ParameterizedTest
    @CsvSource({
      "0, java.lang.Integer",
      "2147483647, java.lang.Integer",
      "-2147483648, java.lang.Integer",
      "2147483648, java.lang.Long",
      "-2147483649, java.lang.Long",
      "9223372036854775807, java.lang.Long",
      "-9223372036854775808, java.lang.Long",
      "9223372036854775808, java.math.BigInteger",
      "-9223372036854775809, java.math.BigInteger",
      "1.0, java.math.BigDecimal",
      "0.0, java.math.BigDecimal"
    })
    void readAsTheSmallestTypeThatFits(String text, Class<?> type) {
      Object read = JsonReader.read(text);
      assertThat(read).isExactlyInstanceOf(type).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.10", "0.100", "-0.000000000000000000000000000001", "100.00"})
    void keepTheirScale(String text) {
      assertThat(JsonReader.read(text)).isEqualTo(new BigDecimal(text));
    }

    @Test
    void readThoughWiderThanWhatIsWritten() {
      String wide = "9".repeat(5_000);
      assertThat(JsonReader.read(wide)).isEqualTo(new BigInteger(wide));
      assertThat(JsonReader.read("0." + wide)).isEqualTo(new BigDecimal("0." + wide));
    }
  }

  @Nested
  class Documents {

    @Test
    void keepNullsAndEmptyContainers() {
      Map<String, Object> map = JsonObject.read("{\"\":null,\"a\":{},\"b\":[]}").asMap("m", ID);
      assertThat(map).containsEntry("", null).containsEntry("a", emptyMap());
      assertThat(map).containsEntry("b", emptyList()).hasSize(3);
    }

    @Test
    void areUnmodifiableAllTheWayDown() {
      Map<String, Object> map =
          JsonObject.read("{\"list\":[[1],{\"a\":1}],\"map\":{\"inner\":{\"x\":1}}}")
              .asMap("m", ID);
      assertUnmodifiable(map);
      List<Object> list = JsonArray.read("[[[]],{\"a\":[{}]}]").asList("m", ID);
      assertUnmodifiable(list);
    }

    @SuppressWarnings("unchecked")
    private void assertUnmodifiable(Object value) {
      if (value instanceof Map) {
        Map<String, Object> map = (Map<String, Object>) value;
        assertThatThrownBy(() -> map.put("new", 1))
            .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(map.entrySet()::clear).isInstanceOf(UnsupportedOperationException.class);
        for (Map.Entry<String, Object> entry : map.entrySet()) {
          assertThatThrownBy(() -> entry.setValue(1))
              .isInstanceOf(UnsupportedOperationException.class);
          assertUnmodifiable(entry.getValue());
        }
      } else if (value instanceof List) {
        List<Object> list = (List<Object>) value;
        assertThatThrownBy(() -> list.add(1)).isInstanceOf(UnsupportedOperationException.class);
        list.forEach(this::assertUnmodifiable);
      }
    }

    @Test
    void readAtAnyDepth() {
      int depth = 100_000;
      Object read = JsonReader.read("[".repeat(depth) + "]".repeat(depth));
      int levels = 0;
      for (Object at = read; at != null; levels++) {
        at = ((List<?>) at).isEmpty() ? null : ((List<?>) at).get(0);
      }
      assertThat(levels).isEqualTo(depth);
    }

    @Test
    void areEqualWhateverTheOrderOfTheirKeys() {
      JsonObject one = JsonObject.read("{\"a\": 1, \"b\": [true, null]}");
      JsonObject other = JsonObject.read("{\"b\":[true,null],\"a\":1}");
      assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
      assertThat(JsonObject.read("{\"a\":1.10}")).isNotEqualTo(JsonObject.read("{\"a\":1.1}"));
      assertThat(JsonObject.read("{\"a\":1}")).isNotEqualTo(JsonObject.read("{\"a\":1.0}"));
      assertThat(JsonObject.read("{\"a\":null}")).isNotEqualTo(JsonObject.read("{}"));
    }
  }

  @Nested
  class Unreadable {

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"a\":}", "[1,]", "{'a':1}", "nul", "[01]", "[NaN]"})
    void isRefusedWithItsRow(String text) {
      assertThatThrownBy(() -> JsonObject.read(text).asMap("item metadata", ID))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageStartingWith("item metadata of " + ID + ": ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "1", "\"text\"", "true"})
    void isWhatIsNoObject(String text) {
      assertThatThrownBy(() -> JsonObject.read(text).asMap("item metadata", ID))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageContaining(ID.toString())
          .hasMessageContaining("a JSON object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "1"})
    void isWhatIsNoArray(String text) {
      assertThatThrownBy(() -> JsonArray.read(text).asList("messages", ID))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageContaining(ID.toString())
          .hasMessageContaining("a JSON array");
    }
  }

  @Test
  void makesNoObjectOfAClassThatADocumentNames() {
    Map<String, Object> map =
        JsonObject.read("{\"@class\":\"javax.swing.JFrame\",\"@type\":\"x\"}").asMap("m", ID);
    assertThat(map).isEqualTo(Map.of("@class", "javax.swing.JFrame", "@type", "x"));
  }

  /** MyBatis asks every bound value for its hash; a write must not parse what it has written. */
  @Test
  void isNotParsedForItsHash() {
    assertThat(JsonObject.read("no JSON at all").hashCode())
        .isEqualTo(JsonObject.read("{}").hashCode());
  }
}

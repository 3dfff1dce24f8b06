package dev.lintel.jsonb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Rows share their keys, and no key is taken for another. */
class JsonKeysTest {

  private static String key(String json) {
    return ((Map<?, ?>) JsonReader.read(json)).keySet().iterator().next().toString();
  }

  /** Two of one hash, n times in a row: 2^n keys that all have the same hash. */
  private static List<String> ofOneHash(int n) {
    List<String> keys = List.of("");
    for (int i = 0; i < n; i++) {
      List<String> longer = new ArrayList<>();
      for (String key : keys) {
        longer.add(key + "Aa");
        longer.add(key + "BB");
      }
      keys = longer;
    }
    return keys;
  }

  private static String json(List<String> keys) {
    StringBuilder json = new StringBuilder();
    for (String key : keys) {
      json.append(json.length() == 0 ? "{" : ",").append('"').append(key).append("\":\"");
      json.append(key).append('"');
    }
    return json.append('}').toString();
  }

  private static Map<String, String> map(List<String> keys) {
    Map<String, String> map = new LinkedHashMap<>();
    keys.forEach(key -> map.put(key, key));
    return map;
  }

  @Test
  void equalOnesAreShared() {
    String first = key("{\"shared by rows\":1}");
    assertThat(key("{ \"shared by rows\" : [] }")).isSameAs(first);
    assertThat(key("{\"\":1}")).isEmpty();
  }

  @Test
  void longOnesAreNotKept() {
    String json = "{\"" + "k".repeat(41) + "\":1}";
    assertThat(key(json)).isEqualTo(key(json)).isNotSameAs(key(json));
  }

  /** Jackson would take them for an attack, PostgreSQL stores them. */
  @Test
  void onesOfTheSameHashAreNeverConfused() {
    List<String> keys = ofOneHash(10);
    assertThat(keys).hasSize(1_024).allMatch(key -> key.hashCode() == keys.get(0).hashCode());
    for (int i = 0; i < 3; i++) {
      assertThat(JsonReader.read(json(keys))).isEqualTo(map(keys));
    }
  }

  /** One is the other's beginning, and both take the same place among the recent ones. */
  @Test
  void onesThatBeginAlikeAreNeverConfused() {
    List<String> keys = List.of("a", "a\u0000", "\u0000a", "a\u0000\u0000", "\u0000", "");
    for (int i = 0; i < 3; i++) {
      assertThat(JsonReader.read(json(keys))).isEqualTo(map(keys));
    }
  }

  /** Keys that take each other's place all the time, and some that share one. */
  @Test
  void threadsThatReadTheSameKeysGetTheRightOnes() throws Exception {
    List<String> keys = new ArrayList<>(ofOneHash(5));
    for (int i = 0; i < 2_000; i++) {
      keys.add("key " + i);
    }
    String json = json(keys);
    Map<String, String> expected = map(keys);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Integer>> readers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        readers.add(
            threads.submit(
                () -> {
                  int equal = 0;
                  for (int n = 0; n < 200; n++) {
                    equal += JsonReader.read(json).equals(expected) ? 1 : 0;
                  }
                  return equal;
                }));
      }
      for (Future<Integer> reader : readers) {
        assertThat(reader.get()).isEqualTo(200);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}

package dev.lintel.jsonb;

import static java.util.Arrays.asList;
import static java.util.Collections.nCopies;
import static java.util.Collections.singletonList;
import static java.util.Collections.singletonMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.InvalidValueException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sizes of documents: what is just taken, and what is refused. */
class JsonLimitsTest {

  private Map<String, Object> nestedMaps(int levels) {
    Map<String, Object> map = new HashMap<>();
    for (int i = 1; i < levels; i++) {
      map = new HashMap<>(singletonMap("a", map));
    }
    return map;
  }

  @Test
  void takesFiveHundredLevelsAndNoMore() {
    assertThat(JsonObject.of("metadata", nestedMaps(500)).asMap("metadata", "x"))
        .isEqualTo(nestedMaps(500));
    assertThatThrownBy(() -> JsonObject.of("metadata", nestedMaps(501)))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageStartingWith("metadata at /a/a/a")
        .hasMessageContaining("at most 500 levels");
  }

  @Test
  void countsListsAsLevels() {
    List<Object> list = new ArrayList<>();
    for (int i = 1; i < 500; i++) {
      list = singletonList(list);
    }
    List<Object> deepest = list;
    assertThat(JsonArray.of("messages", deepest).text()).hasSize(1000);
    assertThatThrownBy(() -> JsonArray.of("messages", singletonList(deepest)))
        .hasMessageContaining("at most 500 levels");
  }

  @Test
  void refusesACyclicMap() {
    Map<String, Object> map = new HashMap<>();
    map.put("self", asList(1, map));
    assertThatThrownBy(() -> JsonObject.of("metadata", map))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageStartingWith("metadata at /self/1/self/1")
        .hasMessageContaining("does the document contain itself?");
  }

  @Test
  void refusesACyclicList() {
    List<Object> list = new ArrayList<>();
    list.add(list);
    assertThatThrownBy(() -> JsonArray.of("messages", list))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageStartingWith("messages at /0/0/0");
  }

  @Test
  void forgetsTheDepthOfSiblings() {
    List<Object> wide = new ArrayList<>(nCopies(2000, singletonList(Collections.emptyMap())));
    assertThat(JsonArray.of("messages", wide).asList("messages", "x")).hasSize(2000);
  }

  @Test
  void takesStringsOfTwentyMillionAndNoMore() {
    String longest = "x".repeat(20_000_000);
    assertThat(JsonArray.of("list", singletonList(longest)).text()).hasSize(20_000_004);
    assertThatThrownBy(() -> JsonObject.of("metadata", singletonMap("k", longest + "x")))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("metadata at /k: expected at most 20000000 characters, but was 20000001");
  }

  @Test
  void takesNamesOfFiftyThousandAndNoMore() {
    String longest = "n".repeat(50_000);
    assertThat(JsonObject.of("metadata", singletonMap(longest, 1)).text()).contains(longest);
    assertThatThrownBy(() -> JsonObject.of("metadata", singletonMap(longest + "n", 1)))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("at most 50000 characters, but was 50001");
  }

  /** One string many times: the caller's list is small, the document would not be. */
  @Test
  void refusesADocumentThatJsonbCouldNotHold() {
    List<Object> list = nCopies(21, "x".repeat(10_000_000));
    assertThatThrownBy(() -> JsonArray.of("messages", list))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("a document of at most 200000000 bytes");
  }
}

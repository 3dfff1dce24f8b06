package dev.lintel.jsonb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lintel.InvalidValueException;
import dev.lintel.testing.RandomJson;
import dev.lintel.testing.RandomJsonText;
import dev.lintel.text.Text;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Lintel's own JSON code beside Jackson's: both read the same tree, types and scales too, or both
 * refuse. Jackson is told to take what Lintel takes on purpose: control characters that stand in a
 * string as they are, and names, numbers and depths of any size. It reads one value and no more.
 */
class JsonAgainstJacksonTest {

  private static final ObjectMapper JACKSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(Integer.MAX_VALUE)
                          .maxNumberLength(Integer.MAX_VALUE)
                          .maxStringLength(Integer.MAX_VALUE)
                          .maxNameLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Plain, with white space, and in ASCII: every other character is an escape then. */
  private static final List<ObjectWriter> STYLES =
      List.of(
          JACKSON.writer(),
          JACKSON.writerWithDefaultPrettyPrinter(),
          JACKSON.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII));

  /** In the place of a hexadecimal digit: Jackson looks at a character's last byte alone. */
  private static final Pattern FOREIGN_DIGIT = Pattern.compile("\\\\u\\w{0,3}[^\\p{ASCII}]");

  private final long seed = RandomJson.seed();

  /** What a reader makes of a text; null is a document, too. */
  private record Outcome(boolean refused, Object tree) {}

  private static Outcome ofJackson(String text) {
    try {
      return new Outcome(false, JACKSON.readValue(text, Object.class));
    } catch (JsonProcessingException | NumberFormatException e) { // the latter of an exponent
      return new Outcome(true, null);
    }
  }

  private static Outcome ofLintel(String text) {
    try {
      return new Outcome(false, JsonReader.read(text));
    } catch (InvalidValueException e) {
      return new Outcome(true, null);
    }
  }

  /** Equal in both; whether it was refused. */
  private static boolean refused(String text, String place) {
    Outcome lintel = ofLintel(text);
    if (lintel.refused() && FOREIGN_DIGIT.matcher(text).find()) {
      return true;
    }
    Outcome jackson = ofJackson(text);
    String of = place + ": " + Text.visible(text);
    assertThat(lintel).as(of).isEqualTo(jackson);
    // the order of keys, which does not count in a Map
    assertThat(String.valueOf(lintel.tree())).as(of).isEqualTo(String.valueOf(jackson.tree()));
    return lintel.refused();
  }

  private String place(int number) {
    return "-Dlintel.test.seed=" + seed + ", text " + number;
  }

  @Test
  void readsRandomDocuments() throws Exception {
    RandomJson random = new RandomJson(seed);
    for (int i = 0; i < 10_000; i++) {
      String text = STYLES.get(i % STYLES.size()).writeValueAsString(random.object());
      assertThat(refused(text, place(i))).as(place(i)).isFalse();
    }
  }

  @Test
  void readsOrRefusesWhatWasBroken() throws Exception {
    RandomJson random = new RandomJson(seed);
    RandomJsonText slips = new RandomJsonText(seed);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      String text = STYLES.get(i % STYLES.size()).writeValueAsString(random.object());
      refused += refused(slips.mutated(text), place(i)) ? 1 : 0;
    }
    assertThat(refused).isBetween(2_000, 18_000);
  }

  @Test
  void readsOrRefusesRandomTokens() {
    RandomJsonText random = new RandomJsonText(seed);
    int refused = 0;
    for (int i = 0; i < 100_000; i++) {
      refused += refused(random.tokens(), place(i)) ? 1 : 0;
    }
    assertThat(refused).isBetween(50_000, 99_500);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "0",
        "-0",
        "-",
        "+1",
        "--1",
        "01",
        "-01",
        "00",
        "1.",
        ".5",
        "-.5",
        "1.5",
        "1.50",
        "-0.0",
        "0.10",
        "1e",
        "1e+",
        "1E5",
        "1e5",
        "1e+5",
        "1e-400",
        "1E400",
        "1.5e3",
        "1.e3",
        "0e0",
        "-0e-0",
        "1e00001",
        "1ee1",
        "1e1.5",
        "0x10",
        "1_000",
        "1 2",
        "1,",
        "1a",
        "1\"",
        "NaN",
        "Infinity",
        "-Infinity",
        "999999999999999999",
        "-99999999999999999",
        "1000000000000000000",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "-9223372036854775809",
        "0.99999999999999999",
        "0.999999999999999999",
        "-2147483649",
        "123456789012345678901234567890.10",
        "true",
        "false",
        "null",
        "tru",
        "truex",
        "true1",
        "nulll",
        "TRUE",
        "[",
        "]",
        "[]",
        "[,]",
        "[1,]",
        "[1 2]",
        "[[]",
        "[]]",
        "[1}",
        "{",
        "}",
        "{}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{\"a\":1,\"a\":2}",
        "{,}",
        "{a:1}",
        "{1:1}",
        "{\"a\" 1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":1]",
        "{\"a\\nb\":1}",
        "{} {}",
        "{}x",
        "[1]//",
        "/**/1",
        "'a'",
        "\"",
        "\"a",
        "\"\\\"",
        "\"\\",
        "\"\\u\"",
        "\"\\u00\"",
        "\"\\u00e",
        "\"\\u00e9\"",
        "\"\\u00E9\"",
        "\"\\u00g9\"",
        "\"\\U00e9\"",
        "\"\\u٠٠٤١\"",
        "\"\\uD83D\\uDE00\"",
        "\"\\uDE00\\uD83D\"",
        "\"\\uD83D\"",
        "\"\\u0000\"",
        "\u0663",
        "\uff11",
        "\ufeff1",
        "1\ufeff",
        "1\u0000"
      })
  void readsOrRefuses(String text) {
    refused(text, "alone");
    refused("[" + text + "]", "in an array");
    refused("{\"k\":" + text + "}", "in an object");
  }

  @Test
  void readsTheEscapesOfJsonAndNoOthers() {
    for (char c = 0; c < 0x180; c++) {
      refused("\"\\" + c + "\"", "as text");
      refused("{\"a\\" + c + "\":1}", "as a key");
    }
    assertThat(JsonReader.read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"")).isEqualTo("\"\\/\b\f\n\r\t");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u0663\u0663\u0663\u0663", "\uff10\uff10\uff14\uff11", "004\u0661", "+041"})
  void refusesWhatIsADigitElsewhere(String digits) {
    assertThat(ofLintel("\"\\u" + digits + "\"").refused()).isTrue();
    assertThat(ofLintel("{\"\\u" + digits + "\":1}").refused()).isTrue();
  }

  @Test
  void readsEveryCodeUnitByItsEscapeAndAsItIs() {
    for (int unit = 0; unit <= Character.MAX_VALUE; unit++) {
      String escape = String.format(unit % 2 == 0 ? "\\u%04x" : "\\u%04X", unit);
      String text = "{\"" + escape + "\":\"x" + escape + "y\"}";
      assertThat(JsonReader.read(text))
          .isEqualTo(Map.of("" + (char) unit, "x" + (char) unit + "y"));
      if (unit != '"' && unit != '\\') {
        refused("{\"" + (char) unit + "\":\"" + (char) unit + "\"}", "as it is");
      }
    }
  }

  @Test
  void takesFourKindsOfWhiteSpaceAndNoOthers() {
    for (int unit = 0; unit <= Character.MAX_VALUE; unit++) {
      char c = (char) unit;
      if (unit <= ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\ufeff') {
        boolean taken = " \t\n\r".indexOf(c) >= 0;
        for (String text : List.of("#1", "1#", "[#1#,#2#]", "{#\"a\"#:#[#]#,#\"b\":{#}#}")) {
          assertThat(refused(text.replace('#', c), "U+" + Integer.toHexString(unit)))
              .as(text + " with U+" + Integer.toHexString(unit))
              .isEqualTo(!taken);
        }
      }
    }
  }

  @Test
  void readsNumbersOfEveryLength() {
    for (int length = 1; length < 60; length++) {
      String digits = "9182736450".repeat(6).substring(0, length);
      for (int point = 0; point < length; point++) {
        String number =
            point == 0 ? digits : digits.substring(0, point) + "." + digits.substring(point);
        assertThat(refused(number, "number")).isFalse();
        assertThat(refused("-" + number, "number")).isFalse();
        assertThat(refused(number + "e-7", "number")).isFalse();
      }
    }
  }

  /** Those that two halves make, too. */
  @ParameterizedTest
  @ValueSource(ints = {999, 1_000, 1_001, 2_001, 16_383, 131_072})
  void readsNumbersOfPostgresqlsSize(int length) {
    for (String digits : List.of("9".repeat(length), "10".repeat(length).substring(0, length))) {
      for (String number : List.of(digits, "-" + digits, digits + ".0" + digits, "-0." + digits)) {
        assertThat(JsonReader.read(number)).isEqualTo(ofJackson(number).tree());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e2147483700",
        "1e-2147483700",
        "0.1e-2147483700",
        "0e99999999999",
        "1e-9999999999"
      })
  void refusesAnExponentThatNoNumberOfJavaHas(String number) {
    assertThat(refused("[" + number + "]", "number")).isTrue();
    assertThat(refused(number, "number")).isTrue();
  }

  @Test
  void readsTwentyMegabytes() throws Exception {
    RandomJson random = new RandomJson(seed);
    List<Object> list =
        IntStream.range(0, 2_000).mapToObj(i -> random.object()).collect(Collectors.toList());
    String element = JACKSON.writeValueAsString(list);
    String text =
        IntStream.rangeClosed(0, 20_000_000 / element.length())
            .mapToObj(i -> element)
            .collect(Collectors.joining(" , ", "[", "]"));
    assertThat(text).hasSizeGreaterThan(20_000_000);
    assertThat(JsonReader.read(text).equals(JACKSON.readValue(text, Object.class))).isTrue();
  }

  @Test
  void readsWhatLintelWrites() throws Exception {
    RandomJson random = new RandomJson(seed);
    for (int i = 0; i < 5_000; i++) {
      Map<String, Object> document = random.object();
      String text = JsonObject.of("metadata", document).text();
      assertThat(JACKSON.readValue(text, Object.class))
          .as(place(i))
          .isEqualTo(RandomJson.stored(document));
      assertThat(refused(text, place(i))).as(place(i)).isFalse();
    }
  }

  @Test
  void readsEveryCharacterThatLintelWrites() throws Exception {
    for (int point = 1; point <= Character.MAX_CODE_POINT; point++) {
      if (point < 0xD800 || point > 0xDFFF) {
        String text = Character.toString(point);
        Map<String, Object> document = Map.of(text, text);
        String written = JsonObject.of("metadata", document).text();
        assertThat(JsonReader.read(written)).isEqualTo(document);
        if (point < 0x3000) {
          assertThat(JACKSON.readValue(written, Object.class)).isEqualTo(document);
        }
      }
    }
  }
}

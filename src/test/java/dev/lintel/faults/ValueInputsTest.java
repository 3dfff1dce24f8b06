package dev.lintel.faults;

import static dev.lintel.faults.InputRun.taken;
import static dev.lintel.faults.Inputs.isStorable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.InvalidValueException;
import dev.lintel.LintelException;
import dev.lintel.conversations.Message;
import dev.lintel.items.NewItem;
import dev.lintel.jsonb.JsonArray;
import dev.lintel.jsonb.JsonObject;
import dev.lintel.mapping.LintelMappers;
import dev.lintel.mapping.SchemaName;
import dev.lintel.migrations.Migrations;
import dev.lintel.paging.Cursor;
import dev.lintel.paging.Page;
import dev.lintel.session.Database;
import dev.lintel.session.RetryPolicy;
import dev.lintel.testing.Load;
import dev.lintel.testing.RandomJson;
import dev.lintel.testing.RandomJsonText;
import dev.lintel.text.Text;
import dev.lintel.validation.Require;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.ibatis.session.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Every function that takes its values without a server, with inputs that nobody hopes for. */
@Tag("faults")
@Timeout(value = 1, unit = TimeUnit.HOURS) // the run ends an input that hangs
class ValueInputsTest {

  private static final Migrations MIGRATIONS = Migrations.over(new PGSimpleDataSource());
  private static final String BUILD =
      "NewItem.Builder.id, name, description, status, metadata and parentId";
  private static final String STEPS = "Migrations.upgradeSteps and downgradeSteps";

  /** An item is judged by the operation that it is given to. */
  private static final Set<String> NEVER_REFUSED = Set.of(BUILD);

  /** Only numbers of steps that need no server are given. */
  private static final Set<String> NEVER_TAKEN = Set.of(STEPS);

  private static final Map<String, Integer> GIVEN = new LinkedHashMap<>();

  /** A function, and one input for it. */
  record ValueFunction(String name, InputRun.Attempt attempt) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<ValueFunction> documents() {
    return List.of(
        new ValueFunction(
            "JsonObject.of",
            in -> {
              boolean good = in.one(2);
              Map<String, Object> document = good ? in.document() : in.badDocument();
              JsonObject json = taken(good, () -> JsonObject.of("field", document));
              Object stored = InputRows.stored(document);
              assertThat(json.asMap("field", "x")).isEqualTo(stored);
              assertThat(JsonObject.read(json.text()).asMap("field", "x")).isEqualTo(stored);
            }),
        new ValueFunction(
            "JsonArray.of",
            in -> {
              boolean good = in.one(2);
              Map<String, Object> element = good ? Map.of("e", in.text(9) + "") : in.badDocument();
              boolean fits = good && isStorable((String) element.get("e"), 20_000_000);
              List<?> list = element == null ? null : List.of(1, element);
              JsonArray json = taken(fits, () -> JsonArray.of("field", list));
              assertThat(json.asList("field", "x")).isEqualTo(list);
            }),
        new ValueFunction(
            "JsonObject.read",
            in -> {
              RandomJsonText texts = new RandomJsonText(in.newId().getMostSignificantBits());
              String good = JsonObject.of("field", in.document()).text();
              String text = in.one(3) ? texts.tokens() : texts.mutated(good);
              JsonObject json = JsonObject.read(in.one(9) ? in.text(90) + "" : text);
              Map<String, Object> read = json.asMap("field", "x");
              JsonObject again = JsonObject.of("field", read);
              assertThat(again.asMap("field", "x")).isEqualTo(InputRows.stored(read));
            }),
        new ValueFunction(
            "JsonArray.read",
            in -> {
              RandomJsonText texts = new RandomJsonText(in.newId().getMostSignificantBits());
              String good = JsonArray.of("field", List.of(in.limit(), in.document())).text();
              String text = in.one(3) ? texts.tokens() : texts.mutated(good);
              JsonArray json = JsonArray.read(in.one(9) ? in.text(90) + "" : text);
              List<Object> read = json.asList("field", "x");
              JsonArray again = JsonArray.of("field", read);
              assertThat(again.asList("field", "x")).isEqualTo(RandomJson.stored(read));
            }),
        new ValueFunction(
            "Message.of",
            in -> {
              boolean good = in.one(2);
              Map<String, Object> fields = good ? in.document() : in.badDocument();
              boolean named = good && (fields.containsKey("role") || fields.containsKey("content"));
              Message message =
                  taken(good && !named, () -> Message.of(in.text(9), in.text(9), fields));
              assertThat(message.getFields()).isEqualTo(InputRows.stored(fields));
              assertThat(message.toString()).doesNotContainPattern("\\p{Cntrl}");
            }),
        new ValueFunction(
            BUILD,
            in -> {
              NewItem item =
                  NewItem.builder()
                      .id(in.id(in.newId()))
                      .parentId(in.id(in.newId()))
                      .name(in.text(9))
                      .status(in.text(9))
                      .description(in.text(9))
                      .metadata(in.one(2) ? in.document() : in.badDocument())
                      .build();
              assertThat(item).as("refused by the operation only").isNotNull();
            }));
  }

  static List<ValueFunction> settings() {
    return List.of(
        new ValueFunction(
            "Database.Builder.schema",
            in -> {
              String schema = name(in);
              Database.builder().schema(schema);
              assertThat(SchemaName.check(schema)).isEqualTo(schema);
              assertThat(schema).matches("[\\p{L}_][\\p{L}\\p{N}_$-]*");
              assertThat(schema.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1, 63);
            }),
        new ValueFunction(
            "Database.Builder.maximumPoolSize",
            in -> {
              int size = in.limit();
              taken(size > 0 && size <= 1_000, () -> Database.builder().maximumPoolSize(size));
            }),
        new ValueFunction(
            "Database.Builder.applicationName",
            in -> {
              String name = in.text(63);
              taken(isStorable(name, 63), () -> Database.builder().applicationName(name));
            }),
        new ValueFunction(
            "Database.Builder.statementTimeout and lockTimeout",
            in -> {
              Duration timeout = in.duration();
              boolean good = timeout != null && (timeout.isZero() || isMillisToDay(timeout));
              taken(good, () -> Database.builder().statementTimeout(timeout));
              taken(good, () -> Database.builder().lockTimeout(timeout));
            }),
        new ValueFunction(
            "RetryPolicy.of",
            in -> {
              int attempts = in.limit();
              Duration time = in.duration();
              boolean longEnough = time != null && time.compareTo(Duration.ZERO) > 0;
              assertThat(
                      taken(
                          attempts > 0 && attempts <= 100 && longEnough,
                          () -> RetryPolicy.of(attempts, time)))
                  .hasToString("RetryPolicy[" + attempts + " attempts in " + time + "]");
            }),
        new ValueFunction(
            "Migrations.schema and historyTable",
            in -> {
              String name = name(in);
              Migrations set = MIGRATIONS.historyTable(name).schema(name);
              assertThat(set.toString()).contains(name);
              assertThat(name).matches("[A-Za-z_][A-Za-z0-9_]{0,56}");
            }),
        new ValueFunction(
            "Migrations.lockTimeout",
            in -> {
              Duration timeout = in.duration();
              taken(
                  timeout != null && isMillisToDay(timeout), () -> MIGRATIONS.lockTimeout(timeout));
            }),
        new ValueFunction(
            "Migrations.locations and undoLocations",
            in -> {
              String location = in.text(90);
              MIGRATIONS.locations("classpath:x", location);
              MIGRATIONS.undoLocations(location);
              assertThat(location.trim()).isNotEmpty();
            }),
        new ValueFunction(
            STEPS,
            in -> {
              int steps = -Math.abs(in.limit());
              taken(false, () -> MIGRATIONS.upgradeSteps(steps));
              taken(false, () -> MIGRATIONS.downgradeSteps(steps));
            }));
  }

  static List<ValueFunction> mappers() {
    return List.of(
        new ValueFunction(
            "LintelMappers.install",
            in -> {
              String schema = in.one(50) ? name(in) : noName(in);
              Configuration host = in.one(20) ? null : new Configuration();
              try {
                LintelMappers.install(host, schema);
              } catch (LintelException e) {
                assertThat(host == null || host.getMappedStatementNames().isEmpty()).isTrue();
                throw e;
              }
              assertThat(SchemaName.check(schema)).isEqualTo(schema);
              assertThat(sql(host)).contains(schema);
            }));
  }

  private static String sql(Configuration host) {
    return host.getMappedStatement("dev.lintel.items.ItemMapper.findItemById")
        .getBoundSql(Map.of("itemId", new UUID(0, 0)))
        .getSql();
  }

  /** Names are seldom found among texts. */
  private static String name(Inputs in) {
    String text = in.text(63);
    return in.one(2) || text == null ? text : "n" + text.replaceAll("[^a-z0-9_]", "");
  }

  private static String noName(Inputs in) {
    String text = in.text(60);
    return text == null ? null : text + in.of(List.of(" ", "\"", ".", ";--", "\0", "\u200b"));
  }

  private static boolean isMillisToDay(Duration timeout) {
    return timeout.compareTo(Duration.ofMillis(1)) >= 0
        && timeout.compareTo(Duration.ofDays(1)) <= 0;
  }

  static List<ValueFunction> helpers() {
    return List.of(
        new ValueFunction(
            "Cursor.decode",
            in -> {
              if (in.one(2)) {
                Instant time = in.time();
                UUID id = in.newId();
                Cursor cursor = Cursor.decode("list", Cursor.encode("list", time, id));
                assertThat(cursor.createdAt()).isEqualTo(time);
                assertThat(cursor.id()).isEqualTo(id);
              } else if (in.one(4)) {
                Cursor.decode("list", in.forgedCursor("list"));
              } else {
                taken(false, () -> Cursor.decode("list", in.badCursor("list")));
              }
            }),
        new ValueFunction(
            "Cursor.encode",
            in -> {
              String list = in.one(4) ? null : in.text(50);
              Instant time = in.one(4) ? null : in.time();
              UUID id = in.id(in.newId());
              boolean good = list != null && time != null && id != null;
              taken(good, () -> Cursor.encode(list, time, id));
            }),
        new ValueFunction(
            "Page.of",
            in -> {
              List<Integer> rows = in.one(4) ? null : Collections.nCopies(in.upTo(5), 1);
              int limit = in.one(2) ? 1 + in.upTo(4) : in.limit();
              Function<Integer, String> cursor = in.one(4) ? null : row -> "next";
              boolean good = rows != null && cursor != null && Inputs.isLimit(limit);
              Page<Integer> page = taken(good, () -> Page.of(rows, limit, cursor));
              assertThat(page.getContent()).hasSize(Math.min(limit, rows.size()));
              assertThat(page.getNextCursor()).isEqualTo(rows.size() > limit ? "next" : null);
            }),
        new ValueFunction(
            "Require.nonNull, text and optionalText",
            in -> {
              int longest = in.upTo(300);
              String text = in.text(longest);
              taken(text != null, () -> Require.nonNull("field", text));
              boolean optional = text == null || isStorable(text, 100_000_000);
              assertThat(taken(optional, () -> Require.optionalText("field", text)))
                  .isEqualTo(text);
              taken(isStorable(text, longest), () -> Require.text("field", text, longest));
            }),
        new ValueFunction(
            "Require.limit",
            in -> {
              int limit = in.limit();
              taken(Inputs.isLimit(limit), () -> Require.limit(limit));
            }),
        new ValueFunction(
            "Text.visible, shown, line, wholeLine and problem",
            in -> {
              String text = in.text(500);
              assertOneLine(Text.visible(text), 1_100);
              assertOneLine(Text.shown(text).toString(), 1_100);
              assertOneLine(Text.line(text), 10_100);
              if (text != null && text.length() < 10_000) {
                assertOneLine(Text.wholeLine(text), 100_000);
              }
              if (text == null || Text.problem(text) != null) {
                throw new InvalidValueException("text", "storable", Text.visible(text));
              }
              assertThat(isStorable(text, Integer.MAX_VALUE)).isTrue();
            }));
  }

  private static void assertOneLine(String text, int longest) {
    assertThat(text).hasSizeLessThan(longest).doesNotContainPattern("[\\p{Cntrl}\\p{Cf}\\p{Cs}]");
  }

  @ParameterizedTest
  @MethodSource({"documents", "settings", "mappers", "helpers"})
  void isTakenOrRefusedByName(ValueFunction function) {
    int count = Load.inputs(500);
    InputRun run = InputRun.of(function.name, count, function.attempt);
    assertThat(run.taken() > 0).as("taken").isEqualTo(!NEVER_TAKEN.contains(function.name));
    assertThat(run.refused() > 0).as("refused").isEqualTo(!NEVER_REFUSED.contains(function.name));
    GIVEN.put(function.name, count);
  }

  @AfterAll
  static void figures() {
    InputFigures.write("inputs of values and settings", GIVEN);
  }
}

package dev.lintel.faults;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.lintel.LintelException;
import dev.lintel.conversations.ConversationOperations;
import dev.lintel.conversations.Message;
import dev.lintel.items.ItemOperations;
import dev.lintel.items.NewItem;
import dev.lintel.jsonb.JsonArray;
import dev.lintel.jsonb.JsonObject;
import dev.lintel.mapping.LintelMappers;
import dev.lintel.migrations.MigrationScripts;
import dev.lintel.migrations.Migrations;
import dev.lintel.paging.Cursor;
import dev.lintel.paging.Page;
import dev.lintel.parents.ParentOperations;
import dev.lintel.session.Database;
import dev.lintel.session.RetryPolicy;
import dev.lintel.text.Text;
import dev.lintel.validation.Require;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every public function that takes values is given inputs, or is left out by name. */
@Tag("faults")
class InputsAreCompleteTest {

  private static final List<Class<?>> OPERATIONS =
      List.of(ItemOperations.class, ParentOperations.class, ConversationOperations.class);

  private static final List<Class<?>> VALUES =
      List.of(
          NewItem.class,
          NewItem.Builder.class,
          Message.class,
          JsonObject.class,
          JsonArray.class,
          Database.class,
          Database.Builder.class,
          RetryPolicy.class,
          Migrations.class,
          MigrationScripts.class,
          Cursor.class,
          Page.class,
          LintelMappers.class,
          Require.class,
          Text.class);

  private static final String BY_MYBATIS = "called by MyBatis, with what the operations give it";
  private static final String NO_VALUES = "takes sessions, connections, classes or failures";
  private static final String BY_SCHEMA = "takes a schema, as Database.Builder.schema does";

  private static final Map<String, String> TYPES_LEFT_OUT =
      Map.ofEntries(
          entry("jsonb.JsonbTypeHandler", BY_MYBATIS),
          entry("mapping.InstantTypeHandler", BY_MYBATIS),
          entry("mapping.TextArrayTypeHandler", BY_MYBATIS),
          entry("mapping.UuidTypeHandler", BY_MYBATIS),
          entry("mapping.DriverTransaction", NO_VALUES),
          entry("mapping.Mappers", NO_VALUES),
          entry("mapping.ServerErrors", NO_VALUES),
          entry("mapping.FactoryConfiguration", BY_SCHEMA),
          entry("mapping.SchemaName", BY_SCHEMA),
          entry("migrations.SchemaVersion", BY_SCHEMA),
          entry("migrations.SqlScript", "reads the files of who wrote the migrations"),
          entry("spring.LintelConfiguration", "called by Spring, with its beans"));

  private static final String AN_OBJECT = "takes an object or a function of the caller's, no value";
  private static final String FOR_MESSAGES = "takes the words that its messages begin with";
  private static final String WITH_URLS = "dev.lintel.session.DatabaseConnectInputsTest, with URLs";

  private static final Map<String, String> LEFT_OUT =
      Map.ofEntries(
          entry("Database.connect", WITH_URLS),
          entry("Database.Builder.url", WITH_URLS),
          entry("Database.over", AN_OBJECT),
          entry("Database.inTransaction", AN_OBJECT),
          entry("Database.useTransaction", AN_OBJECT),
          entry("Database.inAutoCommit", AN_OBJECT),
          entry("Database.Builder.dataSource", AN_OBJECT),
          entry("Database.Builder.retryPolicy", AN_OBJECT),
          entry("Migrations.over", AN_OBJECT),
          entry("JsonObject.asMap", FOR_MESSAGES),
          entry("JsonArray.asList", FOR_MESSAGES));

  @Test
  void operationsAreAllGivenInputs() {
    Set<String> tried =
        Stream.of(
                ItemWriteInputsTest.creating(),
                ItemWriteInputsTest.updating(),
                ItemReadInputsTest.listing(),
                ItemReadInputsTest.finding(),
                ConversationInputsTest.writing(),
                ConversationInputsTest.reading())
            .flatMap(List::stream)
            .flatMap(function -> words(function.name()))
            .collect(Collectors.toSet());
    assertThat(OPERATIONS.stream().flatMap(InputsAreCompleteTest::withParameters))
        .hasSizeGreaterThan(20)
        .isSubsetOf(tried);
  }

  @Test
  void valuesAreAllGivenInputsOrLeftOutByName() {
    List<String> tried = new ArrayList<>(MigrationInputsTest.TRIED);
    Stream.of(
            ValueInputsTest.documents(),
            ValueInputsTest.settings(),
            ValueInputsTest.mappers(),
            ValueInputsTest.helpers())
        .flatMap(List::stream)
        .forEach(function -> tried.add(function.name()));
    Set<String> others = new TreeSet<>();
    for (Class<?> type : VALUES) {
      String prefix = type.getCanonicalName().replaceFirst("^[a-z.]+", "") + ".";
      Set<String> words =
          tried.stream()
              .filter(name -> name.startsWith(prefix))
              .flatMap(name -> words(name.substring(prefix.length())))
              .collect(Collectors.toSet());
      withParameters(type)
          .filter(method -> !words.contains(method))
          .forEach(method -> others.add(prefix + method));
    }
    assertThat(others).isEqualTo(new TreeSet<>(LEFT_OUT.keySet()));
  }

  /** Of the imported jar, which the tools are not in. */
  @Test
  void typesAreAllAmongTheseOrLeftOutByName() {
    Set<String> others = new TreeSet<>();
    for (JavaClass type :
        new ClassFileImporter().importPath(Path.of("target/classes/dev/lintel"))) {
      Class<?> loaded = type.reflect();
      if (isPublic(loaded)
          && !loaded.isInterface()
          && !type.getPackageName().startsWith("dev.lintel.tools")
          && !type.isAssignableTo(LintelException.class)
          && !OPERATIONS.contains(loaded)
          && !VALUES.contains(loaded)
          && withParameters(loaded).findAny().isPresent()) {
        others.add(loaded.getName().substring("dev.lintel.".length()));
      }
    }
    assertThat(others).isEqualTo(new TreeSet<>(TYPES_LEFT_OUT.keySet()));
  }

  private static boolean isPublic(Class<?> type) {
    return Modifier.isPublic(type.getModifiers())
        && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
  }

  private static Stream<String> words(String name) {
    return Arrays.stream(name.split("\\W+"));
  }

  /**
   * The public constructors and methods of a type itself; all are called new that are the first.
   */
  private static Stream<String> withParameters(Class<?> type) {
    Stream<String> constructors =
        Arrays.stream(type.getConstructors())
            .filter(constructor -> constructor.getParameterCount() > 0)
            .map(constructor -> "new");
    Stream<String> methods =
        Arrays.stream(type.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
            .filter(method -> method.getParameterCount() > 0)
            .map(Method::getName)
            .filter(name -> !name.equals("equals"));
    return Stream.concat(constructors, methods);
  }
}

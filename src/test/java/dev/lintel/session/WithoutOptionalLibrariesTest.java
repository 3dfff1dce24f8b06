package dev.lintel.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Connection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A host with neither HikariCP nor Flyway, which are optional, nor any JSON library. The thread's
 * context loader sees another copy of Lintel all the while, as in an application server.
 */
@PostgresTest
class WithoutOptionalLibrariesTest {

  private static final String[] REQUIRED = {
    "dev.lintel.session.Database",
    "org.apache.ibatis.session.SqlSession",
    "org.postgresql.Driver",
    "org.slf4j.Logger"
  };

  private URLClassLoader host;

  @BeforeEach
  void openHost() throws ReflectiveOperationException {
    Set<URL> jars = new LinkedHashSet<>();
    for (String name : REQUIRED) {
      jars.add(Class.forName(name).getProtectionDomain().getCodeSource().getLocation());
    }
    host = new URLClassLoader(jars.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
  }

  @AfterEach
  void closeHost() throws IOException {
    host.close();
  }

  @Test
  void aUrlIsRefusedWithAnAdvice(TestDatabase database) throws Exception {
    Class<?> isolated = host.loadClass("dev.lintel.session.Database");
    assertThatThrownBy(() -> call(isolated, null, "connect", String.class, database.url()))
        .hasMessageContaining("com.zaxxer:HikariCP")
        .satisfies(this::isConfigurationException);
  }

  @Test
  void aDataSourceNeedsNeither(TestDatabase database) throws Throwable {
    Class<?> isolated = host.loadClass("dev.lintel.session.Database");
    Object over = call(isolated, null, "over", DataSource.class, database.pool());
    assertThat(over.toString()).contains("HikariDataSource");
  }

  /** What follows SQLSTATE 25006 of a server that was demoted. */
  @Test
  void aPoolOfAnotherKindKeepsItsConnections(TestDatabase database) throws Exception {
    try (Connection connection = database.pool().getConnection()) {
      Method evict =
          host.loadClass("dev.lintel.session.Eviction")
              .getDeclaredMethod("evict", DataSource.class, Connection.class);
      evict.setAccessible(true);
      evict.invoke(null, database.pool(), connection);
      assertThat(connection.isValid(5)).isTrue();
    }
  }

  @Test
  void documentsNeedNoJsonLibrary(TestDatabase database) throws Throwable {
    assertThatThrownBy(() -> host.loadClass("com.fasterxml.jackson.core.JsonFactory"))
        .isInstanceOf(ClassNotFoundException.class);
    Map<String, Object> metadata = Map.of("watts", List.of(40, new BigDecimal("1.50")));
    Object lintel =
        call(
            host.loadClass("dev.lintel.session.Database"),
            null,
            "over",
            DataSource.class,
            database.pool());
    Class<?> type = host.loadClass("org.apache.ibatis.session.SqlSession");
    Object session = call(lintel.getClass(), lintel, "openSession", null, null);
    try {
      UUID id = (UUID) value(create(type, session, metadata), "getId");
      Object read =
          host.loadClass("dev.lintel.items.ItemOperations")
              .getMethod("getItemById", type, UUID.class)
              .invoke(null, session, id);
      assertThat(value(read, "getMetadata")).isEqualTo(metadata);
    } finally {
      call(type, session, "close", null, null);
    }
  }

  private Object create(Class<?> sessionType, Object session, Map<String, Object> metadata)
      throws Throwable {
    Class<?> newItem = host.loadClass("dev.lintel.items.NewItem");
    Object builder = call(newItem, null, "builder", null, null);
    call(builder.getClass(), builder, "name", String.class, "Lamp");
    call(builder.getClass(), builder, "status", String.class, "new");
    call(builder.getClass(), builder, "metadata", Map.class, metadata);
    return host.loadClass("dev.lintel.items.ItemOperations")
        .getMethod("createItem", sessionType, newItem)
        .invoke(null, session, value(builder, "build"));
  }

  private static Object value(Object target, String getter) throws Throwable {
    return call(target.getClass(), target, getter, null, null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"upgrade", "current", "history", "pending"})
  void migrationsAreRefusedWithAnAdvice(String method, TestDatabase database) throws Throwable {
    Class<?> isolated = host.loadClass("dev.lintel.migrations.Migrations");
    Object migrations = call(isolated, null, "over", DataSource.class, database.pool());
    assertThatThrownBy(() -> call(isolated, migrations, method, null, null))
        .hasMessageContaining("org.flywaydb:flyway-core")
        .satisfies(this::isConfigurationException);
  }

  private void isConfigurationException(Throwable thrown) {
    assertThat(thrown.getClass().getName()).isEqualTo("dev.lintel.ConfigurationException");
  }

  private static Object call(
      Class<?> type, Object target, String method, Class<?> parameter, Object argument)
      throws Throwable {
    try {
      return parameter == null
          ? type.getMethod(method).invoke(target)
          : type.getMethod(method, parameter).invoke(target, argument);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}

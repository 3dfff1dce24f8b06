package dev.lintel.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Hosts with the real last release that is too old of a library; the build copies the jars. */
class HostLibrariesTest {

  private static final Path TOO_OLD = Path.of("target/too-old");

  @ParameterizedTest
  @CsvSource({
    "mybatis, mybatis-3.5.11.jar, MyBatis 3.5.11, 3.5.12, org.mybatis:mybatis",
    "driver, postgresql-42.1.4.jar, PostgreSQL JDBC driver 42.1.4, 42.2.0, org.postgresql:postgresql"
  })
  void tooOldIsNamedWithBothVersionsAndItsJar(
      String library, String jar, String found, String oldest, String artifact) throws Exception {
    Map<String, URL> jars = jars();
    jars.put(library, tooOld(jar));
    refuses(
        jars,
        found + ": expected " + oldest + " or newer; set the version of " + artifact,
        ", which comes from " + tooOld(jar));
  }

  @Test
  void aUrlTakesALaterDriver() throws Exception {
    Map<String, URL> jars = jars();
    jars.put("driver", tooOld("postgresql-42.2.8.jar"));
    try (URLClassLoader host = host(jars)) {
      over(host);
      install(host);
      assertThatThrownBy(() -> connect(host))
          .satisfies(thrown -> isRefusal(thrown, "PostgreSQL JDBC driver 42.2.8: expected 42.2.9"));
    }
  }

  @Test
  void aMissingDriverIsNamed() throws Exception {
    Map<String, URL> jars = jars();
    jars.remove("driver");
    refuses(
        jars, "PostgreSQL JDBC driver: not on the class path; add org.postgresql:postgresql 42.2");
  }

  private static URL tooOld(String jar) throws IOException {
    Path path = TOO_OLD.resolve(jar).toAbsolutePath();
    assertThat(path).exists();
    return path.toUri().toURL();
  }

  private static URLClassLoader host(Map<String, URL> jars) {
    return new URLClassLoader(
        jars.values().toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
  }

  private static void refuses(Map<String, URL> jars, String... parts) throws IOException {
    try (URLClassLoader host = host(jars)) {
      assertThatThrownBy(() -> over(host)).satisfies(thrown -> isRefusal(thrown, parts));
      assertThatThrownBy(() -> connect(host)).satisfies(thrown -> isRefusal(thrown, parts));
      assertThatThrownBy(() -> install(host)).satisfies(thrown -> isRefusal(thrown, parts));
    }
  }

  private static void isRefusal(Throwable thrown, String... parts) {
    assertThat(thrown.getClass().getName()).isEqualTo("dev.lintel.ConfigurationException");
    assertThat(thrown).hasMessageContainingAll(parts);
  }

  private static void over(ClassLoader host) throws Exception {
    call(
        host.loadClass("dev.lintel.session.Database"),
        "over",
        DataSource.class,
        new PGSimpleDataSource());
  }

  private static void connect(ClassLoader host) throws Exception {
    // port 1: it must be refused before anybody connects
    call(
        host.loadClass("dev.lintel.session.Database"),
        "connect",
        String.class,
        "postgresql://localhost:1/shop");
  }

  private static void install(ClassLoader host) throws Exception {
    Class<?> configuration = host.loadClass("org.apache.ibatis.session.Configuration");
    call(
        host.loadClass("dev.lintel.mapping.LintelMappers"),
        "install",
        configuration,
        configuration.getConstructor().newInstance());
  }

  private static void call(Class<?> type, String method, Class<?> parameter, Object argument)
      throws Exception {
    try {
      type.getMethod(method, parameter).invoke(null, argument);
    } catch (InvocationTargetException e) {
      throw (RuntimeException) e.getCause();
    }
  }

  /** What an importing application has at least. */
  private static Map<String, URL> jars() throws ClassNotFoundException {
    Map<String, URL> jars = new LinkedHashMap<>();
    jars.put("lintel", jarOf("dev.lintel.session.Database"));
    jars.put("mybatis", jarOf("org.apache.ibatis.session.SqlSession"));
    jars.put("driver", jarOf("org.postgresql.Driver"));
    jars.put("slf4j", jarOf("org.slf4j.Logger"));
    return jars;
  }

  private static URL jarOf(String className) throws ClassNotFoundException {
    return Class.forName(className).getProtectionDomain().getCodeSource().getLocation();
  }
}

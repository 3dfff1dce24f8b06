package dev.lintel.spring;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.config.RuntimeBeanReference;
import org.springframework.beans.factory.support.GenericBeanDefinition;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** A host that has no MyBatis or JDBC of its own, and forgot to add what Lintel takes of it. */
class ForgottenLibrariesTest {

  /** With a bean that takes the session, and is made before Lintel's own, as most are. */
  public static final class Host implements Runnable {

    /** In a loader that lacks something. */
    public Host() {}

    @Override
    public void run() {
      try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
        GenericBeanDefinition catalog = new GenericBeanDefinition();
        catalog.setBeanClass(Catalog.class);
        catalog.getPropertyValues().add("session", new RuntimeBeanReference("lintelSqlSession"));
        context.registerBeanDefinition("catalog", catalog);
        context.register(TestHost.Imported.class);
        context.refresh();
      }
    }
  }

  /** A bean of the host's. */
  public static final class Catalog {

    /** For Spring. */
    public void setSession(Object session) {}
  }

  /** As if the classes of one library were not on the class path. */
  private static final class Loader extends ClassLoader {

    private final List<String> missing;

    Loader(String... missing) {
      super(ForgottenLibrariesTest.class.getClassLoader());
      this.missing = List.of(missing);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (missing.stream().anyMatch(name::startsWith)) {
        throw new ClassNotFoundException(name);
      }
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      if (!name.startsWith("dev.lintel.") && !name.startsWith("org.springframework.")) {
        return super.loadClass(name, resolve);
      }
      try (InputStream bytes = getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (bytes == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] code = bytes.readAllBytes();
        return defineClass(name, code, 0, code.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "org.mybatis.spring. | mybatis-spring: not on the class path",
        "org.springframework.jdbc. | spring-jdbc: not on the class path",
        "org.springframework.transaction. org.springframework.dao. | spring-tx: not on the class",
      })
  void areNamed(String packages, String message) throws ReflectiveOperationException {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Loader loader = new Loader(packages.split(" "));
    Thread.currentThread().setContextClassLoader(loader);
    try {
      Runnable host =
          (Runnable) loader.loadClass(Host.class.getName()).getConstructor().newInstance();
      assertThatThrownBy(host::run)
          .hasStackTraceContaining("dev.lintel.ConfigurationException: " + message);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }
}

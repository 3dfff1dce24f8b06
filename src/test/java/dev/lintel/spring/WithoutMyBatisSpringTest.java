package dev.lintel.spring;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.RuntimeBeanReference;
import org.springframework.beans.factory.support.GenericBeanDefinition;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** A host that has no MyBatis of its own, and forgot to add mybatis-spring. */
class WithoutMyBatisSpringTest {

  /** With a bean that takes the session, and is made before Lintel's own, as most are. */
  public static final class Host implements Runnable {

    /** In the loader that has no mybatis-spring. */
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

  /** As if mybatis-spring were not on the class path. */
  private static final class Loader extends ClassLoader {

    Loader() {
      super(WithoutMyBatisSpringTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("org.mybatis.spring.")) {
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

  @Test
  void isToldWhichVersionToAdd() throws ReflectiveOperationException {
    ClassLoader contexts = Thread.currentThread().getContextClassLoader();
    Loader loader = new Loader();
    Thread.currentThread().setContextClassLoader(loader);
    try {
      Runnable host =
          (Runnable) loader.loadClass(Host.class.getName()).getConstructor().newInstance();
      assertThatThrownBy(host::run)
          .hasStackTraceContaining(
              "dev.lintel.ConfigurationException: mybatis-spring: not on the class path");
    } finally {
      Thread.currentThread().setContextClassLoader(contexts);
    }
  }
}

package dev.lintel.spring;

import dev.lintel.ConfigurationException;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.xml.DelegatingEntityResolver;
import org.springframework.beans.factory.xml.XmlBeanDefinitionReader;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Imports Lintel into a Spring application, of any line from 4.3 to 7:
 *
 * <pre>{@code
 * @Configuration
 * @Import(LintelConfiguration.class)
 * class ShopConfiguration {}
 * }</pre>
 *
 * <p>In an XML configuration the same is {@code <import
 * resource="classpath:dev/lintel/spring/lintel.xml"/>}. Stated twice, as a class, it is harmless.
 *
 * <p>It adds two beans, {@code lintelSqlSession} and {@code lintelSqlSessionFactory}. They are
 * taken by name, as {@code @Resource(name = "lintelSqlSession") SqlSession} or {@code
 * ref="lintelSqlSession"}; nothing that looks for a bean by its type finds them, so that an
 * application with a MyBatis factory of its own goes on finding exactly that.
 *
 * <p>Properties, from wherever the application's placeholders come:
 *
 * <ul>
 *   <li>{@code lintel.dataSource}: the name of the DataSource bean, {@code dataSource} unless it is
 *       set. It must be the transaction manager's own.
 *   <li>{@code lintel.schema}: where Lintel's tables stand, {@code lintel} unless it is set.
 *   <li>{@code lintel.migrate}: {@code true} upgrades that schema before the factory can be used;
 *       {@code false} unless it is set.
 * </ul>
 *
 * <p>The start fails, with a {@link ConfigurationException} that names the bean and the fix, if the
 * DataSource is not there, is not PostgreSQL, or is no transaction manager's, or if the schema is
 * not the one that this jar is for.
 */
@Import(LintelConfiguration.class) // where it is registered as a class of its own: itself again
public final class LintelConfiguration implements ImportBeanDefinitionRegistrar {

  private static final String SESSION = "lintelSqlSession";

  /** For Spring. */
  public LintelConfiguration() {}

  /**
   * For Spring.
   *
   * @param importing the class with the {@code @Import}
   * @param registry gets the beans of {@code lintel.xml}, unless it has them
   * @throws ConfigurationException if a bean of the application has the name of one of Lintel's
   */
  @Override
  public void registerBeanDefinitions(
      AnnotationMetadata importing, BeanDefinitionRegistry registry) {
    for (String name : new String[] {SESSION, SESSION + "Factory"}) {
      if (registry.containsBeanDefinition(name)) {
        BeanDefinition there = registry.getBeanDefinition(name);
        if (!String.valueOf(there.getBeanClassName()).startsWith("dev.lintel.spring.")) {
          throw new ConfigurationException(
              "bean '"
                  + name
                  + "': expected no bean of this name beside Lintel's own, but there is one from "
                  + there.getResourceDescription()
                  + "; rename it");
        }
        return;
      }
    }
    XmlBeanDefinitionReader reader = new XmlBeanDefinitionReader(registry);
    // or else by the thread's class loader, which a context of Java configuration does not need
    reader.setEntityResolver(
        new DelegatingEntityResolver(XmlBeanDefinitionReader.class.getClassLoader()));
    reader.loadBeanDefinitions(new ClassPathResource("lintel.xml", LintelConfiguration.class));
  }
}

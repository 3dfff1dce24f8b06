package dev.lintel.spring;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** A host's context, put together bean by bean. Nothing of it is closed with the context. */
final class TestHost {

  @Configuration
  @Import(LintelConfiguration.class)
  static class Imported {}

  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();
  private final Map<String, Object> properties = new LinkedHashMap<>();

  TestHost() {
    // before the import, as beans of a host's are
    context.register(Imported.class);
  }

  TestHost bean(String name, Object bean) {
    context.getBeanFactory().registerSingleton(name, bean);
    return this;
  }

  TestHost definition(String name, Class<?> type, Map<String, Object> values) {
    BeanDefinitionBuilder definition = BeanDefinitionBuilder.rootBeanDefinition(type);
    values.forEach(definition::addPropertyValue);
    context.registerBeanDefinition(name, definition.getBeanDefinition());
    return this;
  }

  /** After the import. */
  TestHost configuration(Class<?> type) {
    context.register(type);
    return this;
  }

  TestHost lazy(String name, Class<?> type) {
    BeanDefinitionBuilder definition = BeanDefinitionBuilder.rootBeanDefinition(type);
    context.registerBeanDefinition(name, definition.setLazyInit(true).getBeanDefinition());
    return this;
  }

  TestHost manager(String name, DataSource dataSource) {
    return bean(name, new DataSourceTransactionManager(dataSource));
  }

  TestHost property(String name, String value) {
    properties.put(name, value);
    return this;
  }

  TestHost parent(GenericApplicationContext parent) {
    context.setParent(parent);
    return this;
  }

  GenericApplicationContext start() {
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("shop.properties", properties));
    context.refresh();
    return context;
  }
}

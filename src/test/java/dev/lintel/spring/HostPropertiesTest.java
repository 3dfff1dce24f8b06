package dev.lintel.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.ConfigurationException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.PlaceholderConfigurerSupport;
import org.springframework.beans.factory.config.PropertyPlaceholderConfigurer;
import org.springframework.context.support.EmbeddedValueResolutionSupport;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.context.support.PropertySourcesPlaceholderConfigurer;
import org.springframework.core.env.MapPropertySource;

/** The properties come from wherever the application's placeholders come. */
@SuppressWarnings("deprecation") // the old configurers are what old applications have
class HostPropertiesTest {

  /** What Spring hands to each bean that asks for it. */
  private static final class Placeholders extends EmbeddedValueResolutionSupport {

    String resolve(String text) {
      return resolveEmbeddedValue(text);
    }
  }

  private static HostProperties properties(
      Map<String, Object> environment, BeanFactoryPostProcessor... configurers) {
    GenericApplicationContext context = new GenericApplicationContext();
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("environment", environment));
    for (BeanFactoryPostProcessor configurer : configurers) {
      context.addBeanFactoryPostProcessor(configurer);
      if (configurer instanceof PropertySourcesPlaceholderConfigurer) {
        ((PropertySourcesPlaceholderConfigurer) configurer)
            .setEnvironment(context.getEnvironment());
      }
    }
    Placeholders placeholders = new Placeholders();
    context.registerBean(Placeholders.class, () -> placeholders);
    context.refresh();
    return new HostProperties(placeholders::resolve, context.getEnvironment());
  }

  private static <C extends PlaceholderConfigurerSupport> C with(
      C configurer, String name, String value) {
    Properties values = new Properties();
    values.setProperty(name, value);
    configurer.setProperties(values);
    return configurer;
  }

  @Test
  void areDefaultsWhereNothingIsSet() {
    HostProperties properties = properties(Map.of());
    assertThat(properties.dataSource()).isEqualTo("dataSource");
    assertThat(properties.schema()).isEqualTo("lintel");
    assertThat(properties.migrate()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lintel.data-source", "lintel.datasource", "lintel.data_source"})
  void areNotTakenForAnother(String like) {
    // in silence the default would be taken, which may be another database
    HostProperties properties = properties(Map.of(like, "warehouse"));
    assertThatThrownBy(properties::dataSource)
        .isExactlyInstanceOf(ConfigurationException.class)
        .hasMessage(
            "lintel.dataSource: expected this very name, but 'warehouse' is set by one that is only"
                + " like it, such as "
                + like
                + "; rename that property, or remove it");
    assertThat(properties(Map.of(like, "warehouse", "lintel.dataSource", "shop")).dataSource())
        .isEqualTo("shop");
  }

  @Test
  void comeFromTheEnvironment() {
    assertThat(properties(Map.of("lintel.dataSource", "shop")).dataSource()).isEqualTo("shop");
    assertThat(
            properties(
                    Map.of("lintel.dataSource", "shop"), new PropertySourcesPlaceholderConfigurer())
                .dataSource())
        .isEqualTo("shop");
  }

  @Test
  void comeFromAnOldConfigurer() {
    assertThat(
            properties(
                    Map.of(),
                    with(new PropertyPlaceholderConfigurer(), "lintel.dataSource", "shop"))
                .dataSource())
        .isEqualTo("shop");
  }

  @Test
  void areDefaultsWhereAStrictConfigurerDoesNotKnowThem() {
    assertThat(
            properties(Map.of(), with(new PropertyPlaceholderConfigurer(), "other", "x"))
                .dataSource())
        .isEqualTo("dataSource");
    assertThat(
            properties(Map.of(), with(new PropertySourcesPlaceholderConfigurer(), "other", "x"))
                .dataSource())
        .isEqualTo("dataSource");
  }

  @Test
  void comeFromTheSecondOfTwoConfigurers() {
    PropertyPlaceholderConfigurer first = with(new PropertyPlaceholderConfigurer(), "other", "x");
    first.setIgnoreUnresolvablePlaceholders(true);
    assertThat(
            properties(
                    Map.of(),
                    first,
                    with(new PropertyPlaceholderConfigurer(), "lintel.dataSource", "shop"))
                .dataSource())
        .isEqualTo("shop");
  }

  @Test
  void comeFromTheEnvironmentWherePlaceholdersLookOtherwise() {
    PropertyPlaceholderConfigurer configurer =
        with(new PropertyPlaceholderConfigurer(), "lintel.dataSource", "unseen");
    configurer.setPlaceholderPrefix("@{");
    assertThat(properties(Map.of("lintel.dataSource", "shop"), configurer).dataSource())
        .isEqualTo("shop");
  }

  @Test
  void areNoDefaultsWhereTheirValueCannotBeResolved() {
    for (PlaceholderConfigurerSupport configurer :
        List.of(new PropertyPlaceholderConfigurer(), new PropertySourcesPlaceholderConfigurer())) {
      HostProperties properties =
          properties(Map.of(), with(configurer, "lintel.dataSource", "${shop.bean}"));
      assertThatThrownBy(properties::dataSource)
          .isExactlyInstanceOf(ConfigurationException.class)
          .hasMessageStartingWith("lintel.dataSource: Could not resolve placeholder 'shop.bean'");
    }
  }

  @Test
  void areDefaultsWhereTheyAreBlankOrNull() {
    PropertyPlaceholderConfigurer configurer =
        with(new PropertyPlaceholderConfigurer(), "lintel.dataSource", "nothing");
    configurer.setNullValue("nothing");
    assertThat(properties(Map.of(), configurer).dataSource()).isEqualTo("dataSource");
    assertThat(properties(Map.of("lintel.schema", "  ")).schema()).isEqualTo("lintel");
  }
}

package shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.spring.LintelConfiguration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportResource;
import shop.contract.Postgres;

/**
 * Boot refuses a bean that is defined twice. The class, imported again and again, defines Lintel
 * once, and not where the XML has done so already; XML has no such means.
 */
class ImportStatedTwiceTest {

  @Import(LintelConfiguration.class)
  static class ByClass {}

  @ImportResource("classpath:dev/lintel/spring/lintel.xml")
  static class ByXml {}

  @Test
  void byTwoClassesIsHarmless() {
    starts(ShopApplication.class, ByClass.class);
  }

  @Test
  void byXmlAndThenByClassIsHarmless() {
    starts(ByXml.class, ShopApplication.class);
  }

  private static void starts(Class<?>... configurations) {
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(configurations)
            .run("--spring.datasource.url=" + Postgres.newDatabase())) {
      assertThat(Stream.of(context.getBeanDefinitionNames()).filter(n -> n.startsWith("lintel")))
          .containsExactlyInAnyOrder("lintelSqlSession", "lintelSqlSessionFactory");
    }
  }
}

package shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import javax.persistence.EntityManagerFactory;
import javax.sql.DataSource;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mybatis.spring.SqlSessionTemplate;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import shop.contract.Postgres;

/** What Boot makes of the application is the same with Lintel and without, bean for bean. */
class AutoConfigurationTest {

  private static final String MYBATIS_FACTORY =
      "org.mybatis.spring.boot.autoconfigure.MybatisAutoConfiguration#sqlSessionFactory";

  private static ConfigurableApplicationContext without;
  private static ConfigurableApplicationContext with;

  @BeforeAll
  static void start() {
    without = start(WithoutLintelTest.ShopWithoutLintel.class);
    with = start(ShopApplication.class);
  }

  private static ConfigurableApplicationContext start(Class<?> application) {
    return new SpringApplicationBuilder(application)
        .run("--spring.datasource.url=" + Postgres.newDatabase());
  }

  @AfterAll
  static void stop() {
    without.close();
    with.close();
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        DataSource.class,
        SqlSessionFactory.class,
        SqlSessionTemplate.class,
        SqlSession.class,
        JdbcTemplate.class,
        NamedParameterJdbcTemplate.class,
        Flyway.class,
        EntityManagerFactory.class,
        PlatformTransactionManager.class,
        TransactionTemplate.class
      })
  void hasOneBeanAsBefore(Class<?> type) {
    assertThat(with.getBeanNamesForType(type))
        .hasSize(1)
        .isEqualTo(without.getBeanNamesForType(type));
    assertThat(with.getBean(type)).hasSameClassAs(without.getBean(type));
  }

  @Test
  void hasTheSameBeansBesideLintels() {
    Map<String, String> added = beans(with);
    added.entrySet().removeAll(beans(without).entrySet());
    assertThat(added.keySet())
        .containsExactlyInAnyOrder(
            "lintelSqlSession",
            "lintelSqlSessionFactory",
            // the application's own, for Lintel
            "catalogService",
            "migrationConfiguration",
            "migrateLintelToo",
            "shopApplication");
    Map<String, String> gone = beans(without);
    gone.entrySet().removeAll(beans(with).entrySet());
    assertThat(gone.keySet()).containsExactly("withoutLintelTest.ShopWithoutLintel");
  }

  private static Map<String, String> beans(ConfigurableApplicationContext context) {
    Map<String, String> beans = new TreeMap<>();
    for (String name : context.getBeanDefinitionNames()) {
      if (!context.getBeanFactory().getBeanDefinition(name).isAbstract()) {
        // not the application itself, nor the generated names of its proxies
        String type = String.valueOf(context.getType(name)).replaceAll("(\\$\\$|\\$Proxy).*", "");
        beans.put(name, type);
      }
    }
    return beans;
  }

  @Test
  void meetsTheSameConditions() {
    assertThat(conditions(with)).isEqualTo(conditions(without));
  }

  private static Map<String, Boolean> conditions(ConfigurableApplicationContext context) {
    Map<String, Boolean> conditions = new TreeMap<>();
    ConditionEvaluationReport.get(context.getBeanFactory())
        .getConditionAndOutcomesBySource()
        .forEach((source, outcomes) -> conditions.put(source, outcomes.isFullMatch()));
    assertThat(conditions).containsEntry(MYBATIS_FACTORY, true);
    conditions.remove(MigrationConfiguration.class.getName());
    return conditions;
  }
}

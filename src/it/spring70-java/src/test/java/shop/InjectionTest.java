package shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.ConfigurationException;
import dev.lintel.items.ItemOperations;
import jakarta.annotation.Resource;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ConfigurableApplicationContext;
import shop.config.ShopConfig;
import shop.contract.Postgres;

/** How a bean takes {@code lintelSqlSession}, and how not: nothing finds it by its type. */
class InjectionTest {

  private static ConfigurableApplicationContext shop;
  private static SqlSession lintels;
  private static SqlSession shops;

  @BeforeAll
  static void start() {
    shop = StartedShop.on(Postgres.newDatabase(), ShopConfig.class);
    lintels = shop.getBean("lintelSqlSession", SqlSession.class);
    shops = shop.getBean("sqlSessionTemplate", SqlSession.class);
  }

  @AfterAll
  static void stop() {
    shop.close();
  }

  /** Makes a bean of the class in the shop. */
  private static <T> T make(Class<T> type) {
    return shop.getAutowireCapableBeanFactory().createBean(type);
  }

  record ByExpression(@Value("#{lintelSqlSession}") SqlSession session) {}

  static class ByResource {
    @Resource(name = "lintelSqlSession")
    SqlSession session;
  }

  static class ByResourceOfTheFieldsName {
    @Resource SqlSession lintelSqlSession;
  }

  record ByBeanFactory(SqlSession session) {
    @Autowired
    ByBeanFactory(BeanFactory beans) {
      this(beans.getBean("lintelSqlSession", SqlSession.class));
    }
  }

  @Test
  void theseGetLintels() {
    assertThat(make(ByExpression.class).session()).isSameAs(lintels);
    assertThat(make(ByResource.class).session).isSameAs(lintels);
    assertThat(make(ByResourceOfTheFieldsName.class).lintelSqlSession).isSameAs(lintels);
    assertThat(make(ByBeanFactory.class).session()).isSameAs(lintels);
  }

  record ByType(SqlSession session) {}

  record ByTypeAndName(SqlSession lintelSqlSession) {}

  record ByProvider(ObjectProvider<SqlSession> sessions) {}

  @Test
  void theseGetTheApplicationsOwnAsBefore() {
    assertThat(make(ByType.class).session()).isSameAs(shops);
    assertThat(make(ByTypeAndName.class).lintelSqlSession()).isSameAs(shops);
    assertThat(make(ByProvider.class).sessions().getObject()).isSameAs(shops);
    assertThat(make(ByProvider.class).sessions().stream()).containsExactly(shops);
  }

  record ByQualifier(@Qualifier("lintelSqlSession") SqlSession session) {}

  record ByQualifiedProvider(@Qualifier("lintelSqlSession") ObjectProvider<SqlSession> sessions) {}

  @Test
  void aQualifierFindsNothing() {
    assertThatThrownBy(() -> make(ByQualifier.class))
        .isInstanceOf(UnsatisfiedDependencyException.class)
        .hasRootCauseInstanceOf(NoSuchBeanDefinitionException.class);
    assertThat(make(ByQualifiedProvider.class).sessions().getIfAvailable()).isNull();
  }

  @Test
  void theApplicationsOwnIsRefusedByTheOperations() {
    assertThatThrownBy(() -> ItemOperations.createItem(shops, "Lamp", "new"))
        .isInstanceOf(ConfigurationException.class);
  }
}

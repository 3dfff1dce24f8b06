package shop.orders;

import javax.annotation.PostConstruct;
import javax.persistence.EntityManagerFactory;
import javax.sql.DataSource;
import org.apache.ibatis.session.SqlSessionFactory;
import org.flywaydb.core.Flyway;
import org.mybatis.spring.SqlSessionTemplate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.stereotype.Component;
import shop.orders.mapper.OrderMapper;

/**
 * Stops the start if the parts that Spring found, by their types, do not belong together. A second
 * bean of any of these types would stop it as well.
 */
@Component
public class HealthCheck {

  @Autowired private DataSource database;
  @Autowired private DataSourceTransactionManager manager;
  @Autowired private JpaTransactionManager jpaManager;
  @Autowired private EntityManagerFactory entityManagers;
  @Autowired private JdbcTemplate jdbc;
  @Autowired private SqlSessionFactory sessions;
  @Autowired private SqlSessionTemplate session;
  @Autowired private OrderMapper orders;
  @Autowired private Flyway migrations;

  @PostConstruct
  void check() {
    require(manager.getDataSource() == database, "transaction manager");
    require(jpaManager.getDataSource() == database, "JPA transaction manager");
    require(jpaManager.getEntityManagerFactory() == entityManagers, "entity manager factory");
    require(jdbc.getDataSource() == database, "JdbcTemplate");
    require(
        sessions.getConfiguration().getEnvironment().getDataSource() == database,
        "SqlSessionFactory");
    require(session.getSqlSessionFactory() == sessions, "SqlSessionTemplate");
    require(migrations.info().pending().length == 0, "migrations");
    require(orders.countOrders() >= 0, "orders");
  }

  private static void require(boolean healthy, String part) {
    if (!healthy) {
      throw new IllegalStateException(part + ": not as this application is made");
    }
  }
}

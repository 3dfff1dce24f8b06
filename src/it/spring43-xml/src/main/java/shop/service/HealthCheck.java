package shop.service;

import javax.persistence.EntityManagerFactory;
import javax.sql.DataSource;
import org.apache.ibatis.session.SqlSessionFactory;
import org.flywaydb.core.Flyway;
import org.mybatis.spring.SqlSessionTemplate;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.orm.jpa.JpaTransactionManager;
import shop.dao.OrderMapper;

/** Stops the start if the parts that Spring found, by their types, do not belong together. */
public class HealthCheck {

  private DataSource dataSource;
  private DataSourceTransactionManager transactionManager;
  private JpaTransactionManager jpaTransactionManager;
  private EntityManagerFactory entityManagerFactory;
  private JdbcTemplate jdbcTemplate;
  private SqlSessionFactory sqlSessionFactory;
  private SqlSessionTemplate sqlSessionTemplate;
  private OrderMapper orderMapper;
  private Flyway flyway;

  public void check() {
    require(transactionManager.getDataSource() == dataSource, "transaction manager");
    require(jpaTransactionManager.getDataSource() == dataSource, "JPA transaction manager");
    require(
        jpaTransactionManager.getEntityManagerFactory() == entityManagerFactory,
        "entity manager factory");
    require(jdbcTemplate.getDataSource() == dataSource, "JdbcTemplate");
    require(
        sqlSessionFactory.getConfiguration().getEnvironment().getDataSource() == dataSource,
        "SqlSessionFactory");
    require(
        sqlSessionTemplate.getSqlSessionFactory() == sqlSessionFactory, "SqlSessionTemplate");
    require(flyway.info().pending().length == 0, "migrations");
    require(orderMapper.countOrders() >= 0, "orders");
  }

  private static void require(boolean healthy, String part) {
    if (!healthy) {
      throw new IllegalStateException(part + ": not as this application is made");
    }
  }

  public void setDataSource(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  public void setTransactionManager(DataSourceTransactionManager transactionManager) {
    this.transactionManager = transactionManager;
  }

  public void setJpaTransactionManager(JpaTransactionManager jpaTransactionManager) {
    this.jpaTransactionManager = jpaTransactionManager;
  }

  public void setEntityManagerFactory(EntityManagerFactory entityManagerFactory) {
    this.entityManagerFactory = entityManagerFactory;
  }

  public void setJdbcTemplate(JdbcTemplate jdbcTemplate) {
    this.jdbcTemplate = jdbcTemplate;
  }

  public void setSqlSessionFactory(SqlSessionFactory sqlSessionFactory) {
    this.sqlSessionFactory = sqlSessionFactory;
  }

  public void setSqlSessionTemplate(SqlSessionTemplate sqlSessionTemplate) {
    this.sqlSessionTemplate = sqlSessionTemplate;
  }

  public void setOrderMapper(OrderMapper orderMapper) {
    this.orderMapper = orderMapper;
  }

  public void setFlyway(Flyway flyway) {
    this.flyway = flyway;
  }
}

package shop.orders;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What the support page shows. It takes all it needs by type: there may be one of each only. */
@Component
public class DatabaseStatus {

  private final DataSource dataSource;
  private final SqlSessionFactory sqlSessionFactory;
  private final SqlSession sqlSession;
  private final JdbcTemplate jdbcTemplate;
  private final Flyway flyway;

  DatabaseStatus(
      DataSource dataSource,
      SqlSessionFactory sqlSessionFactory,
      SqlSession sqlSession,
      JdbcTemplate jdbcTemplate,
      Flyway flyway) {
    this.dataSource = dataSource;
    this.sqlSessionFactory = sqlSessionFactory;
    this.sqlSession = sqlSession;
    this.jdbcTemplate = jdbcTemplate;
    this.flyway = flyway;
  }

  public String describe() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return "%s, migrations %s, items %s, orders %s, mappers %s"
          .formatted(
              connection.getMetaData().getDatabaseProductName(),
              flyway.info().current().getVersion(),
              jdbcTemplate.queryForObject("SELECT count(*) FROM items", Long.class),
              sqlSession.<Long>selectOne("countOrders"),
              sqlSessionFactory.getConfiguration().getMapperRegistry().getMappers().size());
    }
  }
}

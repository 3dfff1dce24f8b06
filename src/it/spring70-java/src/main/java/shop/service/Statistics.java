package shop.service;

import java.util.List;
import javax.sql.DataSource;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The support page's numbers. All that it takes, it takes by type: there may be one of each. */
@Service
public class Statistics {

  private final Orders orders;
  private final JdbcClient items;
  private final JdbcTemplate parents;
  private final SqlSession session;
  private final SqlSessionFactory factory;
  private final Flyway flyway;

  Statistics(
      Orders orders,
      DataSource dataSource,
      JdbcTemplate jdbcTemplate,
      SqlSession session,
      SqlSessionFactory factory,
      Flyway flyway) {
    this.orders = orders;
    this.items = JdbcClient.create(dataSource);
    this.parents = jdbcTemplate;
    this.session = session;
    this.factory = factory;
    this.flyway = flyway;
  }

  public record Numbers(
      long orders, long items, long parents, List<String> customers, int mappers, String schema) {}

  public Numbers collect() {
    return new Numbers(
        orders.countOrders(),
        items.sql("SELECT count(*) FROM items").query(Long.class).single(),
        parents.queryForObject("SELECT count(*) FROM parents", Long.class),
        session.selectList("findCustomers"),
        factory.getConfiguration().getMapperRegistry().getMappers().size(),
        flyway.info().current().getVersion().toString());
  }
}

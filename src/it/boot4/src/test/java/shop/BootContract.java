package shop;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import shop.contract.HostContract;
import shop.contract.Postgres;

/** The contract in what Boot makes of the application; each variant is a class of its own. */
@SpringBootTest
abstract class BootContract extends HostContract {

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) {
    String url = Postgres.newDatabase();
    registry.add("spring.datasource.url", () -> url);
  }

  @Autowired private ApplicationContext context;
  @Autowired private DataSource dataSource;

  @Value("${spring.datasource.url}")
  private String url;

  @Override
  protected ApplicationContext context() {
    return context;
  }

  @Override
  protected String url() {
    return url;
  }

  @Override
  protected int connectionsInUse() {
    try {
      return dataSource
          .unwrap(HikariDataSource.class)
          .getHikariPoolMXBean()
          .getActiveConnections();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected String springLine() {
    return "7.0.";
  }
}

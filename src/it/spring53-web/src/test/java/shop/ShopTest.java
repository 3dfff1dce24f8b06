package shop;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.context.ApplicationContext;
import shop.contract.HostContract;
import shop.contract.Postgres;

/** What every application must hold, in the root context of one that runs in Tomcat. */
class ShopTest extends HostContract {

  private static String url;
  private static TomcatServer server;

  @BeforeAll
  static void start() throws Exception {
    url = Postgres.newDatabase();
    System.setProperty("jdbc.url", url);
    server = new TomcatServer();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    System.clearProperty("jdbc.url");
  }

  @Override
  protected ApplicationContext context() {
    return server.rootContext();
  }

  @Override
  protected String url() {
    return url;
  }

  @Override
  protected int connectionsInUse() {
    return context().getBean(HikariDataSource.class).getHikariPoolMXBean().getActiveConnections();
  }

  @Override
  protected String springLine() {
    return "5.3.";
  }
}

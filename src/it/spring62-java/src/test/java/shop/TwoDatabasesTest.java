package shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.ConfigurationException;
import dev.lintel.NoResultFoundException;
import dev.lintel.items.Item;
import dev.lintel.items.ItemOperations;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import shop.contract.Postgres;
import shop.twodatabases.TwoDatabases;
import shop.twodatabases.Warehouse;

class TwoDatabasesTest {

  private static final String CUSTOMERS = Postgres.newDatabase();
  private static final String WAREHOUSE = Postgres.newDatabase();
  private static AnnotationConfigApplicationContext context;
  private static Warehouse warehouse;
  private static SqlSession session;

  @BeforeAll
  static void start() {
    new JdbcTemplate(new DriverManagerDataSource(CUSTOMERS))
        .execute("CREATE TABLE customers (name text)");
    context =
        StartedContext.of(
            TwoDatabases.class, Map.of("customers.url", CUSTOMERS, "warehouse.url", WAREHOUSE));
    warehouse = context.getBean(Warehouse.class);
    session = context.getBean("lintelSqlSession", SqlSession.class);
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  private static TransactionTemplate in(String manager) {
    return new TransactionTemplate(context.getBean(manager, PlatformTransactionManager.class));
  }

  /** What another program sees: committed rows only. */
  private static long committed(String url, String sql, Object... parameters) {
    return new JdbcTemplate(new DriverManagerDataSource(url))
        .queryForObject(sql, Long.class, parameters);
  }

  private static long itemsNamed(String name) {
    return committed(WAREHOUSE, "SELECT count(*) FROM lintel.items WHERE name = ?", name);
  }

  @Test
  void lintelsSchemaStandsInTheWarehouseOnly() {
    String lintel = "SELECT count(*) FROM pg_namespace WHERE nspname = 'lintel'";
    assertThat(committed(WAREHOUSE, lintel)).isEqualTo(1);
    assertThat(committed(CUSTOMERS, lintel)).isZero();
  }

  @Test
  void operationsTakePartInTheWarehousesTransactions() {
    Item old = warehouse.receive("Old lamp");
    assertThat(itemsNamed("Old lamp")).isEqualTo(1);
    warehouse.exchange(old.getId(), "New lamp");
    assertThat(itemsNamed("New lamp")).isEqualTo(1);
    // the second half fails, so that the first one is undone
    assertThatThrownBy(() -> warehouse.exchange(UUID.randomUUID(), "Lost lamp"))
        .isInstanceOf(NoResultFoundException.class);
    assertThat(itemsNamed("Lost lamp")).isZero();
  }

  @Test
  void operationsTakeNoPartInTheCustomersTransactions() {
    DataSource dataSource = context.getBean("customersDataSource", DataSource.class);
    JdbcTemplate customers = new JdbcTemplate(dataSource);
    in("customersTransactionManager")
        .executeWithoutResult(
            transaction -> {
              customers.update("INSERT INTO customers VALUES ('Ada')");
              ItemOperations.createItem(session, "Present", "new");
              // already committed: to Lintel there is no transaction here
              assertThat(itemsNamed("Present")).isEqualTo(1);
              transaction.setRollbackOnly();
            });
    assertThat(committed(CUSTOMERS, "SELECT count(*) FROM customers")).isZero();
    assertThat(itemsNamed("Present")).isEqualTo(1);
  }

  @Test
  void aTransactionOfEachRollsBackByItself() {
    in("customersTransactionManager")
        .executeWithoutResult(
            outer -> {
              warehouse.receive("Kept");
              in("warehouseTransactionManager")
                  .executeWithoutResult(
                      inner -> {
                        warehouse.receive("Undone"); // joins the inner one
                        inner.setRollbackOnly();
                      });
            });
    assertThat(itemsNamed("Kept")).isEqualTo(1);
    assertThat(itemsNamed("Undone")).isZero();
  }

  @Test
  void withoutTheNameOfTheDataSourceTheStartNamesBoth() {
    assertThatThrownBy(
            () ->
                StartedContext.of(
                    TwoDatabases.class,
                    Map.of(
                        "customers.url", CUSTOMERS,
                        "warehouse.url", WAREHOUSE,
                        "lintel.dataSource", "dataSource")))
        .hasRootCauseInstanceOf(ConfigurationException.class)
        .rootCause()
        .hasMessageContainingAll(
            "'dataSource'", "customersDataSource", "warehouseDataSource", "set lintel.dataSource");
  }
}

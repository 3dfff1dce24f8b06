package dev.lintel.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lintel.items.Item;
import dev.lintel.items.ItemOperations;
import dev.lintel.spring.LintelConfiguration;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs the shell commands of docs/spring.md, word for word, and what they are said to lead to. */
@PostgresTest
class SpringGuideIT {

  private static final Pattern SHELL =
      Pattern.compile("^```sh\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  @TempDir Path folder;

  @Configuration
  @Import(LintelConfiguration.class)
  static class Imported {}

  @Configuration
  static class NotImported {}

  private void sh(TestDatabase shop, String commands) throws Exception {
    Path out = folder.resolve("out");
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-euc", commands)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder.environment().remove("DATABASE_URL");
    builder.environment().put("DBA_URL", shop.url());
    int exitCode = builder.start().waitFor();
    assertThat(exitCode).as(commands + "\n" + Files.readString(out)).isZero();
  }

  private static String section(String title) throws IOException {
    String guide = Files.readString(Path.of("docs/spring.md"));
    int start = guide.indexOf("## " + title);
    assertThat(start).as(title).isPositive();
    Matcher shell = SHELL.matcher(guide);
    assertThat(shell.find(start)).isTrue();
    return shell.group(1);
  }

  private static GenericApplicationContext start(String url, Class<?> configuration) {
    DriverManagerDataSource dataSource = new DriverManagerDataSource(url);
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    context.registerBean("dataSource", DriverManagerDataSource.class, () -> dataSource);
    context.registerBean(
        "transactionManager",
        DataSourceTransactionManager.class,
        () -> new DataSourceTransactionManager(dataSource));
    context.register(configuration);
    context.refresh();
    return context;
  }

  private static boolean hasPsql() throws InterruptedException {
    try {
      return new ProcessBuilder("bash", "-c", "psql --version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aDbaRunsTheMigrationsAndTakesItAllBack(TestDatabase any) throws Exception {
    assumeTrue(hasPsql(), "there is no psql");
    Files.createDirectory(folder.resolve("db"));
    Files.copy(Path.of("db/roles.sql"), folder.resolve("db/roles.sql"));
    Path jar = Path.of("target/lintel-0.1.0-tools.jar");
    Files.copy(jar, folder.resolve(jar.getFileName()));
    try (TestDatabase shop = any.createEmpty()) {
      shop.execute("CREATE ROLE shop_service LOGIN PASSWORD 'shop'");
      String service = shop.jdbcUrl("shop_service", "shop");
      try {
        assertThatThrownBy(() -> start(shop.jdbcUrl(), Imported.class))
            .hasMessageContaining("schema lintel: expected Lintel's tables at version 003");
        sh(shop, section("A DBA runs the migrations"));
        works(service);
        sh(shop, section("Removing it again"));
        assertThat(shop.value("SELECT count(*) FROM pg_namespace WHERE nspname = 'lintel'"))
            .isEqualTo("0");
        assertThat(shop.value("SELECT count(*) FROM pg_roles WHERE rolname LIKE 'lintel\\_%'"))
            .isEqualTo("0");
        start(service, NotImported.class).close();
      } finally {
        shop.execute("DROP ROLE shop_service");
      }
    }
  }

  private static void works(String url) {
    try (GenericApplicationContext context = start(url, Imported.class)) {
      SqlSession session = context.getBean("lintelSqlSession", SqlSession.class);
      JdbcTemplate jdbc =
          new JdbcTemplate(context.getBean("dataSource", DriverManagerDataSource.class));
      Item lamp =
          new TransactionTemplate(context.getBean(DataSourceTransactionManager.class))
              .execute(status -> ItemOperations.createItem(session, "Lamp", "new"));
      assertThat(ItemOperations.getItemById(session, lamp.getId())).isEqualTo(lamp);
      assertThatThrownBy(() -> jdbc.execute("CREATE TABLE lintel.mine (id int)"))
          .hasMessageContaining("permission denied for schema lintel");
      assertThatThrownBy(() -> jdbc.execute("DROP TABLE lintel.items"))
          .hasMessageContaining("must be owner of table items");
      assertThatThrownBy(() -> jdbc.execute("DELETE FROM lintel.lintel_schema_history"))
          .hasMessageContaining("permission denied for table lintel_schema_history");
    }
  }
}

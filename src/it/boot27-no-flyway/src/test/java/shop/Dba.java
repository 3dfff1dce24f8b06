package shop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.StreamUtils;

/** Runs what the DBA of this company runs with psql, before the application starts. */
final class Dba {

  /** The application's own tables, in schema public. */
  static final String SHOP = "dba/shop.sql";

  /**
   * Lintel's, as its tools print them for a database without: {@code java -jar
   * lintel-0.1.0-tools.jar upgrade head --sql > lintel-003.sql}. To be made anew when Lintel brings
   * another migration; the start says so.
   */
  static final String LINTEL = "dba/lintel-003.sql";

  private Dba() {}

  static void run(String url, String script) {
    try {
      String sql =
          StreamUtils.copyToString(
              new ClassPathResource(script).getInputStream(), StandardCharsets.UTF_8);
      // settings of psql, with which JDBC begins anyway
      String statements = sql.replaceAll("(?m)^\\\\(set|encoding) .*$", "");
      new JdbcTemplate(new DriverManagerDataSource(url)).execute(statements);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import shop.contract.Postgres;

/** The application as it is deployed: one jar, with Lintel's jar inside. */
class ExecutableJarIT {

  @Test
  void startsUpgradesAndEnds() throws Exception {
    String url = Postgres.newDatabase();
    Path log = Path.of("target", "executable-jar.log");
    Process shop =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-jar",
                    Path.of("target", "boot4-1.jar").toString(),
                    "--spring.datasource.url=" + url))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(shop.waitFor()).as(Files.readString(log)).isZero();
    assertThat(Files.readString(log)).contains("Started ShopApplication");
    assertThat(
            new JdbcTemplate(new DriverManagerDataSource(url))
                .queryForList(
                    "SELECT version FROM lintel.lintel_schema_history WHERE success"
                        + " ORDER BY installed_rank",
                    String.class))
        .containsExactly("001", "002", "003");
  }
}

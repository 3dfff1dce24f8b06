package dev.lintel.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.DatabaseException;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.net.URI;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** What an application sees of a pooler in transaction mode; only {@code run.sh} runs it. */
@PostgresTest
class BehindPooler {

  @Test
  void startUpOptionsAreRefusedWithAnAdvice(TestDatabase database) {
    String url = database.url().replace("options=", "");
    assertThat(url).isNotEqualTo(database.url());
    assertThatThrownBy(() -> Database.connect(url))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("startup parameter")
        .hasMessageContaining("?options=")
        .hasMessageContaining("ALTER ROLE");
  }

  /** They can stand at the role, or as here at the database. */
  @Test
  void timeoutsThatTheServerKeepsCount(TestDatabase database) {
    try (TestDatabase other = database.createEmpty()) {
      String name = URI.create(other.url()).getPath().substring(1);
      database.execute("ALTER DATABASE " + name + " SET statement_timeout = '200ms'");
      database.execute( // which were open before
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ?", name);
      try (Database own = Database.connect(other.url())) {
        assertThatThrownBy(
                () ->
                    own.useTransaction(
                        session -> {
                          try (Statement statement = session.getConnection().createStatement()) {
                            statement.execute("SELECT pg_sleep(30)");
                          }
                        }))
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
      }
    }
  }
}

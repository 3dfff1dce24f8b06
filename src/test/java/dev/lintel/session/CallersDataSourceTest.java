package dev.lintel.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lintel.InvalidValueException;
import dev.lintel.items.ItemOperations;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import javax.sql.DataSource;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Test;

/** A data source that the caller owns is used as it is, and left as it was. */
@PostgresTest
class CallersDataSourceTest {

  @Test
  void isTheSameAndIsNeverClosed(TestDatabase database) {
    BrokenDataSource given = BrokenDataSource.over(database.pool());
    DataSource dataSource = given.dataSource();
    Database over = Database.over(dataSource);
    assertThat(over.dataSource()).isSameAs(dataSource);
    over.close();
    over.close();
    assertThat(given.closes()).isZero();
    assertThat(over.<Long, RuntimeException>inTransaction(s -> count(s))).isNotNegative();
  }

  @Test
  void connectionGoesBackWithItsAutoCommitAsItWas(TestDatabase database) throws Exception {
    for (boolean before : new boolean[] {true, false}) {
      try (Connection only = database.pool().getConnection()) {
        only.setAutoCommit(before);
        Database over = Database.over(new OneConnection(only).dataSource());
        over.useTransaction(session -> count(session));
        assertThat(only.getAutoCommit()).isEqualTo(before);
        over.inAutoCommit(session -> count(session));
        assertThat(only.getAutoCommit()).isEqualTo(before);
        assertThat(
                catchThrowable(
                    () ->
                        over.useTransaction(
                            session -> {
                              count(session);
                              throw new IOException();
                            })))
            .isInstanceOf(IOException.class);
        assertThat(only.getAutoCommit()).isEqualTo(before);
      }
    }
  }

  @Test
  void nullIsRefused() {
    assertThatThrownBy(() -> Database.over(null)).isInstanceOf(InvalidValueException.class);
  }

  private static long count(SqlSession session) {
    return ItemOperations.countItemsByStatus(session, "new");
  }
}

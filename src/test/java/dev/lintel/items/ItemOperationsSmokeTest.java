package dev.lintel.items;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.testing.PostgresTest;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Test;

@PostgresTest
class ItemOperationsSmokeTest {
  @Test
  void createsAndReads(SqlSession session) {
    Item item = ItemOperations.createItem(session, "Lamp", "new");
    assertThat(ItemOperations.getItemById(session, item.getId())).isEqualTo(item);
  }
}

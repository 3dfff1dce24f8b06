package dev.lintel.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.InvalidValueException;
import dev.lintel.testing.PostgresTest;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Test;

/** Items whose metadata another program has written, past the limits of this one. */
@PostgresTest
class ForeignMetadataTest {

  private static UUID insert(SqlSession session, String metadata) throws SQLException {
    UUID id = UUID.randomUUID();
    try (PreparedStatement insert =
        session
            .getConnection()
            .prepareStatement(
                "INSERT INTO lintel.items (id, name, status, metadata)"
                    + " VALUES (?, 'foreign', 'foreign', ?::text::jsonb)")) {
      insert.setObject(1, id);
      insert.setString(2, metadata);
      insert.executeUpdate();
    }
    return id;
  }

  @Test
  void widerNumbersRead(SqlSession session) throws Exception {
    String wide = "9".repeat(5_000);
    UUID id = insert(session, "{\"i\":-" + wide + ",\"d\":0." + wide + ",\"e\":1E+20000}");
    assertThat(ItemOperations.getItemById(session, id).getMetadata())
        .isEqualTo(
            Map.of(
                "i", new BigInteger("-" + wide),
                "d", new BigDecimal("0." + wide),
                "e", BigInteger.TEN.pow(20_000)));
  }

  @Test
  void deeperDocumentsRead(SqlSession session) throws Exception {
    int depth = 2_000;
    UUID id = insert(session, "{\"a\":" + "[".repeat(depth) + "1" + "]".repeat(depth) + "}");
    Object at = ItemOperations.getItemById(session, id).getMetadata().get("a");
    int levels = 0;
    while (at instanceof List) {
      at = ((List<?>) at).get(0);
      levels++;
    }
    assertThat(levels).isEqualTo(depth);
    assertThat(at).isEqualTo(1);
  }

  @Test
  void longerNamesRead(SqlSession session) throws Exception {
    String name = "n".repeat(60_000);
    UUID id = insert(session, "{\"" + name + "\":1}");
    assertThat(ItemOperations.getItemById(session, id).getMetadata().equals(Map.of(name, 1)))
        .isTrue();
  }

  @Test
  void anItemThatIsReadCanBeMergedIntoWithoutItsMetadata(SqlSession session) throws Exception {
    String wide = "9".repeat(5_000);
    UUID id = insert(session, "{\"wide\":" + wide + "}");
    Map<String, Object> expected = new HashMap<>();
    expected.put("wide", new BigInteger(wide));
    expected.put("new", 1);
    assertThat(ItemOperations.mergeItemMetadata(session, id, Map.of("new", 1)).getMetadata())
        .isEqualTo(expected);
  }

  @Test
  void whatIsTooWideIsRefusedWhereItIsWrittenAgain(SqlSession session) throws Exception {
    UUID id = insert(session, "{\"a\":{\"wide\":" + "9".repeat(5_000) + "}}");
    Map<String, Object> metadata = ItemOperations.getItemById(session, id).getMetadata();
    assertThatThrownBy(() -> ItemOperations.replaceItemMetadata(session, id, metadata))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageStartingWith("metadata at /a/wide: ");
    assertThat(ItemOperations.getItemById(session, id).getMetadata()).isEqualTo(metadata);
  }
}

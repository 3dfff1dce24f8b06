package dev.lintel.items;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.StatementPlan;
import dev.lintel.testing.StatementPlan.Mode;
import dev.lintel.testing.TestDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The plans on skewed rows: 10,000 old ones of status 'old', one of 'rare' the oldest, and 50,000
 * newer ones of 'new'. A walk along ix_items_created_at meets all of one status before the first of
 * the other.
 */
@PostgresTest
class ItemPlanTest {

  private static final String ID = "'00000000-0000-4000-8000-000000000001'";

  @BeforeAll
  static void fill(TestDatabase database) {
    database.execute("INSERT INTO lintel.parents (name) SELECT n FROM generate_series(1, 600) n");
    database.execute(
        "INSERT INTO lintel.items (name, status, metadata, parent_id, created_at)"
            + " SELECT n, CASE WHEN n <= 10000 THEN 'old' ELSE 'new' END,"
            + " jsonb_build_object('n', n, 'kind', n % 10, 'page', n % 2000),"
            + " (SELECT array_agg(id) FROM lintel.parents)[1 + n % 600],"
            + " timestamptz '2020-01-01 00:00:00Z' + interval '1 s' * n"
            + " FROM generate_series(1, 60000) n");
    database.execute(
        "INSERT INTO lintel.items (name, status, created_at)"
            + " VALUES ('first', 'rare', '2019-01-01'), ('last', 'rare', '2030-01-01')");
    database.execute("VACUUM ANALYZE lintel.items");
    database.execute("VACUUM ANALYZE lintel.parents");
  }

  static Stream<Arguments> orderedByStatus() {
    return Stream.of(Mode.values())
        .flatMap(
            mode ->
                Stream.of("listItemsByStatus", "pageItemsByStatus", "claimItems")
                    .flatMap(
                        statement ->
                            Stream.of("old", "new", "rare", "absent")
                                .flatMap(
                                    status ->
                                        Stream.of("2", "51", "1001")
                                            .map(
                                                limit ->
                                                    Arguments.of(
                                                        statement, mode, status, limit)))));
  }

  @ParameterizedTest(name = "{0} {1} {2} {3}")
  @MethodSource("orderedByStatus")
  void walksTheStatusInOrder(
      String statement, Mode mode, String status, String limit, SqlSession session) {
    StatementPlan plan = plan(session, statement, mode, status, limit);
    Set<String> expected =
        statement.equals("claimItems")
            ? Set.of("ix_items_status_created", "items_pkey")
            : Set.of("ix_items_status_created");
    assertThat(plan.indexes()).as("%s", plan).isEqualTo(expected);
    assertThat(plan.has("Seq Scan")).as("%s", plan).isFalse();
    if (!statement.equals("claimItems")) {
      assertThat(plan.has("Sort")).as("%s", plan).isFalse();
    } else {
      assertThat(plan.has("Sort Key: lintel.items")).as("%s", plan).isFalse();
    }
  }

  static Stream<Arguments> statuses() {
    return Stream.of(Mode.values())
        .flatMap(
            mode ->
                Stream.of("listItemsByStatus", "forEachItemByStatus")
                    .flatMap(
                        statement ->
                            Stream.of("old", "new", "rare", "absent")
                                .map(status -> Arguments.of(statement, mode, status))));
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource("statuses")
  void readsAllOfAStatusWithoutASort(
      String statement, Mode mode, String status, SqlSession session) {
    StatementPlan plan = plan(session, statement, mode, status, "NULL::int");
    assertThat(plan.indexes()).as("%s", plan).containsExactly("ix_items_status_created");
    assertThat(plan.has("Seq Scan")).as("%s", plan).isFalse();
    assertThat(plan.has("Sort")).as("%s", plan).isFalse();
  }

  /** 50 rows of 10,000 or 50,000: dozens of blocks would mean that the rest is sorted. */
  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({
    "old, 2020-01-01 00:00:30Z, GENERIC",
    "old, 2020-01-01 01:30:00Z, GENERIC",
    "old, 2020-01-01 02:40:00Z, CUSTOM",
    "old, 2020-01-01 01:30:00Z, CUSTOM",
    "new, 2020-01-01 03:00:00Z, GENERIC",
    "new, 2020-01-01 10:00:00Z, GENERIC",
    "new, 2020-01-01 16:00:00Z, CUSTOM",
    "new, 2020-01-01 10:00:00Z, CUSTOM"
  })
  void readsFewBlocksForAPageAtAnyDepth(
      String status, String createdAt, Mode mode, SqlSession session) {
    Map<String, String> values = values(status, "51");
    values.put("createdAt", "'" + createdAt + "'");
    String id = ItemMapper.class.getName() + ".pageItemsByStatus";
    assertThat(StatementPlan.blocksRead(session, id, mode, values)).isBetween(1, 20);
  }

  static Stream<Arguments> byKey() {
    return Stream.of(Mode.values())
        .flatMap(
            mode ->
                Stream.of(
                    Arguments.of("findItemById", mode, List.of("items_pkey")),
                    Arguments.of(
                        "getItemWithParentById", mode, List.of("items_pkey", "parents_pkey")),
                    Arguments.of(
                        "getParentWithItemsById",
                        mode,
                        List.of("ix_items_parent_id", "parents_pkey")),
                    Arguments.of("listItemsByParent", mode, List.of("ix_items_parent_id")),
                    Arguments.of("updateItemStatus", mode, List.of("items_pkey")),
                    Arguments.of("compareAndSetItemStatus", mode, List.of("items_pkey")),
                    Arguments.of("replaceItemMetadata", mode, List.of("items_pkey")),
                    Arguments.of("mergeItemMetadata", mode, List.of("items_pkey")),
                    Arguments.of("deleteItem", mode, List.of("items_pkey")),
                    Arguments.of("listItems", mode, List.of("ix_items_created_at")),
                    Arguments.of("listItemsByMetadata", mode, List.of("ix_items_metadata"))));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("byKey")
  void readsTheIndexesThatTheMapperNames(
      String statement, Mode mode, List<String> indexes, SqlSession session) {
    StatementPlan plan = plan(session, statement, mode, "old", "51");
    assertThat(plan.indexes()).as("%s", plan).containsExactlyElementsOf(indexes);
    assertThat(plan.has("Seq Scan")).as("%s", plan).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("countedStatuses")
  void countsThroughTheIndexOnStatus(Mode mode, String status, SqlSession session) {
    StatementPlan plan = plan(session, "countItemsByStatus", mode, status, "51");
    assertThat(plan.indexes()).as("%s", plan).containsExactly("ix_items_status");
    assertThat(plan.has("Seq Scan")).as("%s", plan).isFalse();
  }

  static Stream<Arguments> countedStatuses() {
    return Stream.of(Mode.values())
        .flatMap(mode -> Stream.of("old", "rare").map(status -> Arguments.of(mode, status)));
  }

  /** The trap is real on these rows, or the tests above would show nothing. */
  @Test
  void theObviousStatementWalksTheWrongIndex(SqlSession session) {
    StatementPlan plan =
        StatementPlan.ofSql(
            session.getConnection(),
            "SELECT id, name FROM lintel.items WHERE status = 'new'"
                + " ORDER BY created_at LIMIT 10");
    assertThat(plan.indexes()).as("%s", plan).containsExactly("ix_items_created_at");
  }

  private static StatementPlan plan(
      SqlSession session, String statement, Mode mode, String status, String limit) {
    Map<String, String> values = values(status, limit);
    return StatementPlan.of(session, ItemMapper.class.getName() + "." + statement, mode, values);
  }

  private static Map<String, String> values(String status, String limit) {
    Map<String, String> values = new HashMap<>();
    values.put("status", "'" + status + "'");
    values.put("fromStatus", "'" + status + "'");
    values.put("toStatus", "'claimed'");
    values.put("expectedStatus", "'new'");
    values.put("limit", limit);
    values.put("createdAt", "'2020-01-01 02:00:00Z'");
    values.put("id", ID);
    values.put("itemId", ID);
    values.put("parentId", ID);
    values.put("metadata", "'{\"a\": 1}'");
    values.put("patch", "'{\"a\": 1}'");
    values.put("contained", "'{\"page\": 7}'");
    return values;
  }
}

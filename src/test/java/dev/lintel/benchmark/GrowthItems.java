package dev.lintel.benchmark;

import dev.lintel.paging.Cursor;
import dev.lintel.session.Database;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * Items in a schema of their own, numbered from 1 in the order of their times. Keys are digests of
 * the numbers: as random as others, and known here without reading them.
 *
 * <p>Whatever the size, 1,000 items are "counted", 100 "listed", a parent has 20 and a document of
 * the metadata matches 20, all spread over the whole table. Of the others the newest tenth is
 * "ready" and all else "done".
 */
final class GrowthItems implements AutoCloseable {

  static final String COUNTED = "counted";
  static final String LISTED = "listed";
  static final String READY = "ready";
  static final String DONE = "done";
  static final int PARENT_SIZE = 20;

  /** Prime to every size, so that the walk meets each item once before it begins again. */
  private static final long STEP = 6_180_339_889L;

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final long NANOS_APART = 1_000_001_000L;

  private final Bench bench;
  private final int size;
  private final OwnSchema schema;
  private final List<Integer> deleted = new ArrayList<>();
  private long walked;

  private GrowthItems(Bench bench, int size, OwnSchema schema) {
    this.bench = bench;
    this.size = size;
    this.schema = schema;
  }

  static GrowthItems load(Bench bench, int size) throws SQLException {
    GrowthItems items =
        new GrowthItems(bench, size, OwnSchema.create(bench, "growth_items_" + size));
    try {
      items.load();
    } catch (SQLException | RuntimeException e) {
      items.close();
      throw e;
    }
    return items;
  }

  private void load() throws SQLException {
    String items = schema.table("items");
    TableIndexes indexes = TableIndexes.of(bench, items);
    indexes.drop();
    bench.sql(
        """
        INSERT INTO %s (id, name)
        SELECT md5('parent ' || n)::uuid, 'Parent ' || n FROM generate_series(0, %d) AS n
        """
            .formatted(schema.table("parents"), size / PARENT_SIZE - 1));
    CompletableFuture<Void> half = CompletableFuture.runAsync(() -> insert(1, size / 2));
    insert(size / 2 + 1, size);
    half.join();
    indexes.create();
    // not in parallel: its shared memory for a large table may be more than a container has
    bench.sql("VACUUM (ANALYZE, PARALLEL 0) " + items, "VACUUM ANALYZE " + schema.table("parents"));
  }

  private void insert(int first, int last) {
    try {
      insert("generate_series(" + first + ", " + last + ")");
    } catch (SQLException e) {
      throw new CompletionException(e);
    }
  }

  /**
   * @param numbers a function of SQL that gives them
   */
  private void insert(String numbers) throws SQLException {
    bench.sql(
        """
        INSERT INTO %s
          (id, name, description, status, metadata, created_at, updated_at, parent_id)
        SELECT md5('item ' || n)::uuid, 'Item ' || n,
          CASE WHEN n %% 3 > 0 THEN 'Of lot ' || n / 7 END,
          CASE WHEN n %% %d = 0 THEN '%s' WHEN n %% %d = 1 THEN '%s'
            WHEN n > %d THEN '%s' ELSE '%s' END,
          %s, t, t, md5('parent ' || n %% %d)::uuid
        FROM (SELECT n, timestamptz '2026-01-01' + n * interval '1.000001 s' AS t
          FROM %s AS n) AS rows
        """
            .formatted(
                schema.table("items"),
                size / 1_000,
                COUNTED,
                size / 100,
                LISTED,
                size / 10 * 9,
                READY,
                DONE,
                CompareData.METADATA.formatted(size / PARENT_SIZE),
                size / PARENT_SIZE,
                numbers));
  }

  /** Brings all of it into the server's memory. */
  void warm() throws SQLException {
    bench.sql(
        """
        SELECT sum(pg_prewarm(oid)) FROM pg_class
        WHERE relnamespace = '%s'::regnamespace AND relkind IN ('r', 'i')
        """
            .formatted(schema.name()));
  }

  int size() {
    return size;
  }

  Database database() {
    return schema.database();
  }

  /** A key of any item. */
  UUID randomId() {
    return itemId(random(1, size));
  }

  UUID randomParentId() {
    return key("parent " + random(0, size / PARENT_SIZE - 1));
  }

  int randomReference() {
    return random(0, size / PARENT_SIZE - 1);
  }

  /** The next item that is done, far from the last one. */
  UUID nextDone() {
    return itemId(nextDoneNumber());
  }

  private int nextDoneNumber() {
    while (true) {
      int n = 1 + (int) (walked++ * STEP % (size / 10 * 9));
      if (n % (size / 1_000) != 0 && n % (size / 100) != 1) {
        return n;
      }
    }
  }

  /** The same, of an item that will be deleted and put back by {@link #putBack}. */
  UUID nextDeleted() {
    int n = nextDoneNumber();
    deleted.add(n);
    return itemId(n);
  }

  void putBack() throws SQLException {
    String numbers = deleted.stream().map(String::valueOf).collect(Collectors.joining(", "));
    insert("unnest(ARRAY[" + numbers + "])");
    deleted.clear();
  }

  /** A place among the done items, as {@code pageItemsByStatus} takes it. */
  String cursorMidway() {
    return cursor(random(size / 3, size / 3 * 2));
  }

  /** A hundred items before the last of those that are done. */
  String cursorNearTheEnd() {
    return cursor(size / 10 * 9 - 100);
  }

  private String cursor(int n) {
    return Cursor.encode("items by status " + DONE, START.plusNanos(n * NANOS_APART), itemId(n));
  }

  private static int random(int from, int to) {
    return ThreadLocalRandom.current().nextInt(from, to + 1);
  }

  private static UUID itemId(int n) {
    return key("item " + n);
  }

  private static UUID key(String text) {
    try {
      ByteBuffer digest =
          ByteBuffer.wrap(
              MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
      return new UUID(digest.getLong(), digest.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of the tables with their indexes. */
  String bytes() throws SQLException {
    return bench.text(
        "SELECT pg_size_pretty(pg_total_relation_size('" + schema.table("items") + "'))");
  }

  @Override
  public void close() throws SQLException {
    schema.close();
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%,d items", size);
  }
}

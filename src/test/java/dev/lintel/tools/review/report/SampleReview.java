package dev.lintel.tools.review.report;

import static dev.lintel.tools.review.report.PlanSketch.indexScan;
import static dev.lintel.tools.review.report.PlanSketch.seqScan;

import dev.lintel.tools.mappers.MappedStatement.Kind;
import dev.lintel.tools.mappers.Omission;
import dev.lintel.tools.review.plan.PlanNode;
import dev.lintel.tools.review.result.Acceptance;
import dev.lintel.tools.review.result.Approval;
import dev.lintel.tools.review.result.ForeignKeyPlan;
import dev.lintel.tools.review.result.LiveStatistics;
import dev.lintel.tools.review.result.LiveStatistics.LiveStatement;
import dev.lintel.tools.review.result.ReviewFinding;
import dev.lintel.tools.review.result.ReviewResult;
import dev.lintel.tools.review.result.StatementReview;
import dev.lintel.tools.review.result.TableReview;
import dev.lintel.tools.review.result.TableReview.IndexReview;
import dev.lintel.tools.schema.Finding.Severity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A review that holds one of everything a report has to show, and texts that try to break it. */
final class SampleReview {

  static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
  static final String HOSTILE =
      "</script><script>window.hostile=1</script><img src=x onerror='window.hostile=1'>\"'`|&amp;";
  static final String LONG = "items." + "findTheItemsOfAVeryLongName".repeat(8).substring(0, 194);

  private SampleReview() {}

  static ReviewResult full() {
    return new ReviewResult(
        "lintel",
        "PostgreSQL 15.19",
        settings(),
        statements(),
        List.of(
            new Omission(
                "mappers/reports.xml: callMonthlyClose", "CALLABLE: cannot be prepared", false),
            new Omission(
                "mappers/items.xml: findItemById (oracle)", "for another database: oracle", true)),
        tables(),
        findings(),
        approvals(),
        migrations(),
        live());
  }

  /** Nothing to do. */
  static ReviewResult clean() {
    return of(List.of(statements().get(0)), List.of());
  }

  /** One statement with a branch for each of these plans. */
  static ReviewResult planned(PlanNode... plans) {
    StatementSketch statement = StatementSketch.of("items.planned", Kind.SELECT);
    for (PlanNode plan : plans) {
      statement.branch("branch " + statement.branches(), "SELECT 1", List.of(), plan);
    }
    return of(List.of(statement.review()), List.of());
  }

  /** One finding that says this. */
  static ReviewResult found(String what) {
    return of(
        List.of(),
        List.of(finding(Severity.ERROR, "no-statement", "review", null, null, what, "", null)));
  }

  private static ReviewResult of(List<StatementReview> statements, List<ReviewFinding> findings) {
    return new ReviewResult(
        "lintel",
        "PostgreSQL 15.19",
        settings(),
        statements,
        List.of(),
        List.of(),
        findings,
        List.of(),
        Map.of(),
        null);
  }

  /** As many statements with as many branches each, in files of 25, on 40 tables. */
  static ReviewResult of(int statements, int branches) {
    List<StatementReview> reviews = new ArrayList<>();
    List<TableReview> tables = new ArrayList<>();
    List<ReviewFinding> findings = new ArrayList<>();
    for (int i = 0; i < statements; i++) {
      String table = "table_" + i % 40;
      String name = "domain" + i / 25 + ".findNumber" + i;
      StatementSketch sketch =
          StatementSketch.of(name, Kind.SELECT)
              .comment(
                  "Rows number " + i + " of one kind, oldest first.\nIndex: ix_" + table + "_a.");
      for (int b = 0; b < branches; b++) {
        String where = "status = $1 AND kind_" + b + " = $2 AND created_at > $3";
        PlanNode scan = indexScan(table, "ix_" + table + "_" + "abc".charAt(b % 3), where, 1000);
        PlanNode plan =
            PlanSketch.of("Limit")
                .rows(50)
                .over(PlanSketch.of("Sort").sorts("created_at", "id").rows(1000).over(scan));
        PlanNode rare =
            PlanSketch.of("Limit").rows(1).over(indexScan(table, "ix_" + table + "_a", where, 1));
        sketch.branch(
            "status != null, kind_" + b + " != null",
            "/* "
                + name
                + " */\nSELECT\n  id,\n  name,\n  description,\n  status,\n  created_at,\n"
                + "  updated_at\nFROM lintel."
                + table
                + "\nWHERE "
                + where
                + "\nORDER BY created_at, id\nLIMIT $4",
            List.of("status varchar", "kind varchar", "createdAfter timestamptz", "limit int4"),
            plan,
            plan,
            rare);
      }
      reviews.add(sketch.review());
      if (i % 10 == 0) {
        findings.add(
            finding(
                Severity.WARNING,
                "sort",
                name,
                null,
                "lintel." + table,
                "1,000 rows are sorted",
                "an index on (status, created_at, id) gives the order",
                null));
      }
    }
    for (int t = 0; t < Math.min(40, statements); t++) {
      int table = t;
      List<String> users =
          IntStream.range(0, statements)
              .filter(i -> i % 40 == table)
              .mapToObj(i -> "domain" + i / 25 + ".findNumber" + i)
              .toList();
      tables.add(
          new TableReview(
              "lintel.table_" + t,
              null,
              500_000,
              99_000_000,
              List.of(
                  index("ix_table_" + t + "_a", "table_" + t + " (a)", users),
                  index("ix_table_" + t + "_b", "table_" + t + " (b)", users),
                  index("ix_table_" + t + "_c", "table_" + t + " (c)", List.of()))));
    }
    return new ReviewResult(
        "big",
        "PostgreSQL 15.19",
        settings(),
        reviews,
        List.of(),
        tables,
        findings,
        List.of(),
        Map.of(),
        null);
  }

  private static Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("lc_collate", "C.UTF-8");
    settings.put("default_statistics_target", "1000");
    settings.put("jit", "off");
    settings.put("max_parallel_workers_per_gather", "0");
    settings.put("TimeZone", "UTC");
    return settings;
  }

  private static List<StatementReview> statements() {
    String columns =
        "      id,\n      name,\n      description,\n      status,\n      metadata::text AS metadata,\n      created_at,\n      updated_at,\n      parent_id";
    PlanNode byId = indexScan("items", "items_pkey", "(id = $1)", 1);
    PlanNode byStatus =
        PlanSketch.of("Limit")
            .rows(50)
            .over(
                PlanSketch.of("Index Scan")
                    .as("Outer")
                    .on("items")
                    .by("ix_items_status_created", "((status)::text = ($1)::text)")
                    .rows(60_000)
                    .node());
    PlanNode byStatusHot =
        PlanSketch.of("Limit")
            .rows(50)
            .over(
                PlanSketch.of("Index Scan")
                    .as("Outer")
                    .on("items")
                    .backward()
                    .by("ix_items_created_at", null)
                    .where("Filter: ((status)::text = 'done'::text)")
                    .rows(290_000)
                    .node());
    PlanNode search =
        PlanSketch.of("Limit")
            .rows(50)
            .over(
                PlanSketch.of("Sort")
                    .as("Outer")
                    .sorts("created_at DESC", "id")
                    .rows(4_000)
                    .over(
                        PlanSketch.of("Seq Scan")
                            .as("Outer")
                            .on("items")
                            .where("Filter: ((name)::text ~~* ('%'::text || $1))")
                            .rows(4_000)
                            .node()));
    PlanNode join =
        PlanSketch.of("Aggregate")
            .strategy("Sorted")
            .rows(100)
            .over(
                PlanSketch.of("Sort")
                    .as("Outer")
                    .sorts("p.name")
                    .rows(30_000)
                    .over(
                        PlanSketch.of("Hash Join")
                            .as("Outer")
                            .joins("Left")
                            .where("Hash Cond: (i.parent_id = p.id)")
                            .rows(30_000)
                            .over(
                                PlanSketch.of("Bitmap Heap Scan")
                                    .as("Outer")
                                    .on("items")
                                    .alias("i")
                                    .where("Recheck Cond: ((status)::text = ANY ($1))")
                                    .rows(30_000)
                                    .over(
                                        PlanSketch.of("Bitmap Index Scan")
                                            .as("Outer")
                                            .by("ix_items_status", "((status)::text = ANY ($1))")
                                            .rows(30_000)
                                            .node()),
                                PlanSketch.of("Hash")
                                    .as("Inner")
                                    .rows(5_000)
                                    .over(seqScan("parents", "(name IS NOT NULL)", 5_000)))),
                PlanSketch.of("Result").as("InitPlan").subplan("CTE found").rows(1).node());
    String tagged = "\n    /* items.%s */\n    ";
    return List.of(
        StatementSketch.of("items.findItemById", Kind.SELECT)
            .comment("One item, or none.\nIndex: items_pkey. Rows: 0 or 1. Locks: none.")
            .branch(
                "always",
                tagged.formatted("findItemById")
                    + "SELECT\n"
                    + columns
                    + "\n    FROM lintel.items\n    WHERE id = $1::uuid\n",
                List.of("id text"),
                byId)
            .review(),
        StatementSketch.of("items.listItemsByStatus", Kind.SELECT)
            .comment(
                "The items of one status, oldest first, at most as many as asked for.\nIndex: ix_items_status_created.")
            .branch(
                "always",
                tagged.formatted("listItemsByStatus")
                    + "SELECT\n"
                    + columns
                    + "\n    FROM lintel.items\n    WHERE status = $1::varchar\n    ORDER BY status NULLS FIRST, created_at, id\n    LIMIT $2\n",
                List.of("status varchar", "limit int4"),
                byStatus,
                byStatusHot,
                byStatus)
            .review(),
        StatementSketch.of("items.searchItems", Kind.SELECT)
            .comment("Items by any of name, status and parent — für die Suche “überall”.")
            .possible(128)
            .branch(
                "name != null",
                tagged.formatted("searchItems")
                    + "SELECT\n"
                    + columns
                    + "\n    FROM lintel.items\n    \n       \n    WHERE name ILIKE '%' || $1\n    ORDER BY created_at DESC, id\n    LIMIT $2",
                List.of("name varchar", "limit int4"),
                search)
            .branch(
                "status != null",
                tagged.formatted("searchItems")
                    + "SELECT\n"
                    + columns
                    + "\n    FROM lintel.items\n    WHERE status = $1\n    ORDER BY created_at DESC, id\n    LIMIT $2",
                List.of("status varchar", "limit int4"),
                byStatus,
                byStatusHot,
                byStatus)
            .branch(
                "status != null, ids: 3",
                tagged.formatted("searchItems")
                    + "SELECT\n"
                    + columns
                    + "\n    FROM lintel.items\n    WHERE status = $1 AND id IN ($2, $3, $4)\n    ORDER BY created_at DESC, id\n    LIMIT $5",
                List.of("status varchar", "ids uuid", "ids uuid", "ids uuid", "limit int4"),
                PlanSketch.of("Limit")
                    .over(
                        PlanSketch.of("Sort")
                            .sorts("created_at DESC", "id")
                            .rows(3)
                            .over(
                                indexScan(
                                    "items",
                                    "items_pkey",
                                    "(id = ANY ('{$2,$3,$4}'::uuid[]))",
                                    3))))
            .branch(
                "nothing",
                tagged.formatted("searchItems")
                    + "SELECT\n"
                    + columns
                    + "\n    FROM lintel.items\n    ORDER BY created_at DESC, id\n    LIMIT $1",
                List.of("limit int4"),
                search)
            .review(),
        StatementSketch.of("items.countItemsByParent", Kind.SELECT)
            .comment("How many items each parent has.")
            .branch(
                "statuses: 3",
                tagged.formatted("countItemsByParent")
                    + "WITH found AS (SELECT 1)\n    SELECT p.name, count(*)\n    FROM lintel.items i\n    LEFT JOIN lintel.parents p ON p.id = i.parent_id\n    WHERE i.status = ANY ($1::text[])\n    GROUP BY p.name",
                List.of("statuses text[]"),
                join)
            .review(),
        StatementSketch.of("items.updateItemStatus", Kind.UPDATE)
            .comment("A new status of one item.\nLocks: its row.")
            .branch(
                "always",
                "UPDATE lintel.items SET status = $1, updated_at = now() WHERE id = $2 AND status BETWEEN 'a' AND 'b' RETURNING id, status, created_at, updated_at",
                List.of("status varchar", "id uuid"),
                PlanSketch.of("ModifyTable").does("Update").on("items").over(byId))
            .review(),
        StatementSketch.of("items.sortItems", Kind.SELECT)
            .comment("All items in an order of the caller's choice.")
            .substitutes("order", "id", "created_at desc")
            .substitutes("column")
            .branch(
                "order = id",
                tagged.formatted("sortItems") + "SELECT id FROM lintel.items ORDER BY id LIMIT 10",
                List.of(),
                PlanSketch.of("Limit")
                    .rows(10)
                    .over(
                        PlanSketch.of("Index Only Scan")
                            .on("items")
                            .by("items_pkey", null)
                            .rows(300_000)
                            .node()))
            .note("the property 'column' has no getter: taken as text")
            .review(),
        StatementSketch.of("items.brokenByType", Kind.SELECT)
            .branch(
                "always",
                tagged.formatted("brokenByType") + "SELECT id FROM lintel.items WHERE id = $1",
                List.of("id varchar"),
                "ERROR: operator does not exist: uuid = character varying",
                List.of())
            .review(),
        StatementSketch.of(LONG, Kind.SELECT)
            .comment("A statement of a name that does not fit anywhere.")
            .branch("always", "SELECT id FROM lintel.items WHERE id = $1", List.of("id uuid"), byId)
            .review(),
        StatementSketch.of("items.claimItems", Kind.SELECT)
            .comment(
                "Takes items of one status for a worker; those that others took are passed over.")
            .branch(
                "always",
                tagged.formatted("claimItems")
                    + "UPDATE lintel.items SET status = $2 WHERE id IN (SELECT id FROM lintel.items WHERE status = $1 ORDER BY status NULLS FIRST, created_at, id LIMIT $3 FOR UPDATE SKIP LOCKED) RETURNING id",
                List.of("from varchar", "to varchar", "limit int4"),
                PlanSketch.of("ModifyTable")
                    .does("Update")
                    .on("items")
                    .over(
                        PlanSketch.of("Nested Loop")
                            .joins("Inner")
                            .rows(50)
                            .over(
                                PlanSketch.of("Aggregate")
                                    .as("Outer")
                                    .strategy("Hashed")
                                    .rows(50)
                                    .over(
                                        PlanSketch.of("Limit")
                                            .as("Outer")
                                            .rows(50)
                                            .over(
                                                PlanSketch.of("LockRows")
                                                    .as("Outer")
                                                    .rows(60_000)
                                                    .over(byStatus.children().get(0)))),
                                indexScan("items", "items_pkey", "(id = \"ANY_subquery\".id)", 1))))
            .review(),
        StatementSketch.of("parents.deleteParentById", Kind.DELETE)
            .comment("Takes a parent away that no item refers to.")
            .branch(
                "always",
                "\n    /* parents.deleteParentById */\n    DELETE FROM lintel.parents\n    WHERE id = $1::uuid",
                List.of("id text"),
                null,
                List.of(
                    new ForeignKeyPlan(
                        "fk_items_parent_id",
                        "lintel.items",
                        "NO ACTION",
                        PlanSketch.of("LockRows")
                            .over(
                                indexScan("items", "ix_items_parent_id", "($1 = parent_id)", 60)))),
                PlanSketch.of("ModifyTable")
                    .does("Delete")
                    .on("parents")
                    .over(indexScan("parents", "parents_pkey", "(id = $1)", 1)))
            .review(),
        StatementSketch.of("parents.listParents", Kind.SELECT)
            .comment("All parents by name.")
            .branch(
                "always",
                "\n    /* parents.listParents */\n    SELECT id, name FROM lintel.parents ORDER BY name, id LIMIT $1",
                List.of("limit int4"),
                PlanSketch.of("Limit")
                    .rows(50)
                    .over(
                        PlanSketch.of("Sort")
                            .sorts("name", "id")
                            .rows(5_000)
                            .over(seqScan("parents", "true", 5_000))))
            .review(),
        StatementSketch.of("parents.createParent", Kind.INSERT)
            .comment("One new parent.")
            .branch(
                "always",
                "\n    /* parents.createParent */\n    INSERT INTO lintel.parents (\n      id,\n      name\n    )\n    VALUES (\n      $1::uuid,\n      $2::varchar\n    )",
                List.of("id text", "name varchar"),
                PlanSketch.of("ModifyTable")
                    .does("Insert")
                    .on("parents")
                    .over(PlanSketch.of("Result").node()))
            .review(),
        StatementSketch.of("hostile." + HOSTILE, Kind.SELECT)
            .file("mappers/" + HOSTILE + ".xml")
            .comment("A comment of " + HOSTILE)
            .branch(
                HOSTILE,
                "/* "
                    + HOSTILE
                    + " */ SELECT '"
                    + HOSTILE.replace("'", "''")
                    + "', \"</pre>\" FROM t WHERE a < 3 && b AND c = $1 \u202E \u0000",
                List.of(HOSTILE),
                PlanSketch.of("Seq Scan").on(HOSTILE).where("Filter: " + HOSTILE).node())
            .review(),
        StatementSketch.of("reports.everything", Kind.SELECT)
            .comment("The monthly report, by all that there is.")
            .branch("always", "/* reports.everything */ SELECT * FROM a, b", List.of(), deep(60))
            .review());
  }

  /** Joins of joins: as many steps as asked for. */
  static PlanNode deep(int steps) {
    PlanNode plan = indexScan("items", "items_pkey", "(id = x.item_id)", 1);
    for (int made = 1; made + 2 <= steps; made += 2) {
      PlanNode inner =
          made % 4 == 1
              ? indexScan("parents", "parents_pkey", "(id = i.parent_id)", 1)
              : seqScan("conversations", "(n > " + made + ")", 100_000);
      plan =
          PlanSketch.of("Nested Loop")
              .as("Outer")
              .joins("Left")
              .where("Join Filter: (a.x = b.y)")
              .rows(Math.pow(10, made % 7))
              .over(plan, inner);
    }
    return PlanSketch.of("Limit").rows(10).over(plan);
  }

  private static IndexReview index(
      String name, String on, List<String> statements, String... dropped) {
    boolean unique = name.endsWith("_pkey");
    return new IndexReview(
        name,
        "CREATE " + (unique ? "UNIQUE " : "") + "INDEX " + name + " ON lintel." + on,
        12_500_000,
        unique,
        statements,
        List.of(dropped));
  }

  private static List<TableReview> tables() {
    return List.of(
        new TableReview(
            "lintel.conversations",
            "Conversations, each with all its messages.",
            100_000,
            1_288_490_188,
            List.of(
                index("conversations_pkey", "conversations USING btree (id)", List.of()),
                index(
                    "ix_conversations_created_at",
                    "conversations USING btree (created_at, id)",
                    List.of()))),
        new TableReview(
            "lintel.items",
            "The work items; each may belong to a parent. <b>&",
            350_000,
            71_000_000,
            List.of(
                index(
                    "items_pkey",
                    "items USING btree (id)",
                    List.of(
                        "items.claimItems",
                        "items.findItemById",
                        "items.searchItems",
                        "items.sortItems",
                        "items.updateItemStatus",
                        LONG),
                    "items.findItemById: Seq Scan on items",
                    "items.updateItemStatus: Seq Scan on items"),
                index(
                    "ix_items_created_at",
                    "items USING btree (created_at)",
                    List.of("items.listItemsByStatus", "items.searchItems")),
                index("ix_items_metadata", "items USING gin (metadata jsonb_path_ops)", List.of()),
                index("ix_items_parent_id", "items USING btree (parent_id)", List.of()),
                index(
                    "ix_items_status",
                    "items USING btree (status)",
                    List.of("items.countItemsByParent"),
                    "items.countItemsByParent: Bitmap Index Scan on ix_items_status_created"),
                index(
                    "ix_items_status_created",
                    "items USING btree (status NULLS FIRST, created_at, id)",
                    List.of("items.claimItems", "items.listItemsByStatus", "items.searchItems"),
                    "items.listItemsByStatus: Index Scan using ix_items_created_at"))),
        new TableReview(
            "lintel.parents",
            "What items may belong to.",
            5_000,
            400_000,
            List.of(
                index(
                    "parents_pkey",
                    "parents USING btree (id)",
                    List.of("parents.deleteParentById")))),
        new TableReview("lintel.t_" + HOSTILE, HOSTILE, 0, 0, List.of()));
  }

  private static ReviewFinding finding(
      Severity severity,
      String code,
      String subject,
      String branch,
      String table,
      String what,
      String fix,
      Acceptance acceptance) {
    return new ReviewFinding(severity, code, subject, branch, table, what, fix, acceptance);
  }

  private static List<ReviewFinding> findings() {
    return List.of(
        finding(
            Severity.ERROR,
            "does-not-prepare",
            "items.brokenByType",
            "always",
            null,
            "ERROR: operator does not exist: uuid = character varying",
            "bind the parameter with UuidTypeHandler, or write #{id}::uuid",
            null),
        finding(
            Severity.ERROR,
            "seq-scan",
            "items.searchItems",
            "name != null",
            "lintel.items",
            "reads all 350,000 rows of lintel.items for 4,000",
            "a trigram index on (name gin_trgm_ops), or a search from the beginning of the name",
            null),
        finding(
            Severity.ERROR,
            "text-substitution",
            "items.sortItems",
            null,
            null,
            "${column} becomes text of the statement: whoever chooses it writes SQL",
            "declare its values: <!-- review: column in (id, name) -->",
            null),
        finding(
            Severity.WARNING,
            "plans-differ",
            "items.listItemsByStatus",
            "always",
            "lintel.items",
            "the most frequent values walk ix_items_created_at, others take ix_items_status_created",
            "ask for an order that only one index gives",
            null),
        finding(
            Severity.WARNING,
            "hostile",
            "hostile." + HOSTILE,
            HOSTILE,
            "lintel." + HOSTILE,
            HOSTILE,
            HOSTILE,
            null),
        finding(
            Severity.WARNING,
            "unused-index",
            "lintel.conversations",
            null,
            "lintel.conversations",
            "no statement reads ix_conversations_created_at, which takes 12 MB",
            "drop it, or accept it and say who needs it",
            null),
        finding(
            Severity.WARNING,
            "no-volume",
            "review",
            null,
            null,
            "lintel.audit is empty: its plans say nothing",
            "give it rows in db/volume.sql",
            null),
        finding(
            Severity.WARNING,
            "seq-scan",
            "items.searchItems",
            "nothing",
            "lintel.items",
            "reads all 350,000 rows when nothing is asked for",
            "refuse an empty search",
            new Acceptance(
                "seq-scan",
                "the caller refuses an empty search before",
                "Ada",
                LocalDate.of(2025, 3, 2),
                null)),
        finding(
            Severity.WARNING,
            "sort",
            "parents.listParents",
            "always",
            "lintel.parents",
            "sorts 5,000 rows for 50",
            "an index on (name, id)",
            new Acceptance(
                "sort",
                "5,000 parents are the most that there will be; an index costs more than it gives",
                "Grace",
                null,
                LocalDate.of(2026, 12, 31))),
        finding(
            Severity.ERROR,
            "redundant-index",
            "lintel.items",
            null,
            "lintel.items",
            "ix_items_status is the beginning of ix_items_status_created",
            "drop it",
            new Acceptance(
                "redundant-index",
                "half the size, and countItemsByStatus reads all of it",
                "Linus",
                LocalDate.of(2026, 11, 20),
                null)),
        finding(
            Severity.INFO,
            "index-walked",
            "items.sortItems",
            "order = id",
            "lintel.items",
            "walks items_pkey and stops after 10 rows",
            "",
            null));
  }

  private static List<Approval> approvals() {
    List<String> difference =
        List.of(
            "--- db/plans/items/listItemsByStatus.plan",
            "+++ now",
            "@@ -8,9 +8,9 @@",
            "   LIMIT $2",
            " ",
            " for any values",
            " Limit ~10²",
            "-  Index Scan using ix_items_status_created on lintel.items ~10⁵",
            "-    Index Cond: (status = $1)",
            "+  Index Scan Backward using ix_items_created_at on lintel.items ~10⁵",
            "+    Filter: (status = $1)",
            " ",
            " indexes: ix_items_created_at, ix_items_status_created");
    return List.of(
        new Approval(
            "items.findItemById",
            "items/findItemById.plan",
            Approval.State.APPROVED,
            "a",
            "a",
            List.of(),
            List.of()),
        new Approval(
            "items.listItemsByStatus",
            "items/listItemsByStatus.plan",
            Approval.State.CHANGED,
            "old",
            "new",
            difference,
            List.of()),
        new Approval(
            "hostile." + HOSTILE,
            "hostile/it.plan",
            Approval.State.CHANGED,
            "old",
            "new",
            List.of("@@ -1 +1 @@", "-SELECT '```' " + HOSTILE, "+SELECT '````' " + HOSTILE + "|"),
            List.of()),
        new Approval(
            "reports.everything",
            "reports/everything.plan",
            Approval.State.NEW,
            null,
            "branch always\n  SELECT * FROM a, b\n\n  Limit ~10\n    Nested Loop Left Join ~10³\n",
            List.of(),
            List.of()),
        new Approval(
            "items.forgotten",
            "items/forgotten.plan",
            Approval.State.ORPHANED,
            "branch always\n  SELECT 1",
            null,
            List.of(
                "--- items/forgotten.plan",
                "+++ now",
                "@@ -1,2 +0,0 @@",
                "-branch always",
                "-  SELECT 1"),
            List.of()),
        new Approval(
            "lintel.items",
            "tables/lintel.items.plan",
            Approval.State.APPROVED,
            "b",
            "b",
            List.of(),
            List.of(
                new Acceptance(
                    "redundant-index",
                    "half the size",
                    "Linus",
                    LocalDate.of(2026, 11, 20),
                    null))));
  }

  private static Map<String, String> migrations() {
    Map<String, String> migrations = new LinkedHashMap<>();
    migrations.put("V001__tables.sql", "no lock on a table that was there before");
    migrations.put(
        "V002__add_due_at.sql",
        "line  statement                                lock                  on            rewrites  verifies\n1     ALTER TABLE items ADD COLUMN due_at …    AccessExclusiveLock   lintel.items  no        no\n4     CREATE INDEX CONCURRENTLY ix_items_due   ShareUpdateExclusive  lintel.items  no        no");
    return migrations;
  }

  private static LiveStatistics live() {
    return new LiveStatistics(
        "db.example.org/shop",
        "2026-11-01T00:00:00Z",
        List.of(
            new LiveStatement(
                List.of("items.findItemById"),
                "-4611686018427387905",
                "/* items.findItemById */ SELECT …",
                12_345_678,
                2_469_135.6,
                0.2,
                12_345_600),
            new LiveStatement(
                List.of("items.listItemsByStatus", "items.searchItems"),
                "77",
                "/* items.listItemsByStatus */ SELECT …",
                4_000,
                384_000,
                96,
                200_000)),
        List.of("items.sortItems", "parents.listParents", "reports.everything"),
        List.of(
            new LiveStatement(
                List.of(),
                "99",
                "SELECT count(*) FROM lintel.items WHERE name = '" + HOSTILE + "'",
                12,
                90_000,
                7_500,
                12)));
  }
}

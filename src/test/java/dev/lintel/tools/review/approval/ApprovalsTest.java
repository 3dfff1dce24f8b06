package dev.lintel.tools.review.approval;

import static dev.lintel.tools.review.Samples.branch;
import static dev.lintel.tools.review.Samples.finding;
import static dev.lintel.tools.review.Samples.index;
import static dev.lintel.tools.review.Samples.indexScan;
import static dev.lintel.tools.review.Samples.items;
import static dev.lintel.tools.review.Samples.limit;
import static dev.lintel.tools.review.Samples.node;
import static dev.lintel.tools.review.Samples.seqScan;
import static dev.lintel.tools.review.Samples.statement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.InvalidValueException;
import dev.lintel.tools.review.plan.PlanNode;
import dev.lintel.tools.review.result.Acceptance;
import dev.lintel.tools.review.result.Approval;
import dev.lintel.tools.review.result.Approval.State;
import dev.lintel.tools.review.result.BranchReview;
import dev.lintel.tools.review.result.ForeignKeyPlan;
import dev.lintel.tools.review.result.ReviewFinding;
import dev.lintel.tools.review.result.StatementReview;
import dev.lintel.tools.review.result.TableReview;
import dev.lintel.tools.schema.Finding.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApprovalsTest {

  private static final Set<String> CODES = Set.of("seq-scan", "sort", "accept-unneeded");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
  private static final String SQL =
      "/* items.find */\n    SELECT id\n      FROM lintel.items\n\n    WHERE status = $1";

  @TempDir Path folder;
  private Path plans;

  @BeforeEach
  void choosePlans() {
    plans = folder.resolve("db/plans");
  }

  private static StatementReview find(PlanNode generic) {
    return statement("find", branch("always", SQL, generic));
  }

  private static StatementReview find(double rows) {
    return find(indexScan("Index Scan", "ix_items_status", "(status = $1)", rows));
  }

  private Approvals approvals() {
    return Approvals.in(plans, "lintel");
  }

  private Checked check(List<StatementReview> statements, List<TableReview> tables) {
    return check(statements, tables, List.of());
  }

  private Checked check(
      List<StatementReview> statements, List<TableReview> tables, List<ReviewFinding> findings) {
    return approvals().check(statements, tables, findings, CODES, TODAY, "15");
  }

  private Checked check(StatementReview statement, ReviewFinding... findings) {
    return check(List.of(statement), List.of(), List.of(findings));
  }

  private Approval only(Checked checked) {
    assertThat(checked.approvals()).hasSize(1);
    return checked.approvals().get(0);
  }

  private String approve(StatementReview statement) throws IOException {
    approvals().approve(check(statement));
    return Files.readString(plans.resolve("items/find.plan"));
  }

  private void addLine(String line) throws IOException {
    Path file = plans.resolve("items/find.plan");
    String text = Files.readString(file);
    Files.writeString(file, text.replaceFirst("\n", "\n" + line.replace("\\", "\\\\") + "\n"));
  }

  @Nested
  class Text {

    @Test
    void ofAStatementShowsSqlPlansAndIndexes() throws IOException {
      PlanNode generic =
          limit(indexScan("Index Only Scan", "ix_items_status", "(status = ($1)::text)", 99), 10);
      PlanNode hot = limit(seqScan("(status = 'OPEN'::text)", 90_000), 10);
      PlanNode rare =
          limit(indexScan("Index Scan", "ix_items_status", "(status = 'X'::text)", 2), 2);
      assertThat(approve(statement("find", branch("status != null", SQL, generic, hot, rare, 1L))))
          .isEqualTo(
              """
              # items.find: written by review --approve on PostgreSQL 15

              branch status != null
                sql
                  /* items.find */
                  SELECT id
                    FROM lintel.items
                  WHERE status = $1
                generic
                  Limit ~10^1
                    Index Scan using ix_items_status on items ~10^2
                      Index Cond: (status = ($1)::text)
                hot
                  Limit ~10^1
                    Seq Scan on items ~10^5
                      Filter: (status = ?)
                rare: the same
                indexes: ix_items_status
              """);
    }

    @Test
    void ofAStatementShowsErrorsForeignKeysAndWhatIsLeftOut() throws IOException {
      PlanNode delete = node("Index Scan", null, "items", "items_pkey", "(id = $1)", List.of(), 1);
      ForeignKeyPlan check =
          new ForeignKeyPlan("fk_notes_item", "shop.notes", "CASCADE", seqScan("(item = $1)", 50));
      BranchReview deletes =
          new BranchReview(
              "a", "DELETE", List.of(), null, delete, null, null, List.of(check), null);
      BranchReview broken =
          new BranchReview(
              "b", "SELEC", List.of(), "syntax error\nat SELEC", null, null, null, List.of(), null);
      assertThat(approve(statement("find", deletes, broken)))
          .contains(
              "  foreign key fk_notes_item of shop.notes (CASCADE)\n    Seq Scan on items ~10^2\n",
              "  sql\n    SELEC\n  error: syntax error\\nat SELEC\n")
          .endsWith("at SELEC\n");
    }

    @Test
    void ofATableShowsItsIndexesAndTheirReaders() throws IOException {
      TableReview table = items(index("ix_a", "items.find", "items.count"), index("ix_b"));
      approvals().approve(check(List.of(), List.of(table)));
      assertThat(plans.resolve("tables/items.plan"))
          .hasContent(
              """
              # lintel.items: written by review --approve on PostgreSQL 15

              index ix_a
                CREATE INDEX ix_a ON lintel.items USING btree (status)
                read by items.count
                read by items.find

              index ix_b
                CREATE INDEX ix_b ON lintel.items USING btree (status)
                read by no statement
              """);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "(status = ($1)::text) | (status = 'OPEN'::text)",
          "((status)::text = ($1)::text) | ((status)::text = 'it''s'::text)",
          "(id = ANY (($1)::uuid[])) | (id = ANY ('{a,b}'::uuid[]))",
          "(price > $2) | (price > '-1.50'::numeric(10,2))",
          "(n = $1) | (n = 42)",
          "(at < $1) | (at < '2026-01-01'::timestamp with time zone)",
          "(e = ($1)::shop.state) | (e = 'A'::shop.state)",
          "(\"col 1\" = $12) | (\"col 1\" = 5)",
        })
    void ofACustomPlanHidesItsValues(String generic, String custom) throws IOException {
      PlanNode one = indexScan("Index Scan", "ix", generic, 10);
      PlanNode other = indexScan("Index Scan", "ix", custom, 1000);
      assertThat(approve(statement("find", branch("always", SQL, one, other, null, null))))
          .contains("hot: the same");
    }

    @Test
    void ofAnInitPlanIsTheSameOnEveryVersion() throws IOException {
      PlanNode old = node("Result", "InitPlan 2 (returns $3,$4)", null, null, null, List.of(), 1);
      assertThat(approve(find(old))).contains("\n    InitPlan 2: Result ~10^0\n");
      PlanNode cte = node("Result", "CTE found", null, null, null, List.of(), 1);
      assertThat(approve(find(cte))).contains("\n    CTE found: Result ~10^0\n");
    }

    @Test
    void ofACustomPlanTellsColumnsApart() throws IOException {
      PlanNode one = indexScan("Index Scan", "ix", "(c1 = $1)", 10);
      PlanNode other = indexScan("Index Scan", "ix", "(c2 = 'x'::text)", 10);
      assertThat(approve(statement("find", branch("always", SQL, one, other, null, null))))
          .contains("  hot\n    Index Scan using ix on items ~10^1\n      Index Cond: (c2 = ?)\n");
    }
  }

  @Nested
  class States {

    @Test
    void withoutAFolderAllIsNew() {
      Approval approval = only(check(find(10)));
      assertThat(approvals().areKept()).isFalse();
      assertThat(approval.state()).isEqualTo(State.NEW);
      assertThat(approval.file()).isEqualTo("items/find.plan");
      assertThat(approval.approved()).isNull();
      assertThat(approval.difference()).contains("--- /dev/null", "+branch always");
    }

    @Test
    void whatWasApprovedIsApproved() throws IOException {
      String text = approve(find(10));
      Approval approval = only(check(find(10)));
      assertThat(approval.state()).isEqualTo(State.APPROVED);
      assertThat(approval.difference()).isEmpty();
      assertThat(approval.actual()).isEqualTo(text);
      assertThat(approvals().approve(check(find(10)))).isEmpty();
    }

    @Test
    void anotherPlanIsAChangeWithItsDiff() throws IOException {
      approve(find(10));
      Approval approval = only(check(find(seqScan("(status = $1)", 10))));
      assertThat(approval.state()).isEqualTo(State.CHANGED);
      assertThat(approval.difference())
          .contains(
              "--- approved/items/find.plan",
              "+++ actual/items/find.plan",
              "-    Index Scan using ix_items_status on items ~10^1",
              "+    Seq Scan on items ~10^1");
      approve(find(seqScan("(status = $1)", 10)));
      assertThat(only(check(find(seqScan("(status = $1)", 10)))).state()).isEqualTo(State.APPROVED);
    }

    @ParameterizedTest
    @CsvSource({"100, APPROVED", "1000, APPROVED", "10, APPROVED", "10000, CHANGED", "1, CHANGED"})
    void rowsNearAPowerOfTenDoNotFlap(double rows, State state) throws IOException {
      String text = approve(find(100));
      assertThat(only(check(find(rows))).state()).isEqualTo(state);
      if (state == State.APPROVED) {
        assertThat(approve(find(rows))).isEqualTo(text);
      }
    }

    @Test
    void rowsCountInPlansOnlyNotInSql() throws IOException {
      PlanNode plan = seqScan("(status = $1)", 10);
      approve(statement("find", branch("always", "SELECT a ~10^2", plan)));
      assertThat(only(check(statement("find", branch("always", "SELECT a ~10^3", plan)))).state())
          .isEqualTo(State.CHANGED);
    }

    @Test
    void indexOnlyScansLineEndingsAndAnotherServerChangeNothing() throws IOException {
      String text = approve(find(10));
      Files.writeString(plans.resolve("items/find.plan"), "\uFEFF" + text.replace("\n", "\r\n"));
      PlanNode only = indexScan("Index Only Scan", "ix_items_status", "((status)::text = $1)", 10);
      Checked checked =
          approvals().check(List.of(find(only)), List.of(), List.of(), CODES, TODAY, "18");
      assertThat(only(checked).state()).isEqualTo(State.APPROVED);
    }

    @Test
    void aLinkToTheFolderIsFollowed(@TempDir Path elsewhere) throws IOException {
      approve(find(10));
      Path moved = Files.move(plans, elsewhere.resolve("moved"));
      Files.createSymbolicLink(plans, moved);
      assertThat(only(check(find(10))).state()).isEqualTo(State.APPROVED);
    }

    @Test
    void linesBelowThePlansDoNotHideWhatChanged() throws IOException {
      approve(find(10));
      Files.writeString(
          plans.resolve("items/find.plan"),
          "ACCEPT sort \"few\" by hm\n",
          StandardOpenOption.APPEND);
      assertThat(only(check(find(seqScan("(status = $1)", 10)))).difference())
          .noneMatch(line -> line.matches("[+-]ACCEPT.*"))
          .anyMatch(line -> line.contains("-    Index Scan"))
          .anyMatch(line -> line.contains("+    Seq Scan"));
    }

    @Test
    void whatIsGoneIsAnOrphanAndGoesWithItsFolder() throws IOException {
      approve(find(10));
      addLine("ACCEPT sort \"few\" by hm");
      Files.writeString(plans.resolve("README.md"), "for people");
      Approval orphan = only(check(List.of(), List.of()));
      assertThat(orphan.state()).isEqualTo(State.ORPHANED);
      assertThat(orphan.subject()).isEqualTo("items.find");
      assertThat(orphan.actual()).isNull();
      assertThat(orphan.difference()).contains("+++ /dev/null", "-branch always");
      assertThat(check(List.of(), List.of()).findings()).isEmpty();

      assertThat(approvals().approve(check(List.of(), List.of()))).containsExactly(orphan);
      assertThat(plans).isDirectoryNotContaining(file -> file.endsWith("items"));
      assertThat(plans.resolve("README.md")).hasContent("for people");
    }

    @Test
    void approvingKeepsWhatPeopleWroteAndLeavesNothingBehind() throws IOException {
      approve(find(10));
      addLine("# The page of open items.\nACCEPT seq-scan \"small\" by hm on 2026-01-02");
      assertThat(only(check(find(10))).state()).isEqualTo(State.APPROVED);
      assertThat(approve(find(1_000_000)))
          .startsWith(
              """
              # items.find: written by review --approve on PostgreSQL 15
              # The page of open items.
              ACCEPT seq-scan "small" by hm on 2026-01-02

              branch always
              """);
      try (Stream<Path> files = Files.list(plans.resolve("items"))) {
        assertThat(files).hasSize(1);
      }
    }
  }

  @Nested
  class Names {

    private List<String> files(StatementReview... statements) {
      return check(List.of(statements), List.of(items())).approvals().stream()
          .map(Approval::file)
          .toList();
    }

    private StatementReview named(String name, String namespace, String file, String id) {
      return statement(name, namespace, file, id, branch("always", SQL, seqScan("x", 1)));
    }

    @Test
    void ofAKeyAndOfAnAnnotatedClassAreShort() {
      assertThat(
              files(
                  named("items.add!selectKey", "a.ItemMapper", "x/items.xml", "add!selectKey"),
                  named("ItemMapper.find", "a.ItemMapper", "a.ItemMapper", "find")))
          .containsExactly("ItemMapper/find.plan", "items/add!selectKey.plan", "tables/items.plan");
    }

    @Test
    void thatClashGetTheNamespace() {
      assertThat(
              files(
                  named("a.items.find", "a.items", "a/items.xml", "find"),
                  named("b.items.find", "b.items", "b/items.xml", "find"),
                  named("tables.items", "t", "tables.xml", "items")))
          .containsExactly(
              "items/a.items.find.plan",
              "items/b.items.find.plan",
              "tables/lintel.items.plan",
              "tables/t.items.plan");
    }

    @Test
    void thatDifferInCaseAloneGetAMark() {
      assertThat(
              files(
                  named("items.find", "a", "items.xml", "find"),
                  named("items.FIND", "a", "items.xml", "FIND")))
          .doesNotHaveDuplicates()
          .filteredOn(file -> file.startsWith("items/"))
          .allMatch(file -> file.matches("items/a\\.(find|FIND)-[0-9a-f]{8}\\.plan"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "../../x",
          "/etc/passwd",
          "..",
          "",
          ".hidden",
          "a\\..\\b",
          "a\u0000b",
          "ü\n",
          "C:x"
        })
    void staysInTheFolderWhateverTheIdIs(String id) throws IOException {
      StatementReview hostile = named("items." + id, id, id + "/../" + id + ".xml", id);
      approvals().approve(check(List.of(hostile), List.of()));
      try (Stream<Path> files = Files.walk(folder)) {
        assertThat(files.filter(Files::isRegularFile))
            .hasSize(1)
            .allMatch(file -> plans.relativize(file).getNameCount() == 2)
            .allMatch(file -> file.startsWith(plans))
            .allMatch(
                file ->
                    file.toString().substring(folder.toString().length()).matches("[\\w/%.!$-]+"));
      }
      assertThat(only(check(List.of(hostile), List.of())).state()).isEqualTo(State.APPROVED);
    }

    @Test
    void thatAreTooLongAreCut() {
      String id = "x".repeat(300);
      approvals().approve(check(List.of(named("items." + id, "a", "items.xml", id)), List.of()));
      assertThat(
              only(check(List.of(named("items." + id, "a", "items.xml", id)), List.of())).state())
          .isEqualTo(State.APPROVED);
    }
  }

  @Nested
  class AcceptLine {

    private final ReviewFinding scan = finding(Severity.ERROR, "seq-scan", "items.find");

    @BeforeEach
    void approveIt() throws IOException {
      approve(find(10));
    }

    private List<ReviewFinding> findingsWith(String line, ReviewFinding... findings)
        throws IOException {
      addLine(line);
      return check(find(10), findings).findings();
    }

    private ReviewFinding problemOf(String line) throws IOException {
      List<ReviewFinding> findings = findingsWith(line, scan);
      assertThat(findings).hasSize(2);
      assertThat(findings.get(0)).as("stays open").isEqualTo(scan);
      ReviewFinding problem = findings.get(1);
      assertThat(problem.severity()).isEqualTo(Severity.ERROR);
      assertThat(problem.subject()).isEqualTo("items.find");
      assertThat(problem.what()).startsWith("items/find.plan:2: ");
      return problem;
    }

    @Test
    void acceptsEveryFindingOfItsCode() throws IOException {
      ReviewFinding other = finding(Severity.WARNING, "sort", "items.find");
      ReviewFinding elsewhere = finding(Severity.ERROR, "seq-scan", "items.other");
      List<ReviewFinding> findings =
          findingsWith(
              "ACCEPT  seq-scan \"say \\\"small\\\" \\\\ 3 rows\" by Hanna Meyer on 2026-01-02"
                  + " until 2026-11-25 ",
              scan,
              scan,
              other,
              elsewhere);
      Acceptance line =
          new Acceptance(
              "seq-scan",
              "say \"small\" \\ 3 rows",
              "Hanna Meyer",
              LocalDate.of(2026, 1, 2),
              LocalDate.of(2026, 11, 25));
      assertThat(findings)
          .containsExactly(scan.accepted(line), scan.accepted(line), other, elsewhere);
      assertThat(only(check(find(10), scan)).acceptances()).containsExactly(line);
    }

    @Test
    void ofATableAcceptsItsFindings() throws IOException {
      approvals().approve(check(List.of(), List.of(items())));
      Path file = plans.resolve("tables/items.plan");
      Files.writeString(file, "ACCEPT sort \"why not\" by hm\n" + Files.readString(file));
      ReviewFinding finding = finding(Severity.WARNING, "sort", "lintel.items");
      assertThat(check(List.of(), List.of(items()), List.of(finding)).findings())
          .allMatch(accepted -> !accepted.isOpen())
          .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "ACCEPT seq-scan",
          "ACCEPT seq-scan by hm",
          "ACCEPT seq-scan \"\" by hm",
          "ACCEPT seq-scan \"  \" by hm on 2026-01-01"
        })
    void needsAReason(String line) throws IOException {
      assertThat(problemOf(line).code()).isEqualTo("accept-without-reason");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "ACCEPT | the form ACCEPT <code>",
          "accept seq-scan \"x\" by hm | the form ACCEPT <code>",
          "ACCEPT seq-scan \"x by hm | the form ACCEPT <code>",
          "ACCEPT seq-scan x by hm | the form ACCEPT <code>",
          "ACCEPT seqscan \"x\" by hm | the code of a rule that can be accepted, but was 'seqscan'",
          "ACCEPT accept-unneeded \"x\" by hm | the code of a rule that can be accepted",
          "ACCEPT seq-scan \"x\" | by <who>",
          "ACCEPT seq-scan \"x\" on 2026-01-01 | by <who>",
          "ACCEPT seq-scan \"x\" by a until 2026-12-01 on 2026-01-01 | by <who>",
          "ACCEPT seq-scan \"x\" by a on 01.02.2026 | a date like 2026-12-31",
          "ACCEPT seq-scan \"x\" by a until 2026-02-30 | a date like 2026-12-31",
          "ACCEPT seq-scan \"x\" by a on holiday | a date like 2026-12-31",
        })
    void thatIsNotUnderstoodSaysWhy(String line, String expected) throws IOException {
      ReviewFinding problem = problemOf(line);
      assertThat(problem.code()).isEqualTo("accept-unreadable");
      assertThat(problem.what()).contains("expected " + expected);
    }

    @Test
    void expires() throws IOException {
      ReviewFinding problem = problemOf("ACCEPT seq-scan \"x\" by hm until 2026-11-24");
      assertThat(problem.code()).isEqualTo("accept-expired");
      assertThat(problem.what()).endsWith("seq-scan was accepted until 2026-11-24");
    }

    @Test
    void thatExpiredGivesWayToOneThatCounts() throws IOException {
      addLine("ACCEPT seq-scan \"y\" by hm");
      List<ReviewFinding> findings =
          findingsWith("ACCEPT seq-scan \"x\" by hm until 2026-11-24", scan);
      assertThat(findings.get(0).acceptance().reason()).isEqualTo("y");
      assertThat(findings.get(1).code()).isEqualTo("accept-expired");
    }

    @Test
    void thatIsNotNeededFails() throws IOException {
      assertThat(findingsWith("ACCEPT sort \"x\" by hm"))
          .singleElement()
          .matches(ReviewFinding::isOpen)
          .extracting(ReviewFinding::code)
          .isEqualTo("accept-unneeded");
    }

    @Test
    void thatIsNotNeededIsNotExpiredToo() throws IOException {
      assertThat(problemOf("ACCEPT sort \"x\" by hm until 2026-01-01").code())
          .isEqualTo("accept-unneeded");
    }

    @Test
    void thatStandsTwiceIsNotNeeded() throws IOException {
      addLine("ACCEPT seq-scan \"y\" by hm");
      List<ReviewFinding> findings = findingsWith("ACCEPT seq-scan \"x\" by hm", scan);
      assertThat(findings.get(0).acceptance().reason()).isEqualTo("x");
      assertThat(findings.get(1).what()).contains(":3: another line accepts seq-scan already");
    }

    @Test
    void inSqlIsSql() throws IOException {
      String sql = "SELECT '\nACCEPT seq-scan \"x\" by hm\n# no comment'";
      StatementReview statement = statement("find", branch("always", sql, seqScan("x", 1)));
      approve(statement);
      assertThat(check(statement, scan).findings()).containsExactly(scan);
      assertThat(only(check(statement)).state()).isEqualTo(State.APPROVED);
    }
  }

  @Nested
  class BadFiles {

    @Test
    void notInUtf8SaySo() throws IOException {
      approve(find(10));
      Path file = plans.resolve("items/find.plan");
      Files.write(file, "# für\n".getBytes(StandardCharsets.ISO_8859_1));
      assertThatThrownBy(() -> check(find(10)))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageStartingWith(file + ": expected text in UTF-8");
    }

    @Test
    void thatAreFoldersSaySo() throws IOException {
      Path file = Files.createDirectories(plans.resolve("items/find.plan"));
      assertThatThrownBy(() -> check(find(10)))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageStartingWith(file + ": expected a file of approved plans, but was a folder");
    }

    @Test
    void inPlaceOfTheFolderSaySo() throws IOException {
      Files.createDirectories(plans.getParent());
      Files.writeString(plans, "");
      assertThatThrownBy(() -> check(find(10)))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageStartingWith(plans + ": expected a folder of approved plans");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "nonsense", "# only a comment"})
    void ofOtherTextAreChanged(String text) throws IOException {
      approve(find(10));
      Files.writeString(plans.resolve("items/find.plan"), text);
      assertThat(only(check(find(10))).state()).isEqualTo(State.CHANGED);
    }
  }
}

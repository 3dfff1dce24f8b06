package dev.lintel.tools.review;

import dev.lintel.tools.review.ReviewOptions.Source;
import dev.lintel.tools.review.approval.Approvals;
import dev.lintel.tools.review.live.LiveServer;
import dev.lintel.tools.review.report.Reports;
import dev.lintel.tools.review.result.LiveStatistics;
import dev.lintel.tools.review.result.ReviewResult;
import dev.lintel.tools.schema.Project;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;

/**
 * A review of the SQL of a project. In a test:
 *
 * <pre>{@code
 * @Test
 * void everyStatementIsServedByAnIndex() {
 *   Review.project(Path.of("")).run().assertPasses();
 * }
 * }</pre>
 *
 * <p>Paths are taken from the root of the project. What is not given is where a project that is
 * laid out like Lintel has it.
 */
public final class Review {

  private final Path root;
  private final Engine engine;
  private Path mappers;
  private List<Path> classpath;
  private Project project;
  private Source source = Source.MIGRATIONS;
  private String databaseUrl;
  private String scratchUrl;
  private Path plans = Path.of("db/plans");
  private Path report = Path.of("target/review");
  private String liveUrl;
  private boolean approve;
  private Consumer<String> progress = what -> {};

  Review(Path root, Engine engine) {
    this.root = root;
    this.engine = engine;
    this.project = Project.in(root.resolve("db"));
  }

  /**
   * @param root the folder of the project, where {@code db/} and {@code src/} are
   */
  public static Review project(Path root) {
    return new Review(root, new ServerEngine());
  }

  /** A folder or jar. Default: {@code src/main/resources/mappers}, or whatever is beside it. */
  public Review mappers(Path folderOrJar) {
    this.mappers = folderOrJar;
    return this;
  }

  /** Folders and jars with the types that the mappers name. Default: {@code target/classes}. */
  public Review classpath(List<Path> foldersAndJars) {
    this.classpath = List.copyOf(foldersAndJars);
    return this;
  }

  /** The schema from migrations. Default: those in {@code db}, in the schema {@code lintel}. */
  public Review migrations(Project files) {
    this.project = files;
    this.source = Source.MIGRATIONS;
    return this;
  }

  /** The schema from the schema file of the project, in place of its migrations. */
  public Review schemaFile(Project files) {
    this.project = files;
    this.source = Source.SCHEMA_FILE;
    return this;
  }

  /**
   * The schema, and the rows, of a database as it stands. Nothing is written there.
   *
   * @param url as {@code DATABASE_URL}
   * @param files its schema is that of the project's own tables
   */
  public Review database(String url, Project files) {
    this.project = files;
    this.source = Source.DATABASE;
    this.databaseUrl = url;
    return this;
  }

  /** The server for scratch databases. Default: null, one that starts here and goes away again. */
  public Review scratch(String url) {
    this.scratchUrl = url;
    return this;
  }

  /** The folder of approved plans. Default: {@code db/plans}. */
  public Review plans(Path folder) {
    this.plans = folder;
    return this;
  }

  /** The folder that the report is written to. Default: {@code target/review}. */
  public Review report(Path folder) {
    this.report = folder;
    return this;
  }

  /** A server whose {@code pg_stat_statements} are joined with the report. Default: null, none. */
  public Review live(String url) {
    this.liveUrl = url;
    return this;
  }

  /** Approves the plans as they are; it accepts no finding. */
  public Review approve() {
    this.approve = true;
    return this;
  }

  /** Who is told, on one line, what goes on. */
  public Review progress(Consumer<String> listener) {
    this.progress = listener;
    return this;
  }

  /**
   * Reviews, and writes the report. Findings are no exception: see {@link Reviewed}.
   *
   * @throws dev.lintel.InvalidValueException if a file or folder is not what it should be
   * @throws dev.lintel.DatabaseException if a server cannot be reached
   * @throws dev.lintel.LintelException if the schema cannot be made
   */
  public Reviewed run() {
    Inputs inputs = new Inputs(root);
    Path reportFolder = inputs.writable("report", report);
    Path plansFolder = inputs.writable("plans", plans);
    Path mapperSet = inputs.mappers(mappers);
    List<Path> types =
        classpath == null ? Layout.classes(root, mapperSet) : inputs.classpath(classpath);
    inputs.requireSchema(project, source);
    EngineResult found =
        engine.analyse(
            new ReviewOptions(mapperSet, types, project, source, databaseUrl, scratchUrl),
            progress);
    progress.accept("comparing with the approved plans");
    Judgement judgement =
        Judgement.of(
            found,
            !types.isEmpty(),
            Approvals.in(plansFolder, project.schema()),
            approve,
            LocalDate.now());
    LiveStatistics live = null;
    if (liveUrl != null) {
      progress.accept("asking the live server");
      live = LiveServer.read(liveUrl, found.statements());
    }
    ReviewResult result =
        new ReviewResult(
            inputs.name(),
            found.server(),
            found.settings(),
            found.statements(),
            found.omissions(),
            found.tables(),
            judgement.findings(),
            judgement.approvals(),
            found.migrations(),
            live);
    progress.accept("writing the report");
    Path page = Reports.write(result, reportFolder).get(0);
    return new Reviewed(result, page, judgement.approved());
  }
}

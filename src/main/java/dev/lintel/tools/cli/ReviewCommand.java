package dev.lintel.tools.cli;

import dev.lintel.tools.review.Review;
import dev.lintel.tools.review.Reviewed;
import dev.lintel.tools.schema.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code review}. */
@Command(
    name = "review",
    description = {
      "Reviews the SQL of MyBatis mappers: every branch of every statement, planned by a real"
          + " server on the project's schema and rows.",
      "What it finds has to be mended, or accepted in the file of its approved plans; a plan that"
          + " is not as it was approved has to be approved. Until then the exit code is 1. In the"
          + " root of a project it needs no option."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ${COMMAND-FULL-NAME}",
      "  ${COMMAND-FULL-NAME} --approve",
      "  ${COMMAND-FULL-NAME} --mappers shop.jar --schema-file schema.sql --schema shop",
      "  ${COMMAND-FULL-NAME} --url postgresql://shop@staging.example.org/shop",
      "  ${COMMAND-FULL-NAME} --live postgresql://shop_monitor@db.example.org/shop"
    })
final class ReviewCommand implements Callable<Integer> {

  private final Terminal terminal;
  private final Function<Path, Review> reviews;

  @Spec CommandSpec command;

  @Option(
      names = "--mappers",
      paramLabel = "DIR|JAR",
      description =
          "The mapper XML. Default: src/main/resources/mappers, or src/main/resources if there is"
              + " some below it.")
  Path mappers;

  @Option(
      names = "--classpath",
      paramLabel = "PATH",
      split = "${sys:path.separator}",
      description =
          "Folders and jars with the Java types that mappers name. Default: target/classes; for"
              + " mappers in a jar that jar.")
  List<Path> classpath;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "Reviews on this database as it stands, with its own rows, in place of a scratch"
              + " database. Its role has to be one that may do what the application may. Nothing is"
              + " written there; a missing index is not proven. Only if it is given: DATABASE_URL"
              + " does not count here.")
  String url;

  @Option(
      names = "--live",
      paramLabel = "URL",
      description =
          "Adds to the report what pg_stat_statements of this database counted of each statement.")
  String live;

  @Option(
      names = "--plans",
      paramLabel = "DIR",
      defaultValue = "db/plans",
      description = "The approved plans. Default: ${DEFAULT-VALUE}.")
  Path plans;

  @Option(
      names = "--approve",
      description = "Approves the plans as they are. It accepts no finding: that is done by hand.")
  boolean approve;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      defaultValue = "target/review",
      description = "Where the report is written. Default: ${DEFAULT-VALUE}.")
  Path report;

  @Option(names = "--json", description = "Prints one JSON object for a machine.")
  boolean json;

  @Mixin final ScratchOptions scratch = new ScratchOptions();
  @Mixin final MigrationOptions migrations;
  @Mixin final CheckFileOptions files;
  @Mixin final StandardOptions standard = new StandardOptions();

  /**
   * @param reviews a review of the project in a folder
   */
  ReviewCommand(Terminal terminal, Function<Path, Review> reviews) {
    this.terminal = terminal;
    this.reviews = reviews;
    this.migrations = new MigrationOptions(terminal);
    this.files = new CheckFileOptions(terminal);
  }

  @Override
  public Integer call() {
    String asItStands = "--url reviews a database as it stands";
    refuse("--url", asItStands, "--migrations", "--undo", "--schema-file", "--volume");
    refuse("--url", asItStands, "--roles", "--scratch");
    refuse(
        "--schema-file", "--schema-file takes the place of migrations", "--migrations", "--undo");
    Review review = reviews.apply(terminal.folder());
    String schema = takeSchema(review);
    if (mappers != null) {
      review.mappers(mappers);
    }
    if (classpath != null) {
      review.classpath(classpath);
    }
    if (approve) {
      review.approve();
    }
    (json ? terminal.err() : terminal.out()).println(schema);
    Reviewed reviewed;
    try (Progress progress = Progress.of(terminal, "reading the mappers")) {
      reviewed =
          review
              .scratch(scratch.url)
              .plans(plans)
              .report(report)
              .live(live)
              .progress(progress)
              .run();
    }
    ReviewOutput output = new ReviewOutput(reviewed, terminal.folder(), plans);
    if (json) {
      output.printJson(terminal.out());
    } else {
      output.print(terminal.out());
    }
    return reviewed.passes() ? ExitCode.DONE : ExitCode.FINDINGS;
  }

  private void refuse(String option, String reason, String... others) {
    for (String other : others) {
      if (isGiven(option) && isGiven(other)) {
        throw refused(reason + ": " + other + " does not go with it");
      }
    }
  }

  private boolean isGiven(String option) {
    return command.commandLine().getParseResult().hasMatchedOption(option);
  }

  /** Says to the review where the schema comes from, and returns it for people. */
  private String takeSchema(Review review) {
    Path db = terminal.folder().resolve("db");
    if (url != null) {
      review.database(url, migrations.source().in(db));
      return "Schema: of the database that --url names";
    }
    if (files.schemaFile != null) {
      Path beside = terminal.folder().resolve(files.schemaFile).toAbsolutePath().normalize();
      review.schemaFile(files.over(migrations.source().in(beside.getParent())));
      return "Schema: " + files.schemaFile;
    }
    MigrationSource source = migrations.sourceWithScripts();
    Project project =
        source
            .project()
            .orElseThrow(
                () ->
                    refused(
                        "there is no folder db/migrations here: go to the project's, or give"
                            + " --migrations DIR, --schema-file FILE or --url URL"));
    review.migrations(files.over(project));
    return "Migrations: " + source.name();
  }

  private ParameterException refused(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}

package dev.lintel.tools.review;

import dev.lintel.session.Database;
import dev.lintel.tools.mappers.MapperSet;
import dev.lintel.tools.review.ReviewOptions.Source;
import dev.lintel.tools.review.database.ReviewDatabase;
import dev.lintel.tools.review.plan.Planner;
import dev.lintel.tools.review.rules.Rule;
import dev.lintel.tools.review.rules.Rules;
import dev.lintel.tools.review.tables.RedundantIndexes;
import dev.lintel.tools.review.tables.TableRule;
import dev.lintel.tools.review.tables.UnusedIndexes;
import dev.lintel.tools.schema.Project;
import dev.lintel.tools.scratch.ScratchServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The analysis, on a scratch database or on one as it stands. */
final class ServerEngine implements Engine {

  /** The analysis works on several connections at a time. */
  private static final int CONNECTIONS = 6;

  @Override
  public EngineResult analyse(ReviewOptions options, Consumer<String> progress) {
    try (FlywaySilence silence = new FlywaySilence();
        URLClassLoader types = types(options.classpath())) {
      CompletableFuture<MapperSet> mappers =
          CompletableFuture.supplyAsync(() -> MapperSet.read(options.mappers(), types));
      return options.source() == Source.DATABASE
          ? asItStands(options, mappers, progress)
          : onScratch(options, mappers, progress);
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Null if there are none. */
  private static URLClassLoader types(List<Path> classpath) throws MalformedURLException {
    if (classpath.isEmpty()) {
      return null;
    }
    URL[] urls = new URL[classpath.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = classpath.get(i).toUri().toURL();
    }
    return new URLClassLoader(urls, ServerEngine.class.getClassLoader());
  }

  private static EngineResult onScratch(
      ReviewOptions options, CompletableFuture<MapperSet> mappers, Consumer<String> progress) {
    progress.accept("starting a server for scratch databases");
    Project project = options.project();
    boolean bySchemaFile = options.source() == Source.SCHEMA_FILE;
    try (ScratchServer server = ScratchServer.chosen(options.scratchUrl())) {
      project.makeRoles(server);
      CompletableFuture<Map<String, String>> locks =
          bySchemaFile
              ? CompletableFuture.completedFuture(Map.of())
              : CompletableFuture.supplyAsync(() -> MigrationLocks.of(project, server));
      try (ReviewDatabase database =
          ReviewDatabase.create(project, bySchemaFile, server, progress)) {
        return analyse(options, mappers.join(), database, locks, progress);
      } finally {
        locks.handle((done, failed) -> done).join(); // it uses the server
      }
    }
  }

  private static EngineResult asItStands(
      ReviewOptions options, CompletableFuture<MapperSet> mappers, Consumer<String> progress) {
    progress.accept("connecting");
    try (Database connected =
            Database.builder()
                .url(options.databaseUrl())
                .applicationName("lintel review")
                .statementTimeout(Duration.ZERO)
                .maximumPoolSize(CONNECTIONS)
                .build();
        ReviewDatabase database = ReviewDatabase.existing(connected, options.project().schema())) {
      return analyse(
          options, mappers.join(), database, CompletableFuture.completedFuture(Map.of()), progress);
    }
  }

  private static EngineResult analyse(
      ReviewOptions options,
      MapperSet mappers,
      ReviewDatabase database,
      CompletableFuture<Map<String, String>> locks,
      Consumer<String> progress) {
    Project project = options.project();
    Analysis analysis =
        Analysis.of(
            mappers,
            !options.classpath().isEmpty(),
            database,
            Set.of(project.schema() + "." + project.historyTable()),
            progress);
    return new EngineResult(
        analysis.server(),
        analysis.server().replaceFirst("\\D*(\\d+).*", "$1"),
        Planner.settings(),
        analysis.statements(),
        analysis.omissions(),
        analysis.tables(),
        analysis.findings(),
        codes(),
        locks.join());
  }

  private static Set<String> codes() {
    return Stream.of(
            Rules.all().stream().map(Rule::code),
            Stream.of(TableRule.values()).map(TableRule::code),
            Stream.of(UnusedIndexes.CODE, RedundantIndexes.CODE))
        .flatMap(codes -> codes)
        .collect(Collectors.toSet());
  }
}

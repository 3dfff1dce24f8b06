package dev.lintel.tools.schema.revision;

import dev.lintel.MigrationException;
import dev.lintel.migrations.SqlScript;
import dev.lintel.migrations.SqlStatement;
import dev.lintel.text.Text;
import dev.lintel.tools.schema.Finding;
import dev.lintel.tools.schema.Project;
import dev.lintel.tools.schema.ServerMessage;
import dev.lintel.tools.schema.revision.Change.What;
import dev.lintel.tools.schema.snapshot.SchemaSnapshot;
import dev.lintel.tools.scratch.ScratchDatabase;
import dev.lintel.tools.scratch.ScratchServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run: compares, plans, rehearses, proves and writes. */
final class Autogenerate {

  private static final Logger LOG = LoggerFactory.getLogger(Autogenerate.class);

  private static final int OLDEST_SERVER = 14;

  private final Project project;
  private final ScratchServer server;
  private final String message;
  private final String description;
  private final RevisionFiles files;
  private final String schemaSql;
  private final String quotedSchema;

  Autogenerate(Project project, ScratchServer server, String message) {
    this.project = project;
    this.server = server;
    this.message = message;
    this.description = RevisionFiles.description(message);
    this.files = RevisionFiles.of(project);
    this.schemaSql = RevisionFiles.read(project.schemaFile());
    this.quotedSchema = '"' + project.schema().replace("\"", "\"\"") + '"';
  }

  /** Scripts that the server has run. */
  private record Draft(
      List<RehearsedStep> steps, List<NamedScript> scripts, List<Finding> findings) {}

  RevisionResult run(boolean allowDanger) throws SQLException {
    try (ScratchDatabase before = server.create();
        ScratchDatabase target = server.create()) {
      requireVersion(before);
      project.over(before.dataSource()).upgrade();
      runSchemaFile(target);
      Declarations declared = Declarations.of(schemaSql);
      try (ScratchDatabase renamed = before.copy()) {
        List<Rename> renames = rename(renamed, declared);
        Difference whole = difference(renamed, target);
        Difference difference = whole.tidied();
        if (difference.up().isEmpty() && difference.down().isEmpty() && renames.isEmpty()) {
          return withoutDifference(before, target);
        }
        Draft draft = draft(before, target, renamed, whole, renames, declared);
        List<Danger> dangers = dangers(draft.steps());
        if (!allowDanger) {
          refuse(dangers, difference);
        }
        return new RevisionResult(
            files.write(withLeftovers(draft)),
            dangers.stream().map(Autogenerate::print).toList(),
            draft.findings());
      }
    }
  }

  private static void requireVersion(ScratchDatabase database) throws SQLException {
    try (Connection connection = database.connect()) {
      int version = connection.getMetaData().getDatabaseMajorVersion();
      if (version < OLDEST_SERVER) {
        throw new MigrationException(
            "autogenerate: expected a scratch server of PostgreSQL "
                + OLDEST_SERVER
                + " or newer, but it is "
                + version
                + "; name another with --scratch");
      }
    }
  }

  private void runSchemaFile(ScratchDatabase target) throws SQLException {
    try (Connection connection = target.connect()) {
      execute(connection, "CREATE SCHEMA IF NOT EXISTS " + quotedSchema);
      enterSchema(connection);
      for (SqlStatement statement : SqlScript.parse(schemaSql).getStatements()) {
        try {
          execute(connection, statement.getText());
        } catch (SQLException e) {
          throw new MigrationException(
              project.schemaFile()
                  + ":"
                  + statement.getLine()
                  + ": "
                  + Text.visible(statement.getText())
                  + ": "
                  + ServerMessage.of(e),
              e);
        }
      }
    }
  }

  private List<Rename> rename(ScratchDatabase renamed, Declarations declared) throws SQLException {
    try (Connection connection = renamed.connect()) {
      enterSchema(connection);
      execute(
          connection,
          "DROP TABLE IF EXISTS \"" + project.historyTable().replace("\"", "\"\"") + '"');
      return new Renames(connection, project.schemaFile().toString()).apply(declared.annotations());
    }
  }

  private Difference difference(ScratchDatabase from, ScratchDatabase to) throws SQLException {
    Generator generator = new Generator(project.schema());
    String owner = owner(from);
    return new Difference(
        Cleaning.of(generator.statements(from, to), project.schema(), owner),
        Cleaning.of(generator.statements(to, from), project.schema(), owner));
  }

  private static String owner(ScratchDatabase database) throws SQLException {
    return names(database, "SELECT quote_ident(current_user)").iterator().next();
  }

  private RevisionResult withoutDifference(ScratchDatabase before, ScratchDatabase target)
      throws SQLException {
    // the generator may be blind to what the snapshot sees
    List<Finding> findings =
        Proof.findings(
            "autogenerate-leftover",
            project.schemaFile().getFileName().toString(),
            "schema.sql",
            snapshot(before).differences(snapshot(target)));
    return new RevisionResult(List.of(), List.of(), findings);
  }

  private Draft draft(
      ScratchDatabase before,
      ScratchDatabase target,
      ScratchDatabase renamed,
      Difference whole,
      List<Rename> renames,
      Declarations declared)
      throws SQLException {
    Difference difference = whole.tidied();
    Set<String> partitioned = partitioned(renamed);
    Proof proof = new Proof(project, snapshot(before), snapshot(target));
    Draft inWords;
    try {
      List<Step> steps =
          Plan.steps(
              Wording.apply(difference.up(), declared),
              Wording.apply(difference.down(), Declarations.of(files.text())),
              renames,
              partitioned);
      inWords = tried(before, proof, steps);
      if (inWords.findings().isEmpty()) {
        return inWords;
      }
    } catch (MigrationException e) {
      LOG.debug("not in the words of schema.sql: {}", e.getMessage());
      inWords = null;
    }
    try {
      List<Step> plain = Plan.steps(difference.up(), difference.down(), renames, partitioned);
      Draft draft = tried(before, proof, plain);
      boolean better = inWords == null || draft.findings().size() < inWords.findings().size();
      return better ? draft : inWords;
    } catch (MigrationException e) {
      LOG.debug("not step by step: {}", e.getMessage());
      if (inWords != null) {
        return inWords;
      }
      List<Step> oneStep = Plan.oneStep(whole.up(), whole.down(), renames);
      return tried(before, proof, oneStep);
    }
  }

  private Draft tried(ScratchDatabase before, Proof proof, List<Step> steps) throws SQLException {
    List<RehearsedStep> rehearsed;
    try (ScratchDatabase copy = before.copy();
        Connection connection = copy.connect()) {
      enterSchema(connection);
      rehearsed = new Rehearsal(connection).run(steps);
    }
    List<NamedScript> scripts = scripts(rehearsed);
    try (ScratchDatabase copy = before.copy()) {
      return new Draft(rehearsed, scripts, proof.run(copy, scripts));
    }
  }

  private static List<Danger> dangers(List<RehearsedStep> steps) {
    return steps.stream().flatMap(step -> step.up().dangers().stream()).toList();
  }

  private static String print(Danger danger) {
    return danger.change().text().replaceAll("\\s+", " ") + ": " + danger.why();
  }

  private void refuse(List<Danger> dangers, Difference difference) {
    if (!dangers.isEmpty()) {
      throw new MigrationException(
          "autogenerate: "
              + dangers.stream().map(Autogenerate::print).collect(Collectors.joining("; "))
              + "; nothing was written: --allow-danger takes it as it is"
              + hint(difference));
    }
  }

  /** Whoever drops one thing and adds another may have meant a new name. */
  private String hint(Difference difference) {
    for (Change drop : difference.up()) {
      for (Change add : difference.up()) {
        boolean column =
            drop.is(What.DROP_COLUMN)
                && add.is(What.ADD_COLUMN)
                && drop.table().equals(add.table());
        boolean table = drop.is(What.DROP_TABLE) && add.is(What.CREATE_TABLE);
        if (column || table) {
          return "; if "
              + add.name()
              + " is "
              + drop.name()
              + " under a new name, write -- renamed from "
              + drop.name()
              + (column ? " behind it in " : " above it in ")
              + project.schemaFile().getFileName();
        }
      }
    }
    return "";
  }

  private List<NamedScript> scripts(List<RehearsedStep> steps) {
    List<String> descriptions = new ArrayList<>();
    for (RehearsedStep step : steps) {
      boolean named = step.step().description() != null && !descriptions.isEmpty();
      descriptions.add(named ? RevisionFiles.description(step.step().description()) : description);
    }
    List<String> names = files.next(descriptions);
    List<NamedScript> scripts = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      RehearsedStep step = steps.get(i);
      String name = names.get(i);
      boolean named = step.step().what() != null && i > 0;
      String what = named ? Revision.sentence(step.step().what()) : Revision.sentence(message);
      boolean inTransaction = step.step().inTransaction();
      scripts.add(NamedScript.up(name, ScriptText.up(what, step.up(), inTransaction, "U" + name)));
      scripts.add(NamedScript.down(name, ScriptText.down("V" + name, step.down(), inTransaction)));
    }
    return scripts;
  }

  private static List<NamedScript> withLeftovers(Draft draft) {
    return draft.scripts().stream()
        .map(
            script -> {
              StringBuilder text = new StringBuilder(script.text());
              draft.findings().stream()
                  .filter(finding -> finding.where().equals(script.file()))
                  .forEach(
                      finding ->
                          text.append(text.toString().contains("\n-- Left over") ? "" : "\n")
                              .append(ScriptText.comment("-- Left over: ", finding.what())));
              return new NamedScript(script.undo(), script.file(), text.toString());
            })
        .toList();
  }

  private Set<String> partitioned(ScratchDatabase database) throws SQLException {
    return names(
        database,
        """
        SELECT quote_ident(c.relname) FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'p'
        """);
  }

  private static Set<String> names(ScratchDatabase database, String query) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      Set<String> names = new HashSet<>();
      while (rows.next()) {
        names.add(rows.getString(1));
      }
      return names;
    }
  }

  private SchemaSnapshot snapshot(ScratchDatabase database) throws SQLException {
    try (Connection connection = database.connect()) {
      return SchemaSnapshot.read(connection, project.schema(), Set.of(project.historyTable()));
    }
  }

  /** As an upgrade does: the schema first, then what the role has. */
  private void enterSchema(Connection connection) throws SQLException {
    execute(
        connection,
        "SELECT set_config('search_path', '"
            + quotedSchema.replace("'", "''")
            + ", ' || current_setting('search_path'), false)");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }
}

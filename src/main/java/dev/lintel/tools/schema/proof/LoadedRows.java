package dev.lintel.tools.schema.proof;

import dev.lintel.tools.schema.Finding;
import dev.lintel.tools.schema.Finding.Severity;
import dev.lintel.tools.schema.Project;
import dev.lintel.tools.schema.ScriptFile;
import dev.lintel.tools.schema.ServerMessage;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The rows of the volume file, as soon as its statements run, and generated ones elsewhere. */
public final class LoadedRows implements Rows {

  private final Project project;
  private final VolumeScript volume;

  /** The tables that have generated rows only: the volume file's take their place. */
  private final Set<String> generated = new HashSet<>();

  /** Why a table has no rows. */
  private final Map<String, String> unfilled = new TreeMap<>();

  /**
   * @param project its volume file need not be there
   */
  public LoadedRows(Project project) {
    this.project = project;
    this.volume = VolumeScript.read(project.volumeFile());
  }

  @Override
  public List<Finding> load(Connection connection, Consumer<String> progress) throws SQLException {
    return inSchema(
        connection,
        () -> {
          List<Finding> findings = volume.load(connection, generated, progress);
          fill(connection, Set.of());
          return findings;
        });
  }

  @Override
  public List<Finding> fillTablesOtherThan(Set<String> tables, Connection connection)
      throws SQLException {
    return inSchema(
        connection,
        () -> {
          fill(connection, tables);
          return List.of();
        });
  }

  private void fill(Connection connection, Set<String> without) throws SQLException {
    RowFiller filler = new RowFiller(connection);
    List<String> empty = filler.emptyTables(project.historyTable());
    unfilled.keySet().retainAll(empty);
    for (String table : empty) {
      if (without.contains(table)) {
        continue;
      }
      SQLException problem = filler.fill(table);
      if (problem == null) {
        generated.add(table);
        unfilled.remove(table);
      } else {
        unfilled.put(table, ServerMessage.of(problem));
      }
    }
  }

  @Override
  public DataSnapshot read(Connection connection) throws SQLException {
    return DataSnapshot.read(connection, project.schema(), project.historyTable());
  }

  @Override
  public List<Finding> left() {
    List<Finding> findings = new ArrayList<>(volume.left());
    unfilled.forEach(
        (table, problem) ->
            findings.add(
                new Finding(
                    Severity.WARNING,
                    "proof-without-rows",
                    table,
                    "no row could be made: " + problem,
                    "write rows into " + project.volumeFile().getFileName())));
    return findings;
  }

  private List<Finding> inSchema(Connection connection, Loading loading) throws SQLException {
    String searchPath = ScriptFile.enter(connection, project.schema());
    connection.setAutoCommit(false);
    try {
      List<Finding> findings = loading.run();
      connection.commit();
      return findings;
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
      ScriptFile.setSearchPath(connection, searchPath);
    }
  }

  private interface Loading {
    List<Finding> run() throws SQLException;
  }
}

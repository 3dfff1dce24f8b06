package dev.lintel.tools.schema.revision;

import dev.lintel.DatabaseException;
import dev.lintel.InvalidValueException;
import dev.lintel.MigrationException;
import dev.lintel.tools.schema.Project;
import dev.lintel.tools.scratch.ScratchServer;
import dev.lintel.validation.Require;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Writes the next migration and its undo. */
public final class Revision {

  private Revision() {}

  /**
   * Writes the next pair of scripts, with a header and nothing to run yet.
   *
   * @param project its folders of migrations and undo scripts have to be there
   * @param message what it is for, in words, at most 150 characters
   * @return the {@code V} and the {@code U} file
   * @throws InvalidValueException if the message is null, too long or has no letter
   * @throws MigrationException if a folder is not there, or a file is there already
   */
  public static List<Path> create(Project project, String message) {
    Require.nonNull("project", project);
    String description = RevisionFiles.description(message);
    RevisionFiles files = RevisionFiles.of(project);
    String name = files.next(List.of(description)).get(0);
    return files.write(
        List.of(
            NamedScript.up(
                name,
                ScriptText.comment("-- What: ", sentence(message))
                    + "-- Locks: the lock, the table, for how long\n-- Undo: U"
                    + name
                    + "\n\n"),
            NamedScript.down(
                name,
                "-- Undoes V" + name + ".\n-- Locks: the lock, the table, for how long\n\n")));
  }

  /**
   * Writes the pairs of scripts that lead from the migrations to schema.sql, once they are proven
   * on scratch databases: up equals schema.sql, down equals what was before, and up again.
   *
   * @param project with its schema.sql
   * @param server where the scratch databases are made, PostgreSQL 14 or newer
   * @param message as for {@link #create}
   * @param allowDanger whether scripts may lose data, rewrite tables or fail on rows
   * @return the files; none if there is no difference. With findings the scripts are to be finished
   *     by hand; they are listed at the end of the file, too
   * @throws InvalidValueException as {@link #create}
   * @throws MigrationException as {@link #create}; if schema.sql or the migrations do not run; if
   *     the server refuses what was generated; or if a script is dangerous and that is not allowed.
   *     Nothing is written then
   */
  public static RevisionResult autogenerate(
      Project project, ScratchServer server, String message, boolean allowDanger) {
    Require.nonNull("project", project);
    Require.nonNull("server", server);
    try {
      return new Autogenerate(project, server, message).run(allowDanger);
    } catch (SQLException e) {
      throw new DatabaseException("autogenerate: " + e.getMessage(), e.getSQLState(), e);
    }
  }

  static String sentence(String message) {
    String text = message.strip().replaceAll("\\s+", " ");
    return text.endsWith(".") ? text : text + ".";
  }
}

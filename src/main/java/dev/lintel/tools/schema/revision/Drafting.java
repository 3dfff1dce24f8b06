package dev.lintel.tools.schema.revision;

import dev.lintel.MigrationException;
import dev.lintel.tools.schema.Project;
import dev.lintel.tools.schema.ScriptFile;
import dev.lintel.tools.scratch.ScratchDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for the best scripts that the server takes: in a person's words, else in the generator's,
 * else in one step.
 */
final class Drafting {

  private static final Logger LOG = LoggerFactory.getLogger(Drafting.class);

  private final Project project;
  private final String message;
  private final RevisionFiles files;
  private final ScratchDatabase before;
  private final RoundTrip roundTrip;

  /**
   * @param message what the scripts are for
   * @param before a database at the last of the old scripts, which stays as it is
   */
  Drafting(
      Project project,
      String message,
      RevisionFiles files,
      ScratchDatabase before,
      RoundTrip roundTrip) {
    this.project = project;
    this.message = message;
    this.files = files;
    this.before = before;
    this.roundTrip = roundTrip;
  }

  /**
   * @param whole all that the generator says, after the renames
   * @param declared how a person wrote the objects of the schema to come
   * @param partitioned tables for which the server has no step by step ways
   * @return the first that is proven, else the one with the fewest findings
   * @throws MigrationException if the server refuses all of them
   */
  Draft best(Difference whole, List<Rename> renames, Declarations declared, Set<String> partitioned)
      throws SQLException {
    Difference difference = whole.tidied();
    Draft inWords = null;
    try {
      inWords =
          tried(
              Plan.steps(
                  Wording.apply(difference.up(), declared),
                  Wording.apply(difference.down(), Declarations.of(files.text())),
                  renames,
                  partitioned));
      if (inWords.isProven()) {
        return inWords;
      }
    } catch (MigrationException e) {
      LOG.debug("not in the words of schema.sql: {}", e.getMessage());
    }
    try {
      Draft plain = tried(Plan.steps(difference.up(), difference.down(), renames, partitioned));
      boolean better = inWords == null || plain.findings().size() < inWords.findings().size();
      return better ? plain : inWords;
    } catch (MigrationException e) {
      LOG.debug("not step by step: {}", e.getMessage());
      return inWords != null ? inWords : tried(Plan.oneStep(whole.up(), whole.down(), renames));
    }
  }

  private Draft tried(List<Step> steps) throws SQLException {
    List<RehearsedStep> rehearsed;
    try (ScratchDatabase copy = before.copy();
        Connection connection = copy.connect()) {
      ScriptFile.enter(connection, project.schema());
      rehearsed = new Rehearsal(connection).run(steps);
    }
    List<NamedScript> scripts = scripts(rehearsed);
    try (ScratchDatabase copy = before.copy()) {
      return new Draft(rehearsed, scripts, roundTrip.run(copy, scripts));
    }
  }

  /** The first pair is named after the message, the others after what they do. */
  private List<NamedScript> scripts(List<RehearsedStep> steps) {
    List<String> descriptions = new ArrayList<>();
    for (RehearsedStep step : steps) {
      boolean first = descriptions.isEmpty() || step.step().description() == null;
      descriptions.add(RevisionFiles.description(first ? message : step.step().description()));
    }
    List<String> names = files.next(descriptions);
    List<NamedScript> scripts = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      RehearsedStep step = steps.get(i);
      String name = names.get(i);
      boolean first = i == 0 || step.step().what() == null;
      String what = Revision.sentence(first ? message : step.step().what());
      boolean inTransaction = step.step().inTransaction();
      scripts.add(NamedScript.up(name, ScriptText.up(what, step.up(), inTransaction, "U" + name)));
      scripts.add(NamedScript.down(name, ScriptText.down("V" + name, step.down(), inTransaction)));
    }
    return scripts;
  }
}

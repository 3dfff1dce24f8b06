package dev.lintel.tools.schema.statements;

import dev.lintel.InvalidValueException;
import dev.lintel.mapping.ServerErrors;
import dev.lintel.migrations.Migrations;
import dev.lintel.text.Text;
import dev.lintel.tools.mappers.Branch;
import dev.lintel.tools.mappers.MappedStatement;
import dev.lintel.tools.mappers.MapperSet;
import dev.lintel.tools.mappers.Omission;
import dev.lintel.tools.schema.Finding;
import dev.lintel.tools.schema.Finding.Severity;
import dev.lintel.tools.schema.Project;
import dev.lintel.tools.schema.ScriptFile;
import dev.lintel.tools.scratch.ScratchDatabase;
import dev.lintel.tools.scratch.ScratchServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Old code on the new schema: lets a server prepare the statements of mapper XML before and after
 * migrations. No class that the mappers name is needed.
 */
public final class StatementCheck {

  private StatementCheck() {}

  /**
   * Prepares every statement, in variants that show each of its branches.
   *
   * @param mappers a folder, with all below it, or a jar
   * @param fromVersion the version that the mappers are written for; null to look at the newest
   *     schema alone, where each statement that is not prepared is an error
   * @return what no longer works ({@code statement-broken}), never did ({@code
   *     statement-unprepared}), or is not known ({@code statement-not-checked}); by file and id
   * @throws InvalidValueException if there is no mapper with a statement
   * @throws dev.lintel.MigrationException if there is no such version, or a migration fails
   * @throws dev.lintel.DatabaseException if the server cannot be reached
   */
  public static List<Finding> run(
      Project project, ScratchServer server, Path mappers, String fromVersion) {
    MapperSet set = MapperSet.read(mappers, null);
    List<Finding> findings = findings(set);
    List<RenderedStatement> statements = render(set, mappers, project.schema());
    if (statements.isEmpty() && findings.isEmpty()) {
      throw new InvalidValueException(
          "mappers",
          "a folder or a jar with statements in MyBatis mapper XML",
          Text.visible(mappers.toString()) + " without any");
    }
    try (ScratchDatabase scratch = server.create()) {
      Migrations migrations = project.over(scratch.dataSource());
      Trial before = null;
      if (fromVersion != null) {
        migrations.upgrade(fromVersion);
        before = prepare(statements, scratch, project.schema());
      }
      migrations.upgrade();
      Trial after = prepare(statements, scratch, project.schema());
      for (RenderedStatement statement : statements) {
        findings.addAll(StatementVerdict.of(statement, before, after));
      }
    }
    return findings;
  }

  /** What is not checked. */
  private static List<Finding> findings(MapperSet set) {
    List<Finding> findings = new ArrayList<>();
    for (Omission file : set.unreadable()) {
      findings.add(
          new Finding(Severity.ERROR, "mapper-unreadable", file.where(), file.reason(), ""));
    }
    for (Omission omission : set.omissions()) {
      if (!set.unreadable().contains(omission)) {
        Severity severity = omission.expected() ? Severity.INFO : Severity.WARNING;
        findings.add(
            new Finding(
                severity, "statement-not-checked", omission.where(), omission.reason(), ""));
      }
    }
    return findings;
  }

  /** What holds <code>${…}</code> in several versions: with a column, nothing, the schema. */
  private static List<RenderedStatement> render(MapperSet set, Path mappers, String schema) {
    List<MapperSet> sets = new ArrayList<>(List.of(set));
    boolean guessed =
        set.statements().stream()
            .flatMap(statement -> statement.branches().stream())
            .anyMatch(Branch::guessed);
    if (guessed) {
      for (List<String> guesses : List.of(List.of(""), List.of("1", ""), List.of(schema))) {
        sets.add(MapperSet.read(mappers, null, guesses));
      }
    }
    Map<String, List<MappedStatement>> versions = new TreeMap<>();
    for (MapperSet one : sets) {
      for (MappedStatement statement : one.statements()) {
        versions
            .computeIfAbsent(statement.file() + " " + statement.id(), where -> new ArrayList<>())
            .add(statement);
      }
    }
    return versions.values().stream().map(RenderedStatement::of).toList();
  }

  private static Trial prepare(
      List<RenderedStatement> statements, ScratchDatabase scratch, String schema) {
    try (Connection connection = scratch.connect()) {
      ScriptFile.enter(connection, schema);
      return Trial.of(statements, new Preparation(connection));
    } catch (SQLException e) {
      throw ServerErrors.translate(e);
    }
  }
}

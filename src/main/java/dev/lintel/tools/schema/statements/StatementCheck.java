package dev.lintel.tools.schema.statements;

import dev.lintel.InvalidValueException;
import dev.lintel.mapping.ServerErrors;
import dev.lintel.migrations.Migrations;
import dev.lintel.text.Text;
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
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.ibatis.builder.BuilderException;
import org.apache.ibatis.parsing.XPathParser;
import org.apache.ibatis.session.Configuration;

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
    MapperSet set = MapperSet.read(mappers);
    List<Finding> findings = new ArrayList<>(set.findings());
    List<RenderedStatement> statements = render(set, project.schema(), findings);
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

  private static List<RenderedStatement> render(
      MapperSet set, String schema, List<Finding> findings) {
    Configuration configuration = new Configuration();
    configuration.setDatabaseId(DatabaseId.in(set.files()));
    XPathParser parser = parser();
    MapperStatements statements = new MapperStatements(set.files(), configuration, parser);
    findings.addAll(statements.findings());
    SqlRenderer renderer = new SqlRenderer(configuration, parser);
    List<RenderedStatement> rendered = new ArrayList<>();
    for (MapperStatement statement : statements.list()) {
      try {
        rendered.add(RenderedStatement.of(statement, renderer, schema));
      } catch (BuilderException e) {
        findings.add(
            new Finding(
                Severity.WARNING,
                "statement-not-checked",
                statement.where(),
                "MyBatis cannot read it: " + Text.line(e.getMessage()),
                ""));
      }
    }
    return rendered;
  }

  /** MyBatis wants one for each node; any will do. */
  private static XPathParser parser() {
    try {
      return new XPathParser(
          DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument(), false);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
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

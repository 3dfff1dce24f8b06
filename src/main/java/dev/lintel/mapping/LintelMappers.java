package dev.lintel.mapping;

import dev.lintel.ConfigurationException;
import dev.lintel.text.Text;
import dev.lintel.validation.Require;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.builder.BuilderException;
import org.apache.ibatis.executor.ErrorContext;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.session.Configuration;

/** Adds Lintel's mappers to a MyBatis configuration that somebody else owns. */
public final class LintelMappers {

  private LintelMappers() {}

  /**
   * Adds Lintel's mappers, for tables in the schema {@code lintel}.
   *
   * @param configuration the host's; its settings, handlers, aliases and statements stay as they
   *     are, the short names of its statements too
   * @throws ConfigurationException if it already has other statements of these names, or a library
   *     is older than Lintel needs; nothing was added then
   */
  public static void install(Configuration configuration) {
    install(configuration, SchemaName.DEFAULT);
  }

  /**
   * Adds Lintel's mappers, for tables in another schema. Twice is harmless.
   *
   * @param configuration the host's
   * @param schema the schema that holds Lintel's tables, exactly as the database names it
   * @throws ConfigurationException if it already has other statements of these names, or Lintel's
   *     for another schema, or a library is older than Lintel needs; nothing was added then
   * @throws dev.lintel.InvalidValueException if one is null or the schema is no plain identifier
   */
  public static void install(Configuration configuration, String schema) {
    Require.nonNull("configuration", configuration);
    SchemaName.check(schema);
    HostLibraries.check();
    synchronized (configuration) {
      // MyBatis notes in the thread what it reads, for its errors: a host's would name Lintel's XML
      ErrorContext.instance().store();
      try {
        installOnce(configuration, schema);
      } finally {
        ErrorContext.instance().recall();
      }
    }
  }

  private static void installOnce(Configuration configuration, String schema) {
    StatementConfiguration statements = new StatementConfiguration(configuration, schema);
    MapperXml.load(statements, schema);
    Collection<MappedStatement> ours = fullyNamed(statements);
    if (installed(configuration, ours, schema)) {
      return;
    }
    requireComplete(configuration);
    ours.forEach(statement -> add(configuration, statement));
    for (Class<?> mapper : statements.getMapperRegistry().getMappers()) {
      if (!configuration.hasMapper(mapper)) { // a host may have scanned the package
        configuration.addMapper(mapper);
      }
    }
  }

  /** Listing the names builds what still waits for another mapper: fail before, not half way. */
  private static void requireComplete(Configuration configuration) {
    try {
      configuration.getMappedStatementNames();
    } catch (BuilderException e) {
      throw new ConfigurationException(
          "the MyBatis configuration has a statement that is not complete ("
              + Text.line(e.getMessage())
              + "); call LintelMappers.install after all its mappers are read",
          e);
    }
  }

  /** The statements once each; a configuration lists them by their short names as well. */
  private static Collection<MappedStatement> fullyNamed(Configuration configuration) {
    List<MappedStatement> statements = new ArrayList<>();
    for (String name : configuration.getMappedStatementNames()) {
      if (name.contains(".")) {
        statements.add(configuration.getMappedStatement(name));
      }
    }
    return statements;
  }

  private static boolean installed(
      Configuration configuration, Collection<MappedStatement> ours, String schema) {
    boolean installed = false;
    for (MappedStatement statement : ours) {
      if (!configuration.hasStatement(statement.getId(), false)) {
        continue;
      }
      MappedStatement found = configuration.getMappedStatement(statement.getId(), false);
      if (!(found.getConfiguration() instanceof StatementConfiguration)) {
        throw new ConfigurationException(
            statement.getId()
                + ": the MyBatis configuration already has a statement of this name, from "
                + found.getResource()
                + "; rename that one");
      }
      String foundSchema = ((StatementConfiguration) found.getConfiguration()).schema();
      if (!foundSchema.equals(schema)) {
        throw new ConfigurationException(
            "schema: Lintel's mappers are in this MyBatis configuration for the schema "
                + foundSchema
                + " already, and cannot be added for "
                + schema
                + "; use a factory for each");
      }
      installed = true;
    }
    return installed;
  }

  /**
   * Adds a statement by its full name alone. MyBatis would also list it by its short name, and a
   * host's statement of the same short name would become ambiguous.
   */
  private static void add(Configuration configuration, MappedStatement statement) {
    String id = statement.getId();
    String shortName = id.substring(id.lastIndexOf('.') + 1);
    MappedStatement hosts = null;
    if (configuration.hasStatement(shortName, false)) {
      try {
        hosts = configuration.getMappedStatement(shortName, false);
      } catch (IllegalArgumentException e) {
        // ambiguous among the host's own already: it stays so
        configuration.addMappedStatement(statement);
        return;
      }
    }
    configuration.addMappedStatement(statement);
    Collection<String> names = configuration.getMappedStatementNames();
    names.remove(shortName);
    if (hosts != null) {
      names.remove(hosts.getId());
      configuration.addMappedStatement(hosts);
    }
  }
}

package dev.lintel.tools.cli;

import dev.lintel.jsonb.JsonObject;
import dev.lintel.mapping.ServerErrors;
import dev.lintel.migrations.Migrations;
import dev.lintel.session.Database;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import javax.sql.DataSource;
import picocli.CommandLine.Mixin;

/** A command that works with migrations on one database. */
abstract class MigrationCommand implements Callable<Integer> {

  final Terminal terminal;

  @Mixin final DatabaseOptions database;
  @Mixin final MigrationOptions migrations;
  @Mixin final StandardOptions standard = new StandardOptions();

  MigrationCommand(Terminal terminal) {
    this.terminal = terminal;
    this.database = new DatabaseOptions(terminal);
    this.migrations = new MigrationOptions(terminal);
  }

  /** Does the work and prints its result; what it throws becomes one line on stderr. */
  abstract void run(Migrations migrations);

  /** Whether stdout carries SQL or JSON, and nothing else. */
  abstract boolean isForMachine();

  /** Refuses arguments that picocli could not judge, before anything is opened. */
  void check() {}

  @Override
  public final Integer call() {
    check();
    MigrationSource source =
        migrations.sourceWithScripts(); // wrong usage comes before the database
    try (Database opened = during("connecting", database::open)) {
      PrintWriter announcement = isForMachine() ? terminal.err() : terminal.out();
      announcement.println(
          "Migrations: "
              + source.name()
              + "; schema "
              + source.schema()
              + " of database "
              + name(opened.dataSource()));
      announcement.flush();
      run(source.over(opened.dataSource()));
    }
    return ExitCode.DONE;
  }

  /** Shows progress while something runs that may take long. */
  final <R> R during(String what, Supplier<R> work) {
    try (Progress progress = Progress.of(terminal, what)) {
      return work.get();
    }
  }

  final void printJson(Map<String, ?> result) {
    terminal.out().println(JsonObject.of("result", result).text());
  }

  /** Where the schema is, for a person: {@code 002, 1 pending}. */
  final String position(Optional<String> version, Migrations migrations) {
    int pending = migrations.pending().size();
    return version.orElse("base") + (pending == 0 ? " (head)" : ", " + pending + " pending");
  }

  private static String name(DataSource dataSource) {
    try (Connection connection = dataSource.getConnection()) {
      return connection.getCatalog();
    } catch (SQLException e) {
      throw ServerErrors.translate(e);
    }
  }
}

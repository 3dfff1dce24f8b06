package dev.lintel.benchmark;

import dev.lintel.migrations.Migrations;
import dev.lintel.session.Database;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Lintel's tables in a schema of their own beside {@code lintel}, dropped at the end. */
final class OwnSchema implements AutoCloseable {

  private final Bench bench;
  private final String name;
  private final Database database;

  private OwnSchema(Bench bench, String name) {
    this.bench = bench;
    this.name = name;
    this.database = database(bench.pool());
  }

  static OwnSchema create(Bench bench, String name) throws SQLException {
    bench.requireAbsent(name);
    Migrations.over(bench.pool()).schema(name).upgrade();
    return new OwnSchema(bench, name);
  }

  /** Over the pool that the benchmark shares. */
  Database database() {
    return database;
  }

  Database database(DataSource pool) {
    return Database.builder().schema(name).dataSource(pool).build();
  }

  String name() {
    return name;
  }

  String table(String table) {
    return name + "." + table;
  }

  @Override
  public void close() throws SQLException {
    bench.sql("DROP SCHEMA " + name + " CASCADE");
  }
}

package shop.contract;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL for the application's tests: one server a JVM, a database a call. */
public final class Postgres {

  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static EmbeddedPostgres server;

  private Postgres() {}

  /** The JDBC URL, user included, of a new and empty database. */
  public static synchronized String newDatabase() {
    try {
      if (server == null) {
        // unpacked where the build leaves its files, not in the machine's folder for temporary ones
        server =
            EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(new File("target/postgres"))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(Postgres::stop));
      }
      String name = "shop" + DATABASES.incrementAndGet();
      try (Connection connection = server.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE " + name);
      }
      return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + name + "?user=postgres";
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void stop() {
    try {
      server.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}

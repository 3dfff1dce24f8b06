package dev.lintel.tools.schema.revision;

import dev.lintel.testing.TestDatabase;

/** What the run's server can do. */
final class Server {

  private Server() {}

  /** Whether pgcodekeeper reads it. */
  static boolean isSupported(TestDatabase database) {
    return version(database) >= 14;
  }

  static int version(TestDatabase database) {
    return Integer.parseInt(database.value("SHOW server_version_num")) / 10_000;
  }
}

package dev.lintel.tools.cli;

/** What a run tells the shell. */
final class ExitCode {

  static final int DONE = 0;

  /** Differences or findings; or a migration failed, or was refused. */
  static final int FINDINGS = 1;

  static final int USAGE = 2;

  /** Among others a wrong password, no such database, too many connections. */
  static final int NOT_REACHABLE = 3;

  private ExitCode() {}
}

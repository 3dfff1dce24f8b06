package dev.lintel.tools.cli;

/** What an SQLSTATE means for somebody at a command line. */
final class ServerAdvice {

  private static final String INVALID_DATABASE = "3D000";
  private static final String TOO_MANY_CONNECTIONS = "53300";
  private static final String NO_PRIVILEGE = "42501";

  private ServerAdvice() {}

  /** Whether the database cannot be reached, or does not let the user in; null means no. */
  static boolean isNotReachable(String sqlState) {
    return sqlState != null
        && (sqlState.startsWith("08")
            || sqlState.startsWith("28")
            || sqlState.startsWith("57P")
            || sqlState.equals(INVALID_DATABASE)
            || sqlState.equals(TOO_MANY_CONNECTIONS));
  }

  /** What to do about it; empty if the server's message says it all, or there is no SQLSTATE. */
  static String of(String sqlState) {
    if (sqlState == null) {
      return "";
    } else if (sqlState.startsWith("08")) {
      return "check host and port in the URL, and that PostgreSQL listens there";
    } else if (sqlState.startsWith("28")) {
      return "check user and password in the URL, and the server's pg_hba.conf";
    } else if (sqlState.startsWith("57P")) {
      return "the server starts or stops: try again";
    }
    return switch (sqlState) {
      case INVALID_DATABASE -> "create it, or correct its name in the URL";
      case TOO_MANY_CONNECTIONS -> "try again later, or raise max_connections";
      case NO_PRIVILEGE -> "connect as a role that may do it";
      default -> "";
    };
  }
}

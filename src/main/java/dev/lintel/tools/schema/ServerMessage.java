package dev.lintel.tools.schema;

import dev.lintel.text.Text;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What the server said, for a finding. */
public final class ServerMessage {

  /** Characters that are shown of the statement before the fault, and from it on. */
  private static final int BEFORE = 50;

  private static final int AFTER = 30;

  private ServerMessage() {}

  /**
   * The message and its detail on one line, without a position that counts in another text.
   *
   * @param e of the driver
   * @return never empty
   */
  public static String of(SQLException e) {
    ServerErrorMessage server = from(e);
    if (server == null || server.getMessage() == null) {
      return Text.line(String.valueOf(e.getMessage()));
    }
    String detail = server.getDetail() == null ? "" : " (" + server.getDetail() + ")";
    return Text.line((server.getMessage() + detail).replaceAll("\\s*\\R\\s*", " "));
  }

  /**
   * Where in the statement the server found the fault.
   *
   * @param e of the driver
   * @param statement as it was sent
   * @return how many lines below its first one; 0 if the server did not say
   */
  public static int linesBelow(SQLException e, String statement) {
    ServerErrorMessage server = from(e);
    int position = server == null ? 0 : server.getPosition();
    String before = statement.substring(0, Math.max(0, Math.min(position - 1, statement.length())));
    return (int) before.chars().filter(c -> c == '\n').count();
  }

  /**
   * The words around the place where the server found the fault, with {@code ?} for parameters.
   *
   * @param e of the driver
   * @param statement as it was sent
   * @return on one line; empty if the server did not say where
   */
  public static Optional<String> around(SQLException e, String statement) {
    ServerErrorMessage server = from(e);
    int at = server == null ? 0 : server.getPosition() - 1;
    if (at <= 0 || at > statement.length()) {
      return Optional.empty();
    }
    String before = words(statement.substring(0, at));
    String after = words(statement.substring(at));
    int start = before.length() <= BEFORE ? 0 : before.indexOf(' ', before.length() - BEFORE) + 1;
    int end = after.length() <= AFTER ? after.length() : after.lastIndexOf(' ', AFTER);
    String found =
        before.substring(start)
            + after.substring(0, end < 0 ? Math.min(AFTER, after.length()) : end);
    return Optional.of(
        (start > 0 ? "… " : "") + found.strip() + (end < after.length() ? " …" : ""));
  }

  private static String words(String sql) {
    return sql.replaceAll("\\$\\d+", "?").replaceAll("\\s+", " ");
  }

  private static ServerErrorMessage from(SQLException e) {
    return e instanceof PSQLException refused ? refused.getServerErrorMessage() : null;
  }
}

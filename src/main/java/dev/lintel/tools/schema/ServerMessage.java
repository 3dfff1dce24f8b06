package dev.lintel.tools.schema;

import dev.lintel.text.Text;
import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What the server said, for a finding. */
public final class ServerMessage {

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

  private static ServerErrorMessage from(SQLException e) {
    return e instanceof PSQLException refused ? refused.getServerErrorMessage() : null;
  }
}

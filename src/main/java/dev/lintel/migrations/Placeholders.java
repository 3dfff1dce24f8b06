package dev.lintel.migrations;

import dev.lintel.MigrationException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Flyway's own placeholders, so that an undo script may say what its migration may say. */
final class Placeholders {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");

  private final Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private Placeholders() {}

  static Placeholders of(Connection connection, MigrationSettings settings) throws SQLException {
    Placeholders placeholders = new Placeholders();
    placeholders.values.put("flyway:defaultSchema", settings.schema);
    placeholders.values.put("flyway:table", settings.historyTable);
    placeholders.values.put("flyway:workingDirectory", System.getProperty("user.dir"));
    placeholders.values.put(
        "flyway:timestamp",
        LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")));
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT current_user, current_database()")) {
      row.next();
      placeholders.values.put("flyway:user", row.getString(1));
      placeholders.values.put("flyway:database", row.getString(2));
    }
    return placeholders;
  }

  /**
   * @throws MigrationException if the text has a placeholder without a value
   */
  String replace(String file, String text) {
    Matcher matcher = PLACEHOLDER.matcher(text);
    StringBuffer out = new StringBuffer();
    while (matcher.find()) {
      String value =
          matcher.group(1).equalsIgnoreCase("flyway:filename")
              ? file.substring(file.lastIndexOf('/') + 1)
              : values.get(matcher.group(1));
      if (value == null) {
        throw new MigrationException(
            file
                + ": "
                + matcher.group()
                + ": no such placeholder; there are "
                + values.keySet()
                + " and flyway:filename");
      }
      matcher.appendReplacement(out, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(out).toString();
  }
}

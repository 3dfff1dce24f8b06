package dev.lintel.mapping;

import dev.lintel.InvalidValueException;
import dev.lintel.text.Text;
import dev.lintel.validation.Require;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The schema that Lintel's tables stand in. For Lintel's own packages. */
public final class SchemaName {

  /** The schema unless another is named. */
  public static final String DEFAULT = "lintel";

  private static final Pattern ALLOWED = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$-]*");

  private SchemaName() {}

  /**
   * @param schema exactly as the database holds it; upper and lower case count
   * @return the name
   * @throws InvalidValueException unless it is a letter or underscore, then letters, digits, and
   *     {@code _ $ -}, 63 bytes at most, and not one of PostgreSQL's own
   */
  public static String check(String schema) {
    return check("schema", schema);
  }

  /**
   * As {@link #check(String)}, for a setting of another name.
   *
   * @param setting its name, for the message
   * @param schema exactly as the database holds it
   * @return the name
   */
  public static String check(String setting, String schema) {
    Require.nonNull(setting, schema);
    boolean allowed =
        ALLOWED.matcher(schema).matches()
            && schema.getBytes(StandardCharsets.UTF_8).length <= 63
            && !schema.startsWith("pg_")
            && !schema.equals("information_schema");
    if (!allowed) {
      throw new InvalidValueException(
          setting,
          "a letter or underscore, then letters, digits, _, $ or -, at most 63 bytes, and not one"
              + " of PostgreSQL's own",
          Text.visible(schema));
    }
    return schema;
  }

  /**
   * @param schema a checked name
   * @return the name as an identifier in SQL, quoted
   */
  public static String quoted(String schema) {
    return '"' + schema + '"';
  }
}

package dev.lintel.tools.schema.revision;

import dev.lintel.MigrationException;
import dev.lintel.text.Text;
import dev.lintel.tools.jdbc.Query;
import dev.lintel.tools.schema.Identifier;
import dev.lintel.tools.schema.revision.Change.What;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Carries out the renames that schema.sql asks for, so that the rest can be compared. */
final class Renames {

  private static final String RELATION =
      """
      SELECT 1 FROM pg_class c
      WHERE c.relnamespace = current_schema()::regnamespace AND c.relname = ?
      """;

  private static final String COLUMN =
      """
      SELECT 1 FROM pg_attribute a
      JOIN pg_class c ON c.oid = a.attrelid
      WHERE c.relnamespace = current_schema()::regnamespace AND c.relname = ?
      AND a.attname = ? AND a.attnum > 0 AND NOT a.attisdropped
      """;

  private static final String CONSTRAINT =
      """
      SELECT 1 FROM pg_constraint k
      JOIN pg_class c ON c.oid = k.conrelid
      WHERE c.relnamespace = current_schema()::regnamespace AND c.relname = ? AND k.conname = ?
      """;

  private static final String TYPE =
      """
      SELECT 1 FROM pg_type t
      WHERE t.typnamespace = current_schema()::regnamespace AND t.typname = ?
      """;

  private final Connection connection;
  private final String file;

  Renames(Connection connection, String file) {
    this.connection = connection;
    this.file = file;
  }

  /**
   * @param annotations those of the schema to come; what they ask for may be done already
   * @return what was renamed, in that order
   * @throws MigrationException if one fits nothing
   */
  List<Rename> apply(List<Declarations.Annotation> annotations) throws SQLException {
    List<Declarations.Annotation> tablesFirst = new ArrayList<>(annotations);
    tablesFirst.sort(
        Comparator.comparing(a -> a.object() == null || !a.object().is(What.CREATE_TABLE)));
    List<Rename> renames = new ArrayList<>();
    for (Declarations.Annotation annotation : tablesFirst) {
      Change object = annotation.object();
      Kind kind = object == null ? null : kind(object);
      if (kind == null) {
        throw nothing(annotation, "a table, column, constraint, index, view, sequence or type");
      }
      boolean old = exists(kind, object.table(), annotation.oldName());
      boolean now = exists(kind, object.table(), object.name());
      if (!old && !now) {
        throw nothing(annotation, "the name that the migrations give it");
      }
      if (old && !now) {
        Rename rename = rename(kind, object, annotation.oldName());
        try (Statement statement = connection.createStatement()) {
          statement.execute(rename.up().text());
        }
        renames.add(rename);
      }
    }
    return renames;
  }

  private MigrationException nothing(Declarations.Annotation annotation, String expected) {
    return new MigrationException(
        file
            + ":"
            + annotation.line()
            + ": renamed from "
            + Text.visible(annotation.oldName())
            + ": expected "
            + expected
            + (annotation.object() == null
                ? " on this line or the next"
                : ", but there is no such " + kindName(annotation.object()) + " now")
            + "; correct the comment or remove it");
  }

  private static String kindName(Change object) {
    Kind kind = kind(object);
    return (kind == null ? "object" : kind.words.toLowerCase(Locale.ROOT))
        + (object.table().isEmpty() || kind == Kind.INDEX ? "" : " of " + object.table());
  }

  private enum Kind {
    TABLE("TABLE", RELATION),
    INDEX("INDEX", RELATION),
    VIEW("VIEW", RELATION),
    MATERIALIZED_VIEW("MATERIALIZED VIEW", RELATION),
    SEQUENCE("SEQUENCE", RELATION),
    COLUMN("COLUMN", Renames.COLUMN),
    CONSTRAINT("CONSTRAINT", Renames.CONSTRAINT),
    TYPE("TYPE", Renames.TYPE),
    DOMAIN("DOMAIN", Renames.TYPE);

    private final String words;
    private final String query;

    Kind(String words, String query) {
      this.words = words;
      this.query = query;
    }
  }

  private static Kind kind(Change object) {
    return switch (object.what()) {
      case CREATE_TABLE -> Kind.TABLE;
      case CREATE_INDEX -> Kind.INDEX;
      case CREATE_VIEW -> Kind.VIEW;
      case CREATE_MATERIALIZED_VIEW -> Kind.MATERIALIZED_VIEW;
      case CREATE_SEQUENCE -> Kind.SEQUENCE;
      case CREATE_TYPE, CREATE_ENUM -> Kind.TYPE;
      case CREATE_DOMAIN -> Kind.DOMAIN;
      case ADD_COLUMN -> Kind.COLUMN;
      case ADD_CONSTRAINT -> Kind.CONSTRAINT;
      default -> null;
    };
  }

  private boolean exists(Kind kind, String table, String name) throws SQLException {
    boolean ofTable = kind == Kind.COLUMN || kind == Kind.CONSTRAINT;
    Object[] names =
        ofTable
            ? new Object[] {Identifier.stored(table), Identifier.stored(name)}
            : new Object[] {Identifier.stored(name)};
    return !Query.list(connection, kind.query, row -> row.getInt(1), names).isEmpty();
  }

  private static Rename rename(Kind kind, Change object, String old) {
    return new Rename(
        Change.of(sentence(kind, object, old, object.name())),
        Change.of(sentence(kind, object, object.name(), old)));
  }

  private static String sentence(Kind kind, Change object, String from, String to) {
    return switch (kind) {
      case COLUMN, CONSTRAINT ->
          "ALTER TABLE " + object.table() + " RENAME " + kind.words + " " + from + " TO " + to;
      default -> "ALTER " + kind.words + " " + from + " RENAME TO " + to;
    };
  }
}

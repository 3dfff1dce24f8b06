package dev.lintel.tools.schema.locks;

import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/**
 * What the server itself says at {@code client_min_messages = debug1} about the work it does.
 *
 * @param name the table, constraint or index that it names, without a schema
 * @param table the table, without a schema; empty if it does not say which
 */
public record Notice(Work.Kind kind, String name, String table) {

  /** A message counts only from the server's own routine: RAISE can say anything, from another. */
  private enum Source {
    REWRITE(Work.Kind.REWRITE, "ATRewriteTable", "rewriting table \"(?<name>(?<table>.+))\""),
    VERIFY(Work.Kind.SCAN, "ATRewriteTable", "verifying table \"(?<name>(?<table>.+))\""),
    BUILD(
        Work.Kind.INDEX_BUILD,
        "index_build",
        "building index \"(?<name>(?!pg_toast_).+)\" on table \"(?<table>.+)\".*"),
    VALIDATE(
        Work.Kind.KEY_VALIDATION,
        "validateForeignKeyConstraint",
        "validating foreign key constraint \"(?<name>.+)(?<table>)\"");

    private final Work.Kind kind;
    private final String routine;
    private final Pattern text;

    Source(Work.Kind kind, String routine, String text) {
      this.kind = kind;
      this.routine = routine;
      this.text = Pattern.compile(text, Pattern.DOTALL);
    }
  }

  /** What it says of a table. */
  Work on(Relation table) {
    String what =
        switch (kind) {
          case REWRITE -> "rewrites ";
          case SCAN -> "scans ";
          case INDEX_BUILD -> "builds the index " + name + " on ";
          case KEY_VALIDATION -> "validates the foreign key " + name + " of ";
          case CHANGE, INSERT, READ ->
              throw new IllegalStateException(kind + ": the server does not say it");
        };
    return new Work(kind, table.shown(), what + table.shown());
  }

  /** Those among a statement's warnings; null is a statement without any. */
  public static List<Notice> among(SQLWarning first) {
    List<Notice> notices = new ArrayList<>();
    for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
      if (warning instanceof PSQLWarning message && message.getServerErrorMessage() != null) {
        add(message.getServerErrorMessage(), notices);
      }
    }
    return notices;
  }

  private static void add(ServerErrorMessage message, List<Notice> notices) {
    for (Source source : Source.values()) {
      if (source.routine.equals(message.getRoutine())) {
        Matcher matcher = source.text.matcher(String.valueOf(message.getMessage()));
        if (matcher.matches()) {
          notices.add(new Notice(source.kind, matcher.group("name"), matcher.group("table")));
        }
      }
    }
  }
}

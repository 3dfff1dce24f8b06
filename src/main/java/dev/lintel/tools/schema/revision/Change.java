package dev.lintel.tools.schema.revision;

import dev.lintel.tools.schema.Identifier;
import dev.lintel.tools.schema.revision.Token.Kind;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One statement of a migration.
 *
 * @param what what it does
 * @param table of a column, constraint, index or trigger; otherwise empty
 * @param name of the object, as {@link Identifier#canonical}
 * @param comments lines to stand above it, with their hyphens; may be empty
 * @param text the statement, without a semicolon
 * @param alternative what to run if the server refuses the text's types; null if there is nothing
 */
record Change(
    What what, String table, String name, String comments, String text, String alternative) {

  private static final String N = "(\"(?:[^\"]|\"\")+\"|[^\\s\"(),]+)";
  private static final String TABLE = "alter table (?:only )?(?:if exists )?" + N + " ";
  private static final String COLUMN = TABLE + "alter (?:column )?" + N + " ";

  /** What a statement does: by its words, names in the order table, object. */
  enum What {
    OWNER("alter ()((?:materialized )?\\w+ .*?) owner to"),
    CREATE_TABLE("create (?:unlogged )?table (?:if not exists )?()" + N),
    DROP_TABLE("drop (?:foreign )?table (?:if exists )?()" + N),
    ADD_CONSTRAINT(TABLE + "add constraint " + N),
    VALIDATE_CONSTRAINT(TABLE + "validate constraint " + N),
    DROP_CONSTRAINT(TABLE + "drop constraint (?:if exists )?" + N),
    ADD_COLUMN(TABLE + "add (?:column )?(?:if not exists )?" + N),
    DROP_COLUMN(TABLE + "drop column (?:if exists )?" + N),
    SET_NOT_NULL(COLUMN + "set not null"),
    DROP_NOT_NULL(COLUMN + "drop not null"),
    SET_DEFAULT(COLUMN + "set default"),
    SET_TYPE(COLUMN + "(?:set data )?type"),
    ALTER_TABLE(TABLE + "()"),
    CREATE_INDEX(
        "create (?:unique )?index (?:concurrently )?(?:if not exists )?(?<name>"
            + N
            + ") on (?:only )?(?<table>"
            + N
            + ")"),
    DROP_INDEX("drop index (?:concurrently )?(?:if exists )?()" + N),
    ADD_ENUM_VALUE("alter type ()" + N + " add value"),
    CREATE_ENUM("create type ()" + N + " as enum"),
    CREATE_TYPE("create type ()" + N),
    DROP_TYPE("drop type (?:if exists )?()" + N),
    CREATE_MATERIALIZED_VIEW("create materialized view (?:if not exists )?()" + N),
    CREATE_VIEW("create (?:or replace )?(?:recursive )?view ()" + N),
    CREATE_FUNCTION("create (?:or replace )?(?:function|procedure|aggregate) ()" + N),
    DROP_FUNCTION("drop (?:function|procedure|aggregate) (?:if exists )?()" + N),
    CREATE_TRIGGER("create (?:constraint )?trigger (?<name>" + N + ") .*? on (?<table>" + N + ")"),
    CREATE_POLICY("create policy (?<name>" + N + ") on (?<table>" + N + ")"),
    CREATE_RULE("create (?:or replace )?rule (?<name>" + N + ") as on \\w+ to (?<table>" + N + ")"),
    CREATE_SEQUENCE("create sequence (?:if not exists )?()" + N),
    CREATE_DOMAIN("create domain ()" + N),
    CREATE_STATISTICS("create statistics (?:if not exists )?()" + N),
    COMMENT("comment on ()(.*?) is (?:null|'')"),
    OTHER("()(.*)");

    private final Pattern words;

    What(String words) {
      this.words = Pattern.compile(words);
    }
  }

  /** A statement by its words. */
  static Change of(String comments, String text) {
    String head = head(text);
    for (What what : What.values()) {
      Matcher words = what.words.matcher(head);
      if (words.lookingAt()) {
        boolean named = what.words.pattern().contains("?<name>");
        String table = named ? words.group("table") : words.group(1);
        String name = named ? words.group("name") : words.group(2);
        return new Change(what, table, name, comments, text, null);
      }
    }
    throw new IllegalStateException(text);
  }

  static Change of(String text) {
    return of("", text);
  }

  /** Lower case, one space between, names as they are stored, {@code ''} for each string. */
  private static String head(String text) {
    StringBuilder head = new StringBuilder();
    boolean dot = true;
    for (Token token : Token.of(text)) {
      if (token.kind() != Kind.COMMENT) {
        head.append(dot || token.is(".") ? "" : " ");
        head.append(
            switch (token.kind()) {
              case STRING -> "''";
              case QUOTED_NAME -> Identifier.canonical(token.text());
              default -> token.text().toLowerCase(Locale.ROOT);
            });
        dot = token.is(".");
      }
    }
    return head.toString();
  }

  boolean is(What... any) {
    return List.of(any).contains(what);
  }

  /** Whether it is about the same thing as another, for example one adds it and one drops it. */
  boolean concerns(Change other) {
    return name.equals(other.name) && (table.equals(other.table) || isIndex() && other.isIndex());
  }

  private boolean isIndex() {
    return is(What.CREATE_INDEX, What.DROP_INDEX);
  }

  /** What it makes, to find the same in another script: {@code CREATE_INDEX ix_items_status}. */
  String key() {
    return what + " " + (isIndex() ? "" : table) + " " + name;
  }

  Change withText(String other) {
    return new Change(what, table, name, comments, other, alternative);
  }

  Change withComments(String other) {
    return new Change(what, table, name, other, text, alternative);
  }

  Change withAlternative(String other) {
    return new Change(what, table, name, comments, text, other);
  }

  /** Whether a word or name of it is this one. */
  boolean mentions(String canonicalName) {
    return Token.of(text).stream()
        .anyMatch(t -> t.isName() && Identifier.canonical(t.text()).equals(canonicalName));
  }
}

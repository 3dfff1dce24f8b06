package dev.lintel.tools.schema.revision;

import dev.lintel.tools.schema.Identifier;
import dev.lintel.tools.schema.revision.Change.What;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One direction of a difference without what only a generator would write. */
final class Cleaning {

  private static final Pattern USING =
      Pattern.compile("(.* TYPE .*) USING " + Identifier.NAME + "::[^:]*");

  private static final Pattern CAST_LITERAL =
      Pattern.compile(
          "(DEFAULT '(?:[^']|'')*')::[\\w ]+?(?:\\(\\d+(?:, ?\\d+)?\\))?"
              + "(?:\\[\\])?(?= NOT NULL|,|\\)|$)");

  private static final Pattern NOT_NULL_LAST =
      Pattern.compile("( DEFAULT (?:'(?:[^']|'')*'|[^,'])*?) NOT NULL(?=,|\\)|$)");

  private Cleaning() {}

  /**
   * @param generated statements in an order that runs
   * @param owner the role that runs migrations, as SQL writes it
   */
  static List<Change> of(List<String> generated, String schema, String owner) {
    List<Change> changes = new ArrayList<>();
    for (String statement : generated) {
      String plain = SqlStyle.plain(statement, schema);
      // rows are nobody's but the application's: it does not fill what was NULL, either
      if (!plain.startsWith("SET ") && !plain.startsWith("UPDATE ")) {
        actions(plain).forEach(action -> changes.add(Change.of(action)));
      }
    }
    changes.removeIf(change -> isOwnerOfNew(change, changes, owner));
    foldDefaults(changes);
    changes.replaceAll(Cleaning::simpler);
    changes.removeIf(change -> isUseless(change, changes));
    return EnumSwap.apply(Privileges.net(changes, owner));
  }

  /** One statement for each action, so that each can be looked at by itself. */
  private static List<String> actions(String plain) {
    List<Token> tokens = Token.of(plain);
    if (!plain.startsWith("ALTER TABLE ") || tokens.size() < 4) {
      return List.of(plain);
    }
    String table = plain.substring(0, tokens.get(3).at());
    List<String> actions = new ArrayList<>();
    int depth = 0;
    int from = tokens.get(3).at();
    for (int i = 3; i + 1 < tokens.size(); i++) {
      Token next = tokens.get(i + 1);
      depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
      if (depth == 0
          && tokens.get(i).is(",")
          && (next.is("ALTER") || next.is("ADD") || next.is("DROP"))) {
        actions.add(table + plain.substring(from, tokens.get(i).at()));
        from = next.at();
      }
    }
    actions.add(table + plain.substring(from));
    return actions;
  }

  private static boolean isOwnerOfNew(Change change, List<Change> changes, String owner) {
    return change.is(What.OWNER)
        && change.text().endsWith(" OWNER TO " + owner)
        && changes.stream()
            .anyMatch(
                c ->
                    c.text().startsWith("CREATE ")
                        && (" " + change.name() + " ").contains(" " + c.name() + " "));
  }

  /** A new column takes its default along, so that the rows that there are have it too. */
  private static void foldDefaults(List<Change> changes) {
    for (Change change : List.copyOf(changes)) {
      Optional<Change> added =
          changes.stream()
              .filter(c -> c.is(What.ADD_COLUMN) && change.is(What.SET_DEFAULT))
              .filter(change::concerns)
              .findFirst();
      if (added.isPresent()) {
        String text = change.text();
        String value = text.substring(text.indexOf(" SET DEFAULT ") + " SET".length());
        changes.set(changes.indexOf(added.get()), added.get().withText(added.get().text() + value));
        changes.remove(change);
      }
    }
  }

  private static Change simpler(Change change) {
    return switch (change.what()) {
      case SET_TYPE -> {
        Matcher using = USING.matcher(change.text());
        // an explicit cast would cut values short in silence
        yield using.matches()
            ? change.withText(using.group(1)).withAlternative(change.text())
            : change;
      }
      case ADD_COLUMN, SET_DEFAULT, CREATE_TABLE ->
          change.withText(sequence(defaults(change.text())));
      case CREATE_SEQUENCE -> change.withText(sequence(change.text()));
      case CREATE_INDEX ->
          change.withText(
              unwrapped(change.text().replaceFirst("INDEX CONCURRENTLY ", "INDEX "), "WHERE"));
      case ADD_CONSTRAINT ->
          change.withText(
              unwrapped(
                  change.text().contains(" EXCLUDE USING ")
                      ? change.text().replaceFirst(" NOT VALID$", "")
                      : change.text(),
                  "CHECK"));
      case CREATE_POLICY -> change.withText(unwrapped(unwrapped(change.text(), "USING"), "CHECK"));
      case CREATE_TRIGGER -> change.withText(unwrapped(change.text(), "WHEN"));
      case ALTER_TABLE ->
          change.withText(
              sequence(change.text().replaceAll("(?<=[(,] ?)(\\w+)='(\\d+)'", "$1 = $2")));
      case OTHER ->
          change.text().startsWith("ALTER DOMAIN ")
              ? change.withText(unwrapped(defaults(change.text()), "CHECK"))
              : change;
      default -> change;
    };
  }

  /** The server validates such a constraint as it is added. */
  private static boolean isUseless(Change change, List<Change> changes) {
    return change.is(What.VALIDATE_CONSTRAINT)
        && changes.stream()
            .anyMatch(
                c ->
                    c.is(What.ADD_CONSTRAINT)
                        && c.concerns(change)
                        && !c.text().endsWith(" NOT VALID"));
  }

  /** Without the options that a sequence has by itself. */
  private static String sequence(String text) {
    if (!text.contains(" AS IDENTITY (") && !text.startsWith("CREATE SEQUENCE ")) {
      return text;
    }
    return SqlStyle.outsideOfStrings(
        text,
        part ->
            part.replaceAll(" SEQUENCE NAME [\\w$]+_seq(?=[ )])", "")
                .replaceAll("\\(SEQUENCE NAME [\\w$]+_seq ?", "(")
                .replaceAll(
                    "(?<=[( ])(?:START WITH 1|INCREMENT BY 1|NO MAXVALUE|NO MINVALUE|CACHE 1)"
                        + "(?: |(?=\\))|$)",
                    "")
                .replaceAll(" \\)", ")")
                .replaceAll(" \\(\\)", "")
                .replaceAll(" $", ""));
  }

  private static String defaults(String text) {
    String plain = CAST_LITERAL.matcher(text).replaceAll("$1");
    return NOT_NULL_LAST.matcher(plain).replaceAll(" NOT NULL$1");
  }

  /** {@code CHECK ((a > 0))} with one pair of parentheses, {@code WHERE (a > 0)} with none. */
  private static String unwrapped(String text, String keyword) {
    List<Token> tokens = Token.of(text);
    boolean keepsOne = !keyword.equals("WHERE");
    for (int i = 0; i + 1 < tokens.size(); i++) {
      int open = i + (keepsOne ? 2 : 1);
      if (tokens.get(i).is(keyword)
          && tokens.get(i + 1).is("(")
          && open < tokens.size()
          && tokens.get(open).is("(")) {
        int close = close(tokens, open);
        boolean wraps =
            keepsOne
                ? close + 1 < tokens.size() && tokens.get(close + 1).is(")")
                : close + 1 == tokens.size();
        if (wraps) {
          return text.substring(0, tokens.get(open).at())
              + text.substring(tokens.get(open).end(), tokens.get(close).at())
              + text.substring(tokens.get(close).end());
        }
      }
    }
    return text;
  }

  private static int close(List<Token> tokens, int open) {
    int depth = 0;
    for (int i = open; i < tokens.size(); i++) {
      depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return tokens.size();
  }
}

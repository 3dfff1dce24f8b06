package dev.lintel.tools.schema.revision;

import dev.lintel.migrations.SqlScript;
import dev.lintel.migrations.SqlStatement;
import dev.lintel.tools.schema.Identifier;
import dev.lintel.tools.schema.revision.Change.What;
import dev.lintel.tools.schema.revision.Token.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a person wrote the objects of a schema, with the comments above them: a reviewer would rather
 * read that again than what the server makes of it.
 */
final class Declarations {

  private static final Pattern ANNOTATION =
      Pattern.compile(
          "--\\s*renamed from\\s+(" + Identifier.NAME + ")\\s*", Pattern.CASE_INSENSITIVE);

  private static final Set<String> CONSTRAINT_WORDS =
      Set.of("CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN", "EXCLUDE", "LIKE");

  /**
   * A note that an object had another name.
   *
   * @param object what has the new name: the statement or table element it stands on; null if none
   */
  record Annotation(int line, String oldName, Change object) {}

  private final Map<String, Change> byKey = new HashMap<>();
  private final Map<String, Integer> order = new HashMap<>();
  private final Set<String> inTable = new HashSet<>();
  private final List<Annotation> annotations = new ArrayList<>();

  private Declarations() {}

  /** What a script declares; of two declarations of one object the later counts. */
  static Declarations of(String script) {
    Declarations declarations = new Declarations();
    declarations.read(script);
    return declarations;
  }

  private void read(String script) {
    int end = 0;
    Change last = null;
    for (SqlStatement statement : SqlScript.parse(script).getStatements()) {
      int start = script.indexOf(statement.getText(), end);
      String gap = script.substring(end, start);
      Change change = Change.of(above(gap), withoutAnnotations(statement.getText()));
      annotate(script, end, gap, last, change);
      if (change.is(What.CREATE_TABLE) && !statement.getOutline().contains(" PARTITION OF ")) {
        elements(script, start, statement.getText(), change);
      } else {
        annotateWithin(script, start, statement.getText(), change);
      }
      declare(change);
      end = start + statement.getText().length();
      last = change;
    }
    annotate(script, end, script.substring(end), last, null);
  }

  private void declare(Change change) {
    if (change.is(What.ADD_COLUMN, What.DROP_COLUMN, What.DROP_CONSTRAINT, What.SET_TYPE)
        || change.is(What.SET_NOT_NULL, What.DROP_NOT_NULL, What.SET_DEFAULT)
        || change.is(What.ALTER_TABLE) && change.text().contains(" RENAME ")) {
      // the text of the table, or column, is no longer what it is
      byKey.remove("CREATE_TABLE  " + change.table());
      byKey.remove("ADD_COLUMN " + change.table() + " " + change.name());
    }
    boolean makes =
        change.text().toUpperCase(Locale.ROOT).startsWith("CREATE ")
            || change.is(What.COMMENT, What.ADD_CONSTRAINT)
            || change.is(What.ADD_COLUMN) && !hasConstraint(Token.of(change.text()));
    if (makes) {
      byKey.put(change.key(), change);
      order.put(change.key(), order.size());
    }
  }

  /** Such a column makes a constraint too, which the generator adds by itself. */
  private static boolean hasConstraint(List<Token> column) {
    return column.stream()
        .anyMatch(
            t ->
                t.is("PRIMARY")
                    || t.is("UNIQUE")
                    || t.is("CHECK")
                    || t.is("REFERENCES")
                    || t.is("CONSTRAINT"));
  }

  /** The elements between the parentheses of a new table, each as the statement that adds it. */
  private void elements(String script, int offset, String text, Change table) {
    List<Token> element = new ArrayList<>();
    List<Token> comments = new ArrayList<>();
    List<Token> notes = new ArrayList<>();
    Change last = table;
    int depth = 0;
    boolean closed = false;
    for (Token token : Token.of(text)) {
      boolean closes = token.is(")") && depth == 1;
      if (token.kind() == Kind.COMMENT) {
        boolean trails = element.isEmpty() && !token.space().contains("\n");
        if (isAnnotation(token) && (trails || closed || depth == 0)) {
          annotation(script, offset, token, last);
        } else if (isAnnotation(token)) {
          notes.add(token);
        } else if (element.isEmpty() && !trails) {
          comments.add(token);
        }
      } else if (!closed && depth > 0 && (closes || depth == 1 && token.is(","))) {
        if (!element.isEmpty()) {
          last = element(text, table, element, comments);
        }
        for (Token note : notes) {
          annotation(script, offset, note, last);
        }
        last = closes ? table : last;
        closed = closes;
        notes.clear();
        element.clear();
        comments.clear();
      } else if (!closed && depth > 0) {
        element.add(token);
      }
      depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
    }
  }

  private Change element(String text, Change table, List<Token> element, List<Token> comments) {
    String body =
        withoutAnnotations(
            text.substring(element.get(0).at(), element.get(element.size() - 1).end()));
    StringBuilder above = new StringBuilder();
    comments.forEach(comment -> above.append(comment.text()).append('\n'));
    String alter = "ALTER TABLE " + table.name() + " ADD ";
    Token first = element.get(0);
    boolean column =
        first.kind() == Kind.QUOTED_NAME
            || !CONSTRAINT_WORDS.contains(first.text().toUpperCase(Locale.ROOT));
    if (column) {
      Change change =
          Change.of(above.toString(), "ALTER TABLE " + table.name() + " ADD COLUMN " + body);
      if (!hasConstraint(element)) {
        byKey.put(change.key(), change);
      } else {
        byKey.remove(change.key());
      }
      return change;
    }
    Change change = Change.of(above.toString(), alter + body);
    if (change.is(What.ADD_CONSTRAINT)) {
      byKey.put(change.key(), change);
      inTable.add(change.key());
    }
    return change;
  }

  private static boolean isAnnotation(Token token) {
    return ANNOTATION.matcher(token.text()).matches();
  }

  private void annotate(String script, int offset, String gap, Change before, Change after) {
    for (Token token : Token.of(gap)) {
      if (isAnnotation(token)) {
        boolean trails = before != null && !gap.substring(0, token.at()).contains("\n");
        String rest = gap.substring(token.end());
        boolean above = !rest.replaceFirst("^\\n", "").matches("(?s).*\\n\\s*\\n.*");
        annotation(script, offset, token, trails ? before : above ? after : null);
      }
    }
  }

  private void annotateWithin(String script, int offset, String text, Change change) {
    for (Token token : Token.of(text)) {
      if (isAnnotation(token)) {
        annotation(script, offset, token, change);
      }
    }
  }

  private void annotation(String script, int offset, Token comment, Change object) {
    Matcher annotation = ANNOTATION.matcher(comment.text());
    if (annotation.matches()) {
      int at = offset + comment.at();
      int line = 1 + (int) script.substring(0, at).chars().filter(c -> c == '\n').count();
      annotations.add(new Annotation(line, Identifier.canonical(annotation.group(1)), object));
    }
  }

  /** The comment lines right above a statement. */
  private static String above(String gap) {
    StringBuilder lines = new StringBuilder();
    String[] split = gap.split("\n", -1);
    for (int i = split.length - 2; i > 0 && split[i].strip().startsWith("--"); i--) {
      if (!ANNOTATION.matcher(split[i].strip()).matches()) {
        lines.insert(0, split[i].strip() + "\n");
      }
    }
    return lines.toString();
  }

  private static String withoutAnnotations(String text) {
    StringBuilder kept = new StringBuilder();
    int from = 0;
    for (Token token : Token.of(text)) {
      if (isAnnotation(token)) {
        kept.append(text, from, token.at() - token.space().length());
        from = token.end();
      }
    }
    return kept.append(text.substring(from)).toString();
  }

  /** How a person wrote what a generated statement makes. */
  Optional<Change> find(Change generated) {
    return Optional.ofNullable(byKey.get(generated.key()));
  }

  /** How a person wrote a table that {@link #find} finds. */
  String text(String table) {
    return byKey.get("CREATE_TABLE  " + table).text();
  }

  /** Where it stands among the statements; what is not declared comes last. */
  int position(Change change) {
    return order.getOrDefault(change.key(), Integer.MAX_VALUE);
  }

  /** Whether a new table's text has the constraint already: it is no statement of its own. */
  boolean isPartOfItsTable(Change constraint) {
    return inTable.contains(constraint.key()) || !byKey.containsKey(constraint.key());
  }

  List<Annotation> annotations() {
    return annotations;
  }
}

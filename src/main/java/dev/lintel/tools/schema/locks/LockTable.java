package dev.lintel.tools.schema.locks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Prints locks as aligned columns: what each statement newly takes, and what it does. */
final class LockTable {

  private static final List<String> HEADINGS = List.of("line", "statement", "lock", "table", "did");

  private LockTable() {}

  static String print(List<VersionLocks> versions) {
    if (versions.isEmpty()) {
      return "no migration is pending\n";
    }
    return versions.stream().map(LockTable::print).collect(Collectors.joining("\n"));
  }

  private static String print(VersionLocks version) {
    return version.script() + "\n" + rows(version);
  }

  /** Without its name. */
  static String rows(VersionLocks version) {
    List<List<String>> rows = new ArrayList<>();
    version.statements().forEach(statement -> rows.addAll(rows(statement)));
    StringBuilder text = new StringBuilder();
    if (!rows.isEmpty()) {
      rows.add(0, HEADINGS);
      appendAligned(rows, text);
    }
    boolean blocks = version.statements().stream().anyMatch(s -> !s.blocking().isEmpty());
    return blocks
        ? text.toString()
        : text.append("  none that anybody else can wait for\n").toString();
  }

  private static List<List<String>> rows(StatementLocks statement) {
    String did = statement.work().stream().map(Work::what).collect(Collectors.joining(", "));
    List<List<String>> rows = new ArrayList<>();
    for (TableLock lock : statement.locks()) {
      boolean taken = lock.line() == statement.line();
      boolean held = !did.isEmpty() && lock.mode().blocks();
      if (taken || held) {
        rows.add(
            List.of(
                rows.isEmpty() ? String.valueOf(statement.line()) : "",
                rows.isEmpty() ? statement.statement() : "",
                lock.mode() + (taken ? "" : " since line " + lock.line()),
                lock.on(),
                rows.isEmpty() ? did : ""));
      }
    }
    if (rows.isEmpty() && !did.isEmpty()) {
      rows.add(List.of(String.valueOf(statement.line()), statement.statement(), "", "", did));
    }
    return rows;
  }

  private static void appendAligned(List<List<String>> rows, StringBuilder text) {
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        int at = column;
        int width = rows.stream().mapToInt(r -> r.get(at).length()).max().orElse(0);
        String cell = row.get(column);
        line.append("  ").append(cell).append(" ".repeat(width - cell.length()));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
  }
}

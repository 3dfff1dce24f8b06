package dev.lintel.tools.review.approval;

import dev.lintel.tools.mappers.MappedStatement;
import dev.lintel.tools.review.result.StatementReview;
import dev.lintel.tools.review.result.TableReview;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Which file, as a path below the folder of plans, is whose. Names are as short as they can be
 * without a clash, on file systems that do not tell cases apart too.
 */
final class FileNames {

  static final String SUFFIX = ".plan";

  /** Of a name; file systems take 255 bytes. */
  private static final int LONGEST = 200;

  private final String ownSchema;
  private final Map<String, List<String>> candidates = new LinkedHashMap<>();

  private FileNames(String ownSchema) {
    this.ownSchema = ownSchema;
  }

  /**
   * @param ownSchema that names of tables are written without; null if none
   * @return the path by subject
   */
  static Map<String, String> of(
      List<StatementReview> statements, List<TableReview> tables, String ownSchema) {
    FileNames names = new FileNames(ownSchema);
    tables.forEach(names::add);
    statements.forEach(review -> names.add(review.statement()));
    return names.choose();
  }

  private void add(TableReview table) {
    String name = table.name();
    offer(name, "tables", QualifiedName.of(name, ownSchema), name);
  }

  private void add(MappedStatement statement) {
    String full = statement.namespace() + "." + statement.id();
    offer(statement.name(), domain(statement.file()), statement.id(), full);
  }

  private void offer(String subject, String folder, String brief, String full) {
    String exact = safe(full) + "-" + mark(subject + ' ' + full);
    List<String> paths = new ArrayList<>();
    for (String name : List.of(safe(brief), safe(full), exact)) {
      paths.add(safe(folder) + "/" + name + SUFFIX);
    }
    candidates.put(subject, paths);
  }

  private Map<String, String> choose() {
    Map<String, String> chosen = new LinkedHashMap<>();
    for (int attempt = 0; attempt < 3; attempt++) {
      int brevity = attempt;
      Map<String, Long> wanted =
          candidates.keySet().stream()
              .filter(subject -> !chosen.containsKey(subject))
              .collect(Collectors.groupingBy(s -> folded(s, brevity), Collectors.counting()));
      chosen.values().forEach(path -> wanted.merge(path.toLowerCase(Locale.ROOT), 1L, Long::sum));
      for (Map.Entry<String, List<String>> entry : candidates.entrySet()) {
        if (wanted.getOrDefault(folded(entry.getKey(), brevity), 0L) == 1) {
          chosen.putIfAbsent(entry.getKey(), entry.getValue().get(brevity));
        }
      }
    }
    return chosen;
  }

  private String folded(String subject, int brevity) {
    return candidates.get(subject).get(brevity).toLowerCase(Locale.ROOT);
  }

  /** The base name of an XML file, or the simple name of a class. */
  private static String domain(String file) {
    String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    String base = name.replaceFirst("\\.(xml|class|java)$", "");
    return base.equals(name) ? name.substring(name.lastIndexOf('.') + 1) : base;
  }

  /** What no file system takes for a path, or for a hidden file, is escaped. */
  private static String safe(String name) {
    StringBuilder safe = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "_-!$".indexOf(c) >= 0);
      boolean dotInside = c == '.' && safe.length() > 0;
      safe.append(plain || dotInside ? String.valueOf(c) : String.format("%%%02X", (int) c));
    }
    if (safe.length() > LONGEST) {
      safe.setLength(LONGEST);
      safe.append('-').append(mark(name));
    }
    return safe.length() == 0 ? "%" : safe.toString();
  }

  private static String mark(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString().substring(0, 8);
  }
}

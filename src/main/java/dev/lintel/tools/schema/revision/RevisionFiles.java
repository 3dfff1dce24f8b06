package dev.lintel.tools.schema.revision;

import dev.lintel.InvalidValueException;
import dev.lintel.MigrationException;
import dev.lintel.text.Text;
import dev.lintel.tools.schema.Project;
import dev.lintel.tools.schema.ScriptFile;
import dev.lintel.validation.Require;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The scripts in a project's folders, and the names of the next ones. */
final class RevisionFiles {

  private static final Pattern VERSIONED =
      Pattern.compile("V(?<version>\\d+(?:[._]\\d+)*)__.*\\.sql", Pattern.CASE_INSENSITIVE);

  private static final int LONGEST_MESSAGE = 150;

  private final Project project;
  private final List<Path> versioned;

  private RevisionFiles(Project project, List<Path> versioned) {
    this.project = project;
    this.versioned = versioned;
  }

  /**
   * @throws MigrationException if a folder is not there or cannot be read
   */
  static RevisionFiles of(Project project) {
    requireFolder(project.migrations(), "migrations");
    requireFolder(project.undo(), "undo scripts");
    try (Stream<Path> files = Files.walk(project.migrations(), FileVisitOption.FOLLOW_LINKS)) {
      return new RevisionFiles(
          project,
          files
              .filter(file -> version(file) != null)
              .sorted(Comparator.comparing(RevisionFiles::numbers, RevisionFiles::compare))
              .toList());
    } catch (IOException e) {
      throw ScriptFile.unreadable(project.migrations(), e);
    }
  }

  private static void requireFolder(Path folder, String what) {
    if (!Files.isDirectory(folder)) {
      throw new MigrationException(
          folder
              + ": expected the folder of the "
              + what
              + ", but there is none; make it, or name"
              + " another");
    }
  }

  /** All migrations as one text, in the order in which they run. */
  String text() {
    StringBuilder text = new StringBuilder();
    versioned.forEach(file -> text.append(read(file)).append("\n;\n"));
    return text.toString();
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw ScriptFile.unreadable(file, e);
    }
  }

  /**
   * A description as file names have it.
   *
   * @throws InvalidValueException if the message is too long or has no letter
   */
  static String description(String message) {
    String text = Require.text("message", message, LONGEST_MESSAGE);
    String description =
        text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "_").replaceAll("^_+|_+$", "");
    if (description.codePoints().noneMatch(Character::isLetter)) {
      throw new InvalidValueException(
          "message", "words that say what changes", Text.visible(message));
    }
    return description;
  }

  /**
   * The next pairs' file names without their first letter.
   *
   * @param descriptions one for each pair
   */
  List<String> next(List<String> descriptions) {
    String last = versioned.isEmpty() ? "000" : major(versioned.get(versioned.size() - 1));
    List<String> names = new ArrayList<>();
    BigInteger version = new BigInteger(last);
    for (String description : descriptions) {
      version = version.add(BigInteger.ONE);
      String digits = version.toString();
      String zeros = "0".repeat(Math.max(0, last.length() - digits.length()));
      names.add(zeros + digits + "__" + description + ".sql");
    }
    return names;
  }

  /**
   * Writes scripts, all or none.
   *
   * @param scripts in the order of the result
   * @return the files
   * @throws MigrationException if one is there already or cannot be written
   */
  List<Path> write(List<NamedScript> scripts) {
    List<Path> files = scripts.stream().map(this::file).toList();
    for (Path file : files) {
      if (Files.exists(file)) {
        throw new MigrationException(
            file + ": expected no such file yet; remove it, or take another message");
      }
    }
    for (int i = 0; i < files.size(); i++) {
      try {
        Files.writeString(files.get(i), scripts.get(i).text());
      } catch (IOException e) {
        delete(files.subList(0, i + 1));
        throw new MigrationException(
            files.get(i) + ": cannot be written; look at the rights of its folder", e);
      }
    }
    return files;
  }

  private Path file(NamedScript script) {
    return (script.undo() ? project.undo() : project.migrations()).resolve(script.file());
  }

  private static void delete(List<Path> files) {
    for (Path file : files) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        // the failure to write is the one to report
      }
    }
  }

  private static String version(Path file) {
    Matcher name = VERSIONED.matcher(file.getFileName().toString());
    return name.matches() ? name.group("version") : null;
  }

  private static String major(Path file) {
    return version(file).split("[._]")[0];
  }

  private static List<BigInteger> numbers(Path file) {
    return Stream.of(version(file).split("[._]")).map(BigInteger::new).toList();
  }

  private static int compare(List<BigInteger> one, List<BigInteger> other) {
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      int order = one.get(i).compareTo(other.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.size(), other.size());
  }
}

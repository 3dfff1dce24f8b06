package dev.lintel.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs docs/migrations.md from top to bottom: a {@code sql} block that begins with a file's name is
 * that file, and in a {@code console} block each command prints what stands below it. A line of
 * three dots there stands for any lines.
 */
@PostgresTest
class MigrationsGuideTest {

  private static final Path GUIDE = Path.of("docs/migrations.md");
  private static final Pattern BLOCK =
      Pattern.compile("^```(sql|xml|console)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern FILE =
      Pattern.compile("(?:--|<!--) (\\S+\\.(?:sql|xml))(?: -->)?\\n.*", Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  private static final String TIME = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d [+-]\\d\\d:\\d\\d";

  @TempDir Path folder;
  private int exitCode;

  @Test
  void printsWhatItSays(TestDatabase database) throws IOException {
    int commands = 0;
    try (TestDatabase shop = database.createEmpty()) {
      Matcher block = BLOCK.matcher(Files.readString(GUIDE));
      while (block.find()) {
        if (isTooOld(shop) && block.group(2).contains("--autogenerate")) {
          break; // pgcodekeeper reads PostgreSQL 14 and newer; the rest builds on what it writes
        }
        if (block.group(1).equals("console")) {
          commands += runAll(block.group(2), shop, database);
        } else {
          write(block.group(2));
        }
      }
    }
    assertThat(commands).isGreaterThan(12);
  }

  private static boolean isTooOld(TestDatabase database) {
    return Integer.parseInt(database.value("SHOW server_version_num")) < 140_000;
  }

  private void write(String block) throws IOException {
    Matcher file = FILE.matcher(block);
    assertThat(file.matches()).as(block).isTrue();
    Path path = folder.resolve(file.group(1));
    Files.createDirectories(path.getParent());
    Files.writeString(path, block);
  }

  private int runAll(String block, TestDatabase shop, TestDatabase scratch) throws IOException {
    String[] steps = block.split("(?m)^\\$ ");
    for (String step : List.of(steps).subList(1, steps.length)) {
      int end = step.indexOf('\n');
      String command = step.substring(0, end);
      String output = run(words(command), shop, scratch);
      assertThat(plain(output, shop)).as(command).matches(pattern(step.substring(end + 1)));
    }
    return steps.length - 1;
  }

  private static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(command);
    while (word.find()) {
      words.add(word.group(1) == null ? word.group(2) : word.group(1));
    }
    return words;
  }

  private String run(List<String> words, TestDatabase shop, TestDatabase scratch)
      throws IOException {
    switch (words.get(0)) {
      case "lintel":
        return lintel(words.subList(1, words.size()), shop, scratch);
      case "cat":
        return Files.readString(folder.resolve(words.get(1)));
      case "psql":
        shop.execute(words.get(2));
        return "";
      case "echo":
        return exitCode + "\n";
      default:
        throw new AssertionError(words);
    }
  }

  private String lintel(List<String> words, TestDatabase shop, TestDatabase scratch) {
    List<String> arguments = new ArrayList<>(words);
    arguments.replaceAll(word -> word.equals("$DATABASE_URL") ? shop.url() : word);
    if (words.contains("check") || words.contains("--autogenerate")) {
      arguments.addAll(List.of("--scratch", scratch.url()));
    }
    Run run = Run.on(shop.url(), folder, arguments.toArray(String[]::new));
    exitCode = run.exitCode();
    return run.out().startsWith("Migrations:") ? run.out() + run.err() : run.err() + run.out();
  }

  /** What differs from run to run. */
  private String plain(String output, TestDatabase shop) {
    return output
        .replace(shop.value("SELECT current_database()"), "shop")
        .replace(folder + "/", "")
        .replaceAll(TIME + "(  )\\w+", "2026-01-31 12:00:00 +00:00$1shop_owner");
  }

  private static String pattern(String expected) {
    return Pattern.quote(expected).replace("\n...\n", "\\E\n(?s:.*)\n\\Q");
  }
}

package dev.lintel.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a run has broken and what came of it, one file each in {@code target/faults}; {@code
 * docs/reliability.md} tells those of the last run with {@code -Pfaults}.
 */
public final class Figures {

  private static final Path FOLDER = Path.of("target", "faults");

  private Figures() {}

  /**
   * @param fault what was broken, in a few words; the name of the file
   * @param figures load, faults injected, what was acknowledged, lost and doubled
   */
  public static void write(String fault, String figures) {
    try {
      Files.createDirectories(FOLDER);
      Files.writeString(
          FOLDER.resolve(fault.replace(' ', '-') + ".md"),
          "| " + fault + " | " + figures + " |" + System.lineSeparator());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

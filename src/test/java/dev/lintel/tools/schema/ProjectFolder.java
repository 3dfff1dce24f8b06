package dev.lintel.tools.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of a project that a test writes. */
public final class ProjectFolder {

  private final Project project;

  public ProjectFolder(Path folder) {
    this.project = Project.in(folder).inSchema("shop", "shop_history");
    try {
      Files.createDirectories(project.migrations());
      Files.createDirectories(project.undo());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Project project() {
    return project;
  }

  /** A migration, {@code 001__name}, and its undo script, which may be null. */
  public ProjectFolder add(String name, String up, String down) {
    write(project.migrations().resolve("V" + name + ".sql"), up);
    if (down != null) {
      write(project.undo().resolve("U" + name + ".sql"), down);
    }
    return this;
  }

  public ProjectFolder schema(String sql) {
    write(project.schemaFile(), sql);
    return this;
  }

  public ProjectFolder volume(String sql) {
    write(project.volumeFile(), sql);
    return this;
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

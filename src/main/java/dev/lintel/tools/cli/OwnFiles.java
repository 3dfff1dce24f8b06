package dev.lintel.tools.cli;

import dev.lintel.tools.scratch.ScratchFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;

/** Lintel's own migrations, schema and rows as files, for checks that take a project's folder. */
final class OwnFiles {

  private static final String RESOURCES = "/lintel/db";

  private OwnFiles() {}

  /** Copies them out of the jar, laid out as {@code db/} is; the caller closes the folder. */
  static ScratchFolder unpack() {
    ScratchFolder folder = ScratchFolder.create("lintel-own-");
    try {
      URI source = OwnFiles.class.getResource(RESOURCES).toURI();
      if (source.getScheme().equals("jar")) {
        try (FileSystem jar = FileSystems.newFileSystem(source, Map.of())) {
          folder.copy(jar.getPath(RESOURCES), "");
        }
      } else {
        folder.copy(Path.of(source), "");
      }
      return folder;
    } catch (IOException e) {
      folder.close();
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new AssertionError(e); // a class loader gives URLs that are URIs
    } catch (UncheckedIOException e) {
      folder.close();
      throw e;
    }
  }
}

package dev.lintel.tools.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {

  @TempDir Path folder;
  private Path library;

  @BeforeEach
  void unpackHalf() throws IOException {
    Path lib = Files.createDirectories(folder.resolve("PG-1/lib"));
    library = Files.createFile(lib.resolve("libicuuc.so.60"));
    Files.createSymbolicLink(lib.resolve("libicuuc.so"), Path.of("libicuuc.so.60"));
  }

  @Test
  void halfOfThemGoes() throws IOException {
    new Programs(folder).removeHalves();
    assertThat(folder.resolve("PG-1/lib")).doesNotExist();
  }

  @Test
  void allOfThemStay() throws IOException {
    Files.createFile(folder.resolve("PG-1/.exists"));
    new Programs(folder).removeHalves();
    assertThat(library).exists();
  }

  @Test
  void whatSomebodyUnpacksStays() throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve("PG-1/epg-lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      new Programs(folder).removeHalves();
      assertThat(lock.isValid()).isTrue();
      assertThat(library).exists();
    }
  }

  @Test
  void aFolderThatIsNotThereIsNoFault() throws IOException {
    new Programs(folder.resolve("none")).removeHalves();
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void whatIsNotOfTheLibraryStays() throws IOException {
    Path other = Files.createDirectory(folder.resolve("notes"));
    new Programs(folder).removeHalves();
    assertThat(other).exists();
  }
}

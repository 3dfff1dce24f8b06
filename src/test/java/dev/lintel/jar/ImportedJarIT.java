package dev.lintel.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The jar that a legacy application imports, as it was packaged. */
class ImportedJarIT {

  private static final Path TARGET = Path.of("target");
  private static final int JAVA_8 = 52;

  @Test
  void holdsJava8ClassFilesOnly() throws IOException {
    int classes = 0;
    try (JarFile jar = jar("")) {
      for (JarEntry entry : entries(jar)) {
        if (entry.getName().endsWith(".class")) {
          try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
            assertThat(in.readInt()).isEqualTo(0xCAFEBABE);
            in.readUnsignedShort();
            assertThat(in.readUnsignedShort()).as(entry.getName()).isEqualTo(JAVA_8);
          }
          classes++;
        }
      }
    }
    assertThat(classes).isGreaterThan(40);
  }

  @Test
  void putsNothingWhereAHostLooks() throws IOException {
    Set<String> folders = new TreeSet<>();
    try (JarFile jar = jar("")) {
      for (JarEntry entry : entries(jar)) {
        if (!entry.isDirectory()) {
          folders.add(entry.getName().replaceAll("[^/]+$", ""));
        }
      }
    }
    assertThat(folders)
        .allMatch(
            folder ->
                folder.startsWith("dev/lintel/")
                    || folder.startsWith("lintel/")
                    || folder.equals("META-INF/")
                    || folder.equals("META-INF/maven/dev.lintel/lintel/"))
        .contains("lintel/mappers/", "lintel/db/migrations/", "lintel/db/undo/")
        .doesNotContain("lintel/db/")
        .noneMatch(folder -> folder.startsWith("dev/lintel/tools"));
  }

  @Test
  void holdsEveryMigrationWithItsUndo() throws IOException {
    try (JarFile jar = jar("")) {
      List<String> names = entries(jar).stream().map(JarEntry::getName).toList();
      List<String> migrations =
          names.stream().filter(name -> name.matches("lintel/db/migrations/V.*\\.sql")).toList();
      assertThat(migrations).isNotEmpty();
      assertThat(migrations)
          .allSatisfy(name -> assertThat(names).contains(name.replace("migrations/V", "undo/U")));
    }
  }

  @Test
  void hasAModuleNameAndALicence() throws IOException {
    try (JarFile jar = jar("")) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"))
          .isEqualTo("dev.lintel");
      assertThat(jar.getEntry("META-INF/LICENSE")).isNotNull();
    }
  }

  @Test
  void comesWithSourcesAndJavadoc() throws IOException {
    try (JarFile sources = jar("-sources");
        JarFile javadoc = jar("-javadoc")) {
      assertThat(sources.getEntry("dev/lintel/items/ItemOperations.java")).isNotNull();
      assertThat(javadoc.getEntry("dev/lintel/items/ItemOperations.html")).isNotNull();
    }
  }

  private static JarFile jar(String classifier) throws IOException {
    try (var files = Files.list(TARGET)) {
      Path path =
          files
              .filter(
                  file ->
                      file.getFileName()
                          .toString()
                          .matches("lintel-[\\d.]+" + classifier + "\\.jar"))
              .findFirst()
              .orElseThrow();
      return new JarFile(path.toFile());
    }
  }

  private static List<JarEntry> entries(JarFile jar) {
    return jar.stream().toList();
  }
}

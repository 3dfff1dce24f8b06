package dev.lintel.migrations;

import dev.lintel.MigrationException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The texts of scripts in locations as Flyway writes them: in a folder or on the class path. */
final class ScriptFiles {

  private static final String FILESYSTEM = "filesystem:";
  private static final String CLASSPATH = "classpath:";
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final List<String> locations;

  ScriptFiles(List<String> locations) {
    this.locations = locations;
  }

  /** A host's loader sees its own migrations and Lintel's; without one, Lintel's own does. */
  static ClassLoader classLoader() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    boolean seesLintel = context != null && context.getResource("lintel/db/migrations") != null;
    return seesLintel ? context : ScriptFiles.class.getClassLoader();
  }

  /**
   * @param script the path below a location
   * @return its text; empty if no location has it
   * @throws MigrationException if several have it, or it cannot be read
   */
  Optional<String> read(String script) {
    List<String> found = new ArrayList<>();
    for (String location : locations) {
      try {
        String text = read(location, script);
        if (text != null) {
          found.add(text);
        }
      } catch (CharacterCodingException e) {
        throw new MigrationException(
            script + " in " + location + ": expected UTF-8, but it is not; convert it", e);
      } catch (IOException e) {
        throw new MigrationException(
            script
                + ": cannot be read from "
                + location
                + " ("
                + e.getClass().getSimpleName()
                + "); give the user who runs this the right to",
            e);
      }
    }
    if (found.size() > 1) {
      throw new MigrationException(
          script + ": expected in one place, but it stands in several of " + locations);
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
  }

  private static String read(String location, String script) throws IOException {
    if (location.startsWith(FILESYSTEM)) {
      Path file = Paths.get(location.substring(FILESYSTEM.length())).resolve(script);
      return Files.exists(file) ? text(Files.readAllBytes(file)) : null;
    }
    String folder =
        location.startsWith(CLASSPATH) ? location.substring(CLASSPATH.length()) : location;
    String resource = folder.replaceAll("^/+|/+$", "") + "/" + script;
    try (InputStream in = classLoader().getResourceAsStream(resource)) {
      return in == null ? null : text(in);
    }
  }

  private static String text(InputStream in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      out.write(buffer, 0, n);
    }
    return text(out.toByteArray());
  }

  /** Strict, since a character that was guessed would end up in the database. */
  private static String text(byte[] bytes) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  @Override
  public String toString() {
    return locations.toString();
  }
}

package dev.lintel.tools.mappers;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;

/** Classes of a host, compiled by a test: without {@code -parameters}, as most are. */
final class CompiledTypes {

  private CompiledTypes() {}

  /**
   * @param folder gets them
   * @param sources by the name of their class
   * @return to be closed
   */
  static URLClassLoader of(Path folder, Map<String, String> sources) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-proc:none", "-cp", System.getProperty("java.class.path"), "-d", folder + "/out"));
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = folder.resolve("in/" + source.getKey().replace('.', '/') + ".java");
      Files.createDirectories(file.getParent());
      Files.writeString(file, source.getValue());
      arguments.add(file.toString());
    }
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    if (result != 0) {
      throw new IllegalStateException("does not compile: " + sources.keySet());
    }
    return new URLClassLoader(
        new URL[] {folder.resolve("out").toUri().toURL()}, CompiledTypes.class.getClassLoader());
  }
}

package dev.lintel.tools.cli;

import dev.lintel.ConfigurationException;
import dev.lintel.text.Text;
import dev.lintel.tools.schema.Project;
import dev.lintel.tools.scratch.ScratchServer;
import java.io.UncheckedIOException;
import picocli.CommandLine.Option;

/** Where scratch databases are made. */
final class ScratchOptions {

  @Option(
      names = "--scratch",
      paramLabel = "URL",
      description =
          "The server to make scratch databases on, by a role that may create them. Default: a"
              + " PostgreSQL that starts here and goes away again.")
  String url;

  /** With the roles of the project, unless others use it too. The caller closes it. */
  ScratchServer open(Project project) {
    ScratchServer server = open();
    try {
      project.makeRoles(server);
      return server;
    } catch (RuntimeException | Error e) {
      server.close();
      throw e;
    }
  }

  private ScratchServer open() {
    if (url != null) {
      return ScratchServer.at(url);
    }
    try {
      return ScratchServer.embedded();
    } catch (IllegalStateException | UncheckedIOException e) {
      throw new ConfigurationException(
          "scratch server: a PostgreSQL of this jar's own cannot be started here ("
              + Text.line(e.getMessage())
              + "); give --scratch URL of one that runs",
          e);
    }
  }
}

package dev.lintel.tools.cli;

import dev.lintel.tools.schema.Project;
import dev.lintel.tools.scratch.ScratchServer;
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
    ScratchServer server = ScratchServer.chosen(url);
    try {
      project.makeRoles(server);
      return server;
    } catch (RuntimeException | Error e) {
      server.close();
      throw e;
    }
  }
}

package dev.lintel.tools.cli;

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

  /** The caller closes it. */
  ScratchServer open() {
    return url == null ? ScratchServer.embedded() : ScratchServer.at(url);
  }
}

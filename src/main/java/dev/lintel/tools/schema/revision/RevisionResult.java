package dev.lintel.tools.schema.revision;

import dev.lintel.tools.schema.Finding;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@link Revision#autogenerate} wrote.
 *
 * @param files in the order {@code V}, {@code U} of each version; empty if there was no difference
 * @param dangers each statement of the {@code V} scripts that loses data, rewrites a table or may
 *     fail on rows, with why
 * @param findings what the scripts leave over, both ways; to be finished by hand
 */
public record RevisionResult(List<Path> files, List<String> dangers, List<Finding> findings) {

  /** Copies the lists. */
  public RevisionResult {
    files = List.copyOf(files);
    dangers = List.copyOf(dangers);
    findings = List.copyOf(findings);
  }

  /** Whether the migrations and schema.sql were equal, so that nothing was written. */
  public boolean isEmpty() {
    return files.isEmpty();
  }

  /** Whether the scripts lead to schema.sql and back, tried on a scratch database. */
  public boolean isProven() {
    return findings.isEmpty();
  }
}

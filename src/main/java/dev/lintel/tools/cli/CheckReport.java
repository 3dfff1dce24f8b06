package dev.lintel.tools.cli;

import dev.lintel.jsonb.JsonObject;
import dev.lintel.tools.schema.Finding;
import dev.lintel.tools.schema.Finding.Severity;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was checked, and found.
 *
 * @param checked the checks that ran, as a person calls them
 * @param locks the table of the lock lint; empty if it did not run
 * @param findings of all checks, in their order
 */
record CheckReport(List<String> checked, String locks, List<Finding> findings) {

  int exitCode() {
    return count(Severity.ERROR) == 0 ? ExitCode.DONE : ExitCode.FINDINGS;
  }

  void print(PrintWriter out) {
    if (!locks.isEmpty()) {
      out.println(locks);
    }
    findings.forEach(out::println);
    out.println(
        "checked "
            + String.join(", ", checked)
            + ": "
            + counted(Severity.ERROR, "error")
            + ", "
            + counted(Severity.WARNING, "warning"));
  }

  void printJson(PrintWriter out) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("checked", checked);
    fields.put("errors", count(Severity.ERROR));
    fields.put("warnings", count(Severity.WARNING));
    fields.put("findings", FindingFields.of(findings));
    out.println(JsonObject.of("result", fields).text());
  }

  private String counted(Severity severity, String noun) {
    int count = count(severity);
    return (count == 0 ? "no" : String.valueOf(count)) + " " + noun + (count == 1 ? "" : "s");
  }

  private int count(Severity severity) {
    return (int) findings.stream().filter(finding -> finding.severity() == severity).count();
  }
}

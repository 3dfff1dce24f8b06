package dev.lintel.tools.cli;

import dev.lintel.tools.schema.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Findings as JSON gives them. */
final class FindingFields {

  private FindingFields() {}

  static List<Map<String, Object>> of(List<Finding> findings) {
    return findings.stream().map(FindingFields::of).toList();
  }

  private static Map<String, Object> of(Finding finding) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
    fields.put("code", finding.code());
    fields.put("where", finding.where());
    fields.put("what", finding.what());
    fields.put("fix", finding.fix());
    return fields;
  }
}

package dev.lintel.benchmark.peers.springdata;

import java.util.List;
import java.util.Map;

/** A type of its own around the list, which Spring Data would take for an association. */
public record JsonArray(List<Map<String, Object>> values) {}
